"""What settings may not be once others than this machine can reach JARVIS: each fault with its mend."""

from collections.abc import Iterable, Iterator
from ipaddress import ip_address
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, urlsplit

if TYPE_CHECKING:
    from jarvis_app.settings import Settings

ENV_FILES = (Path("/etc/jarvis/jarvis.env"), Path(".env"))
"""Where docs/deploy.md has the secrets written."""
PUBLISHED = frozenset(
    {
        "jarvis-demo",
        "jarvis-demo-secret",
        "re_demo_jarvis",
        "whsec_amFydmlzLWRlbW8tbWFpbC1zZWNyZXQtMDAwMQ==",
        "429683C4C977415CAAFCCE10F7D57E11",  # the key in Evolution's own example
        "password",  # as in ours
    }
)
"""Secrets that anybody can read: the demo's, and other people's examples."""
_SECRETS = {
    "secret_key": 16,
    "evolution_webhook_secret": 24,
    "evolution_api_key": 16,
    "resend_webhook_secret": 16,
    "resend_api_key": 8,
    "portal_password": 1,
}
"""The shortest each may be; Orange alone decides about the portal's."""
_FEWEST_DIFFERENT = 5
_LOOPBACK = {"127.0.0.1", "localhost", "::1"}
_AT_HOME = (".lan", ".local", ".internal", ".home.arpa")
_DRAWN = "draw one: `openssl rand -hex 32`"


def is_exposed(base_url: str) -> bool:
    """Whether others than this machine's own programs and people are meant to reach JARVIS."""
    return _split(base_url).hostname not in _LOOPBACK


def faults_when_exposed(settings: "Settings", files: Iterable[Path] = ENV_FILES) -> list[str]:
    """Why JARVIS must not start; nothing as long as JARVIS_BASE_URL is this machine's own."""
    if not is_exposed(settings.base_url):
        return []
    faults = [fault for name in _SECRETS for fault in _weaknesses(settings, name)]
    if why := _weakness(_split(settings.database_url or "").password or "", 0):
        faults.append(f"JARVIS_DATABASE_URL, its password: {why}.")
    if goes_in_clear(settings.base_url) and not _is_at_home(settings.base_url):
        faults.append("JARVIS_BASE_URL: over http everybody on the way can sign in too; write https://.")
    return faults + [f"{file}: others can read it; `chmod 600 {file}`." for file in files if _is_open(file)]


def goes_in_clear(base_url: str) -> bool:
    """Whether sign-in links and cookies pass a network unencrypted."""
    return is_exposed(base_url) and _split(base_url).scheme == "http"


def _weaknesses(settings: "Settings", name: str) -> Iterator[str]:
    """A secret left empty is no weakness: what needs it is off, or drawn at the first start."""
    held = getattr(settings, name)
    for secret in held if isinstance(held, tuple) else (held,):
        if secret and (why := _weakness(secret.value, _SECRETS[name])):
            yield f"JARVIS_{name.upper()}: {why}."


def _weakness(value: str, shortest: int) -> str:
    if value in PUBLISHED:
        return "it is published, with the demo or an example; set your own"
    if len(value) < shortest:
        return f"needs at least {shortest} characters where others reach JARVIS; {_DRAWN}"
    if shortest > 1 and len(set(value)) < _FEWEST_DIFFERENT:
        return f"it can be guessed; {_DRAWN}"
    return ""


def _is_at_home(base_url: str) -> bool:
    """Names and addresses that the internet does not know; their networks are their owners' to trust."""
    host = _split(base_url).hostname or ""
    try:
        return ip_address(host).is_private
    except ValueError:
        return "." not in host or host.endswith(_AT_HOME)


def _split(url: str) -> SplitResult:
    """Of what is no address, nothing: another fault tells of that."""
    try:
        return urlsplit(url)
    except ValueError:
        return urlsplit("")


def _is_open(file: Path) -> bool:
    """Whether any account can read it; in a folder closed to others nobody gets as far as the file."""
    try:
        return bool(file.stat().st_mode & 0o004 and file.absolute().parent.stat().st_mode & 0o001)
    except OSError:
        return False

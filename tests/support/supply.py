"""What we ship and build on: tracked files without new secrets, a lock in which everything has a hash."""

import re
import subprocess
import sys
from contextlib import chdir
from pathlib import Path

from detect_secrets import SecretsCollection
from detect_secrets.core import baseline
from detect_secrets.settings import default_settings, transient_settings

ROOT = Path(__file__).parents[2]
LOCK = ROOT / "requirements.lock"
BASELINE = ROOT / ".secrets.baseline"
CONTRACT_NUMBER = "^[Ff]?[0-9OoIilSBZGQ]{6,8}[A-Za-z]?$"
"""Their digits and letters look like hexadecimal keys."""
MADE = re.compile(
    r"(requirements\.lock|package-lock\.json|\.secrets\.baseline|(api|routeTree)\.gen\.ts|openapi\.json"
    r"|\.png|\.ipynb|\.jsonl)$"
)
"""Written by programs, or messages alone."""


def tracked(*folders):
    """Files git knows of, in these folders or everywhere."""
    command = ["git", "ls-files", "-z", *folders]
    names = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\0")  # noqa: S603 ours
    return [name for name in names if name and (ROOT / name).is_file() and not MADE.search(name)]


def secrets_in(names, root=ROOT):
    """What looks like a secret in these files, by the settings at hand."""
    found = SecretsCollection()
    with chdir(root):  # what is kept names each file by its path below it
        for name in names:
            found.scan_file(name)
    return found


def new_secrets(names, root=ROOT):
    """What looks like a secret and is not in the baseline, as `file: kind`; nothing of it is shown."""
    plain = baseline.load_from_file(str(BASELINE))
    known = baseline.load(plain, str(BASELINE))
    with transient_settings({key: plain[key] for key in ("plugins_used", "filters_used")}):
        fresh = secrets_in(names, root) - known
    return sorted({f"{name}: {secret.type}" for name, secret in fresh})


def unhashed(lock):
    """Requirements of a lock's text that pip would take whatever their content."""
    entries = re.split(r"\n(?=[A-Za-z0-9])", lock.replace("\\\n", " "))
    return [entry.split()[0] for entry in entries if "==" in entry and "--hash=sha256:" not in entry]


def accept():
    """Writes the baseline anew: whatever looks like a secret now is one of the tests' own."""
    with default_settings() as settings:
        settings.filters["detect_secrets.filters.regex.should_exclude_secret"] = {
            "pattern": [CONTRACT_NUMBER]
        }
        settings.plugins["HexHighEntropyString"] = {"limit": 3.2}
        baseline.save_to_file(secrets_in(tracked()), str(BASELINE))


if __name__ == "__main__":
    sys.exit(accept())

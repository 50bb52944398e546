"""Where others can reach JARVIS, known, short and readable secrets keep it from starting."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jarvis_adapters.simulators.evolution.routes import DEMO_KEY
from jarvis_adapters.simulators.resend import DEMO_RESEND_KEY
from jarvis_app.exposed import PUBLISHED, faults_when_exposed, is_exposed
from jarvis_app.settings import Secret, Settings, SettingsInvalid, load_settings
from jarvis_app.simulated import DEMO_ACCOUNT, DEMO_MAIL_SECRET, DEMO_SECRET

OURS = "https://jarvis.example.ma"
GOOD = "0c4e7d1b9a6f82350c4e7d1b9a6f8235"


def faults(base_url=OURS, files=(), **settings):
    return "\n".join(faults_when_exposed(Settings(base_url=base_url, **settings), files))


def test_every_secret_of_the_demo_is_known_as_published():
    assert {DEMO_KEY, DEMO_RESEND_KEY, DEMO_ACCOUNT, DEMO_MAIL_SECRET, DEMO_SECRET} <= PUBLISHED


def test_every_weak_secret_is_named_at_once_each_with_its_mend():
    weak = {
        "JARVIS_BASE_URL": "http://jarvis.example.ma",
        "JARVIS_DATABASE_URL": "postgresql://jarvis:password@db/jarvis",
        "JARVIS_EVOLUTION_URL": "http://evolution:8080",
        "JARVIS_EVOLUTION_API_KEY": "429683C4C977415CAAFCCE10F7D57E11",
        "JARVIS_EVOLUTION_WEBHOOK_SECRET": f"{GOOD},jarvis-demo-secret",
        "JARVIS_RESEND_WEBHOOK_SECRET": DEMO_MAIL_SECRET,
        "JARVIS_SECRET_KEY": "k" * 32,
        "JARVIS_PORTAL_PASSWORD": DEMO_ACCOUNT,
    }
    with pytest.raises(SettingsInvalid) as told:
        load_settings(weak)
    lines = str(told.value).splitlines()
    assert {re.match(r"[A-Z_]+", line)[0] for line in lines} == set(weak) - {"JARVIS_EVOLUTION_URL"}
    assert all(value not in str(told.value) for value in weak.values() if "//" not in value)
    assert load_settings(weak | {"JARVIS_BASE_URL": "http://127.0.0.1:8000"})


@pytest.mark.parametrize("value", ["short", "a" * 64, "twenty-three-characters"])
def test_a_webhook_secret_that_is_short_or_can_be_guessed_is_refused(value):
    assert "JARVIS_EVOLUTION_WEBHOOK_SECRET" in faults(evolution_webhook_secret=(Secret(value),))


def test_drawn_secrets_and_those_left_empty_are_well():
    assert faults() == ""
    assert faults(evolution_webhook_secret=(Secret(GOOD),), secret_key=Secret(GOOD)) == ""


@pytest.mark.parametrize(
    ("base_url", "refused"),
    [
        ("http://jarvis.example.ma", True),
        ("http://41.248.10.1:8000", True),
        ("https://41.248.10.1", False),
        ("http://bo.lan:8000", False),
        ("http://web:8000", False),
        ("http://192.168.1.20:8000", False),
        ("http://localhost:8000", False),
    ],
)
def test_plain_http_is_refused_on_the_internet_alone(base_url, refused):
    assert ("JARVIS_BASE_URL" in faults(base_url)) is refused


@pytest.mark.parametrize(
    ("folder", "file", "refused"), [(0o755, 0o644, True), (0o755, 0o640, False), (0o700, 0o644, False)]
)
def test_a_file_of_secrets_that_others_can_read_is_refused(tmp_path, folder, file, refused):
    secrets = tmp_path / "jarvis.env"
    secrets.touch()
    secrets.chmod(file)
    tmp_path.chmod(folder)
    assert (str(secrets) in faults(files=[secrets, tmp_path / "none"])) is refused


@given(st.sampled_from(["127.0.0.1", "localhost", "[::1]"]), st.integers(1, 65535), st.text())
def test_this_machine_alone_is_never_refused_anything(host, port, secret):
    base_url = f"http://{host}:{port}"
    assert not is_exposed(base_url)
    assert faults(base_url, secret_key=Secret(secret), evolution_api_key=Secret(secret)) == ""

"""What is shipped holds no secret, and what is installed is what was locked."""

import json

import pytest

from security.outcomes import State
from security.supply import judge_npm_audit, judge_pip_audit
from support.supply import BASELINE, LOCK, ROOT, new_secrets, tracked, unhashed

SHIPPED = ("src", "frontend", "deploy", "scripts", "docker-compose.yml", "Dockerfile", ".env.example")
"""`make security` looks through the tests and the docs as well."""


def test_nothing_that_is_shipped_looks_like_a_secret_but_what_is_known_to_be_none():
    assert new_secrets(tracked(*SHIPPED)) == []


# Put together here, so that this file holds none itself.
PLANTED = {
    "a key": 'aws = "' + "AKIA" + "IOSFODNN7EXAMPLE" + '"',
    "a password": "pass" + 'word = "tr0ub4dor-and-3"',
    "a private key": "-----BEGIN RSA " + "PRIVATE KEY-----",
    "a database": "postgresql://jarvis:" + "s3cretWord@db/jarvis",
}


@pytest.mark.parametrize("planted", PLANTED)
def test_a_secret_that_slips_in_is_seen_and_not_shown(tmp_path, planted):
    (tmp_path / "settings.py").write_text(PLANTED[planted] + "\n")
    (told,) = new_secrets(["settings.py"], tmp_path)[:1]

    assert told.startswith("settings.py: ")
    assert PLANTED[planted][-12:] not in told


def test_the_baseline_holds_hashes_alone():
    assert "demo-secret" not in BASELINE.read_text()
    assert BASELINE.parent == ROOT


def test_every_locked_package_has_its_hashes_and_one_without_is_seen():
    lock = LOCK.read_text()

    assert lock.count("==") > 100
    assert unhashed(lock) == []
    assert unhashed(lock + "evil==1.0 ; sys_platform == 'linux'\n") == ["evil==1.0"]


UNKNOWN = {"name": "litestar", "skip_reason": "not found"}
SOUND = {"name": "litestar", "version": "2.25.0", "vulns": []}
HURT = {"name": "litestar", "version": "2.17.0", "vulns": [{"id": "CVE-2025-59152"}]}


@pytest.mark.parametrize(
    ("packages", "state"),
    [
        ([UNKNOWN, UNKNOWN], State.NOT_RUN),
        ([SOUND, UNKNOWN], State.NOT_RUN),
        ([], State.NOT_RUN),
        ([SOUND], State.OK),
        ([UNKNOWN, HURT], State.FAILED),
    ],
)
def test_an_audit_counts_for_the_packages_the_database_knows_and_for_no_others(packages, state):
    assert judge_pip_audit(json.dumps({"dependencies": packages}), "").state is state


@pytest.mark.parametrize(
    ("answer", "state"),
    [
        ("", State.NOT_RUN),
        ('{"message": "405 Method Not Allowed"}', State.NOT_RUN),
        ('{"metadata": {"vulnerabilities": {"high": 0, "low": 2}, "dependencies": {"total": 9}}}', State.OK),
        ('{"metadata": {"vulnerabilities": {"critical": 1}, "dependencies": {"total": 9}}}', State.FAILED),
    ],
)
def test_an_audit_that_got_no_answer_was_not_run(answer, state):
    assert judge_npm_audit(answer, "no network").state is state

"""What the command itself does with a configuration that others could misuse: it refuses, or says so."""

import subprocess
import sys

import psycopg

from jarvis_adapters.simulators.evolution.routes import DEMO_KEY
from jarvis_app.simulated import DEMO_SECRET
from support.processes import SECRET, environment

PATIENCE = 60
OUTSIDE = {"JARVIS_BASE_URL": "https://jarvis.example.ma"}


def jarvis(*arguments, folder, **settings):
    ran = subprocess.run(  # noqa: S603 our own command
        [sys.executable, "-m", "jarvis_app", *arguments],
        env=environment() | {"JARVIS_DATA_DIR": str(folder), **settings},
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    return ran.returncode, ran.stdout, ran.stderr


def test_published_secrets_and_a_readable_file_of_them_stop_a_process_before_it_starts(tmp_path):
    tmp_path.chmod(0o755)
    (tmp_path / ".env").write_text(f"JARVIS_EVOLUTION_WEBHOOK_SECRET={DEMO_SECRET}\n")
    weak = {"JARVIS_EVOLUTION_API_KEY": DEMO_KEY, "JARVIS_EVOLUTION_WEBHOOK_SECRET": DEMO_SECRET}
    code, _, told = jarvis("worker", folder=tmp_path, **OUTSIDE, **weak)

    assert code == 2
    for name in (*weak, "chmod 600 .env"):
        assert name in told


def test_a_superuser_is_refused_where_others_reach_us(database, tmp_path):
    code, _, told = jarvis("worker", folder=tmp_path, **OUTSIDE, JARVIS_DATABASE_URL=database)

    assert code == 2
    assert "superuser" in told


def test_the_demo_is_not_for_others_to_reach(tmp_path):
    code, _, told = jarvis("demo", "--no-browser-page", folder=tmp_path, **OUTSIDE)

    assert code == 2
    assert "JARVIS_BASE_URL" in told


def test_the_doctor_leaves_a_schema_as_it_is_and_names_it(databases, tmp_path):
    with databases.empty() as dsn:
        code, out, _ = jarvis("doctor", folder=tmp_path, JARVIS_DATABASE_URL=dsn, JARVIS_SECRET_KEY=SECRET)
        assert code == 1
        assert "jarvis db upgrade" in out
        with psycopg.connect(dsn) as link:
            assert link.execute("select to_regclass('messages')").fetchone() == (None,)

"""`pip install .` alone: the domain and `jarvis read` work, and the other commands say what they need."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

SOURCES = Path(__file__).parents[3] / "src"
BARE = """
import sys

class Bare:
    def find_spec(self, name, path=None, target=None):
        top = name.split(".")[0]
        known = sys.stdlib_module_names | {"msgspec", "jarvis_domain", "jarvis_app"}
        if path is None and top not in known and not top.startswith("_"):
            raise ModuleNotFoundError(name)

sys.meta_path.insert(0, Bare())
import importlib.util
importlib.util.find_spec = lambda name, package=None: None
from jarvis_app.cli import main
main(sys.argv[1:])
"""


def jarvis(*arguments, given=""):
    command = [sys.executable, "-c", BARE, *arguments]
    environment = {"PYTHONPATH": str(SOURCES), "PATH": "/usr/bin:/bin"}
    ran = subprocess.run(  # noqa: S603 our own interpreter
        command, input=given, capture_output=True, text=True, check=False, env=environment
    )
    return ran.returncode, ran.stdout, ran.stderr


def test_messages_are_read_without_the_server_parts():
    code, out, err = jarvis("read", given='{"id": 1, "text": "fin wsel F1234567D ?"}\n')

    assert code == 0, err
    assert json.loads(out)["contracts"][0]["number"] == "F1234567D"


@pytest.mark.parametrize("command", [["ask", "F1234567D"], ["doctor"], ["demo"]], ids=lambda c: c[0])
def test_the_other_commands_say_what_they_need(command):
    code, _, err = jarvis(*command)

    assert code == 2
    assert 'pip install "jarvis[server]"' in err

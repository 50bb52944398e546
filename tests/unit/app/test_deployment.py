"""What is deployed names only what exists: settings, commands, figures, pages, images by version."""

import configparser
import json
import re
import shlex
from pathlib import Path

import pytest
import yaml
from prometheus_client import CollectorRegistry

from jarvis_adapters.memory.clock import SystemClock
from jarvis_app.cli import command_line
from jarvis_app.container import Foundations
from jarvis_app.journal import MeteredJournal
from jarvis_app.model_figures import ModelFigures
from jarvis_app.settings import Settings
from jarvis_domain.answering.messages import Delivery, Outcome
from jarvis_domain.flow.receive import Kept
from jarvis_domain.ports.runtime import Step

ROOT = Path(__file__).parents[3]
COMPOSE = ROOT / "docker-compose.yml"
ALERTS = ROOT / "deploy/prometheus/alerts.yml"
DASHBOARD = ROOT / "deploy/grafana/dashboards/jarvis.json"
UNITS = sorted((ROOT / "deploy/systemd").iterdir())
PAGES = sorted(
    [ROOT / "README.md", *(ROOT / "docs").glob("*.md"), *(ROOT / "docs/runbooks").glob("*.md")],
    key=str,
)
VARIABLES = {f"JARVIS_{name.upper()}" for name in Settings.__struct_fields__}
PARTS = {"answers", "audit log", "backups", "browser", "cache", "clock", "configuration", "database", "disk"}
PARTS |= {"language model", "mail", "portal", "receipts", "server", "whatsapp", "worker"}
OTHERS = {"JARVIS_SKIP_SPA", "JARVIS_KEEP_"}  # the build's; a family


def services():
    return yaml.safe_load(COMPOSE.read_text(encoding="utf-8"))["services"]


def named_variables():
    for file in (COMPOSE, ROOT / "Dockerfile", *UNITS, *PAGES):
        for name in re.findall(r"JARVIS_[A-Z_]*[A-Z_]", file.read_text(encoding="utf-8")):
            yield file.name, name


def test_every_setting_that_is_named_anywhere_is_one():
    wrong = {(file, name) for file, name in named_variables() if name not in VARIABLES | OTHERS}
    assert wrong == set()


def test_what_compose_must_be_told_is_in_the_example_and_on_the_page():
    asked = set(re.findall(r"\$\{(\w+)", COMPOSE.read_text(encoding="utf-8")))
    for page in (".env.example", "docs/deploy.md"):
        text = (ROOT / page).read_text(encoding="utf-8")
        assert {name for name in asked if name not in text} == set(), page


def test_no_process_of_compose_comes_as_the_databases_superuser():
    for name in ("web", "worker", "evolution"):
        urls = [
            str(value) for value in services()[name]["environment"].values() if "postgresql://" in str(value)
        ]
        assert urls
        assert not any("postgres:" in url.partition("@")[0].partition("//")[2] for url in urls), name
    script = (ROOT / "deploy/postgres/roles.sh").read_text(encoding="utf-8")
    assert set(re.findall(r"create role (\w+) login password", script)) == {"jarvis", "evolution"}
    assert "superuser" not in script.partition("<<")[2]


def parses(words):
    command_line().parse_args(words)
    return True


def test_every_container_and_unit_runs_a_command_that_there_is():
    assert all(parses(services()[name]["command"]) for name in ("web", "worker"))
    for unit in UNITS:
        told = configparser.RawConfigParser(strict=False, interpolation=None)
        told.optionxform = str
        told.read_string(unit.read_text(encoding="utf-8"))
        if (start := told.get("Service", "ExecStart", fallback="")).strip():
            _, *words = shlex.split(start.replace("%i", "1"))
            assert parses(words)


SHELL = re.compile(r"```(?:sh|console)\n(.*?)```", re.DOTALL)
TYPED = re.compile(r"^[^\s$]*\bjarvis (?!\|)([^|<>#\n]+)", re.MULTILINE)
SPOKEN = re.compile(r"`jarvis ([^`|]+)`")
PLACES = {"FILE": "file", "PHONE": "0612345678", "EMAIL": "a@b.ma", "ROLE": "role", "…": "file"}


def spoken_commands():
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        typed = [found for block in SHELL.findall(text) for found in TYPED.findall(block)]
        for words in (*SPOKEN.findall(text), *typed):
            yield page.name, words


def complaint_about(words, capsys):
    """What the command line says against the words; a command without its arguments is only spoken of."""
    try:
        parses([PLACES.get(word, word) for word in shlex.split(words)])
    except SystemExit:
        said = capsys.readouterr().err
        return "" if "required" in said else said
    return ""


@pytest.mark.parametrize(("page", "words"), sorted(set(spoken_commands())))
def test_every_command_on_a_page_is_understood(page, words, capsys):
    assert complaint_about(words, capsys) == "", page


def figures():
    registry = CollectorRegistry()
    MeteredJournal(registry), ModelFigures(registry)
    foundations = Foundations()
    foundations.webhook_counters(registry), foundations.store_gauges(registry)
    foundations.part_gauges(registry, SystemClock())
    names = {sample for metric in registry.collect() for sample in (metric.name, f"{metric.name}_total")}
    return names | {f"{name}_bucket" for name in names} | {"process_resident_memory_bytes"}


def asked_of_prometheus():
    rules = yaml.safe_load(ALERTS.read_text(encoding="utf-8"))["groups"][0]["rules"]
    panels = json.loads(DASHBOARD.read_text(encoding="utf-8"))["panels"]
    return [rule["expr"] for rule in rules] + [one["expr"] for panel in panels for one in panel["targets"]]


def test_alerts_and_dashboard_ask_for_figures_and_states_that_there_are():
    known, states = figures(), {*map(str, (*Outcome, *Delivery, *Step, *Kept)), "received", "refused"}
    for asked in asked_of_prometheus():
        assert set(re.findall(r"\b(?:jarvis|process)_[a-z_]+", asked)) <= known, asked
        named = re.findall(r'(?:outcome|delivery|step)=~?"([a-z_|]+)"', asked)
        assert {state for names in named for state in names.split("|")} <= states, asked
        parts = re.findall(r'part=~?"([a-z_| ]+)', asked)
        assert {part for names in parts for part in names.split("|")} <= PARTS, asked


def test_every_alert_names_a_runbook_and_every_link_leads_somewhere():
    rules = yaml.safe_load(ALERTS.read_text(encoding="utf-8"))["groups"][0]["rules"]
    assert all((ROOT / rule["annotations"]["runbook"]).is_file() for rule in rules)
    for page in PAGES:
        for link in re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8")):
            assert (page.parent / link).exists(), (page.name, link)


def test_images_have_versions_and_nothing_but_the_proxys_port_is_open_to_the_network():
    for name, service in services().items():
        assert not service.get("image", "x:1").endswith(":latest") or "build" in service, name
        assert all(port.startswith("127.0.0.1:") for port in service.get("ports", [])), name
    assert "\nUSER jarvis\n" in (ROOT / "Dockerfile").read_text(encoding="utf-8")

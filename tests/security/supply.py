"""What we build on: known vulnerabilities, bills of materials, secrets, hashes, licences."""

import json
import re
import sys
from importlib import metadata
from pathlib import Path

from security.outcomes import failed, not_run, ok, run
from support.supply import LOCK, ROOT, new_secrets, tracked, unhashed

REPORTS = ROOT / ".security"
BIN = Path(sys.executable).parent
COPYLEFT = re.compile(r"(?<!L)GPL|(?<!Lesser )General Public License")
"""Strong ones: of the lesser kind speaks ADR 0022."""
_SEVERE = ("high", "critical")


def python_vulnerabilities():
    """Every locked package asked for in the vulnerability database of PyPI."""
    command = [BIN / "pip-audit", "-r", LOCK, "--disable-pip", "--require-hashes", "--format", "json"]
    _, told, errors = run([*command, "--progress-spinner", "off"], timeout=600)
    return judge_pip_audit(told, errors)


def judge_pip_audit(told, errors):
    """A package the database does not know was not audited, whatever the exit code says."""
    try:
        packages = json.loads(told)["dependencies"]
    except (ValueError, KeyError):
        return not_run(f"no database: {_last(errors)}")
    skipped = [one["name"] for one in packages if "skip_reason" in one]
    bad = [f"{one['name']} {vuln['id']}" for one in packages for vuln in one.get("vulns", ())]
    if bad:
        return failed(", ".join(bad))
    if skipped or not packages:
        return not_run(f"the database knew {len(packages) - len(skipped)} of {len(packages)} packages")
    return ok(f"{len(packages)} packages")


def npm_vulnerabilities():
    """The front end's lock, asked for in npm's advisories."""
    _, told, errors = run(["npm", "audit", "--json"], cwd=ROOT / "frontend", timeout=600)
    return judge_npm_audit(told, errors)


def judge_npm_audit(told, errors):
    try:
        answer = json.loads(told)
        found = answer["metadata"]["vulnerabilities"]
    except ValueError:
        return not_run(f"no database: {_last(errors)}")
    except KeyError:
        return not_run(f"no database: {answer.get('message', _last(errors))}")
    severe = {name: found[name] for name in _SEVERE if found.get(name)}
    return failed(str(severe)) if severe else ok(f"{answer['metadata']['dependencies']['total']} packages")


def python_materials():
    """A CycloneDX bill of every locked Python package."""
    bill = REPORTS / "sbom-python.json"
    command = [BIN / "cyclonedx-py", "requirements", LOCK, "--of", "JSON", "-o", bill]
    code, _, errors = run([*command, "--pyproject", ROOT / "pyproject.toml", "--output-reproducible"])
    locked = sum("==" in line for line in LOCK.read_text().splitlines() if not line.startswith("#"))
    return _billed(bill, locked) if code == 0 else failed(_last(errors))


def npm_materials():
    """A CycloneDX bill of every locked package of the front end that is shipped."""
    command = ["npm", "sbom", "--sbom-format", "cyclonedx", "--package-lock-only", "--omit", "dev"]
    code, told, errors = run(command, cwd=ROOT / "frontend")
    if code != 0:
        return failed(_last(errors))
    bill = REPORTS / "sbom-npm.json"
    bill.write_text(told)
    return _billed(bill, 1)


def _billed(bill, at_least):
    components = json.loads(bill.read_text())["components"]
    told = f"{len(components)} components in {bill.relative_to(ROOT)}"
    return ok(told) if len(components) >= at_least else failed(f"{told}, {at_least} are locked")


def secrets():
    """Every tracked file, tests and docs too, against the baseline."""
    names = tracked()
    found = new_secrets(names)
    return failed(", ".join(found)) if found else ok(f"{len(names)} files")


def hashes():
    """What pip would take without looking at it."""
    bare = unhashed(LOCK.read_text())
    return failed(", ".join(bare)) if bare else ok("each locked package has hashes")


def licences():
    """The licences of what is installed, written down; strong copyleft is for a person to look at."""
    told = {one.metadata["Name"]: _licence(one.metadata) for one in metadata.distributions()}
    lines = [f"{name}: {licence}" for name, licence in sorted(told.items(), key=lambda each: each[0].lower())]
    (REPORTS / "licences.txt").write_text("\n".join(lines) + "\n")
    look = [name for name, licence in told.items() if COPYLEFT.search(licence)]
    return ok(f"{len(lines)} in .security/licences.txt; to look at: {', '.join(sorted(look)) or 'none'}")


def _licence(facts):
    classified = [one.rpartition(" :: ")[2] for one in facts.get_all("Classifier", ()) if "License ::" in one]
    plain = facts.get("License-Expression") or ", ".join(classified) or facts.get("License") or "not said"
    return plain.splitlines()[0]


def rules():
    """Bandit's rules, as ruff knows them, on what is shipped and on the tests."""
    command = [BIN / "ruff", "check", "--select", "S", "--ignore", "S311"]  # jitter is not cryptography
    code, told, _ = run([*command, "--output-format", "concise", "."], cwd=ROOT)
    return ok("no finding") if code == 0 else failed(told.strip().splitlines()[0])


def _last(text):
    return (text.strip().splitlines() or ["no answer"])[-1]

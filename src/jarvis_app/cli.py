"""The command line: `jarvis COMMAND`; every command says what it does with --help."""

import argparse
import asyncio
import os
import sys
from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path

import msgspec

from jarvis_app.lab.evaluate import evaluate, load_cases
from jarvis_app.lab.show import score_shape, score_text
from jarvis_app.load.arguments import add_arguments as load_arguments
from jarvis_app.read import by_rules, read_stream
from jarvis_app.settings import Settings, SettingsInvalid, load_settings
from jarvis_domain.errors import JarvisError


def main(arguments: Sequence[str] | None = None) -> None:
    """Runs one command; exits with 0, 1 when something was wrong, or 2 for a wrong call or setting."""
    call = command_line().parse_args(arguments)
    try:
        sys.exit(_run(call))
    except SettingsInvalid as fault:
        sys.exit(_complain(fault, 2))
    except JarvisError as fault:
        sys.exit(_complain(fault, 1))
    except ExceptionGroup as group:
        known, bugs = group.split(JarvisError)
        if bugs is not None:
            raise
        sys.exit(_complain(known, 1))
    except BrokenPipeError:
        # Whoever read our output has seen enough (`| head`); what is still buffered has nowhere to go.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)


def _complain(fault: BaseException | None, code: int) -> int:
    if isinstance(fault, BaseExceptionGroup):
        for one in fault.exceptions:
            _complain(one, code)
    else:
        print(f"jarvis: {fault}", file=sys.stderr)
    return code


def _run(call: argparse.Namespace) -> int:
    if getattr(call, "by", "") == "rules":
        return _read_by_rules() if call.command == "read" else _evaluate_rules(call.file, as_json=call.json)
    if find_spec("litestar") is None:
        print('jarvis: this command needs the server parts: pip install "jarvis[server]"', file=sys.stderr)
        return 2
    from jarvis_app import commands  # noqa: PLC0415 the rules alone must not need, or wait for, the server

    settings = load_settings()
    match call.command:
        case "run":
            return commands.run(settings, call.host, call.port)
        case "web":
            return commands.web(settings, call.host, call.port)
        case "worker":
            return commands.worker(settings, call.host, call.port)
        case "db":
            return _run_db(call, settings)
        case "doctor":
            return commands.doctor(settings)
        case "backup" | "restore":
            return _run_backup(call, settings)
        case _:
            return _run_tool(call, settings)


def _run_tool(call: argparse.Namespace, settings: Settings) -> int:
    """The commands with which people look at one thing."""
    if call.command in {"users", "audit"}:
        return _run_desk(call, settings)
    if call.command == "seed":
        return _run_seed(call, settings)
    if call.command == "contractor":
        return _run_privacy(call, settings)
    if call.command == "load":
        return _run_load(call, settings)
    from jarvis_app import commands_tools as commands  # noqa: PLC0415 nor must a web process wait for these

    match call.command:
        case "demo":
            return commands.demo(settings, call.port, open_page=not call.no_browser_page)
        case "simulators":
            return commands.simulators(settings, call.port, until_end_of_input=call.until_end_of_input)
        case "crm":
            return commands.crm_look_up(settings, call.number, trace=call.trace)
        case "ask":
            return commands.ask_one(settings, call.text, call.sender, as_json=call.json)
        case "openapi":
            return commands.print_openapi(settings)
        case "evaluate":
            return commands.evaluate_model(
                settings, call.file, beside_rules=call.by == "both", as_json=call.json
            )
        case _:
            return commands.read_by_model(settings)


def _read_by_rules() -> int:
    unusable = asyncio.run(read_stream(by_rules, sys.stdin.buffer, sys.stdout.buffer, sys.stderr))
    sys.stdout.buffer.flush()
    return 1 if unusable else 0


def _evaluate_rules(file: Path, *, as_json: bool) -> int:
    result = asyncio.run(evaluate(load_cases(file, sys.stderr), by_rules))
    print(msgspec.json.encode(score_shape(result)).decode() if as_json else score_text("rules", result))
    return 0


def _run_db(call: argparse.Namespace, settings: Settings) -> int:
    from jarvis_app import commands  # noqa: PLC0415 as above

    if call.action == "grant":
        return commands.grant_database(settings, call.role)
    return commands.upgrade_database(settings)


def _run_backup(call: argparse.Namespace, settings: Settings) -> int:
    from jarvis_app import commands_backup  # noqa: PLC0415 as above

    if call.command == "restore":
        return commands_backup.restore_database(settings, call.file, force=call.force)
    return commands_backup.back_up_database(settings, call.file)


def _run_desk(call: argparse.Namespace, settings: Settings) -> int:
    from jarvis_app import commands_desk  # noqa: PLC0415 as above

    match call.action:
        case "verify":
            return commands_desk.verify_audit(settings)
        case "add":
            return commands_desk.add_user(settings, call.email, call.role)
        case "link":
            return commands_desk.link_for_user(settings, call.email)
        case _:
            return commands_desk.list_users(settings)


def _run_privacy(call: argparse.Namespace, settings: Settings) -> int:
    from jarvis_app import commands_privacy  # noqa: PLC0415 as above

    if call.action == "erase":
        return commands_privacy.erase_contractor(settings, call.phone)
    return commands_privacy.export_contractor(settings, call.phone)


def _run_seed(call: argparse.Namespace, settings: Settings) -> int:
    from jarvis_app.commands_seed import seed_database  # noqa: PLC0415 as above

    return seed_database(
        settings,
        messages=call.messages,
        complaints=call.complaints,
        days=call.days,
        number=call.seed,
        force=call.force,
    )


def _run_load(call: argparse.Namespace, settings: Settings) -> int:
    from jarvis_app.load.run import load  # noqa: PLC0415 as above

    return load(settings, call)


def _version() -> str:
    try:
        return version("jarvis")
    except PackageNotFoundError:  # run from the sources, not installed
        return "from the sources"


def command_line() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="jarvis", description="Answers contractors on WhatsApp. Settings are JARVIS_* variables."
    )
    parser.add_argument("--version", action="version", version=f"jarvis {_version()}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, says in (("run", "web and worker in one process"), ("web", "the web process alone")):
        _serves(commands.add_parser(name, help=says, description=says))
    worker = commands.add_parser("worker", help="a worker alone; run as many as you like")
    worker.add_argument("--host", default="127.0.0.1", help="address for --port")
    worker.add_argument("--port", type=int, help="serve /health and /metrics there; none without")
    demo = commands.add_parser("demo", help="run, with the outside world simulated")
    demo.add_argument("--port", type=int, default=8000, help="of the page; the simulators take the next one")
    demo.add_argument("--no-browser-page", action="store_true", help="do not open the page in a browser")
    simulators = commands.add_parser("simulators", help="portal, Evolution and LM Studio on loopback")
    simulators.add_argument("--port", type=int, default=8001)
    simulators.add_argument(
        "--until-end-of-input",
        action="store_true",
        help="stop when standard input ends: dies with its parent",
    )
    _manages_database(commands.add_parser("db", help="the database's schema, and who may use it"))
    backup = commands.add_parser("backup", help="the whole database into one file, while everything runs")
    backup.add_argument("file", type=Path, help="a file, or a folder for one with a dated name")
    restored = commands.add_parser("restore", help="the database as a backup holds it; stop JARVIS before")
    restored.add_argument("file", type=Path)
    restored.add_argument("--force", action="store_true", help="also over a database that holds messages")
    _seeds(commands.add_parser("seed", help="fill the database with an imagined past"))
    load_arguments(
        commands.add_parser("load", help="realistic traffic, and a verdict by what WhatsApp received")
    )
    commands.add_parser("doctor", help="look at every part: well, or what is wrong and what to do")
    _manages_users(commands.add_parser("users", help="who may sign in to the back office"))
    _answers_for_data(commands.add_parser("contractor", help="what is on record about one contractor"))
    audit = commands.add_parser("audit", help="the audit log")
    audit.add_argument("action", choices=["verify"], help="follow its chain from the beginning")
    crm = commands.add_parser("crm", help="the D2D portal")
    crm.add_argument("action", choices=["lookup"])
    crm.add_argument("number", help="a contract number, F1234567D")
    crm.add_argument("--trace", action="store_true", help="keep a Playwright trace of the look-up")
    _asks(commands.add_parser("ask", help="understand and answer one text, without sending"))
    read = commands.add_parser("read", help="messages as JSON lines in, their readings out")
    read.add_argument("--by", choices=["rules", "model"], default="rules")
    commands.add_parser("openapi", help="print the description of the HTTP API; needs no database")
    _evaluates(commands.add_parser("evaluate", help="readings against the values a file expects"))
    return parser


def _manages_database(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    actions.add_parser("upgrade", help="bring the schema up to this version")
    grant = actions.add_parser("grant", help="let a role run JARVIS that can only add to the audit log")
    grant.add_argument("role", help="a login role that does not own the tables; JARVIS then connects as it")


def _manages_users(command: argparse.ArgumentParser) -> None:
    actions = command.add_subparsers(dest="action", required=True, metavar="ACTION")
    add = actions.add_parser("add", help="invite somebody, or change their role")
    add.add_argument("email")
    add.add_argument("--role", choices=["viewer", "bo", "admin"], default="bo")
    actions.add_parser("list", help="who was invited, and when they last signed in")
    link = actions.add_parser("link", help="print a sign-in link, for when no mail gets through")
    link.add_argument("email")


def _answers_for_data(command: argparse.ArgumentParser) -> None:
    actions = command.add_subparsers(dest="action", required=True, metavar="ACTION")
    export = actions.add_parser("export", help="print all of it as JSON")
    erase = actions.add_parser("erase", help="blank all that names or quotes them, once nothing is open")
    for action in (export, erase):
        action.add_argument("phone", help="06… or +212…")


def _seeds(command: argparse.ArgumentParser) -> None:
    command.add_argument("--messages", type=_at_least_one, required=True, metavar="N")
    command.add_argument("--complaints", type=int, metavar="M", help="a tenth of the messages unless given")
    command.add_argument("--days", type=_at_least_one, default=90, help="how far back it reaches")
    command.add_argument("--seed", type=int, default=1, help="another number, another past")
    command.add_argument("--force", action="store_true", help="also into a database that holds messages")


def _at_least_one(text: str) -> int:
    if (number := int(text)) < 1:
        raise argparse.ArgumentTypeError(f"{text} is less than 1")
    return number


def _serves(command: argparse.ArgumentParser) -> None:
    command.add_argument("--host", default="127.0.0.1", help="address to listen on")
    command.add_argument("--port", type=int, default=8000)


def _asks(command: argparse.ArgumentParser) -> None:
    command.add_argument("text", help="what the contractor wrote")
    command.add_argument("--from", dest="sender", metavar="PHONE", help="who wrote it, e.g. 0612345678")
    command.add_argument("--json", action="store_true", help="print JSON")


def _evaluates(command: argparse.ArgumentParser) -> None:
    command.add_argument("file", type=Path, help="JSON lines: id, text, and the expected values")
    command.add_argument("--by", choices=["rules", "model", "both"], default="rules")
    command.add_argument("--json", action="store_true", help="print JSON")

"""The command line: ``alize``."""

import asyncio
import gc
import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any

from bot.commands.export_options import add_export
from bot.commands.file_options import add_files
from bot.commands.language import Parser, in_words, language_of, spoken, tell
from bot.commands.poster import add_poster
from bot.commands.report_options import add_report
from conversations.messages import N_, say
from locales import LANGUAGES, compiled

# Commands import what they need, and no more: the first word appears at once.

PORT = 8000
TO_MEND, UNABLE = 1, 2
WIDE = 200  # columns, for what is piped: nothing is cut

Command = Callable[[Namespace], int]


class Listed:
    """What an option may be, read from a module only once somebody uses it, or asks for help."""

    def __init__(self, module: str, name: str) -> None:
        self._module, self._name = module, name

    def __iter__(self) -> Iterator[str]:
        return map(str, getattr(import_module(self._module), self._name))


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; return its exit code: 1 when something is to mend, 2 when it could not run."""
    if missing := [language for language in LANGUAGES if not compiled(language).exists()]:
        mend = "run python -m locales.catalogs compile"  # in no language that could be read from them
        print(f"The catalogs are not compiled ({', '.join(missing)}): {mend}", file=sys.stderr)
        return UNABLE
    options = _parser().parse_args(arguments)
    command: Command = options.command
    gc.disable()  # what is imported stays: to look for garbage in it took a seventh of the start
    from bot.commands.opening import Unable
    from bot.settings import SettingsError
    from models.network.file import NetworkFileError

    gc.freeze()
    gc.enable()
    try:
        return command(options)
    except SettingsError as error:
        tell(options, error.told, file=sys.stderr)
    except NetworkFileError as error:
        tell(options, (problem.told for problem in error.problems), file=sys.stderr)
    except Unable as error:
        tell(options, (error.message,), file=sys.stderr)
    except KeyboardInterrupt:
        return 0
    finally:
        gc.enable()
    return UNABLE


def _parser() -> ArgumentParser:
    about = N_("The assistant of the Alizé network. To begin: alize demo")
    parser: ArgumentParser = Parser("alize", description=about)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def add(name: str, command: Command, summary: str, **named: Any) -> ArgumentParser:
        added = commands.add_parser(name, help=summary, description=summary, **named)
        added.set_defaults(command=command)
        return added

    demo = add("demo", _demo, N_("try the whole product in a browser: no token, no network"))
    demo.add_argument("--port", type=_port, default=PORT, help=N_("where the page is (default: {default})"))
    demo.add_argument("--no-browser", action="store_true", help=N_("open no browser"))
    demo.add_argument(
        "--processes", type=int, choices=range(1, 5), default=1, metavar="1-4",
        help=N_("how many the assistant is, behind one address (default: {default})"),
    )  # fmt: skip
    chat = add("chat", _chat, N_("try the applicant's chat in this terminal, or through a pipe"))
    chat.add_argument(
        "--lang", choices=LANGUAGES, default="fr", help=N_("what the phone speaks (default: {default})")
    )
    add("run", _run, N_("run the assistant on Telegram, with the settings of .env"))
    dashboard = add("dashboard", _dashboard, N_("show the dashboard alone, on this machine, without the bot"))
    dashboard.add_argument("--port", type=_port, default=PORT, help=N_("where it is (default: {default})"))
    add("migrate", _migrate, N_("make the database, or bring it up to date"))
    add_files(commands)
    invite = add("invite", _invite, N_("print a one-time link that gives a role"))
    roles = Listed("bot.services.core.rights", "Role")
    invite.add_argument("--role", metavar="ROLE", choices=roles, required=True, help="%(choices)s")
    invite.add_argument(
        "--basin", metavar="CODE", help=N_("the basin of the role, as the network file names it")
    )
    invite.add_argument("--firm", metavar="NAME", help=N_("the contributor company, of a contributor"))
    invite.add_argument("--advisor", metavar="NAME", help=N_("who of its advisors; else who represents it"))
    route = add("route", _route, N_("say where the requests of a place go, and why"))
    route.add_argument("place", nargs="+", metavar="TEXT", help=N_("a town, a postal code, or both"))
    stats = add("stats", _stats, N_("print the network's figures as a table"), parents=[spoken()])
    stats.add_argument(
        "period",
        nargs="*",
        metavar="PERIOD",
        help=N_("such as 2017, T3 2026, mars 2026 (default: this year)"),
    )
    stats.add_argument("--basin", metavar="CODE", help=N_("of one basin only"))
    stats.add_argument(
        "--section",
        metavar="NAME",
        choices=Listed("bot.services.figures.registry", "SECTIONS"),
        default="key",
        help=N_("which figures (default: {default}): {choices}"),
    )
    add_export(add)
    backup = add("backup", _backup, N_("copy the whole database to a file, while the assistant works"))
    backup.add_argument("file", type=Path, metavar="FILE", help=N_("a new file, for its owner alone"))
    restore = add("restore", _restore, N_("make the database of a backup"))
    restore.add_argument("file", type=Path, metavar="FILE", help=N_("what alize backup wrote"))
    restore.add_argument(
        "--force", action="store_true", help=N_("in the place of the database that is there")
    )
    add_report(add)
    add_poster(add)
    add("doctor", _doctor, N_("look at the whole installation and say what to mend"))
    return parser


def _port(text: str) -> int:
    if text.isdecimal() and int(text) <= 65535:
        return int(text)
    raise ArgumentTypeError(in_words(say("a port is a number up to 65535")))


def _demo(options: Namespace) -> int:
    from bot.commands.demo import serve_page
    from bot.logs import set_up_logs

    set_up_logs("WARNING")
    asyncio.run(serve_page(options.port, open_browser=not options.no_browser, processes=options.processes))
    return 0


def _chat(options: Namespace) -> int:
    from bot.commands.demo import converse
    from bot.logs import set_up_logs

    set_up_logs("WARNING")
    asyncio.run(converse(options.lang))
    return 0


def _run(options: Namespace) -> int:
    gc.disable()  # until the assistant is put together and runs, which enables it
    from bot.commands.run import run
    from bot.logs import set_up_logs
    from bot.settings import load_settings

    settings = load_settings()
    set_up_logs(settings.log_level, as_json=settings.log_format == "json")
    asyncio.run(run(settings))
    return 0


def _dashboard(options: Namespace) -> int:
    from bot.commands.dashboard import show_dashboard
    from bot.logs import set_up_logs
    from bot.settings import load_settings

    settings = load_settings()
    set_up_logs(settings.log_level, as_json=settings.log_format == "json")
    asyncio.run(show_dashboard(settings, options.port, partial(tell, options)))
    return 0


def _migrate(options: Namespace) -> int:
    from bot.commands.administration import bring_up_to_date
    from bot.settings import load_settings

    changed = bring_up_to_date(load_settings())
    ready, already = say("The database is ready."), say("The database was up to date already.")
    tell(options, (ready if changed else already,))
    return 0


def _invite(options: Namespace) -> int:
    from bot.commands.administration import invitation_link
    from bot.services.core.rights import Role
    from bot.settings import load_settings

    of_firm = (options.firm, options.advisor)
    print(asyncio.run(invitation_link(load_settings(), Role(options.role), options.basin, *of_firm)))
    return 0


def _route(options: Namespace) -> int:
    from bot.commands.administration import routes
    from bot.settings import load_settings

    words = " ".join(options.place)
    lines = asyncio.run(routes(load_settings(), words))
    tell(options, lines or (say("No commune is called “{words}”. Try its postal code too.", words=words),))
    return 0 if lines else TO_MEND


def _stats(options: Namespace) -> int:
    from rich.console import Console

    from bot.commands.stats import print_section
    from bot.settings import load_settings

    period = " ".join(options.period) or None
    console = Console(highlight=False, width=None if sys.stdout.isatty() else WIDE)
    asyncio.run(
        print_section(load_settings(), options.section, period, options.basin, language_of(options), console)
    )
    return 0


def _backup(options: Namespace) -> int:
    from bot.commands.care.backup import back_up
    from bot.settings import load_settings

    tell(options, back_up(load_settings(), options.file))
    return 0


def _restore(options: Namespace) -> int:
    from bot.commands.care.backup import restore
    from bot.settings import load_settings

    tell(options, restore(load_settings(), options.file, force=options.force))
    return 0


def _doctor(options: Namespace) -> int:
    from bot.commands.care.doctor import examine

    async def look() -> bool:
        well = True
        async for finding in examine():
            tell(options, (say("{mark} {finding}", mark="✓" if finding.well else "✗", finding=finding.told),))
            well = well and finding.well
        return well

    return 0 if asyncio.run(look()) else TO_MEND

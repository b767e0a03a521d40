"""The command line: what loads files, ``alize network``, ``alize contributors`` and ``alize import``."""

import asyncio
import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from bot.commands.language import language_of, spoken, tell
from conversations.messages import N_

if TYPE_CHECKING:
    from argparse import _SubParsersAction
    from collections.abc import Sequence

    from conversations.network.basins import Network
    from models.history.columns import Subject

TO_MEND = 1


def add_files(commands: "_SubParsersAction[ArgumentParser]") -> None:
    """Add the commands."""
    network = commands.add_parser("network", help=N_("check or load a network file"))
    on_network = network.add_subparsers(required=True, metavar="COMMAND")
    for name, command, summary in (
        ("check", _check_network, N_("say all there is to mend in a network file")),
        ("load", _load_network, N_("put a network file in force")),
    ):
        about = on_network.add_parser(name, help=summary, description=summary, parents=[spoken()])
        about.set_defaults(command=command)
        source = about.add_mutually_exclusive_group(required=True)
        source.add_argument("file", nargs="?", type=Path, metavar="FILE")
        source.add_argument(
            "--sample", action="store_true", help=N_("the sample network, made of published facts")
        )
        if command is _load_network:
            confirmed = N_("load it even where basins that stop leave requests, which then move")
            about.add_argument("--yes", action="store_true", help=confirmed)
    summary = N_("load a CSV or XLSX list of contributor companies")
    contributors = commands.add_parser("contributors", help=summary, description=summary, parents=[spoken()])
    contributors.set_defaults(command=_contributors)
    contributors.add_argument("file", type=Path, metavar="FILE")
    contributors.add_argument("--basin", metavar="CODE", help=N_("the basin of the rows that name none"))
    contributors.add_argument(
        "--template", action="store_true", help=N_("write an empty list to FILE instead")
    )
    summary = N_("bring past dossiers, missions, advances, contributors and follow-ups")
    past = commands.add_parser("import", help=summary, description=summary, parents=[spoken()])
    past.set_defaults(command=_import)
    past.add_argument("files", nargs="+", type=Path, metavar="FILE")
    past.add_argument("--dry-run", action="store_true", help=N_("say what would be brought, or what to mend"))
    past.add_argument(
        "--template", action="store_true", help=N_("write an empty spreadsheet to FILE instead")
    )


def _network(options: Namespace) -> "Network":
    """Read the network that a command names, telling what deserves attention in it."""
    from bot.commands.administration import wrong_letters
    from models.network.file import NetworkFileError, load_network, notices, read_network, sample_network_text
    from models.places.search import CommuneTable

    codes = CommuneTable()
    network = (
        read_network(sample_network_text(), codes) if options.sample else load_network(options.file, codes)
    )
    if problems := wrong_letters(network):
        raise NetworkFileError(*problems)
    tell(options, notices(network))
    return network


def _check_network(options: Namespace) -> int:
    from conversations.messages import say_n

    network = _network(options)
    checked = say_n(
        "{name}: {n} basin, nothing to mend.", "{name}: {n} basins, nothing to mend.", len(network.basins),
        name=network.name,
    )  # fmt: skip
    tell(options, (checked,))
    return 0


def _load_network(options: Namespace) -> int:
    from bot.commands.administration import left_by, put_in_force
    from bot.settings import load_settings
    from conversations.messages import say

    network = _network(options)
    left = asyncio.run(left_by(load_settings(), network))
    if left and not options.yes:
        again = say("Nothing was loaded: these requests would move. Load again with --yes to confirm.")
        tell(options, (*left, again), file=sys.stderr)
        return TO_MEND
    tell(options, left)
    changed = asyncio.run(put_in_force(load_settings(), network))
    in_force = say("{name} is in force. Basins: {n}.", name=network.name, n=len(network.basins))
    already = say("{name} was in force already. Basins: {n}.", name=network.name, n=len(network.basins))
    tell(options, (in_force if changed else already,))
    return 0


def _contributors(options: Namespace) -> int:
    from bot.commands.administration import enlist
    from bot.commands.import_history import faults_told
    from bot.settings import load_settings
    from conversations.messages import say
    from models.history.advisors import ADVISORS
    from models.spreadsheets.sheets import SpreadsheetError

    if options.template:
        return _write_empty(options, options.file, (ADVISORS,))
    try:
        loaded = asyncio.run(enlist(load_settings(), options.file, options.basin))
    except SpreadsheetError as error:
        tell(options, (*faults_told(error), say("Nothing was loaded.")), file=sys.stderr)
        return TO_MEND
    told = say(
        "New firms: {firms}. New advisors: {advisors}. Advisors changed: {changed}.",
        firms=loaded.companies_added,
        advisors=loaded.advisors_added,
        changed=loaded.advisors_changed,
    )
    tell(options, (told,))
    return 0


def _import(options: Namespace) -> int:
    from bot.commands.import_history import bring, faults_told, loaded_told
    from bot.commands.opening import Unable
    from bot.settings import load_settings
    from conversations.messages import say
    from models.history.rows import SUBJECTS
    from models.spreadsheets.sheets import SpreadsheetError

    if options.template and len(options.files) > 1:
        raise Unable(say("One template at a time: name one file."))
    if options.template:
        return _write_empty(options, options.files[0], SUBJECTS)
    try:
        settings, language = load_settings(), language_of(options)
        loaded = asyncio.run(bring(settings, options.files, language, dry=options.dry_run))
    except SpreadsheetError as error:
        tell(options, (*faults_told(error), say("Nothing was loaded.")), file=sys.stderr)
        return TO_MEND
    tell(options, loaded_told(loaded))
    if options.dry_run:
        tell(options, (say("Nothing is to be mended; nothing was loaded, as asked."),))
    return 0


def _write_empty(options: Namespace, path: Path, subjects: "Sequence[Subject]") -> int:
    from bot.commands.administration import network_of_templates
    from bot.commands.import_history import write_empty
    from bot.settings import load_settings
    from conversations.messages import say

    files = write_empty(asyncio.run(network_of_templates(load_settings())), path, subjects)
    tell(options, (say("{file}: to be filled in.", file=str(file)) for file in files))
    return 0

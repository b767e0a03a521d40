"""The command line: ``alize export``."""

import sys
from argparse import Namespace
from pathlib import Path

from bot.commands.language import Adding, tell
from conversations.messages import N_
from locales import LANGUAGES

SUBJECTS = (
    "dossiers", "needs", "events", "decisions", "missions", "advances", "follow-ups", "contributors",
    "questions", "exchanges",
)  # fmt: skip
TO_MEND = 1


def add_export(add: Adding) -> None:
    """Add the command."""
    export = add(
        "export", _export, N_("save the requests of a period, and all that is theirs, to a spreadsheet")
    )
    export.add_argument(
        "file", type=Path, metavar="FILE", help=N_("a new .xlsx file, or a .zip of CSV files")
    )
    export.add_argument(
        "--period", metavar="TEXT", help=N_("such as 2017, T3 2026, tout (default: this year)")
    )
    export.add_argument("--basin", metavar="CODE", help=N_("of one basin only"))
    export.add_argument(
        "--format", choices=("xlsx", "csv"), help=N_("default: as the name of the file tells")
    )
    export.add_argument("--only", choices=SUBJECTS, metavar="SUBJECT", help=N_("one of: {choices}"))
    export.add_argument(
        "--with-personal-data",
        action="store_true",
        help=N_("companies, names, contacts and people's own words"),
    )
    export.add_argument(
        "--reason", metavar="TEXT", help=N_("why personal data is needed: noted in each request")
    )
    export.add_argument(
        "--lang", choices=LANGUAGES, default="fr", help=N_("in which language (default: {default})")
    )


def _export(options: Namespace) -> int:
    from bot.commands.export import Nothing, save, wanted
    from bot.settings import load_settings

    try:
        tell(options, save(load_settings(), wanted(**vars(options))))
    except Nothing as nothing:
        tell(options, (nothing.told,), file=sys.stderr)
        return TO_MEND
    return 0

"""The command line: ``alize report``."""

import asyncio
from argparse import Namespace
from pathlib import Path

from bot.commands.language import Adding
from bot.services.reports.forms import Form
from conversations.messages import N_
from locales import LANGUAGES


def add_report(add: Adding) -> None:
    """Add the command."""
    report = add("report", _report, N_("write the report of a year, or of any period"))
    report.add_argument("period", metavar="PERIOD", help=N_("such as 2017, “T3 2026” or 2015-2017"))
    report.add_argument("file", nargs="?", type=Path, metavar="FILE", help=N_("never over an existing one"))
    report.add_argument(
        "--lang", choices=LANGUAGES, default="fr", help=N_("in which language (default: {default})")
    )
    report.add_argument("--format", choices=[*map(str, Form)], help=N_("default: that of FILE, else pdf"))
    report.add_argument("--basin", metavar="CODE", help=N_("of one basin only"))
    report.add_argument(
        "--public",
        action="store_true",
        help=N_("to be published: without small counts, nor what gives them away"),
    )


def _report(options: Namespace) -> int:
    from bot.commands.report import write_report
    from bot.settings import load_settings

    written = asyncio.run(
        write_report(
            load_settings(),
            options.period,
            options.basin,
            options.file,
            language=options.lang,
            form=options.format,
            public=options.public,
        )
    )
    print(written if isinstance(written, Path) else written.rstrip())
    return 0

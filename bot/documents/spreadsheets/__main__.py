"""The process that makes one export: told what on its input, it tells how far it is on its output."""

import json
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path

from bot.documents.spreadsheets.export import make_export
from bot.documents.spreadsheets.writer import Progress
from bot.services.figures.exports import export_from_json


def _tell(told: dict[str, object]) -> None:
    sys.stdout.write(f"{json.dumps(told)}\n")
    sys.stdout.flush()


def main() -> int:
    """Make the export; return the exit code."""
    asked = json.load(sys.stdin)
    export, path = export_from_json(asked["export"]), Path(asked["path"])
    tempfile.tempdir = str(path.parent)  # killed, this process leaves nothing but what is removed with it

    def hear(progress: Progress) -> None:
        _tell(asdict(progress))

    try:
        _tell(asdict(make_export(asked["database"], export, path, hear)))
    except Exception as error:  # its words and its frames may be somebody's: its name is enough
        sys.stderr.write(f"{type(error).__name__}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""An installation, for commands to be run in."""

from pathlib import Path

import pytest

from bot.commands.parser import main
from tests.prepared import Prepared


@pytest.fixture(scope="session")
def installed(prepared: Prepared) -> Path:
    """Make the SQLite database of an installation with the sample network, once, by the commands that do."""

    def make(file: Path) -> None:
        with pytest.MonkeyPatch.context() as environment:
            environment.chdir(file.parent)
            environment.setenv("ALIZE_DATABASE_URL", f"sqlite:///{file}")
            assert main(["migrate"]) == main(["network", "load", "--sample"]) == 0

    return prepared.file("installed.db", make)

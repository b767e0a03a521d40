"""Commands are tried in an empty folder, with no setting but those of the test."""

import os
from pathlib import Path

import pytest


@pytest.fixture
def empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Go to an empty folder, with no setting of the assistant."""
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.startswith("ALIZE_")]:
        monkeypatch.delenv(name)
    return tmp_path

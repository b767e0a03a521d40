"""The assistant is killed while people answer, as a process of its own."""

from pathlib import Path

import pytest

from tests.benchmarks.crash import crash


@pytest.mark.timeout(120)
async def test_a_killed_assistant_loses_no_answer_doubles_no_dossier_and_leaves_nobody_waiting(
    tmp_path: Path,
) -> None:
    """The long run of the benchmark does the same, longer and on PostgreSQL too."""
    crashes = await crash(
        f"sqlite:///{tmp_path / 'alize.db'}", tmp_path, kills=4, people=20, think_seconds=0.1
    )

    print(crashes)
    assert crashes.answers > 100
    assert crashes.answers_lost == 0
    assert crashes.dossiers_doubled == 0
    assert crashes.left_waiting == 0
    assert crashes.misled == 0
    assert crashes.cards_missing == 0
    assert crashes.live <= crashes.repeated, "old questions lose their buttons"

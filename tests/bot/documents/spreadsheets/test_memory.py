"""The memory that an export takes does not depend on how many dossiers it holds."""

from pathlib import Path

import pytest

from bot.services.core.export_orders import Format
from tests.benchmarks.exporting import exported, prepare

MOST_MB = 200
SPARE_MB = 10  # caches fill, the allocator rounds


@pytest.mark.parametrize("form", Format)
async def test_ten_times_the_dossiers_take_no_more_memory(tmp_path: Path, form: Format) -> None:
    peaks = []
    for dossiers in (300, 3_000):
        folder = tmp_path / str(dossiers)
        folder.mkdir()
        url = f"sqlite:///{folder / 'alize.db'}"
        prepare(url, dossiers)
        made = await exported(url, folder, form)
        assert (made.dossiers, made.events) == (dossiers, 10 * dossiers)
        peaks.append(made.peak_mb)
    few, many = peaks
    assert 0 < many < min(MOST_MB, few + SPARE_MB), peaks

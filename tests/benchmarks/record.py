"""The goals as they were last measured, part by part: kept in ``README.md`` beside this file."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

README = Path(__file__).with_name("README.md")
HEAD = """# What the benchmark measured

`python -m tests.benchmarks --keep` writes this, `--only PART` a part of it. Ratios compare what ran in
the same minutes; times and updates a second belong to the machine. A goal that is missed says ✗.
"""


def keep(figures: Mapping[str, Any]) -> None:
    """Write the goals of the parts that ran; those of the others stay as they are."""
    kept = dict(re.findall(r"^## (\w+)\n(.*?)(?=^## |\Z)", _read(), re.MULTILINE | re.DOTALL))
    told = f"{datetime.now(UTC):%Y-%m-%d}, {figures['machine']}, `python -m tests.benchmarks"
    for part, goals in figures["goals"].items():
        rows = [
            f"| {'✓' if goal['held'] else '✗'} | {goal['name']} | {goal['wanted']} | {goal['measured']} |"
            for goal in goals
        ]
        table = "\n".join(["|  | Goal | wanted | measured |", "|---|---|---|---|", *rows])
        kept[part] = f"{told} --only {part}`\n\n{table}"
    sections = "\n\n".join(f"## {part}\n\n{text.strip()}" for part, text in sorted(kept.items()))
    README.write_text(f"{HEAD}\n{sections}\n", "utf-8")


def _read() -> str:
    return README.read_text("utf-8") if README.exists() else ""

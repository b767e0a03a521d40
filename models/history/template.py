"""The empty spreadsheet of the past, to be filled in: its columns, and a legend that explains them."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeAlias

from conversations.dossiers.lifecycle import WHY_STOPPED
from conversations.dossiers.reasons import WORDINGS
from conversations.messages import Message, say
from conversations.network.basins import Network
from conversations.understanding.skills import SKILLS
from models.history.rows import SUBJECTS
from models.history.vocabulary import DECISIONS
from models.spreadsheets.sheets import LEGEND, Cells, save_csv, save_xlsx

Speak: TypeAlias = Callable[[Message], str]


def template_files(path: Path) -> list[Path]:
    """Return the files of a template: one XLSX, or a CSV for each list and one for the legend."""
    if path.suffix.lower() != ".csv":
        return [path]
    titles = (*(subject.title for subject in SUBJECTS), LEGEND)
    return [path.with_stem(f"{path.stem}-{title.lower()}") for title in titles]


def write_template(path: Path, network: Network, speak: Speak) -> None:
    """Write the template."""
    sheets: dict[str, list[Cells]] = {
        subject.title: [[column.names[0] for column in subject.columns]] for subject in SUBJECTS
    }
    sheets[LEGEND] = list(_legend(network, speak))
    files = template_files(path)
    if files == [path]:
        save_xlsx(path, sheets)
    else:
        for file, rows in zip(files, sheets.values(), strict=True):
            save_csv(file, rows)


def _legend(network: Network, speak: Speak) -> Iterator[Cells]:
    """Give what each column means, then the codes it may hold."""
    titles = (
        say("Sheet"), say("Column"), say("Required"), say("What it is"), say("How to write it"),
        say("Example"),
    )  # fmt: skip
    yield tuple(speak(title) for title in titles)
    for subject in SUBJECTS:
        for column in subject.columns:
            required = speak(say("yes")) if column.required else ""
            form = speak(column.kind.form)
            yield subject.title, column.names[0], required, speak(column.meaning), form, column.example
    for heading, codes in (
        (say("Territories"), [(basin.code, basin.name) for basin in network.basins]),
        (say("Decisions"), [(event.value, names[0]) for event, names in DECISIONS.items()]),
        (say("Reasons"), [(reason.value, speak(WORDINGS[reason].label)) for reason in WHY_STOPPED]),
        (say("Skills"), [(skill.code, speak(Message(skill.label))) for skill in SKILLS]),
    ):
        yield ()
        yield speak(heading), speak(say("Code")), speak(say("Words"))
        for code, words in codes:
            yield "", code, words

"""The empty spreadsheet of the past, to be filled in: its columns, and a legend that explains them."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TypeAlias

from conversations.dossiers.lifecycle import WHY_STOPPED
from conversations.dossiers.reasons import WORDINGS
from conversations.messages import Message, say
from conversations.network.basins import Network
from conversations.understanding.skills import SKILLS
from models.history.cells import Kind
from models.history.columns import Subject
from models.history.rows import SUBJECTS
from models.history.vocabulary import DECISIONS
from models.spreadsheets.sheets import LEGEND, Cells, save_csv, save_xlsx

Speak: TypeAlias = Callable[[Message], str]


def template_files(path: Path, subjects: Sequence[Subject] = SUBJECTS) -> list[Path]:
    """Return the files of a template: one XLSX, or a CSV for each list and one for the legend."""
    if path.suffix.lower() != ".csv":
        return [path]
    titles = (*(subject.title for subject in subjects), LEGEND)
    files = [path.with_stem(f"{path.stem}-{title.lower()}") for title in titles]
    return files if len(subjects) > 1 else [path, files[-1]]


def write_template(
    path: Path, network: Network, speak: Speak, subjects: Sequence[Subject] = SUBJECTS
) -> None:
    """Write the template."""
    sheets: dict[str, list[Cells]] = {
        subject.title: [[column.names[0] for column in subject.columns]] for subject in subjects
    }
    sheets[LEGEND] = list(_legend(network, speak, subjects))
    files = template_files(path, subjects)
    if files == [path]:
        save_xlsx(path, sheets)
    else:
        for file, rows in zip(files, sheets.values(), strict=True):
            save_csv(file, rows)


def _legend(network: Network, speak: Speak, subjects: Sequence[Subject]) -> Iterator[Cells]:
    """Give what each column means, then the codes it may hold."""
    titles = (
        say("Sheet"), say("Column"), say("Required"), say("What it is"), say("How to write it"),
        say("Example"),
    )  # fmt: skip
    yield tuple(speak(title) for title in titles)
    kinds = {column.kind for subject in subjects for column in subject.columns}
    for subject in subjects:
        for column in subject.columns:
            required = speak(say("yes")) if column.required else ""
            form = speak(column.kind.form)
            yield subject.title, column.names[0], required, speak(column.meaning), form, column.example
    for kind, heading, codes in (
        (Kind.BASIN, say("Territories"), [(basin.code, basin.name) for basin in network.basins]),
        (Kind.DECISION, say("Decisions"), [(event.value, names[0]) for event, names in DECISIONS.items()]),
        (
            Kind.REASON,
            say("Reasons"),
            [(reason.value, speak(WORDINGS[reason].label)) for reason in WHY_STOPPED],
        ),
        (Kind.SKILLS, say("Skills"), [(skill.code, speak(Message(skill.label))) for skill in SKILLS]),
    ):
        if kind not in kinds:
            continue
        yield ()
        yield speak(heading), speak(say("Code")), speak(say("Words"))
        for code, words in codes:
            yield "", code, words

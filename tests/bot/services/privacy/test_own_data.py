"""What is handed to a person is everything kept of them, twice: to be read, and for a computer."""

import json
from typing import Any

from sqlalchemy import insert, select, update
from sqlmodel import SQLModel

from bot.documents.papers import render
from bot.documents.spoken import spoken as spoken_paper
from bot.i18n import speak
from bot.services.core.papers import Paper
from bot.services.core.screens import Document
from bot.services.privacy.own_data import export
from conversations.dossiers.lifecycle import Event
from models.database.prepared import table_of
from models.database.writer import Database, Transaction
from models.dossiers.tables import Company, Dossier, SkillNeed
from models.intake.queries import find_visit
from models.intake.tables import Person
from models.schema import METADATA
from tests import pdfs
from tests.bot.services.privacy.keeping import CAMILLE, a_dossier
from tests.bot.services.privacy.test_erasure import LINKS, STAYS, is_words, value
from tests.conversations.worlds import GOOD, sample_world
from tests.stage import MONDAY

WITHHELD = {
    "opinion": "comment",
    "agenda_item": "prepared",
    "prompt": "purpose content",
    "outgoing": "method payload settles error",
    "web_key": "key_hash kind",
    "invitation": "code_hash role basin_code",
    "relayed_message": "kind file_id album",
    "exchange_file": "kind file_id",
    "draft": "state",
    "dropped_draft": "state",
    "share": "measures",
    "mission": "declined conflicts",
    "mission_advisor": "answer",
    "network_question": "status skill basin_code",
    "offer": "status skill basin_code",
    "exchange": "basin_code other_basin_code",
    "abuse_report": "basin_code",
    "basin_letter": "basin_code content",
}
"""By table, the columns of words that are not handed over: others' own, codes, and what is told otherwise."""

CODES: dict[str, Any] = {
    "agenda_item.outcome": Event.GRANT_SKILLS.value, "agenda_item.reason": None,
    "replaced_decision.outcome": Event.REFUSE.value, "replaced_decision.reason": "other",
    "dossier_event.event": Event.ASK.value, "dossier_event.reason": "incomplete",
    "information_request.questions": ["headcount"], "skill_need.code": "sales",
    "membership.role": "operator", "advisor.skills": ["sales"],
    "company.siren": "732829320", "participation.refused_kinds": ["visit"],
    "company.commune": "54528",
}  # fmt: skip
"""What a column of codes holds, where words would be nonsense."""


def marked(name: str) -> str:
    """Return words found nowhere else."""
    return f"teckel{name.replace('.', '').replace('_', '')}"


async def test_everything_kept_of_a_person_is_in_both_documents(database: Database) -> None:
    number = await database.run(a_dossier)
    expected: set[str] = set()

    def put(column: Any) -> Any:
        name = f"{column.table.name}.{column.name}"
        if name in CODES:
            return CODES[name]
        known = value(column, number)
        if not is_words(column) or column.name in WITHHELD.get(column.table.name, "").split():
            return known
        expected.add(marked(name))
        if column.table.name in ("draft", "dropped_draft") and column.name == "content":
            return {"answers": {"description": f"{marked(name)} {'voudrait grandir ' * 4}"}}
        return {"after": marked(name)} if isinstance(known, dict) else marked(name)

    def work(transaction: Transaction) -> tuple[Document, Document]:
        for table in METADATA.sorted_tables:
            tied = table.name in ("company", *STAYS) or LINKS.intersection(table.c.keys())
            if tied and table.name not in ("dossier", "person", "erasure"):
                columns = [column for column in table.c if column is not table.autoincrement_column]
                transaction.execute(insert(table), {column.name: put(column) for column in columns})
        company = transaction.execute(select(table_of(Company).c.id)).scalar()
        answers = {**GOOD, "name": "Hippolyte Vauquelin", "excluded": "La banque de Gontran"}
        transaction.execute(update(table_of(Dossier)), {"answers": answers, "company_id": company})
        visit = find_visit(transaction, CAMILLE)
        assert visit is not None
        reply = export(transaction, sample_world(), visit, MONDAY)
        read, taken = (notice.document for notice in reply.told)
        assert read is not None and taken is not None
        return read, taken

    read, taken = await database.run(work)
    assert isinstance(read.content, Paper) and isinstance(taken.content, str)
    text = "".join(pdfs.text(render(spoken_paper(read.content, "fr", speak))).split())
    plain_json = json.dumps(json.loads(taken.content), ensure_ascii=False)
    expected |= {"Vauquelin", "Gontran", "732829320"}
    described = str(GOOD["description"])
    assert "+33612345678" in plain_json and "0612345678" in text
    assert described in plain_json and "".join(described.split()) in text
    assert {words for words in expected if words not in plain_json} == set()
    assert {words for words in expected if words not in text} == set()


async def test_the_document_for_a_computer_is_in_the_order_of_the_tables(database: Database) -> None:
    number = await database.run(a_dossier)

    def work(transaction: Transaction) -> Document:
        need = {"dossier_id": number, "code": "sales", "priority": True, "taxonomy": "2026-1"}
        transaction.execute(insert(table_of(SkillNeed)), need)
        visit = find_visit(transaction, CAMILLE)
        assert visit is not None
        taken = export(transaction, sample_world(), visit, MONDAY).told[1].document
        assert taken is not None
        return taken

    taken = await database.run(work)
    assert isinstance(taken.content, str)
    told = json.loads(taken.content)
    [dossier] = told["dossiers"]
    kept: list[tuple[dict[str, Any], type[SQLModel]]] = [(told["person"], Person), (dossier, Dossier)]
    kept += [(need, SkillNeed) for need in dossier["skill_needs"]]
    for row, table in kept:
        columns = table_of(table).c.keys()
        assert [name for name in row if name in columns] == [name for name in columns if name in row]

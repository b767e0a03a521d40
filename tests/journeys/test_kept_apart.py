"""Whom a firm or its committee excludes hears nothing of it: by question, letter, or exchange noted."""

import pytest
from sqlmodel import select

from bot.services.core.rights import Role
from models.committee.tables import AgendaItem, CommitteeSession, StoredOpinion
from models.database.writer import Transaction
from models.dossiers.tables import Dossier
from models.exchanges.tables import QuestionRecipient
from models.support.contributors import find_contributor
from models.team.tables import Membership
from tests.journeys.acting import Actor, Tap
from tests.journeys.firms import Firm, asks, contributor, passes, supported
from tests.journeys.granted import rows
from tests.journeys.offices import TOUL, enrolled
from tests.journeys.test_authorisations import asks as forges
from tests.stage import Stage


async def leaves_out(stage: Stage, of: Firm, member: Firm, firm: str, opinion: str) -> None:
    """Have the committee that heard a firm leave out one of its members, who comes from a firm."""

    def heard(transaction: Transaction) -> None:
        with transaction.session() as session:
            now = stage.clock()
            dossier = session.exec(select(Dossier).where(Dossier.person_id == of.actor.person.id)).one()
            sitting = CommitteeSession(basin_code=TOUL, day=now.date())
            session.add(sitting)
            session.flush()
            item = AgendaItem(session_id=sitting.id, dossier_id=dossier.id, added_at=now)
            session.add(item)
            session.flush()
            who = member.actor.person.id
            session.add(StoredOpinion(item_id=item.id, person_id=who, opinion=opinion, at=now))
            session.add(
                Membership(
                    person_id=who, role=Role.MEMBER, basin_code=TOUL, since=now.date(), until=now.date(),
                    firm=firm,
                )
            )  # fmt: skip

    await stage.assistant.desk.database.run(heard)


def asked(stage: Stage) -> list[int]:
    """Return who is asked."""
    return [each.person_id for each in rows(stage, QuestionRecipient)]


async def test_somebody_excluded_by_name_is_not_asked_whatever_their_firm_is_called(
    stage: Stage, sacha: Actor
) -> None:
    nora = await supported(
        stage, "Nora Lambert", "Fournil Lambert", "06 39 98 12 34", excluded="ni Léa Roux ni Hugo Marin"
    )
    await supported(stage, "Léa Roux", "Menuiserie du Parc", "06 39 98 55 66")
    await contributor(stage, "Hugo Marin", "Câbles de Lorraine", "06 39 98 33 11", "digital")
    paul = await supported(stage, "Paul Weber", "Verrerie du Val", "06 39 98 77 88")
    await asks(nora.actor)
    await passes(stage, sacha)

    assert asked(stage) == [paul.actor.person.id]


@pytest.mark.parametrize("opinion", ["recused", "left_out"])
async def test_who_was_left_out_by_the_committee_and_their_firm_are_not_asked(
    stage: Stage, sacha: Actor, opinion: str
) -> None:
    nora = await supported(stage, "Nora Lambert", "Fournil Lambert", "06 39 98 12 34")
    lea = await supported(stage, "Léa Roux", "Menuiserie Roux", "06 39 98 55 66")
    await contributor(stage, "Hugo Marin", "Câbles Marin", "06 39 98 33 11", "digital")
    paul = await supported(stage, "Paul Weber", "Verrerie du Val", "06 39 98 77 88")
    await leaves_out(stage, nora, lea, "CÂBLES  MARIN", opinion)
    await asks(nora.actor)
    await passes(stage, sacha)
    assert asked(stage) == [paul.actor.person.id]

    await asks(lea.actor)
    await passes(stage, sacha)
    assert nora.actor.person.id not in asked(stage), "it holds both ways"


async def test_an_excluded_reader_opens_no_question_of_the_letter(stage: Stage, sacha: Actor) -> None:
    nora = await supported(
        stage, "Nora Lambert", "Fournil Lambert", "06 39 98 12 34", excluded="la Menuiserie Roux"
    )
    lea = await supported(stage, "Léa Roux", "Menuiserie Roux", "06 39 98 55 66")
    await asks(nora.actor)
    await passes(stage, sacha)
    home = lea.actor.button("exchange_home" if lea.actor.has("exchange_home") else "question_new").data or ""
    lea.actor.person.forges_tap(
        f"{home.split(':')[0]}:1:0:letter_question", lea.actor.person.chat.history[-1]
    )
    await stage.plays()

    assert "facturation" not in "\n".join(message.text for message in lea.actor.person.chat.history)
    assert asked(stage) == []


async def test_an_exchange_is_not_noted_with_a_company_that_the_firm_excludes(stage: Stage) -> None:
    maud = await enrolled(stage, "Maud", Role.MANAGER, TOUL)
    await supported(stage, "Nora Lambert", "Fournil Lambert", "06 39 98 12 34", excluded="les Câbles Marin")
    await contributor(stage, "Hugo Marin", "Câbles Marin", "06 39 98 33 11", "digital")
    await contributor(stage, "Paul Weber", "Verrerie du Val", "06 39 98 77 88", "digital")
    [dossier] = rows(stage, Dossier)
    with_whom = await forges(stage, maud, "exchange_for", dossier.id, dossier.version, office=False,
                             argument="visit")  # fmt: skip
    assert "Verrerie du Val" in repr(with_whom)
    assert "Câbles Marin" not in repr(with_whom)

    def number(transaction: Transaction) -> int:
        with transaction.session() as session:
            company = find_contributor(session, TOUL, "Câbles Marin")
            assert company is not None
            return company.id

    company = await stage.assistant.desk.database.run(number)
    forged = await forges(stage, maud, "exchange_for", dossier.id, dossier.version, office=False,
                          argument=f"visit.c{company}")  # fmt: skip
    assert forged.page is None


async def test_somebody_excluded_since_they_were_chosen_is_not_sent_the_question(
    stage: Stage, sacha: Actor
) -> None:
    nora = await supported(stage, "Nora Lambert", "Fournil Lambert", "06 39 98 12 34")
    lea = await supported(stage, "Léa Roux", "Menuiserie du Parc", "06 39 98 55 66")
    await asks(nora.actor)
    before = lea.actor.screen
    await sacha.does((Tap("desk_question"), Tap("desk_forward.yes")))
    assert asked(stage) == [lea.actor.person.id]

    def excludes(transaction: Transaction) -> None:
        with transaction.session() as session:
            dossier = session.exec(select(Dossier).where(Dossier.person_id == nora.actor.person.id)).one()
            dossier.answers = {**dossier.answers, "excluded": "Léa Roux"}

    await stage.assistant.desk.database.run(excludes)
    await stage.ticks()
    assert lea.actor.screen == before and asked(stage) == []

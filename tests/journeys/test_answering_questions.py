"""Who can help says so; the asker agrees, then the helper; names go to both at once, and never before."""

import pytest

from conversations.exchanges.questions import OfferStatus, QuestionStatus
from models.database.prepared import find_all
from models.database.writer import Transaction
from models.exchanges.people import participation_of
from models.exchanges.tables import NetworkQuestion, Offer, QuestionRecipient
from models.team.tables import Membership
from tests.journeys.acting import Actor, Tap
from tests.journeys.firms import Firm, asks, choices_of, contributor, passes, supported
from tests.journeys.granted import rows
from tests.stage import Stage

CAN = "Nous avons changé de logiciel l’an dernier, je peux vous raconter."


@pytest.fixture
async def paul(stage: Stage) -> Firm:
    """An advisor of a firm that lends its people, who knows software."""
    return await contributor(stage, "Paul Weber", "Verrerie Weber", "06 39 98 77 88", "digital", "sales")


@pytest.fixture
async def lea(stage: Stage) -> Firm:
    """A joiner of Nancy whose request was granted."""
    return await supported(stage, "Léa Roux", "Menuiserie Roux", "06 39 98 55 66", commune="54395")


def offers(stage: Stage) -> list[OfferStatus]:
    """Return where the offers stand, oldest first."""
    return [OfferStatus(each.status) for each in rows(stage, Offer)]


def unread(reader: Firm, writer: Firm) -> bool:
    """Tell whether nothing somebody was shown tells who another one is."""
    shown = "\n".join(
        [
            *(f"{message.text} {message.labels}" for message in reader.actor.person.chat.history),
            *reader.actor.person.alerts,
        ]
    )
    return not any(secret in shown for secret in writer.secrets)


async def offers_help(firm: Firm, words: str = CAN) -> None:
    """Say « I can », in words, and send them."""
    await firm.actor.does((Tap("question_can"), words, Tap("offer_send.yes")))


async def test_a_question_is_answered_in_the_basin_and_names_go_to_both_at_once(
    stage: Stage, sacha: Actor, nora: Firm, paul: Firm, lea: Firm
) -> None:
    await asks(nora.actor)
    await passes(stage, sacha)
    assert "facturation" in paul.actor.screen and "facturation" in lea.actor.screen
    assert "à moins de 30 km" in lea.actor.screen
    await offers_help(paul)
    assert CAN in nora.actor.screen and "Numérique" in nora.actor.screen
    await nora.actor.does(Tap("offer_want.yes"))
    assert unread(nora, paul) and unread(paul, nora)
    await paul.actor.does(Tap("offer_confirm.yes"))

    assert offers(stage) == [OfferStatus.INTRODUCED]
    for reader, writer in ((nora, paul), (paul, nora)):
        told = "\n".join(message.text for message in reader.actor.person.chat.history)
        assert writer.name in told and writer.firm in told and writer.email in told
    assert unread(lea, nora) and unread(lea, paul) and unread(nora, lea)


async def test_it_goes_to_who_knows_first_and_never_to_who_asks(
    stage: Stage, sacha: Actor, nora: Firm, paul: Firm, lea: Firm
) -> None:
    await asks(nora.actor)
    await passes(stage, sacha)

    assert [each.person_id for each in rows(stage, QuestionRecipient)] == [
        paul.actor.person.id, lea.actor.person.id,
    ]  # fmt: skip


async def test_what_tells_who_helps_is_shown_to_them_and_left_out(
    stage: Stage, sacha: Actor, nora: Firm, paul: Firm
) -> None:
    await asks(nora.actor)
    await passes(stage, sacha)
    await paul.actor.does(
        (Tap("question_can"), "Appelez Paul Weber, Verrerie Weber, 06 39 98 77 88 : je peux.")
    )
    assert "•••" in paul.actor.screen
    await paul.actor.does(Tap("offer_send.yes"))

    assert "•••" in nora.actor.screen
    assert unread(nora, paul)


async def test_the_asker_says_no_and_the_helper_is_thanked_without_a_reason(
    stage: Stage, sacha: Actor, nora: Firm, paul: Firm
) -> None:
    await asks(nora.actor)
    await passes(stage, sacha)
    await offers_help(paul)
    await nora.actor.does((Tap("offer_decline"), Tap("offer_decline.yes")))

    assert offers(stage) == [OfferStatus.NOT_WANTED]
    assert "Merci" in paul.actor.screen
    assert unread(nora, paul) and unread(paul, nora)


async def test_the_helper_says_no_in_the_end_and_the_asker_is_told_kindly(
    stage: Stage, sacha: Actor, nora: Firm, paul: Firm
) -> None:
    await asks(nora.actor)
    await passes(stage, sacha)
    await offers_help(paul)
    await nora.actor.does(Tap("offer_want.yes"))
    await paul.actor.does((Tap("offer_step_back"), Tap("offer_step_back.yes")))

    assert offers(stage) == [OfferStatus.STEPPED_BACK]
    assert "Votre question continue" in nora.actor.screen
    assert unread(nora, paul) and unread(paul, nora)


async def test_a_question_withdrawn_before_both_agreed_gives_no_name(
    stage: Stage, sacha: Actor, nora: Firm, paul: Firm
) -> None:
    await asks(nora.actor)
    await passes(stage, sacha)
    await offers_help(paul)
    await nora.actor.does((Tap("offer_want.yes"), Tap("question_page"), Tap("question_withdraw")))
    await nora.actor.does(Tap("question_withdraw.yes"))
    assert "close" in paul.actor.screen
    await paul.actor.does(Tap("offer_confirm.yes"))

    assert offers(stage) == [OfferStatus.LAPSED]
    assert unread(nora, paul) and unread(paul, nora)


async def test_an_asker_who_erases_everything_leaves_nobody_waiting(
    stage: Stage, sacha: Actor, nora: Firm, paul: Firm
) -> None:
    await asks(nora.actor)
    await passes(stage, sacha)
    await offers_help(paul)
    await nora.actor.does(("/supprimer", Tap("z")))

    assert "close" in paul.actor.screen
    assert offers(stage) == [OfferStatus.LAPSED]
    [asked] = rows(stage, NetworkQuestion)
    assert (asked.status, asked.asker_id, asked.text) == (QuestionStatus.WITHDRAWN, None, None)
    await paul.actor.does(Tap("question_heard") if paul.actor.has("question_heard") else "/entraide")
    assert unread(paul, nora)


async def test_a_helper_who_leaves_is_told_of_to_the_asker(
    stage: Stage, sacha: Actor, nora: Firm, lea: Firm
) -> None:
    await asks(nora.actor)
    await passes(stage, sacha)
    await offers_help(lea)
    await lea.actor.does(("/entraide", Tap("exchange_leave"), Tap("exchange_leave.yes")))

    assert offers(stage) == [OfferStatus.LAPSED]
    assert "Votre question continue" in nora.actor.screen
    await nora.actor.does(Tap("offer_want.yes"))
    assert unread(nora, lea)


async def test_a_contributor_whose_role_ends_is_told_of_to_the_asker(
    stage: Stage, sacha: Actor, nora: Firm, paul: Firm
) -> None:
    await asks(nora.actor)
    await passes(stage, sacha)
    await offers_help(paul)
    await stage.assistant.desk.database.run(lambda transaction: ends_role(transaction, paul, stage))
    await stage.ticks()
    await stage.ticks()

    assert offers(stage) == [OfferStatus.LAPSED]
    assert told_in(nora).count("Votre question continue") == 1
    assert unread(nora, paul)


async def test_somebody_suspended_between_both_yeses_is_put_in_touch_with_nobody(
    stage: Stage, sacha: Actor, nora: Firm, lea: Firm
) -> None:
    await asks(nora.actor)
    await passes(stage, sacha)
    await offers_help(lea)
    await nora.actor.does(Tap("offer_want.yes"))
    await stage.assistant.desk.database.run(lambda transaction: suspends(transaction, nora, stage))
    await lea.actor.does(Tap("offer_confirm.yes"))

    assert offers(stage) == [OfferStatus.LAPSED]
    assert unread(nora, lea) and unread(lea, nora)


def ends_role(transaction: Transaction, firm: Firm, stage: Stage) -> None:
    """End the role of a contributor."""
    with transaction.session() as session:
        [held] = find_all(session, Membership, Membership.person_id == firm.actor.person.id)
        held.until = stage.clock().date()
        session.flush()


def suspends(transaction: Transaction, firm: Firm, stage: Stage) -> None:
    """Suspend somebody from exchanges."""
    with transaction.session() as session:
        participation_of(session, firm.actor.person.id).suspended_at = stage.clock()
        session.flush()


def told_in(firm: Firm) -> str:
    """Return all that somebody was told."""
    return "\n".join(message.text for message in firm.actor.person.chat.history)


async def test_two_offers_at_once_are_answered_each_for_itself(
    stage: Stage, sacha: Actor, nora: Firm, paul: Firm, lea: Firm
) -> None:
    await asks(nora.actor)
    await passes(stage, sacha)
    await offers_help(paul)
    await offers_help(lea, "Chez nous aussi, en mars.")
    await nora.actor.does(Tap("offer_want.yes"))  # the last one shown
    await lea.actor.does(Tap("offer_confirm.yes"))

    assert offers(stage) == [OfferStatus.OFFERED, OfferStatus.INTRODUCED]
    assert not unread(nora, lea)
    assert unread(nora, paul) and unread(paul, nora) and unread(paul, lea)


async def test_whom_the_asker_excludes_is_never_asked(
    stage: Stage, sacha: Actor, nora: Firm, paul: Firm, lea: Firm
) -> None:
    await nora.actor.does(("/entraide", Tap("question_new"), Tap("question_kind.visit")))
    await nora.actor.does(("Nous voudrions voir un atelier bien rangé.", "la Menuiserie Roux et M. Weber"))
    await nora.actor.does(Tap("question_send.yes"))
    await passes(stage, sacha)

    assert rows(stage, QuestionRecipient) == []


async def test_whom_a_request_excludes_is_never_asked(stage: Stage, sacha: Actor, nora: Firm) -> None:
    eva = await supported(
        stage, "Eva Klein", "Pâtisserie Klein", "06 39 98 44 22", excluded="le Fournil Lambert, à Toul"
    )
    await asks(nora.actor)
    await passes(stage, sacha)

    assert rows(stage, QuestionRecipient) == []
    assert "facturation" not in eva.actor.screen if eva.actor.person.chat.history else True


async def test_nobody_is_sent_more_questions_a_month_than_they_want(
    stage: Stage, sacha: Actor, nora: Firm, lea: Firm
) -> None:
    await lea.actor.does(("/entraide", Tap("exchange_choices"), Tap("exchange_choices.1")))
    for _ in range(2):
        await asks(nora.actor)
        await passes(stage, sacha)

    sent = [each for each in rows(stage, QuestionRecipient) if each.person_id == lea.actor.person.id]
    assert len(sent) == 1


async def test_a_kind_is_stopped_by_one_tap(stage: Stage, sacha: Actor, nora: Firm, lea: Firm) -> None:
    await asks(nora.actor)
    await passes(stage, sacha)
    await lea.actor.does(Tap("question_no_more"))
    assert choices_of(stage, lea).refused_kinds == ["advice"]
    await asks(nora.actor)
    await passes(stage, sacha)

    assert len(rows(stage, QuestionRecipient)) == 1


async def test_nothing_is_sent_at_night(stage: Stage, sacha: Actor, nora: Firm, lea: Firm) -> None:
    stage.clock.now = stage.clock.now.replace(hour=21)
    await asks(nora.actor)
    await passes(stage, sacha)
    assert [each.sent_at for each in rows(stage, QuestionRecipient)] == [None]
    stage.clock.now = stage.clock.now.replace(day=24, hour=9)
    await stage.ticks()
    await stage.ticks()

    assert sum("facturation" in message.text for message in lea.actor.person.chat.history) == 1


async def test_lending_staff_goes_with_what_the_law_asks_for_to_both_sides(
    stage: Stage, sacha: Actor, nora: Firm, lea: Firm
) -> None:
    await asks(nora.actor, "staff", "Nous avons peu de travail en janvier : qui a besoin d’un soudeur ?")
    assert "L. 8241-2" in "\n".join(message.text for message in nora.actor.person.chat.history)
    await passes(stage, sacha)
    assert "L. 8241-2" in sacha.screen

    assert "L. 8241-2" in lea.actor.screen


async def test_who_is_not_known_how_to_reach_is_asked_before_anything_is_given(
    stage: Stage, sacha: Actor, lea: Firm
) -> None:
    await sacha.does(("/entraide", Tap("question_new"), Tap("question_kind.premises")))
    await sacha.does(
        ("Un hôte cherche une salle pour 20 personnes le 14 janvier.", Tap("question_except.nobody"))
    )
    await sacha.does(Tap("question_send.yes"))
    await stage.ticks()
    await offers_help(lea, "Notre atelier est libre ce jour-là.")
    await sacha.does(Tap("offer_want.yes"))
    assert offers(stage) == [OfferStatus.OFFERED]
    await sacha.does(("03 83 00 00 00", Tap("offer_want.yes")))
    await lea.actor.does(Tap("offer_confirm.yes"))

    assert offers(stage) == [OfferStatus.INTRODUCED]
    assert "03 83 00 00 00" in lea.actor.screen or "03 83 00 00 00" in "\n".join(
        message.text for message in lea.actor.person.chat.history
    )


async def test_a_question_is_found_again_until_something_is_said_to_it(
    stage: Stage, sacha: Actor, nora: Firm, paul: Firm, lea: Firm
) -> None:
    await asks(nora.actor)
    await passes(stage, sacha)
    await paul.actor.does("Bonjour")
    await paul.actor.does(("/entraide", "1 question que l’on m’a posée"))
    assert "Réponses jusqu’au" in paul.actor.screen
    await paul.actor.does(Tap("question_heard"))
    assert "facturation" in paul.actor.screen and unread(paul, nora)
    await offers_help(paul)
    await lea.actor.does(("/entraide", Tap("question_received"), Tap("question_heard"), Tap("question_pass")))

    for firm in (paul, lea, nora):
        await firm.actor.does("/entraide")
        assert not any("que l’on m’a posée" in label for label in firm.actor.labels)

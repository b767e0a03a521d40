"""A ready dossier goes to a committee: its session, its agenda, its readers and their opinions."""

from datetime import date, timedelta

import pytest

from bot.playground.telegram.chats import Chat
from bot.services.core.rights import Role
from tests.journeys.acting import Actor, Tap
from tests.journeys.offices import TOUL, enrolled, stored, taps_in
from tests.journeys.sending import reviews, sends
from tests.journeys.sittings import (
    DECEMBER,
    everything_read,
    forges,
    goes_on_agenda,
    items,
    made_ready,
    opinions,
    papers,
    scheduled,
    sits,
    sitting,
    taps,
    the_eve,
)
from tests.stage import Stage

BAKERY = "Boulangerie des Tilleuls"


@pytest.fixture
async def paul(stage: Stage) -> Actor:
    """Another member of the committee of Toul."""
    return await enrolled(stage, "Paul Girard", Role.MEMBER, TOUL)


async def test_a_member_who_has_not_said_their_firm_is_not_told_that_there_is_no_request(
    stage: Stage, camille: Actor, toul: Chat, sacha: Actor, nour: Actor
) -> None:
    await scheduled(camille, sacha, toul)
    await nour.does("/seances")
    assert not any("demande" in label for label in nour.labels), nour.labels
    assert any(DECEMBER in label for label in nour.labels)
    await sits(nour, "Forges du Val")
    await nour.does("/seances")
    assert any(DECEMBER in label and "1\N{NO-BREAK SPACE}demande" in label for label in nour.labels)


async def test_the_applicant_is_told_when_and_where_their_request_is_examined(
    stage: Stage, camille: Actor, toul: Chat, sacha: Actor
) -> None:
    dossier = await scheduled(camille, sacha, toul)

    assert stored(stage, dossier).status == "scheduled"
    assert DECEMBER in camille.screen
    assert dossier.reference in sacha.screen


async def test_a_committee_reads_only_what_the_applicant_agreed_to_show(
    stage: Stage, camille: Actor, toul: Chat, sacha: Actor
) -> None:
    await reviews(camille)
    await camille.does((Tap("operator"), Tap("x")))
    await taps_in(sacha, toul, "claim")
    await sacha.does((Tap("make_ready"), Tap("yes"), Tap("schedule")))
    [dossier] = camille.dossiers()
    assert not sacha.has("schedule.1")
    await sacha.does(Tap("ask_agreement.yes"))
    assert stored(stage, dossier).committee_agreed_at is None

    await camille.does(Tap("agree"))
    assert stored(stage, dossier).committee_agreed_at is not None
    await sacha.does((Tap("open"), Tap("schedule")))
    await goes_on_agenda(sacha)
    assert stored(stage, dossier).status == "scheduled"


async def test_a_session_is_set_in_one_message_and_those_who_waited_for_its_date_are_told(
    stage: Stage, camille: Actor, toul: Chat, sacha: Actor
) -> None:
    stage.clock.now = stage.clock.now.replace(year=2027, month=11)  # after the last announced session
    await sends(camille)
    await sacha.does("/seances")
    await taps(sacha, "session_new")
    before = len(camille.person.chat.history)
    for wrong in ("bientôt", "10/12/2020", "12 mars 2099"):
        await sacha.does(wrong)
        assert len(camille.person.chat.history) == before
    await sacha.does(("10 décembre 2027 à 14h30, salle du conseil", Tap("yes")))

    assert sitting(stage).place == "salle du conseil"
    assert "10 décembre 2027 à 14" in sacha.screen
    assert "10 décembre 2027" in camille.screen


async def test_a_moved_session_is_told_to_its_applicants_and_not_announced_again_by_the_network_file(
    stage: Stage, camille: Actor, toul: Chat, sacha: Actor
) -> None:
    dossier = await scheduled(camille, sacha, toul)
    await taps(sacha, "session_move")
    await sacha.does("17 décembre 2026 à 9h, https://visio.example.com/alize")
    await taps(sacha, "session_sure")

    assert "17 décembre 2026 à 9\N{NO-BREAK SPACE}h" in camille.screen
    assert "visio.example.com" in camille.screen
    assert stored(stage, dossier).status == "scheduled"
    await sacha.does("/sessions")
    assert not any(DECEMBER in label for label in sacha.labels)
    await taps(sacha, "session")
    await taps(sacha, "session_move")
    await sacha.does("15 décembre 2026")
    await taps(sacha, "session_sure")
    assert DECEMBER in camille.person.chat.history[-1].text
    assert sitting(stage).day == date(2026, 12, 15)


async def test_a_cancelled_session_makes_its_dossiers_ready_again(
    stage: Stage, camille: Actor, toul: Chat, sacha: Actor
) -> None:
    dossier = await scheduled(camille, sacha, toul)
    await taps(sacha, "session_cancel")
    assert stored(stage, dossier).status == "scheduled"
    await sacha.does(Tap("session_cancel.yes"))

    assert stored(stage, dossier).status == "ready"
    assert DECEMBER in camille.screen and "20 mai 2027" in camille.screen
    assert sitting(stage).day == date(2027, 5, 20)


async def test_the_applicant_is_reminded_the_day_before_once(
    stage: Stage, camille: Actor, toul: Chat, sacha: Actor
) -> None:
    await scheduled(camille, sacha, toul)
    before = camille.person.chat.history[-1].id
    await the_eve(stage)
    told = [message for message in camille.person.chat.history if message.id > before]
    assert sum(DECEMBER in message.text for message in told) == 1

    stage.clock.passes(timedelta(hours=1))
    await stage.ticks()
    assert sum(DECEMBER in m.text for m in camille.person.chat.history if m.id > before) == 1


async def test_members_read_the_brief_in_private_without_any_contact(
    stage: Stage, camille: Actor, toul: Chat, sacha: Actor, nour: Actor
) -> None:
    described = f"Nous reprenons le fournil voisin. {'Il faut former les équipes. ' * 40}Fin du récit."
    dossier = await scheduled(camille, sacha, toul, {"description": described})
    await taps(sacha, "call_members")
    await sacha.does(Tap("yes"))
    assert BAKERY not in nour.screen
    await sits(nour, "Fonderie de Moselle")
    await taps(nour, "brief")
    [brief] = papers(nour)

    assert BAKERY in brief and dossier.reference in brief and "Fin du récit." in brief
    assert BAKERY in nour.screen
    for secret in ("06 12 34 56 78", "0612345678", "camille@example.com", "Durand"):
        assert secret not in "".join(everything_read(nour))


async def test_opinions_are_tallied_for_the_operator_and_for_members_who_gave_theirs(
    stage: Stage, camille: Actor, toul: Chat, sacha: Actor, nour: Actor, paul: Actor
) -> None:
    await scheduled(camille, sacha, toul)
    await sits(nour, "Fonderie de Moselle")
    await nour.does((Tap("opinion.favourable"), Tap("comment"), "Projet solide."))
    await sits(paul, "Transports Girard")
    assert "solide" not in "".join(everything_read(paul))
    await paul.does(Tap("opinion.reserved"))

    assert [each.opinion for each in opinions(stage)] == ["favourable", "reserved"]
    await sacha.does("/seances")
    await taps(sacha, "session")
    await taps(sacha, "item")
    assert "Nour" in sacha.screen and "Projet solide." in sacha.screen
    await paul.does(Tap("opinion.unfavourable"))
    assert [each.opinion for each in opinions(stage)] == ["favourable", "unfavourable"]


async def test_a_member_with_a_conflict_of_interest_sees_nothing_of_the_request_any_more(
    stage: Stage, camille: Actor, toul: Chat, sacha: Actor, nour: Actor
) -> None:
    dossier = await scheduled(camille, sacha, toul)
    await sits(nour, "Fonderie de Moselle")
    await taps(nour, "brief")
    old = [button.data or "" for m in nour.person.chat.history for row in m.rows for button in row]
    await nour.does((Tap("recuse"), Tap("recuse.yes")))
    before = len(everything_read(nour))

    assert [each.opinion for each in opinions(stage)] == ["recused"]
    await forges(nour, *dict.fromkeys(each for each in old if each.startswith("o:")))
    for action in ("item", "brief", "opinion.reserved", "comment"):
        await forges(nour, f"o:{items(stage)[0].id}:0:{action}")
    await nour.does("/seances")
    await taps(nour, "session")
    for shown in (*papers(nour)[1:], *everything_read(nour)[before:]):
        assert BAKERY not in shown and dossier.reference not in shown
    assert [each.opinion for each in opinions(stage)] == ["recused"]


@pytest.mark.parametrize(
    ("excluded", "firm"),
    [
        ("monsieur LAMBERT", "Fonderie de Moselle"),
        ("la Banque des Étangs, et mon beau-frère", "BANQUE DES ETANGS Lorraine"),
    ],
)
async def test_whom_the_applicant_excluded_never_receives_the_request(
    stage: Stage, camille: Actor, toul: Chat, sacha: Actor, nour: Actor, paul: Actor, excluded: str, firm: str
) -> None:
    dossier = await scheduled(camille, sacha, toul, {"excluded": excluded})
    await taps(sacha, "call_members")
    await sacha.does(Tap("yes"))
    await nour.does("/seances")
    await taps(nour, "session")
    await nour.does(firm)
    assert not nour.has("item")
    await forges(
        nour, *(f"o:{items(stage)[0].id}:0:{action}" for action in ("item", "brief", "opinion.favourable"))
    )
    await forges(nour, f"o:{sitting(stage).id}:0:agenda")

    assert opinions(stage) == []
    for secret in ("fournil", BAKERY, dossier.reference):
        assert secret not in "".join(everything_read(nour))
    await taps(sacha, "item")
    assert "Nour" in sacha.screen and excluded in sacha.screen
    await sits(paul, "Transports Girard")
    assert dossier.reference in paul.screen


async def test_whoever_is_excluded_and_recognised_in_no_member_is_told_before_members_read(
    stage: Stage, camille: Actor, toul: Chat, sacha: Actor, nour: Actor
) -> None:
    await scheduled(Actor(stage, stage.telegram.person("Léa", language="fr")), sacha, toul)
    await sits(nour, "Forges du Val")
    dossier = await made_ready(camille, sacha, toul, {"excluded": "BDL, ou Nour Lambert"})
    await sacha.does(Tap("schedule"))
    await taps(sacha, "schedule.")
    doubt = f"{dossier.reference} nomme « BDL », que je ne reconnais chez aucun membre"
    assert doubt in " ".join(sacha.screen.split())
    assert "Nour Lambert (Forges du Val)" in sacha.screen

    await taps(sacha, "schedule.")
    await taps(sacha, "call_members")
    assert doubt in " ".join(sacha.screen.split())


async def test_whoever_is_recognised_is_not_asked_about(
    camille: Actor, toul: Chat, sacha: Actor, nour: Actor
) -> None:
    await made_ready(camille, sacha, toul, {"excluded": "Nour Lambert"})
    await sacha.does(Tap("schedule"))
    await taps(sacha, "schedule.")
    assert "ne reconnais" not in sacha.screen


async def test_a_member_reads_nothing_of_the_request_of_their_own_firm(
    stage: Stage, camille: Actor, toul: Chat, sacha: Actor, nour: Actor
) -> None:
    dossier = await scheduled(camille, sacha, toul)
    await nour.does("/seances")
    await taps(nour, "session")
    await nour.does("la boulangerie des tilleuls")
    assert not nour.has("item")
    await forges(nour, *(f"o:{items(stage)[0].id}:0:{action}" for action in ("item", "opinion.favourable")))

    assert opinions(stage) == []
    assert dossier.reference not in "".join(everything_read(nour))
    await taps(sacha, "item")
    assert "sa propre entreprise" in sacha.screen


@pytest.mark.parametrize("text", ["je sais pas", "supprime ce que j'ai écrit", "personne", "merci"])
async def test_a_member_comes_from_a_firm_that_is_named(
    stage: Stage, camille: Actor, toul: Chat, sacha: Actor, nour: Actor, text: str
) -> None:
    dossier = await scheduled(camille, sacha, toul)
    await taps(sacha, "call_members")
    await sacha.does(Tap("yes"))
    await nour.does("/seances")
    await taps(nour, "session")
    await nour.does(text)
    assert "pas noté" in nour.screen

    await nour.does("Transports Girard")
    await taps(nour, "item")
    assert dossier.reference in nour.screen


async def test_the_firm_of_a_member_is_said_back_and_may_be_changed(
    stage: Stage, camille: Actor, toul: Chat, sacha: Actor, nour: Actor
) -> None:
    dossier = await scheduled(camille, sacha, toul, {"excluded": "Ma voisine, de la Banque des Étangs"})
    await nour.does("/seances")
    await taps(nour, "session")
    await nour.does("quelles demandes je dois lire ?")
    assert "pas noté" in nour.screen and not nour.has("item")
    await nour.does("je suis banquier à la retraite")
    assert not nour.has("item")
    await nour.does("Transports Girard")
    assert "Transports Girard" in nour.screen and nour.has("item")

    await taps(nour, "firm")
    await nour.does("non c’est une erreur, je viens de la Banque des Étangs")
    assert "« Banque des Étangs »" in " ".join(nour.screen.split())
    assert not nour.has("item") and dossier.reference not in nour.screen


async def test_an_operator_keeps_a_request_from_one_member_more(
    stage: Stage, camille: Actor, toul: Chat, sacha: Actor, nour: Actor
) -> None:
    dossier = await scheduled(camille, sacha, toul)
    await taps(sacha, "item")
    await taps(sacha, "leave_out")
    await taps(sacha, "leave_out.")
    assert opinions(stage) == []
    assert "Nour" in sacha.screen
    await taps(sacha, "leave_out.")

    assert [each.opinion for each in opinions(stage)] == ["left_out"]
    await nour.does("/seances")
    await taps(nour, "session")
    await nour.does("Fonderie de Moselle")
    assert dossier.reference not in "".join(everything_read(nour))


async def test_outsiders_and_members_of_other_committees_see_no_session(
    stage: Stage, camille: Actor, toul: Chat, sacha: Actor
) -> None:
    dossier = await scheduled(camille, sacha, toul)
    elsewhere = await enrolled(stage, "Alix", Role.MEMBER, "meuse")
    number = sitting(stage).id
    for actor in (elsewhere, camille):
        await actor.does("/seances")
        for action in ("session", "agenda", "add", "session_cancel.yes", "hold", "minutes", "firm"):
            await forges(actor, f"o:{number}:0:{action}")

    assert dossier.reference not in "".join(everything_read(elsewhere))
    assert papers(camille) == []
    assert sitting(stage).cancelled_at is None


async def test_the_agenda_follows_the_order_the_operator_gives(
    stage: Stage, camille: Actor, toul: Chat, sacha: Actor
) -> None:
    lea = Actor(stage, stage.telegram.person("Léa", "Moreau", language="fr"))
    first = await scheduled(camille, sacha, toul)
    second = await made_ready(lea, sacha, toul, {"company": {"kind": "named", "name": "Menuiserie du Val"}})
    await sacha.does("/seances")
    await taps(sacha, "session")
    await taps(sacha, "add")
    await goes_on_agenda(sacha)
    await sacha.does(Tap("agenda"))
    [paper] = papers(sacha)
    assert paper.index(first.reference) < paper.index(second.reference)

    await forges(sacha, f"o:{items(stage)[1].id}:0:item_up")
    await sacha.does("/seances")
    await taps(sacha, "session")
    assert sacha.screen.index(second.reference) < sacha.screen.index(first.reference)


async def test_where_nobody_gave_an_opinion_nothing_is_counted(
    stage: Stage, camille: Actor, toul: Chat, sacha: Actor, nour: Actor, paul: Actor
) -> None:
    await scheduled(camille, sacha, toul)
    await sacha.does("/seances")
    await taps(sacha, "session")
    assert "favorable" not in sacha.screen
    await taps(sacha, "item")
    assert "Avis :" not in " ".join(sacha.screen.split()) and "pas encore d’avis" in sacha.screen
    await sits(nour, "Forges du Val")
    await taps(nour, "opinion.reserved")
    await sacha.does("/seances")
    await taps(sacha, "session")
    assert "réservé : 1" in " ".join(sacha.screen.split())


async def test_a_member_sees_on_the_agenda_what_they_think_of_each_request(
    stage: Stage, camille: Actor, toul: Chat, sacha: Actor, nour: Actor, paul: Actor
) -> None:
    await scheduled(camille, sacha, toul)
    await sits(nour, "Forges du Val")
    await taps(nour, "opinion.reserved")
    await taps(nour, "session")
    assert "Votre avis : réservé" in " ".join(nour.screen.split())
    await paul.does("/seances")
    await taps(paul, "session")
    await paul.does("Verrerie de Toul")
    assert BAKERY in paul.screen and "réservé" not in paul.screen


async def test_words_typed_after_an_opinion_go_with_it(
    stage: Stage, camille: Actor, toul: Chat, sacha: Actor, nour: Actor
) -> None:
    await scheduled(camille, sacha, toul)
    await sits(nour, "Forges du Val")
    await taps(nour, "opinion.favourable")
    await nour.does("Un projet solide, à suivre.")
    assert "« Un projet solide, à suivre. »" in " ".join(nour.screen.split())
    assert [each.comment for each in opinions(stage)] == ["Un projet solide, à suivre."]
    await taps(nour, "opinion.favourable")
    await taps(nour, "session")
    await nour.does("Forges du Val")
    assert [each.comment for each in opinions(stage)] == ["Un projet solide, à suivre."]


async def test_an_opinion_is_said_in_words_and_taken_back(
    stage: Stage, camille: Actor, toul: Chat, sacha: Actor, nour: Actor
) -> None:
    await scheduled(camille, sacha, toul)
    await sits(nour, "Forges du Val")
    await taps(nour, "opinion.unfavourable")
    await nour.does("annule")
    assert opinions(stage) == []
    assert "Votre avis :" not in " ".join(nour.screen.split())

    await nour.does("finalement avec réserves")
    await nour.does("Le marché est petit.")
    await nour.does("en fait favorable")
    assert [(each.opinion, each.comment) for each in opinions(stage)] == [
        ("favourable", "Le marché est petit.")
    ]


@pytest.mark.parametrize("words", ["je me déporte", "je connais le patron c’est mon beau frère"])
async def test_a_conflict_of_interest_is_said_in_words_under_the_request(
    stage: Stage, camille: Actor, toul: Chat, sacha: Actor, nour: Actor, words: str
) -> None:
    dossier = await scheduled(camille, sacha, toul)
    await sits(nour, "Forges du Val")
    await nour.does(words)
    assert opinions(stage) == []
    await nour.does(Tap("recuse.yes"))

    assert [each.opinion for each in opinions(stage)] == ["recused"]
    assert dossier.reference not in nour.screen


async def test_a_member_who_gave_an_opinion_is_led_to_the_next_request_without_one(
    stage: Stage, camille: Actor, toul: Chat, sacha: Actor, nour: Actor
) -> None:
    lea = Actor(stage, stage.telegram.person("Léa", "Moreau", language="fr"))
    first = await scheduled(camille, sacha, toul)
    kept = Actor(stage, stage.telegram.person("Noé", "Moreau", language="fr"))
    await scheduled(kept, sacha, toul, {"excluded": "Nour Lambert"})
    last = await scheduled(lea, sacha, toul)
    await sits(nour, "Forges du Val")
    read = first if first.reference in nour.screen else last
    other = last if read is first else first
    assert not any("➡️" in label for label in nour.labels)
    await nour.does(Tap("opinion.favourable"))
    [onward] = [label for label in nour.labels if label.startswith("➡️")]
    assert other.reference in onward
    await nour.does((onward, Tap("opinion.reserved")))
    assert not any("➡️" in label for label in nour.labels)
    assert len(opinions(stage)) == 2

"""What the committee decided is recorded within the terms of the basin, and told in the same minute."""

from dataclasses import replace

import pytest

from bot.playground.telegram.chats import Chat
from bot.services.core.rights import Role
from conversations.network.basins import AdvanceTerms, Network
from models.network.queries import store_network
from tests.journeys.acting import Actor, Tap
from tests.journeys.offices import TOUL, enrolled, stored
from tests.journeys.sittings import (
    ON_THE_DAY,
    everything_read,
    forges,
    goes_on_agenda,
    items,
    made_ready,
    meets,
    papers,
    scheduled,
    sits,
    sitting,
    taps,
)
from tests.stage import Stage

BAKERY = "Boulangerie des Tilleuls"
WANTS_ADVANCE = {"advance": 20_000, "project_budget": 60_000, "aid_received": 0}


async def lends(stage: Stage, network: Network, terms: AdvanceTerms | None) -> None:
    """Have the basin of Toul practise the advance on these terms, or not at all."""
    basins = tuple(replace(each, advance=terms) if each.code == TOUL else each for each in network.basins)
    changed = replace(network, basins=basins)
    database = stage.assistant.desk.database
    await database.run(lambda transaction: store_network(transaction, changed, stage.clock()))
    await stage.assistant.worlds.renew(database)


async def writes_with(stage: Stage, network: Network, template: str) -> None:
    """Have the basin of Toul write its letters with a template of its own."""
    basins = tuple(replace(each, letter=template) if each.code == TOUL else each for each in network.basins)
    changed = replace(network, basins=basins)
    database = stage.assistant.desk.database
    await database.run(lambda transaction: store_network(transaction, changed, stage.clock()))
    await stage.assistant.worlds.renew(database)


OWN = '#import "house.typ": *\n#show: house\n= Lettre de Toul\n#blocks(data.blocks)\n'


@pytest.mark.parametrize(("template", "is_own"), [(OWN, True), (OWN + "#nothing\n", False)])
async def test_a_letter_has_the_form_of_the_basin_or_that_of_the_network(
    stage: Stage,
    network: Network,
    camille: Actor,
    toul: Chat,
    sacha: Actor,
    template: str,
    is_own: bool,
) -> None:
    alix = await enrolled(stage, "Alix", Role.COORDINATOR)
    await writes_with(stage, network, template)
    dossier = await scheduled(camille, sacha, toul)
    await meets(stage, sacha)
    await sacha.does(Tap("grant_skills"))
    await sacha.does(Tap("grant_skills.record"))
    [letter] = papers(camille)
    assert dossier.reference in letter
    assert ("Lettre de Toul" in letter) is is_own
    told = [each for each in everything_read(alix) if "forme du réseau" in each]
    assert len(told) == (0 if is_own else 1)
    assert is_own or "ligne 5" in told[0]


async def test_a_grant_is_proposed_from_the_answers_and_told_at_once_with_a_letter(
    stage: Stage, camille: Actor, toul: Chat, sacha: Actor
) -> None:
    dossier = await scheduled(camille, sacha, toul)
    await meets(stage, sacha)
    await sacha.does(Tap("grant_skills"))
    assert stored(stage, dossier).status == "scheduled"
    await sacha.does(
        (Tap("set_days.grant_skills"), "4 jours", Tap("set_conditions.grant_skills"), "Un point à six mois.")
    )
    await sacha.does(Tap("grant_skills.record"))
    [item] = items(stage)

    assert stored(stage, dossier).status == "granted_skills"
    assert (item.days, item.amount, item.jobs_created, item.jobs_kept) == (4, None, 3, 12)
    assert "15 décembre 2026" in camille.screen and "Un point à six mois." in camille.screen
    [letter] = papers(camille)
    assert BAKERY in letter and "Un point à six mois." in letter and dossier.reference in letter


async def test_no_decision_is_recorded_before_the_committee_meets(
    stage: Stage, camille: Actor, toul: Chat, sacha: Actor
) -> None:
    dossier = await scheduled(camille, sacha, toul)
    await taps(sacha, "item")
    assert not sacha.has("grant_skills") and not sacha.has("refuse")
    version = stored(stage, dossier).version
    for action in ("grant_skills.record", "refuse.jobs", "set_days.grant_skills"):
        await forges(sacha, f"f:{dossier.id}:{version}:{action}")

    assert stored(stage, dossier).status == "scheduled"
    assert "15 décembre 2026" in sacha.alert


async def test_an_advance_stays_within_the_terms_of_the_territory(
    stage: Stage, camille: Actor, toul: Chat, sacha: Actor, network: Network
) -> None:
    await lends(stage, network, AdvanceTerms(max_amount=15_000))
    dossier = await scheduled(camille, sacha, toul, WANTS_ADVANCE)
    await meets(stage, sacha)
    await sacha.does(Tap("grant_both"))
    assert "15 000" in " ".join(sacha.screen.split())
    await sacha.does((Tap("set_amount.grant_both"), "20 k€"))
    assert items(stage)[0].outcome is None and "15 000" in " ".join(sacha.screen.split())
    await sacha.does("12 000")
    await sacha.does(Tap("grant_both.record"))

    assert stored(stage, dossier).status == "granted_both"
    assert (items(stage)[0].days, items(stage)[0].amount) == (5, 12_000)


async def test_no_advance_is_granted_where_none_is_practised(
    stage: Stage, camille: Actor, toul: Chat, sacha: Actor, network: Network
) -> None:
    await lends(stage, network, None)
    dossier = await scheduled(camille, sacha, toul)
    await meets(stage, sacha)
    assert sacha.has("grant_skills")
    assert not sacha.has("grant_advance") and not sacha.has("grant_both")
    await forges(sacha, f"f:{dossier.id}:{stored(stage, dossier).version}:grant_advance.record")
    assert stored(stage, dossier).status == "scheduled"


async def test_a_postponed_request_is_told_the_next_session_and_may_go_on_its_agenda(
    stage: Stage, camille: Actor, toul: Chat, sacha: Actor
) -> None:
    dossier = await scheduled(camille, sacha, toul)
    await meets(stage, sacha)
    await sacha.does((Tap("postpone"), Tap("postpone.finance"), Tap("postpone.record")))
    assert stored(stage, dossier).status == "postponed"
    assert "20 mai 2027" in camille.screen
    assert len(papers(camille)) == 1

    await sacha.does(Tap("schedule"))
    await goes_on_agenda(sacha)
    assert stored(stage, dossier).status == "scheduled"
    assert [item.outcome for item in items(stage)] == ["postpone", None]


async def test_a_refusal_has_its_reason_in_kind_words(
    stage: Stage, camille: Actor, toul: Chat, sacha: Actor
) -> None:
    dossier = await scheduled(camille, sacha, toul)
    await meets(stage, sacha)
    await sacha.does((Tap("refuse"), Tap("refuse.other"), "Le marché visé reste à étudier."))
    assert stored(stage, dossier).status == "scheduled"
    await sacha.does(Tap("refuse.record"))

    assert stored(stage, dossier).status == "refused"
    assert "Le marché visé reste à étudier." in camille.screen
    assert "Le marché visé reste à étudier." in papers(camille)[0]


async def test_the_letter_of_who_cannot_be_written_to_is_given_to_the_operator(
    stage: Stage, camille: Actor, toul: Chat, sacha: Actor
) -> None:
    dossier = await scheduled(camille, sacha, toul)
    camille.person.blocks_bot()
    await stage.plays()
    await meets(stage, sacha)
    await sacha.does((Tap("refuse"), Tap("refuse.jobs"), Tap("refuse.record")))

    assert stored(stage, dossier).status == "refused"
    [letter] = papers(sacha)
    assert dossier.reference in letter


async def test_a_decision_is_recorded_once(stage: Stage, camille: Actor, toul: Chat, sacha: Actor) -> None:
    dossier = await scheduled(camille, sacha, toul)
    await meets(stage, sacha)
    await sacha.does(Tap("grant_skills"))
    record = sacha.button("grant_skills.record").data or ""
    message = sacha.person.chat.history[-1]
    sacha.person.forges_tap(record, message)
    sacha.person.forges_tap(record, message)
    await stage.plays()

    assert stored(stage, dossier).status == "granted_skills"
    assert len(papers(camille)) == 1


async def test_only_who_holds_the_dossier_or_answers_for_the_basin_records_its_decision(
    stage: Stage, camille: Actor, toul: Chat, sacha: Actor, nour: Actor
) -> None:
    dossier = await scheduled(camille, sacha, toul)
    colleague = await enrolled(stage, "Inès", Role.OPERATOR, TOUL)
    await meets(stage, sacha)
    for actor in (colleague, nour, camille):
        await forges(actor, f"f:{dossier.id}:{stored(stage, dossier).version}:grant_skills.record")
    assert stored(stage, dossier).status == "scheduled"

    manager = await enrolled(stage, "Aya", Role.MANAGER, TOUL)
    await meets(stage, manager)
    await manager.does((Tap("grant_skills"), Tap("grant_skills.record")))
    assert stored(stage, dossier).status == "granted_skills"


async def test_a_closed_session_has_minutes_that_hide_what_a_member_must_not_see(
    stage: Stage, camille: Actor, toul: Chat, sacha: Actor, nour: Actor
) -> None:
    paul = await enrolled(stage, "Paul Girard", Role.MEMBER, TOUL)
    lea = Actor(stage, stage.telegram.person("Léa", "Moreau", language="fr"))
    kept = await scheduled(camille, sacha, toul, {"excluded": "Nour Lambert"})
    other = await made_ready(lea, sacha, toul, {"company": {"kind": "named", "name": "Menuiserie du Val"}})
    await sacha.does(Tap("schedule"))
    await goes_on_agenda(sacha)
    await sits(paul, "Transports Girard")
    await paul.does(Tap("opinion.favourable"))
    await meets(stage, sacha)
    await taps(sacha, "session")
    await sacha.does(Tap("hold"))
    assert sitting(stage).held_at is None and kept.reference in sacha.alert
    await taps(sacha, "item")
    await sacha.does((Tap("grant_skills"), Tap("grant_skills.record")))
    await taps(sacha, "session")
    for item, dossier in zip(items(stage), (kept, other), strict=True):
        if item.outcome is None:
            await forges(sacha, f"f:{dossier.id}:{stored(stage, dossier).version}:refuse.jobs")
            await sacha.does(Tap("refuse.record"))
    await meets(stage, sacha)
    await taps(sacha, "session")
    await sacha.does((Tap("hold"), "Nour Lambert, Paul Girard, la sous-préfète", Tap("hold"), Tap("yes")))
    [minutes] = papers(sacha)

    assert sitting(stage).held_at is not None
    for expected in (kept.reference, other.reference, "la sous-préfète"):
        assert expected in minutes
    await taps(sacha, "minutes_out")
    await sacha.does(Tap("yes"))
    assert kept.reference in papers(paul)[-1]
    for secret in (kept.reference, BAKERY):
        assert secret not in "".join(everything_read(nour))


async def test_after_each_decision_the_next_request_of_the_session_is_one_tap_away(
    stage: Stage, camille: Actor, toul: Chat, sacha: Actor
) -> None:
    firms = ("Boulangerie des Tilleuls", "Menuiserie Petit", "Garage Morel")
    for firm in firms:
        head = Actor(stage, stage.telegram.person(firm, language="fr"))
        await scheduled(head, sacha, toul, {"company": {"kind": "named", "name": firm}})
    stage.clock.now = ON_THE_DAY
    await sacha.does("/seances")
    await taps(sacha, "session")
    sacha.person.taps(next(label for label in sacha.labels if firms[1] in label))
    await stage.plays()
    for _ in firms:
        await sacha.does((Tap("grant_skills"), Tap("grant_skills.record")))
        for label in [label for label in sacha.labels if label.startswith("➡️")]:
            await sacha.does(label)
    assert not any(label.startswith("➡️") for label in sacha.labels)
    assert all(item.outcome for item in items(stage))


async def test_members_are_not_called_once_everything_is_decided(
    stage: Stage, camille: Actor, toul: Chat, sacha: Actor, nour: Actor
) -> None:
    await scheduled(camille, sacha, toul)
    await meets(stage, sacha)
    await sacha.does((Tap("grant_skills"), Tap("grant_skills.record")))
    await taps(sacha, "session")
    assert "📨 Envoyer aux membres" not in sacha.labels
    await forges(sacha, f"o:{sitting(stage).id}:0:call_members")
    assert "clos" in sacha.alert
    assert "attend votre avis" not in nour.screen


async def test_who_is_postponed_is_shown_no_other_door(
    stage: Stage, camille: Actor, toul: Chat, sacha: Actor
) -> None:
    await scheduled(camille, sacha, toul)
    await meets(stage, sacha)
    await sacha.does((Tap("postpone"), Tap("postpone.incomplete"), Tap("postpone.record")))
    await camille.does("/suivi")
    assert "Ajournée" in camille.screen and "🚪" not in camille.screen


def plainly(actor: Actor) -> str:
    """Return the screen without the spaces that do not break."""
    return " ".join(actor.screen.split())


async def test_what_is_typed_under_a_grant_being_read_over_goes_in_it(
    stage: Stage, camille: Actor, toul: Chat, sacha: Actor
) -> None:
    dossier = await scheduled(camille, sacha, toul)
    await meets(stage, sacha)
    await sacha.does((Tap("grant_skills"), "Un point à six mois, avec un plan de trésorerie."))
    assert "Conditions : Un point à six mois, avec un plan de trésorerie." in plainly(sacha)
    await sacha.does("4 jours")
    assert "🗓 4 journées" in plainly(sacha)
    assert "un plan de trésorerie." in sacha.screen, "the days change nothing else"
    await sacha.does("oui")
    assert items(stage)[0].outcome is None
    assert "Enregistrer et prévenir" in sacha.screen and "Conditions : oui" not in plainly(sacha)
    await sacha.does("très bien, merci")
    assert "Rien n’est enregistré" in plainly(sacha)
    await sacha.does("Un plan de trésorerie détaillé. " * 60)
    assert "1 000 caractères au plus" in plainly(sacha)
    await sacha.does(dossier.reference)
    assert "Conditions" not in sacha.screen, "a reference is looked up, as everywhere"
    await sacha.does("boulangerie")
    assert "« boulangerie »" in plainly(sacha), "what is typed elsewhere goes in no decision"
    assert items(stage)[0].conditions is None
    await sacha.does("/seances")
    await taps(sacha, "session")
    await taps(sacha, "item")
    await sacha.does((Tap("grant_skills"), "Un accord de la banque."))
    await taps(sacha, "item")
    await sacha.does("boulangerie")
    assert "« boulangerie »" in plainly(sacha), "the decision was left"


async def test_what_is_typed_under_a_refusal_being_read_over_is_its_reason(
    stage: Stage, camille: Actor, toul: Chat, sacha: Actor
) -> None:
    await scheduled(camille, sacha, toul)
    await meets(stage, sacha)
    await sacha.does((Tap("refuse"), Tap("refuse.jobs"), "Le marché visé reste à étudier."))
    assert "« Le marché visé reste à étudier. »" in plainly(sacha)
    await sacha.does(Tap("refuse.record"))
    assert "Le marché visé reste à étudier." in papers(camille)[0]


async def test_what_was_asked_for_is_before_who_records_and_an_advance_left_out_is_doubtful(
    stage: Stage, camille: Actor, toul: Chat, sacha: Actor
) -> None:
    await scheduled(camille, sacha, toul, WANTS_ADVANCE)
    await meets(stage, sacha)
    assert "Demandé : 3 à 5 jours et 20 000 €" in plainly(sacha)
    await sacha.does(Tap("grant_skills"))
    assert "⚠️ Une avance de 20 000 € est demandée : cette décision n’en accorde pas." in plainly(sacha)
    await sacha.does("/seances")
    await taps(sacha, "session")
    await taps(sacha, "item")
    await sacha.does(Tap("grant_both"))
    assert "n’en accorde pas" not in plainly(sacha)

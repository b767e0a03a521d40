"""Groups with topics get one for each dossier; groups that lose theirs, or the bot, lose no dossier."""

from bot.playground.telegram.chats import RIGHTS, Chat, Membership
from tests.journeys.acting import Actor
from tests.journeys.offices import stored, taps_in
from tests.journeys.sending import sends
from tests.stage import Stage


async def forum(stage: Stage, operator: Actor, bot_rights: frozenset[str] = RIGHTS) -> Chat:
    """Return a group with topics, bound by the operator."""
    group = stage.telegram.group(
        "Comité",
        [operator.person],
        forum=True,
        bot=Membership.ADMINISTRATOR,
        bot_rights=bot_rights,
    )
    operator.person.types("/groupe", chat=group)
    await stage.plays()
    return group


async def test_each_dossier_has_its_topic_where_its_card_lives(
    stage: Stage, camille: Actor, sacha: Actor
) -> None:
    group = await forum(stage, sacha)
    await sends(camille)
    [dossier] = camille.dossiers()

    [topic] = group.topics.values()
    assert topic.name == f"{dossier.reference} · Toul"
    assert stored(stage, dossier).card_thread_id == topic.id
    await taps_in(sacha, group, "claim")
    assert stored(stage, dossier).holder_id == sacha.person.id
    cards = [message for message in group.history if f"📁 {dossier.reference}" in (message.text or "")]
    assert len(cards) == 1
    assert "Sacha" in cards[0].text


async def test_without_the_right_to_open_topics_the_card_comes_all_the_same(
    stage: Stage, camille: Actor, sacha: Actor
) -> None:
    group = await forum(stage, sacha, bot_rights=RIGHTS - {"can_manage_topics"})
    await sends(camille)
    [dossier] = camille.dossiers()

    assert group.topics == {}
    assert dossier.reference in group.last.text
    stage.telegram.calls.clear()  # the refusal to open a topic is what this is about


async def test_without_any_group_operators_have_the_card_in_private(
    stage: Stage, camille: Actor, sacha: Actor
) -> None:
    await sends(camille)
    [dossier] = camille.dossiers()

    assert dossier.reference in sacha.screen
    await taps_in(sacha, sacha.person.chat, "claim")
    assert stored(stage, dossier).holder_id == sacha.person.id


async def test_a_group_is_unbound_and_a_new_one_takes_its_live_cards(
    stage: Stage, camille: Actor, toul: Chat, sacha: Actor
) -> None:
    await sends(camille)
    [dossier] = camille.dossiers()
    other = await forum(stage, sacha)

    assert stored(stage, dossier).card_chat_id == other.id
    assert toul.last.rows == ()
    sacha.person.types("/groupe aucun", chat=other)
    await stage.plays()
    sacha.person.taps("🔕 Ne plus rien recevoir ici", message=other.last, chat=other)
    await stage.plays()
    maud = Actor(stage, stage.telegram.person("Maud", "Petit", language="fr"))
    await sends(maud)
    assert maud.dossiers()[0].reference in sacha.screen

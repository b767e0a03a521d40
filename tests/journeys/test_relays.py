"""An applicant and who holds their request write to one another through the bot; nothing is lost."""

from datetime import timedelta

import pytest
from sqlmodel import Session, select

from bot.playground.telegram.calls import Upload
from bot.playground.telegram.chats import Chat, ChatMessage
from bot.playground.telegram.phone import Person
from bot.services.core.rights import Role
from models.database.writer import Transaction
from models.messages.tables import Prompt, RelayedMessage
from tests.journeys.acting import Actor, Tap, events
from tests.journeys.offices import TOUL, enrolled, stored, taps_in
from tests.journeys.sending import sends
from tests.journeys.sittings import own_data
from tests.stage import Stage


@pytest.fixture
async def held(stage: Stage, camille: Actor, toul: Chat, sacha: Actor) -> None:
    """Have Camille's request held by Sacha."""
    await sends(camille)
    await taps_in(sacha, toul, "claim")


def received(person: Person, words: str) -> ChatMessage:
    """Return the latest message of the bot that holds these words."""
    return next(
        message
        for message in reversed(person.chat.history)
        if message.sender.is_bot and words in message.text
    )


async def replies(actor: Actor, to: ChatMessage, words: str) -> ChatMessage:
    message = actor.person.types(words, reply_to=to)
    await actor.stage.plays()
    return message


def messages(stage: Stage) -> list[RelayedMessage]:
    with Session(stage.assistant.desk.database.engine) as session:
        return list(session.exec(select(RelayedMessage).order_by(RelayedMessage.id)))  # type: ignore[arg-type]


async def test_what_the_applicant_writes_reaches_who_holds_the_request(
    stage: Stage, camille: Actor, sacha: Actor, held: None
) -> None:
    await camille.does("Le devis du four arrive <b>lundi</b>.")

    assert "Le devis du four arrive <b>lundi</b>." in sacha.screen
    assert "✓" in camille.screen


async def test_the_operator_sees_the_message_before_it_is_sent(
    stage: Stage, camille: Actor, sacha: Actor, held: None
) -> None:
    await sacha.does((Tap("message"), "Bonjour, pouvez-vous m’appeler ?"))
    assert "Bonjour" not in camille.screen
    assert "Bonjour" in sacha.screen
    await sends_what_is_shown(sacha)

    assert "Bonjour, pouvez-vous m’appeler ?" in camille.screen
    assert [message.from_applicant for message in messages(stage)] == [False]


async def sends_what_is_shown(operator: Actor) -> None:
    label = next(label for label in operator.labels if label.startswith("📨"))
    operator.person.taps(label, message=operator.person.chat.last)
    await operator.stage.plays()


async def test_an_old_preview_sends_nothing(stage: Stage, camille: Actor, sacha: Actor, held: None) -> None:
    await sacha.does((Tap("message"), "Première version"))
    old = sacha.person.chat.last
    data = next(button.data for row in old.rows for button in row if "message.send" in (button.data or ""))
    await sacha.does("Seconde version")
    sacha.person.forges_tap(data, old)
    await stage.plays()

    assert "version" not in camille.screen
    await sends_what_is_shown(sacha)
    assert "Seconde version" in camille.screen


async def test_replying_is_answering_both_ways(
    stage: Stage, camille: Actor, sacha: Actor, held: None
) -> None:
    await camille.does("Une première question")
    await replies(sacha, received(sacha.person, "Une première question"), "Voici la réponse")
    assert "Voici la réponse" not in camille.screen, "nothing leaves at once"
    assert "lira" in sacha.screen
    await sends_what_is_shown(sacha)
    answer = received(camille.person, "Voici la réponse")
    await replies(camille, answer, "Merci pour tout cela")

    assert "Merci pour tout cela" in sacha.screen


@pytest.mark.parametrize("first", ["bonjour", "attendez je regarde", "merci de votre message"])
@pytest.mark.parametrize(
    "then", ["oui", "ok", "non", "pas encore", "parfait", "d'accord", "je reviens lundi"]
)
async def test_an_answer_in_several_lines_is_passed_on_whole(
    stage: Stage, camille: Actor, sacha: Actor, held: None, first: str, then: str
) -> None:
    await sacha.does((Tap("message"), "On s’appelle demain à 10 h ?"))
    await sends_what_is_shown(sacha)
    await camille.does((first, then))
    assert then in sacha.screen
    assert "✓" in camille.screen
    stage.clock.passes(timedelta(days=2))
    await camille.does("parfait")

    assert "parfait" not in sacha.screen or then == "parfait"


async def test_with_a_form_under_way_a_reply_goes_to_the_operator_and_the_rest_to_the_form(
    stage: Stage, camille: Actor, sacha: Actor, held: None
) -> None:
    await camille.does("Bonjour à vous tous")
    await replies(sacha, received(sacha.person, "Bonjour à vous"), "Quel est votre effectif ?")
    await sends_what_is_shown(sacha)
    asked = received(camille.person, "Quel est votre effectif ?")
    await camille.does(("/nouvelle", Tap("head")))
    await replies(camille, asked, "Douze personnes")

    assert camille.state == "company"
    assert "Douze personnes" in sacha.screen
    await camille.does("Une autre boulangerie")
    assert "Une autre boulangerie" not in sacha.screen


async def test_a_photo_and_a_document_pass_with_their_captions(
    stage: Stage, camille: Actor, sacha: Actor, held: None
) -> None:
    camille.person.sends_photo(caption="Le fournil")
    await stage.plays()
    photo = received(sacha.person, "Le fournil")
    sacha.person.sends_document("convention.pdf", b"%PDF", caption="À lire", reply_to=photo)
    await stage.plays()
    assert all("À lire" not in message.text for message in camille.person.chat.history)
    await sends_what_is_shown(sacha)

    assert photo.file is not None
    document = received(camille.person, "À lire")
    assert document.file is not None and document.file.name == "convention.pdf"


async def test_a_file_is_seen_before_it_is_sent_too(
    stage: Stage, camille: Actor, sacha: Actor, held: None
) -> None:
    await sacha.does(Tap("message"))
    assert "20" in sacha.screen, "the limit is said before"
    sacha.person.sends_document("agenda.pdf", b"%PDF", caption="Pour mardi")
    await stage.plays()
    assert "agenda.pdf" in sacha.screen
    await sends_what_is_shown(sacha)

    assert received(camille.person, "Pour mardi").file is not None


async def test_words_then_a_document_both_arrive_in_order(
    stage: Stage, camille: Actor, sacha: Actor, held: None
) -> None:
    before = len(camille.person.chat.history)
    await sacha.does((Tap("message"), "Voici la convention, à relire avant mardi."))
    sacha.person.sends_document("convention.pdf", b"%PDF", caption="Page 3 surtout")
    await stage.plays()
    for shown in ("à relire avant mardi", "convention.pdf", "Page 3 surtout"):
        assert shown in sacha.screen, "all that leaves is before one's eyes"
    await sends_what_is_shown(sacha)

    told = [message for message in camille.person.chat.history[before:] if message.sender.is_bot]
    assert "à relire avant mardi" in told[0].text and told[0].file is None
    assert "Page 3 surtout" in told[1].text and told[1].file is not None
    assert len(told) == 2


async def test_words_typed_after_a_document_go_with_it_and_may_be_typed_again(
    stage: Stage, camille: Actor, sacha: Actor, held: None
) -> None:
    await sacha.does(Tap("message"))
    sacha.person.sends_document("devis.pdf", b"%PDF")
    await stage.plays()
    await sacha.does("Un premier texte")
    await sacha.does("Le devis de mars")
    await sends_what_is_shown(sacha)

    assert received(camille.person, "Le devis de mars").file is not None
    assert not any("premier" in message.text for message in camille.person.chat.history)


async def test_an_album_joins_the_words_typed_before_it_and_is_shown_once(
    stage: Stage, camille: Actor, sacha: Actor, held: None
) -> None:
    before = len(camille.person.chat.history)
    await sacha.does((Tap("message"), "Les photos de la visite"))
    shown = len(sacha.person.chat.history)
    sacha.person.sends_album(ALBUM)
    await stage.plays()
    assert len(said_since(sacha, shown)) == 1
    await sends_what_is_shown(sacha)

    told = [message for message in camille.person.chat.history[before:] if message.sender.is_bot]
    assert "Les photos de la visite" in told[0].text
    assert len([message for message in told if message.file]) == len(ALBUM)
    assert len(messages(stage)) == 1 + len(ALBUM)


async def test_a_message_prepared_by_the_release_before_is_still_sent(
    stage: Stage, camille: Actor, sacha: Actor, held: None
) -> None:
    await sacha.does((Tap("message"), "Bonjour"))

    def as_it_was(transaction: Transaction) -> None:
        with transaction.session() as session:
            prompt = session.get_one(Prompt, sacha.person.id)
            file = {"kind": "document", "id": "former-file", "name": "ancien.pdf"}
            prompt.content = {"text": "Avant la mise à jour", "file": file}
            session.flush()

    await stage.assistant.desk.database.run(as_it_was)
    await sacha.does("Après la mise à jour")
    assert "ancien.pdf" in sacha.screen and "Après" in sacha.screen and "Avant" not in sacha.screen


async def test_an_album_is_acknowledged_once(stage: Stage, camille: Actor, sacha: Actor, held: None) -> None:
    camille.person.sends_album([Upload(f"{n}.jpg", b"\xff\xd8", "image/jpeg") for n in range(3)])
    await stage.plays()

    assert camille.screen.count("✓") == 1
    assert len([message for message in messages(stage) if message.file_id]) == 3


ALBUM = [Upload(f"{n}.jpg", b"\xff\xd8", "image/jpeg") for n in range(5)]


def said_since(actor: Actor, since: int) -> list[str]:
    """Return what the bot said to somebody since, oldest first."""
    return [message.text for message in actor.person.chat.history[since:] if message.sender.is_bot]


async def test_an_album_in_the_middle_of_a_form_is_answered_once(stage: Stage, camille: Actor) -> None:
    await camille.does(("/start", "oui"))
    before = len(camille.person.chat.history)
    camille.person.sends_album(ALBUM)
    await stage.plays()

    assert len(said_since(camille, before)) == 2  # the note, and the question once more
    before = len(camille.person.chat.history)
    camille.person.sends_album(ALBUM)
    await stage.plays()
    assert len(said_since(camille, before)) == 2, "another album has its own answer"


async def test_an_album_before_any_request_is_answered_once(stage: Stage, camille: Actor) -> None:
    camille.person.sends_album(ALBUM)
    await stage.plays()

    assert len(said_since(camille, 0)) == 1


async def test_an_album_that_follows_write_goes_whole_to_the_operator_though_a_form_is_under_way(
    stage: Stage, camille: Actor, sacha: Actor, held: None
) -> None:
    await camille.does("/suivi")
    write = camille.button("write")
    await camille.does(("/nouvelle", "oui"))
    camille.person.taps(write.data or "")
    await stage.plays()
    before = len(camille.person.chat.history)
    camille.person.sends_album(ALBUM)
    await stage.plays()

    assert len([message for message in messages(stage) if message.file_id and message.dossier_id]) == 5
    assert len([message for message in sacha.person.chat.history if message.file]) == 5
    assert len(said_since(camille, before)) == 1


async def test_an_album_is_announced_once_to_who_reads_it(
    stage: Stage, camille: Actor, sacha: Actor, held: None
) -> None:
    before = len(sacha.person.chat.history)
    camille.person.sends_album(ALBUM)
    await stage.plays()

    assert sum("💬" in text for text in said_since(sacha, before)) == 1
    assert len([message for message in sacha.person.chat.history[before:] if message.rows]) == 1


async def test_an_album_that_an_operator_sends_to_nobody_is_told_once(
    stage: Stage, camille: Actor, sacha: Actor, held: None
) -> None:
    before, told = len(camille.person.chat.history), len(sacha.person.chat.history)
    sacha.person.sends_album(ALBUM)
    await stage.plays()

    assert said_since(camille, before) == []
    assert len(said_since(sacha, told)) == 1


async def test_a_file_too_large_is_refused_with_what_is_accepted(
    stage: Stage, camille: Actor, sacha: Actor, held: None
) -> None:
    camille.person.sends_document("plans.pdf", b"x" * 20_000_001)
    await stage.plays()

    assert "20" in camille.screen
    assert messages(stage) == []


async def test_a_long_message_arrives_whole(stage: Stage, camille: Actor, sacha: Actor, held: None) -> None:
    story = " ".join(f"phrase{n}" for n in range(440))
    await camille.does(story)

    shown = " ".join(message.text for message in sacha.person.chat.history)
    assert all(f"phrase{n}" in shown for n in range(440))


async def test_what_an_applicant_wrote_stays_to_be_read_while_it_is_answered(
    stage: Stage, camille: Actor, sacha: Actor, held: None
) -> None:
    await camille.does("Voici notre projet, étape par étape. " * 20 + "Qu’en pensez-vous ?")
    told = received(sacha.person, "Qu’en pensez-vous")
    for answer in ("💬 Répondre", "📂 Ouvrir", "💬 Répondre"):
        sacha.person.taps(answer, message=told)
        await stage.plays()
        assert "Qu’en pensez-vous" in told.text and told.labels
    await sacha.does("C’est un beau projet.")
    await sends_what_is_shown(sacha)
    assert "C’est un beau projet." in camille.screen


async def test_an_edited_message_reaches_the_holder_as_a_new_version(
    stage: Stage, camille: Actor, sacha: Actor, held: None
) -> None:
    sent = camille.person.types("Rendez-vous à dix heures")
    await stage.plays()
    camille.person.edits(sent, "Rendez-vous à onze heures")
    await stage.plays()

    assert "Rendez-vous à onze heures" in sacha.screen
    assert "✏️" in sacha.screen
    assert received(sacha.person, "onze heures").labels == ["💬 Répondre", "📂 Ouvrir"]


async def test_an_operator_corrects_a_reply(stage: Stage, camille: Actor, sacha: Actor, held: None) -> None:
    await camille.does("Quand passez-vous nous voir")
    answer = await replies(sacha, received(sacha.person, "Quand passez-vous"), "Lundi matin")
    sacha.person.edits(answer, "Mardi matin")
    await stage.plays()
    await sends_what_is_shown(sacha)
    assert "Mardi matin" in camille.screen and "Lundi matin" not in camille.screen
    sacha.person.edits(answer, "Jeudi matin")
    await stage.plays()

    assert "Jeudi matin" in camille.screen


async def test_a_reply_that_is_left_is_not_sent(
    stage: Stage, camille: Actor, sacha: Actor, held: None
) -> None:
    await camille.does("Quand passez-vous nous voir")
    before = len(camille.person.chat.history)
    await replies(sacha, received(sacha.person, "Quand passez-vous"), "refuse, il est pénible celui-là")
    await sacha.does("Laisser tomber")
    await sacha.does("refuse")

    assert len(camille.person.chat.history) == before
    assert [message.from_applicant for message in messages(stage)] == [True]


async def test_an_album_in_reply_is_shown_once_and_sent_whole(
    stage: Stage, camille: Actor, sacha: Actor, held: None
) -> None:
    await camille.does("Envoyez-moi le plan")
    asked = received(sacha.person, "Envoyez-moi le plan")
    before = len(sacha.person.chat.history)
    sacha.person.sends_album(
        [Upload(f"plan-{n}.pdf", b"%PDF", "application/pdf") for n in (1, 2)], reply_to=asked
    )
    await stage.plays()
    assert len([each for each in sacha.person.chat.history[before:] if each.sender.is_bot]) == 1
    await sends_what_is_shown(sacha)

    sent = [message.file.name for message in camille.person.chat.history if message.file]
    assert sent == ["plan-1.pdf", "plan-2.pdf"]


async def test_what_is_written_before_anybody_claims_waits_for_who_does(
    stage: Stage, camille: Actor, toul: Chat, sacha: Actor
) -> None:
    await sends(camille)
    await camille.does("Une précision sur le local")
    assert "✓" in camille.screen
    await taps_in(sacha, toul, "claim")
    assert "1 message" in sacha.screen
    await sacha.does(Tap("message"))

    told = (
        received(sacha.person, "a écrit")
        if any("a écrit" in each.text for each in sacha.person.chat.history)
        else received(sacha.person, "wrote")
    )
    assert "Une précision sur le local" in told.text
    await replies(sacha, told, "C’est noté pour le local")
    await sends_what_is_shown(sacha)
    assert "C’est noté pour le local" in camille.screen


async def test_with_two_requests_which_one_is_asked_and_nothing_is_lost(
    stage: Stage, camille: Actor, toul: Chat, sacha: Actor
) -> None:
    await sends(camille)
    await taps_in(sacha, toul, "claim")
    await sends(camille)
    first, _ = camille.dossiers()
    await camille.does("Le four est commandé")
    assert "Le four est commandé" not in sacha.screen
    [kept] = messages(stage)
    data = next(
        button.data
        for row in camille.person.chat.last.rows
        for button in row
        if (button.data or "").startswith(f"f:{first.id}:")
    )
    camille.person.forges_tap(data, camille.person.chat.last)
    await stage.plays()

    assert kept.dossier_id is None
    assert "Le four est commandé" in sacha.screen


async def test_thanks_and_known_questions_are_not_passed_on(
    stage: Stage, camille: Actor, sacha: Actor, held: None
) -> None:
    await camille.does("merci beaucoup")
    assert messages(stage) == []
    await camille.does("C’est gratuit ?")
    assert "gratuit" not in sacha.screen
    tell = next(
        button.data
        for row in camille.person.chat.last.rows
        for button in row
        if ":tell." in (button.data or "")
    )
    camille.person.forges_tap(tell, camille.person.chat.last)
    await stage.plays()

    assert "C’est gratuit ?" in sacha.screen


async def test_a_yes_answers_the_operator_when_theirs_was_the_last_word(
    stage: Stage, camille: Actor, sacha: Actor, held: None
) -> None:
    await camille.does("oui")
    assert messages(stage) == []
    await sacha.does((Tap("message"), "Mardi à dix heures ?"))
    await sends_what_is_shown(sacha)
    await camille.does("oui")

    assert messages(stage)[-1].text == "oui"


async def test_who_could_not_be_reached_writes_and_it_starts_again(
    stage: Stage, camille: Actor, sacha: Actor, held: None
) -> None:
    await sacha.does((Tap("more"), Tap("lose_touch"), Tap("lose_touch.yes")))
    [dossier] = camille.dossiers()
    assert stored(stage, dossier).status == "unreachable"
    await camille.does("Me revoilà, désolé du silence")

    after = stored(stage, dossier)
    assert (after.status, after.holder_id) == ("claimed", sacha.person.id)
    assert "Me revoilà" in sacha.screen


async def test_an_applicant_withdraws_and_reopens(
    stage: Stage, camille: Actor, sacha: Actor, held: None
) -> None:
    await camille.does(("/suivi", Tap("withdraw")))
    [dossier] = camille.dossiers()
    assert stored(stage, dossier).status == "claimed", "nothing happens before it is confirmed"
    await camille.does(Tap("withdraw.yes"))
    assert stored(stage, dossier).status == "withdrawn"
    assert dossier.reference in sacha.screen
    await camille.does(("/suivi", Tap("reopen")))

    assert stored(stage, dossier).status == "received"


async def test_the_follow_up_lets_one_write_even_with_a_form_under_way(
    stage: Stage, camille: Actor, sacha: Actor, held: None
) -> None:
    await camille.does(("/nouvelle", Tap("head"), "/suivi", Tap("write"), "Ceci est pour vous"))
    assert "Ceci est pour vous" in sacha.screen
    assert camille.state == "company"
    await camille.does(("/suivi", Tap("write")))
    stage.clock.passes(timedelta(hours=1))
    await camille.does("Boulangerie du Marché")

    assert "Marché" not in sacha.screen


async def test_somebody_else_is_never_written_to(
    stage: Stage, camille: Actor, sacha: Actor, held: None, toul: Chat
) -> None:
    ines = await enrolled(stage, "Inès", Role.OPERATOR, TOUL)
    await camille.does("Un message pour Sacha seulement")
    assert "Sacha seulement" not in ines.screen
    told = received(sacha.person, "Sacha seulement")
    await sacha.does((Tap("open.aside"), Tap("more"), Tap("release"), Tap("yes")))
    await replies(sacha, told, "Je n’ai plus ce dossier")

    assert "Je n’ai plus ce dossier" not in camille.screen


async def test_a_blocked_applicant_is_told_to_the_operator_and_nothing_is_sent(
    stage: Stage, camille: Actor, sacha: Actor, held: None
) -> None:
    await sacha.does((Tap("message"), "Êtes-vous là ?"))
    camille.person.blocks_bot()
    await stage.plays()
    await sends_what_is_shown(sacha)

    assert "📵" in sacha.alert
    assert messages(stage) == []


async def test_a_voice_message_reaches_the_operator_as_a_file(
    stage: Stage, camille: Actor, sacha: Actor, held: None
) -> None:
    camille.person.sends_voice(b"OggS dit ceci")
    await stage.plays()

    assert "✓" in camille.screen
    heard = next(message for message in reversed(sacha.person.chat.history) if message.file)
    assert heard.file is not None
    assert (heard.file.name, heard.file.content) == ("message-vocal.ogg", b"OggS dit ceci")
    assert [message.kind for message in messages(stage)] == ["voice"]


async def test_a_note_is_for_the_team_only(stage: Stage, camille: Actor, sacha: Actor, held: None) -> None:
    await sacha.does((Tap("note"), "Rappeler après les soldes"))
    await sacha.does(Tap("note"))

    assert "Rappeler après les soldes" in sacha.screen
    await camille.does(("/suivi", "/mesdonnees"))
    shown = " ".join(message.text for message in camille.person.chat.history)
    assert "claimed" in own_data(camille)
    assert "soldes" not in shown + own_data(camille)


async def test_an_answer_to_the_card_in_its_group_is_a_note(
    stage: Stage, camille: Actor, sacha: Actor, held: None, toul: Chat
) -> None:
    sacha.person.joins(toul)
    card = next(message for message in toul.history if message.rows)
    sacha.person.types("À voir avec la banque", chat=toul, reply_to=card)
    await stage.plays()
    outsider = stage.telegram.person("Curieux")
    outsider.joins(toul)
    outsider.types("Je n’ai pas de rôle", chat=toul, reply_to=card)
    await stage.plays()

    notes = [event.note for event in events(stage) if event.event == "note"]
    assert notes == ["À voir avec la banque"]
    assert "À voir avec la banque" not in camille.screen


async def test_erasing_takes_messages_and_notes_away(
    stage: Stage, camille: Actor, sacha: Actor, held: None
) -> None:
    await camille.does("Un secret de famille")
    await sacha.does((Tap("open.aside"), Tap("note"), "Un avis personnel"))
    await camille.does(("/suivi", Tap("write"), "/supprimer", Tap("z")))

    assert messages(stage) == []
    assert [event.note for event in events(stage) if event.event == "note"] == [None]


async def test_a_question_amid_another_form_may_go_to_the_operator(
    stage: Stage, camille: Actor, toul: Chat
) -> None:
    sacha = await enrolled(stage, "Sacha", Role.OPERATOR, TOUL)
    await sends(camille)
    await taps_in(sacha, toul, "claim")
    await camille.does(("/nouvelle", Tap("head"), "Pouvez-vous me rappeler demain matin ?"))
    [button] = [
        button.data or ""
        for message in camille.person.chat.history
        for row in message.rows
        for button in row
        if ":tell." in (button.data or "")
    ]
    camille.person.taps(button)
    await stage.plays()

    assert "Pouvez-vous me rappeler" in sacha.screen
    assert camille.state == "company", "the form stays where it was"


async def test_a_message_too_long_to_be_an_answer_is_passed_on_and_thanks_for_nothing(
    stage: Stage, camille: Actor, toul: Chat, sacha: Actor
) -> None:
    await sends(camille)
    await taps_in(sacha, toul, "claim")
    await camille.does("Voilà où nous en sommes, déjà équipés. " * 50)
    assert "Transmis" in camille.screen and "Avec plaisir" not in camille.screen
    assert "déjà équipés" in sacha.screen

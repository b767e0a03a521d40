"""People's acts reach the bot as Telegram would tell it."""

import pytest

from bot.playground.telegram.calls import Refused
from bot.playground.telegram.chats import Membership
from bot.playground.telegram.phone import NoSuchButton, Person
from bot.playground.telegram.simulator import Simulator
from tests.bot.playground.acts import inline, only_update, refusal, send


class TestPeople:
    def test_a_typed_command_is_marked_as_one(self, telegram: Simulator, camille: Person) -> None:
        camille.types("/start abc")
        message = only_update(telegram)["message"]
        assert message["text"] == "/start abc"
        assert message["entities"] == [{"type": "bot_command", "offset": 0, "length": 6}]
        assert message["from"]["language_code"] == "fr"

    def test_update_ids_grow_by_one(self, telegram: Simulator, camille: Person) -> None:
        camille.types("un")
        camille.types("deux")
        first, second = (update["update_id"] for update in telegram.take_updates())
        assert isinstance(first, int) and second == first + 1

    def test_ids_do_not_fit_in_32_bits(self, telegram: Simulator, camille: Person) -> None:
        assert camille.id > 2**32
        assert telegram.group("Comité", [camille]).id < -(2**31)

    def test_a_tap_is_found_by_label_part_of_label_or_data(
        self, telegram: Simulator, camille: Person
    ) -> None:
        send(
            telegram,
            camille.chat,
            reply_markup=inline(
                {"text": "▶️ Continuer", "callback_data": "go:1"}, {"text": "Non", "callback_data": "no"}
            ),
        )
        for wanted in ("▶️ Continuer", "Continuer", "go:1"):
            camille.taps(wanted)
            assert only_update(telegram)["callback_query"]["data"] == "go:1"

    def test_a_button_that_is_not_on_the_screen_cannot_be_tapped(
        self, telegram: Simulator, camille: Person
    ) -> None:
        send(telegram, camille.chat, reply_markup=inline({"callback_data": "go"}))
        with pytest.raises(NoSuchButton, match="Continuer"):
            camille.taps("Annuler")

    def test_a_tap_on_a_removed_button_can_be_forged(self, telegram: Simulator, camille: Person) -> None:
        message = send(telegram, camille.chat)
        camille.forges_tap("go", message)
        assert only_update(telegram)["callback_query"]["message"]["text"] == "Bonjour"
        camille.deletes(message)
        camille.forges_tap("go", message)
        assert only_update(telegram)["callback_query"]["message"]["date"] == 0

    def test_a_reply_button_types_its_label(self, telegram: Simulator, camille: Person) -> None:
        send(telegram, camille.chat, reply_markup={"keyboard": [["Oui", "Non"]], "one_time_keyboard": True})
        camille.taps("Oui")
        assert only_update(telegram)["message"]["text"] == "Oui"
        assert camille.chat.keyboard is None

    def test_the_contact_button_shares_the_own_number(self, telegram: Simulator, camille: Person) -> None:
        send(
            telegram,
            camille.chat,
            reply_markup={"keyboard": [[{"text": "Mon numéro", "request_contact": True}]]},
        )
        camille.taps("Mon numéro")
        contact = only_update(telegram)["message"]["contact"]
        assert contact["phone_number"] == "+33612345678"
        assert contact["user_id"] == camille.id

    def test_an_edited_text_is_told_to_the_bot(self, telegram: Simulator, camille: Person) -> None:
        message = camille.types("12 salaries")
        telegram.take_updates()
        camille.edits(message, "12 salariés")
        assert only_update(telegram)["edited_message"]["text"] == "12 salariés"

    def test_a_caption_is_edited_as_a_text_is(self, telegram: Simulator, camille: Person) -> None:
        message = camille.sends_document("devis.pdf", b"%PDF", caption="Mon devi")
        telegram.take_updates()
        camille.edits(message, "Mon devis")
        edited = only_update(telegram)["edited_message"]
        assert (edited["caption"], edited["document"]["file_name"]) == ("Mon devis", "devis.pdf")
        assert "text" not in edited

    def test_nobody_edits_what_another_wrote(self, telegram: Simulator, camille: Person) -> None:
        with pytest.raises(PermissionError):
            camille.edits(send(telegram, camille.chat), "Au revoir")

    def test_an_answer_carries_the_message_it_answers(self, telegram: Simulator, camille: Person) -> None:
        question = send(telegram, camille.chat, "Combien ?")
        camille.types("12", reply_to=question)
        answered = only_update(telegram)["message"]["reply_to_message"]
        assert (answered["message_id"], answered["text"]) == (question.id, "Combien ?")
        assert (answered["from"]["is_bot"], answered["chat"]["id"]) == (True, camille.id)

    def test_a_link_of_the_bot_starts_it_with_its_parameter(
        self, telegram: Simulator, camille: Person
    ) -> None:
        camille.follows("https://t.me/alize_bot?start=invite-42")
        assert only_update(telegram)["message"]["text"] == "/start invite-42"

    def test_blocking_the_bot_is_told_and_closes_the_chat(self, telegram: Simulator, camille: Person) -> None:
        camille.blocks_bot()
        assert only_update(telegram)["my_chat_member"]["new_chat_member"]["status"] == "kicked"
        assert refusal(send, telegram, camille.chat) == "Forbidden: bot was blocked by the user"
        camille.types("/start")
        assert [*telegram.take_updates()[0]][1] == "my_chat_member"
        assert send(telegram, camille.chat).text == "Bonjour"

    def test_the_bot_cannot_write_first(self, telegram: Simulator) -> None:
        stranger = telegram.person("Sacha")
        assert refusal(send, telegram, stranger.chat).startswith("Forbidden: bot can't initiate")


class TestGroups:
    def test_ordinary_talk_is_hidden_from_a_bot_without_rights(
        self, telegram: Simulator, camille: Person
    ) -> None:
        group = telegram.group("Comité Meuse", [camille])
        question = send(telegram, group, "Qui prend ?")
        camille.types("Bonjour à tous", chat=group)
        camille.types("/file@autre_bot", chat=group)
        assert telegram.take_updates() == []
        camille.types("/file", chat=group)
        camille.types("Moi", chat=group, reply_to=question)
        camille.types("@alize_bot ?", chat=group)
        assert len(telegram.take_updates()) == 3
        group.bot = Membership.ADMINISTRATOR
        camille.types("Bonjour à tous", chat=group)
        assert len(telegram.take_updates()) == 1

    def test_adding_and_removing_the_bot_is_told(self, telegram: Simulator, camille: Person) -> None:
        group = telegram.group("Comité", [camille], bot=Membership.LEFT)
        assert "not a member" in refusal(send, telegram, group)
        camille.adds_bot(group)
        assert [[*update][1] for update in telegram.take_updates()] == ["my_chat_member", "message"]
        send(telegram, group)
        camille.removes_bot(group)
        assert "kicked from the group" in refusal(send, telegram, group)

    def test_a_migrated_group_answers_with_its_new_id(self, telegram: Simulator, camille: Person) -> None:
        group = telegram.group("Comité", [camille])
        supergroup = telegram.migrate(group)
        with pytest.raises(Refused) as raised:
            send(telegram, group)
        assert raised.value.parameters == {"migrate_to_chat_id": supergroup.id}
        assert send(telegram, supergroup).chat is supergroup

    def test_somebody_outside_cannot_write_in_a_group(self, telegram: Simulator, camille: Person) -> None:
        with pytest.raises(PermissionError):
            telegram.person("Sacha").types("Bonjour", chat=telegram.group("Comité", [camille]))

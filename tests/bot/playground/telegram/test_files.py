"""Files: sent by people, alone or in albums, sent again by their id, and downloaded."""

from collections.abc import Mapping
from io import BytesIO
from typing import Any

import pytest
from PIL import Image

from bot.playground.telegram.calls import Upload
from bot.playground.telegram.chats import Chat, ChatMessage
from bot.playground.telegram.phone import Person
from bot.playground.telegram.simulator import Simulator
from tests.bot.playground.acts import edit, inline, only_update, refusal, send


def resend(telegram: Simulator, chat: Chat, kind: str, file_id: object, **values: object) -> object:
    method = f"send{kind.title()}"
    return telegram.call(method, {"chat_id": chat.id, kind: file_id, **values})


def test_a_document_tells_its_name_its_type_and_its_size(telegram: Simulator, camille: Person) -> None:
    camille.sends_document("devis.pdf", b"%PDF-1.7", caption="Mon devis")
    message = only_update(telegram)["message"]
    document = message["document"]
    assert (document["file_name"], document["mime_type"], document["file_size"]) == (
        "devis.pdf",
        "application/pdf",
        8,
    )
    assert document["file_id"] != document["file_unique_id"]
    assert message["caption"] == "Mon devis" and "text" not in message


def test_a_photo_comes_in_sizes_the_largest_last(telegram: Simulator, camille: Person) -> None:
    camille.sends_photo(caption="L'atelier")
    small, large = only_update(telegram)["message"]["photo"]
    assert small["width"] < large["width"]
    for size in (small, large):
        resend(telegram, camille.chat, "photo", size["file_id"])
    assert camille.chat.history[-1].file is camille.chat.history[-2].file


def an_image(width: int, height: int) -> Upload:
    content = BytesIO()
    Image.new("L", (width, height)).save(content, "PNG")
    return Upload("chart.png", content.getvalue(), "image/png")


def send_photo(telegram: Simulator, chat: Chat, photo: Upload, **values: object) -> ChatMessage:
    telegram.call("sendPhoto", {"chat_id": chat.id, **values}, {"photo": photo})
    return chat.last


def test_a_photo_of_the_bot_keeps_its_bytes_its_sides_and_its_buttons(
    telegram: Simulator, camille: Person
) -> None:
    photo = an_image(1080, 1882)
    keyboard = inline({"text": "Détail", "callback_data": "d"})
    sent = send_photo(
        telegram,
        camille.chat,
        photo,
        caption="<b>12</b> dossiers",
        parse_mode="HTML",
        reply_markup=keyboard,
    )
    assert sent.file is not None and sent.file.content == photo.content
    assert (sent.text, sent.html, sent.labels) == ("12 dossiers", "<b>12</b> dossiers", ["Détail"])
    sizes: Any = sent.content["photo"]
    assert [(size["width"], size["height"]) for size in sizes] == [(184, 320), (1080, 1882)]


@pytest.mark.parametrize(
    ("photo", "reason"),
    [
        (an_image(1080, 8921), "PHOTO_INVALID_DIMENSIONS"),
        (an_image(10, 201), "PHOTO_INVALID_DIMENSIONS"),
        (Upload("chart.png", b"%PDF", "image/png"), "IMAGE_PROCESS_FAILED"),
        (Upload("chart.png", b"", "image/png"), "file must be non-empty"),
        (
            Upload("chart.png", bytes(10_485_761), "image/png"),
            "file of size 10485761 bytes is too big for a photo; the maximum size is 10485760 bytes",
        ),
    ],
    ids=["sides", "ratio", "not an image", "empty", "too big"],
)
def test_what_is_no_photo_is_refused(
    telegram: Simulator, camille: Person, photo: Upload, reason: str
) -> None:
    assert refusal(send_photo, telegram, camille.chat, photo) == f"Bad Request: {reason}"


def test_photos_at_the_limit_are_taken(telegram: Simulator, camille: Person) -> None:
    for photo in (an_image(1080, 8920), an_image(10, 200)):
        assert send_photo(telegram, camille.chat, photo).file is not None


def test_a_caption_is_measured_without_its_markup(telegram: Simulator, camille: Person) -> None:
    photo, longest = an_image(10, 10), "🎉" * 512
    send_photo(telegram, camille.chat, photo, caption=f"<b>{longest}</b>", parse_mode="HTML")
    said = refusal(send_photo, telegram, camille.chat, photo, caption=f"{longest}.", parse_mode="HTML")
    assert said == "Bad Request: message caption is too long"


def test_a_photo_cannot_become_a_text(telegram: Simulator, camille: Person) -> None:
    photo = send_photo(telegram, camille.chat, an_image(10, 10))
    assert refusal(edit, telegram, photo, "Bonjour") == (
        "Bad Request: there is no text in the message to edit"
    )


def test_an_album_is_several_messages_of_one_group(telegram: Simulator, camille: Person) -> None:
    pdf = Upload("devis.pdf", b"%PDF", "application/pdf")
    photo = Upload("atelier.jpg", b"\xff\xd8\xff", "image/jpeg")
    for uploads, kind in (([photo, photo], "photo"), ([pdf, photo], "document")):
        camille.sends_album(uploads, caption="Voilà")
        first, second = (update["message"] for update in telegram.take_updates())
        assert isinstance(first, dict) and isinstance(second, dict)
        assert kind in first and kind in second
        assert first["media_group_id"] == second["media_group_id"]
        assert (first["caption"], second.get("caption")) == ("Voilà", None)
    for wrong in ([pdf], [pdf] * 11):
        with pytest.raises(ValueError):
            camille.sends_album(wrong)


def test_any_file_can_be_sent_again_even_one_too_big_to_download(
    telegram: Simulator, camille: Person
) -> None:
    camille.sends_document("plans.zip", bytes(20_000_001), mime_type="application/zip")
    file_id = only_update(telegram)["message"]["document"]["file_id"]
    assert refusal(telegram.call, "getFile", {"file_id": file_id}) == "Bad Request: file is too big"
    resend(telegram, camille.chat, "document", file_id, caption="<b>Plans</b>", parse_mode="HTML")
    assert camille.chat.last.html == "<b>Plans</b>"


def test_a_wrong_file_is_refused_in_the_words_of_telegram(telegram: Simulator, camille: Person) -> None:
    camille.sends_document("devis.pdf", b"%PDF")
    document = only_update(telegram)["message"]["document"]["file_id"]
    for kind, file_id, reason in (
        ("document", "file-404", "wrong file identifier/HTTP URL specified"),
        (
            "document",
            "devis 1 !",
            "wrong remote file identifier specified: Wrong character in the string",
        ),
        ("photo", document, "can't use file of type Document as Photo"),
        ("document", "", "there is no document in the request"),
    ):
        assert refusal(resend, telegram, camille.chat, kind, file_id) == f"Bad Request: {reason}"
    said = refusal(resend, telegram, camille.chat, "document", document, caption="a" * 1025)
    assert said == "Bad Request: message caption is too long"


def replace_media(
    telegram: Simulator, message: ChatMessage, media: Mapping[str, object], *uploads: Upload, **values: object
) -> None:
    about = {"chat_id": message.chat.id, "message_id": message.id, "media": media, **values}
    telegram.call("editMessageMedia", about, {upload.name: upload for upload in uploads})


def test_a_document_becomes_a_photo_with_another_caption_and_no_buttons(
    telegram: Simulator, camille: Person
) -> None:
    telegram.call(
        "sendDocument",
        {"chat_id": camille.id, "caption": "Le devis", "reply_markup": inline({"callback_data": "d"})},
        {"document": Upload("devis.pdf", b"%PDF", "application/pdf")},
    )
    sent, image = camille.chat.last, an_image(64, 36)
    media = {"type": "photo", "media": "attach://chart.png", "caption": "<b>Effacé</b>", "parse_mode": "HTML"}
    replace_media(telegram, sent, media, image)

    assert sent.file is not None and sent.file.content == image.content
    assert (sent.text, sent.html, sent.labels) == ("Effacé", "<b>Effacé</b>", [])
    assert "document" not in sent.content and "photo" in sent.content
    assert len(camille.chat.history) == 2  # what started the bot, and this


def test_a_text_may_be_given_a_photo_as_telegram_allows(telegram: Simulator, camille: Person) -> None:
    sent = send(telegram, camille.chat, "Sans image")
    replace_media(telegram, sent, {"type": "photo", "media": "attach://chart.png"}, an_image(10, 10))

    assert sent.file is not None and sent.text == ""


@pytest.mark.parametrize(
    ("media", "reason"),
    [
        ({"type": "sticker", "media": "attach://chart.png"}, "can't parse InputMedia: wrong type specified"),
        ({"type": "photo"}, "there is no media in the request"),
        ({"type": "photo", "media": "none"}, "wrong file identifier/HTTP URL specified"),
        (
            {"type": "photo", "media": "attach://chart.png", "caption": "x" * 1025},
            "message caption is too long",
        ),
    ],
)
def test_media_that_telegram_refuses_change_nothing(
    telegram: Simulator, camille: Person, media: dict[str, object], reason: str
) -> None:
    sent = send_photo(telegram, camille.chat, an_image(20, 10), caption="Avant")
    before = sent.file

    assert refusal(replace_media, telegram, sent, media, an_image(10, 10)) == f"Bad Request: {reason}"
    assert (sent.file, sent.text) == (before, "Avant")


def test_the_media_of_somebody_else_or_of_a_message_that_is_gone_cannot_be_replaced(
    telegram: Simulator, camille: Person
) -> None:
    media: dict[str, object] = {"type": "photo", "media": "attach://chart.png"}
    theirs = camille.sends_photo()
    assert "can't be edited" in refusal(replace_media, telegram, theirs, media, an_image(10, 10))
    sent = send_photo(telegram, camille.chat, an_image(20, 10))
    telegram.call("deleteMessage", {"chat_id": camille.id, "message_id": sent.id})
    assert "not found" in refusal(replace_media, telegram, sent, media, an_image(10, 10))

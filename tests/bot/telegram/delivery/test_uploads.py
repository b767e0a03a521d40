"""Charts and papers leave as files; where a chart cannot, its words do."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from io import BytesIO
from typing import Any

import pytest
from PIL import Image

from bot.playground.telegram.calls import bad_request, too_many_requests
from bot.playground.telegram.phone import Person
from bot.playground.telegram.simulator import Simulator
from bot.services.core.papers import Paper, Paragraph
from bot.services.core.screens import Button, Document, Notice, Picture, Reply, Verb, words
from bot.telegram.delivery.uploads import Uploads
from bot.telegram.render.replies import document_of, picture_of, present, tell
from conversations.figures.charts import Chart, ChartKind, Series
from conversations.messages import verbatim
from models.database.outbox import Backlog
from models.database.writer import Call
from tests.bot.telegram.posting import Post, post_office
from tests.pdfs import drawings, pages
from tests.stage import Clock

NOTHING = Backlog(waiting=0, parked=0)
CHART = Chart(
    ChartKind.BARS,
    verbatim("Dossiers reçus"),
    verbatim("Année 2017"),
    (verbatim("Vosges"), verbatim("Meuse")),
    (Series(verbatim("2017"), (12, 0)),),
    verbatim("dossiers"),
)
PICTURE = Picture(CHART, ((Button(verbatim("Le détail"), Verb.OFFICE, "detail"),),))


@pytest.fixture
async def post(database_url: str, telegram: Simulator, clock: Clock) -> AsyncIterator[Post]:
    async with post_office(database_url, telegram, clock) as post:
        yield post


async def says(post: Post, chat: int, reply: Reply, tapped: int | None = None) -> None:
    await post.database.run(lambda transaction: present(transaction, chat, reply, post.clock(), tapped))
    await post.rests()


def undrawable(chat: int) -> dict[str, Any]:
    """Return the payload of a chart of a kind that this release does not know."""
    payload = picture_of(PICTURE, "fr", chat)
    payload["photo"]["chart"]["kind"] = "pie"
    return payload


async def test_a_chart_is_a_photo_with_its_words_and_its_buttons(post: Post, camille: Person) -> None:
    await says(post, camille.id, Reply("fr", picture=PICTURE))
    photo = camille.chat.last
    assert photo.file is not None and photo.file.mime_type == "image/png"
    assert Image.open(BytesIO(photo.file.content)).size == photo.file.sides
    assert photo.text.startswith("Dossiers reçus") and "Vosges\N{NO-BREAK SPACE}: 12" in photo.text
    assert photo.labels == ["Le détail"]
    assert await post.backlog() == NOTHING


async def test_a_chart_goes_to_a_group_at_its_topic(post: Post, telegram: Simulator, camille: Person) -> None:
    group = telegram.group("Comité", [camille], forum=True)
    topic = telegram.open_topic(group, telegram.bot, "Chiffres", 0)
    notice = Notice(group.id, "fr", picture=Picture(CHART), thread=topic.id, settles="draft:1")
    await post.database.run(lambda transaction: tell(transaction, notice, post.clock()))
    await post.rests()
    assert group.last.file is not None and group.last.thread_id == topic.id
    assert post.numbers == {"draft:1": group.last.id}


async def test_a_chart_that_cannot_be_drawn_is_said_in_words(
    post: Post, camille: Person, caplog: pytest.LogCaptureFixture
) -> None:
    await post.calls("sendPhoto", undrawable(camille.id), chat=camille.id, settles="draft:1")
    await post.writes("après", chat=camille.id)
    await post.rests()
    said, after = camille.chat.history[-2:]
    assert said.file is None and "Meuse\N{NO-BREAK SPACE}: 0" in said.text
    assert said.labels == ["Le détail"]
    assert after.text == "après"
    assert post.numbers == {"draft:1": said.id}
    assert "ValueError" in caplog.text and "Meuse" not in caplog.text


async def test_a_chart_that_takes_too_long_is_said_in_words(caplog: pytest.LogCaptureFixture) -> None:
    uploads = Uploads(seconds=0)
    call = await uploads.filled(Call(1, 7, "sendPhoto", picture_of(PICTURE, "fr", 7), None))
    assert call.method == "sendMessage" and "Vosges" in call.payload["text"]
    assert "more than 0 s" in caplog.text


async def test_a_drawing_that_is_given_up_leaves_the_place_to_the_next() -> None:
    uploads = Uploads()
    call = Call(1, 7, "sendPhoto", picture_of(PICTURE, "fr", 7), None)
    given_up = asyncio.create_task(uploads.filled(call))
    await asyncio.sleep(0)
    given_up.cancel()
    with pytest.raises(asyncio.CancelledError):
        await given_up
    assert (await uploads.filled(call)).payload["photo"].mimetype == "image/png"


@pytest.mark.parametrize("reason", ["not enough rights to send photos to the chat", "IMAGE_PROCESS_FAILED"])
async def test_a_chart_that_is_refused_is_said_in_words(
    post: Post, telegram: Simulator, camille: Person, reason: str
) -> None:
    telegram.fail(bad_request(reason), "sendPhoto")
    await says(post, camille.id, Reply("fr", picture=PICTURE))
    assert camille.chat.last.file is None and "Vosges" in camille.chat.last.text
    assert post.lost == []
    assert await post.backlog() == NOTHING


async def test_a_chart_waits_as_telegram_asks(
    post: Post, telegram: Simulator, clock: Clock, camille: Person
) -> None:
    telegram.fail(too_many_requests(3), "sendPhoto")
    await says(post, camille.id, Reply("fr", picture=PICTURE))
    clock.passes(timedelta(seconds=3))
    await post.sweeps()
    assert camille.chat.last.file is not None


async def test_a_page_asked_for_under_a_chart_is_said_there_if_it_fits(post: Post, camille: Person) -> None:
    await says(post, camille.id, Reply("fr", picture=PICTURE))
    photo = camille.chat.last
    await says(post, camille.id, Reply("fr", page=words(verbatim("Le détail par mois"))), tapped=photo.id)
    assert camille.chat.last is photo
    assert (photo.text, photo.labels) == ("Le détail par mois", [])

    long = "mot " * 300
    await says(post, camille.id, Reply("fr", page=words(verbatim(long))), tapped=photo.id)
    assert photo.text == "Le détail par mois"
    assert camille.chat.last.text == long.strip()


def a_report(*, known: bool = True) -> dict[str, Any]:
    """Return the payload of a paper; its chart is of a kind that this release knows, or not."""
    blocks = (Paragraph(verbatim("Avant")), CHART, Paragraph(verbatim("Après")))
    paper = Paper(verbatim("Rapport"), "Réseau d’essai", datetime(2026, 11, 23, 9, tzinfo=UTC), blocks)
    payload = document_of(Document("rapport.pdf", paper, verbatim("Le rapport")), "fr", 7)
    if not known:
        payload["document"]["paper"]["blocks"][1]["chart"]["kind"] = "pie"
    return payload


@pytest.mark.parametrize("known", [True, False])
async def test_a_paper_shows_its_charts_or_says_them(
    post: Post, camille: Person, caplog: pytest.LogCaptureFixture, known: bool
) -> None:
    await post.calls("sendDocument", a_report(known=known), chat=camille.id)
    await post.rests()
    file = camille.chat.last.file
    assert file is not None and file.name == "rapport.pdf"
    (text,), (drawn,) = pages(file.content), drawings(file.content)
    assert text.index("Avant") < text.index("Après")
    assert (len(drawn), "Vosges" in text) == ((1, False) if known else (0, True))
    assert ("put in words" in caplog.text) is not known

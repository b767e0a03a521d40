"""The page of the demo, asked over HTTP as a browser does."""

import json
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.resources import files

import aiohttp

from bot.commands.demo_app import play
from bot.playground.demo import Demo, Part
from bot.playground.web.page import Page
from bot.serving import listener, serving


@asynccontextmanager
async def opened() -> AsyncIterator[tuple[Demo, aiohttp.ClientSession]]:
    """Serve the demo, and open a client to it."""
    listening = listener("127.0.0.1", 0)
    async with play() as demo:
        page = Page(demo)
        async with serving(page.app, listening):
            try:
                async with aiohttp.ClientSession(f"http://127.0.0.1:{listening.getsockname()[1]}") as client:
                    yield demo, client
            finally:
                page.close()


async def told(stream: aiohttp.ClientResponse) -> dict[str, object]:
    """Return the next thing the page is told."""
    while not (line := await stream.content.readline()).startswith(b"data: "):
        assert line or not stream.content.at_eof()
    change = json.loads(line.removeprefix(b"data: "))
    assert isinstance(change, dict)
    return change


async def test_the_page_comes_whole_from_this_machine_and_may_load_nothing_else() -> None:
    async with opened() as (_, client), client.get("/") as page:
        assert "default-src 'none'" in page.headers["Content-Security-Policy"]
        assert "//" not in (await page.text()).replace("<!DOCTYPE html>", "")


async def test_whoever_opens_the_page_sees_everything_as_it_is_then_every_change() -> None:
    async with opened() as (demo, client), client.get("/changes") as stream:
        everything = await told(stream)
        assert everything["event"] == "everything"
        seats = everything["seats"]
        assert isinstance(seats, dict) and list(seats) == [
            "applicant",
            "operator",
            "coordinator",
            "contributor",
        ]
        applicant = demo.cast.applicants[0]
        applicant.types("/start")
        changes = [await told(stream) for _ in range(2)]
        assert [change["event"] for change in changes] == ["members", "sent"]


async def test_a_tap_on_the_page_is_a_tap_on_the_phone() -> None:
    async with opened() as (demo, client):
        person = demo.cast.applicants[0]
        whose = {"person": person.id, "chat": person.chat.id}
        await client.post("/act", json={**whose, "act": "types", "text": "/start"})
        await demo.rests()
        card = person.chat.last
        tap = {**whose, "act": "taps", "message": card.id, "button": card.rows[0][0].data}
        async with client.post("/act", json=tap) as done:
            assert done.status == 204
        await demo.rests()
        assert person.chat.last.labels != card.labels or person.chat.last.edited


async def test_a_reminder_comes_when_a_day_passes_whatever_the_day() -> None:
    async with opened() as (demo, client):
        person = demo.cast.applicants[0]
        person.types("/start")
        await demo.rests()
        for _ in range(2):  # who has agreed to be asked has answered nothing yet
            person.taps(person.chat.last.labels[0])
            await demo.rests()
        before = len(person.chat.history)
        await client.post("/act", json={"act": "passes", "span": "day"})
        assert len(person.chat.history) == before + 1


async def test_somebody_new_has_a_phone_in_the_language_asked_for() -> None:
    async with opened() as (demo, client):
        await client.post("/act", json={"act": "admits", "language": "en"})
        newcomer = demo.cast.applicants[-1]
        assert newcomer.user.language == "en"
        assert demo.cast.people()[0] == (newcomer, Part.APPLICANT)


async def test_a_file_can_be_downloaded_and_another_cannot() -> None:
    async with opened() as (demo, client):
        person = demo.cast.applicants[0]
        person.types("/start")
        await demo.rests()
        person.types("/mydata")
        await demo.rests()
        file = next(
            message.file
            for message in person.chat.history
            if message.file and message.file.mime_type != "application/pdf"
        )
        async with client.get(f"/files/{file.id}") as answer:
            assert await answer.read() == file.content
            assert answer.headers["Content-Disposition"].startswith("attachment")
        async with client.get("/files/none") as answer:
            assert answer.status == 404


async def test_a_pdf_opens_in_the_browser_and_a_page_sent_as_a_file_never_does() -> None:
    async with opened() as (demo, client):
        person = demo.cast.applicants[0]
        for name, mime_type, opens in (
            ("devis.pdf", "application/pdf", True),
            ("piège.html", "text/html", False),
            ("dessin.svg", "image/svg+xml", False),
        ):
            file = person.sends_document(name, b"<script>", mime_type=mime_type).file
            assert file is not None
            async with client.get(f"/files/{file.id}") as answer:
                assert answer.headers["Content-Type"].startswith(mime_type)
                assert answer.headers["Content-Disposition"].startswith("inline") is opens
                assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


async def test_everybody_of_the_cast_can_hold_a_phone_and_talk_to_the_bot() -> None:
    async with opened() as (demo, client), client.get("/changes") as stream:
        people = (await told(stream))["people"]
        assert isinstance(people, list)
        assert [person["part"] for person in people] == [
            "applicant",
            "operator",
            "operator",
            "committee",
            "coordinator",
            "contributor",
        ]
        for whose in (demo.cast.colleague, demo.cast.member):
            act = {"person": whose.id, "chat": whose.chat.id, "act": "types", "text": "/start"}
            async with client.post("/act", json=act) as done:
                assert done.status == 204
            await demo.rests()
            assert whose.chat.last.text


async def test_a_phone_sends_files_answers_and_writes_in_a_topic() -> None:
    async with opened() as (demo, client):
        person, group = demo.cast.operator, demo.cast.groups["meuse"]
        (topic,) = group.topics.values()
        there = {"person": person.id, "chat": group.id, "thread": topic.id}
        for act in (
            {"act": "types", "text": "Qui prend ?"},
            {"act": "sends photo", "text": "L'atelier", "message": topic.id + 1},
            {"act": "sends document"},
            {"act": "sends album"},
        ):
            async with client.post("/act", json={**there, **act}) as done:
                assert done.status == 204, act
        question, photo, *documents = group.history[1:]
        assert {message.thread_id for message in group.history} == {topic.id}
        assert (photo.text, photo.reply_to) == ("L'atelier", question.id)
        assert [message.file and message.file.name for message in documents] == ["devis.pdf"] * 3


async def test_what_no_phone_can_do_is_refused() -> None:
    async with opened() as (demo, client):
        person, group = demo.cast.applicants[0], demo.cast.groups["meuse"]
        here = {"person": person.id, "chat": person.chat.id}
        for act in (
            {"person": person.id, "chat": group.id, "act": "types", "text": "let me in"},
            {**here, "act": "taps", "message": 1, "button": "no such button"},
            {**here, "act": "shares location", "town": "Atlantis"},
            {**here, "act": "flies"},
            {**here, "act": "types", "text": "hello", "thread": 99},
            {"person": demo.cast.member.id, "chat": group.id, "act": "types", "text": "let me in"},
            {"act": "passes", "span": "century"},
            {},
        ):
            async with client.post("/act", json=act) as answer:
                assert answer.status == 409, act


async def test_another_site_can_neither_read_nor_act() -> None:
    async with opened() as (_, client):
        async with client.get("/changes", headers={"Host": "elsewhere.example.com"}) as answer:
            assert answer.status == 400
        async with client.post("/act", data='{"act": "passes", "span": "day"}') as answer:
            assert answer.status == 415


def test_what_scripts_say_is_said_in_both_languages() -> None:
    folder = files("bot.playground.web") / "static"
    words = (folder / "words.js").read_text("utf-8")
    said = {
        name
        for script in ("script.js", "processes.js")
        for name in re.findall(
            r'word\((?:\w+ \? )?"(\w+)"(?: : "\w+")?\)', (folder / script).read_text("utf-8")
        )
    }
    assert said >= {"process", "calls", "kill"}
    assert {name for name in said if len(re.findall(rf"\b{name}: ", words)) != 2} == set()

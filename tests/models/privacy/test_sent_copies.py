"""Which dossiers a message shows, and what is noted of it."""

from collections.abc import AsyncIterator
from datetime import datetime
from functools import partial

import pytest
from sqlalchemy import select

from models.database import json_text
from models.database.outbox import OUTGOING
from models.database.tables import Settles
from models.database.writer import Database, Transaction
from models.privacy.sent_copies import (
    COPIES,
    ERASURES,
    STILL_LEAVING,
    Shown,
    dossiers_in,
    drop_calls,
    lose_chat,
    note_erasure,
    note_shown,
    shows_no_more,
    take_left,
)
from models.privacy.tables import CopyKind, ErasureCause
from tests.bot.services.privacy.keeping import CAMILLE, a_dossier
from tests.models.database.opening import opened
from tests.stage import MONDAY

SACHA, GROUP = 5_000_000_002, -4_000_000_001


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    async with opened(database_url) as database:
        yield database


def noted(transaction: Transaction) -> set[tuple[int, int, int]]:
    rows = transaction.execute(select(COPIES.c.chat_id, COPIES.c.message_id, COPIES.c.dossier_id))
    return {tuple(row) for row in rows}


def payload(text: str, *buttons: str) -> str:
    row = [{"text": "Ouvrir", "callback_data": data} for data in buttons]
    return json_text.write({"text": text, "reply_markup": {"inline_keyboard": [row]}})


@pytest.mark.parametrize(
    ("shown", "expected"),
    [
        (payload("📁 <b>AZ-26-0042</b> · Vosges"), {("AZ-26-0042", 0)}),
        (payload("AZ-26-0042, AZ-25-0007.", "f:7:3:open"), {("AZ-26-0042", 0), ("AZ-25-0007", 0), ("", 7)}),
        (payload("AZ-26-12345"), {("AZ-26-12345", 0)}),
        (payload("Rien", "a:7:3:head", "o:7:0:list"), set()),
        (payload("f:7:3:open, GAZ-26-0042, AZ-26-42"), set()),
        (json_text.write({"document": {"paper": {"title": "AZ-26-0042"}}}), {("AZ-26-0042", 0)}),
    ],
)
def test_a_message_shows_what_it_names_or_acts_on(shown: str, expected: set[tuple[str, int]]) -> None:
    assert dossiers_in(shown) == expected


async def test_what_shows_a_dossier_is_noted_but_in_its_applicants_own_chat(database: Database) -> None:
    number = await database.run(a_dossier)

    def work(transaction: Transaction) -> set[tuple[int, int, int]]:
        named = [Shown(chat, 5, CopyKind.TEXT, 1, f"AZ-26-{number:04d}") for chat in (SACHA, GROUP, CAMILLE)]
        acted = [Shown(chat, 6, CopyKind.TEXT, 1, "", number) for chat in (SACHA, CAMILLE)]
        nothing = [
            Shown(SACHA, 7, CopyKind.TEXT, 1, "AZ-26-9999"),
            Shown(SACHA, 7, CopyKind.TEXT, 1, "", 999),
        ]
        note_shown(transaction, [*named, *acted, *nothing, *named])
        return noted(transaction)

    assert await database.run(work) == {(SACHA, 5, number), (GROUP, 5, number), (SACHA, 6, number)}


async def test_a_message_drawn_again_or_a_group_that_moved_shows_nothing_any_more(database: Database) -> None:
    number = await database.run(a_dossier)

    def work(transaction: Transaction) -> set[tuple[int, int, int]]:
        connection = transaction.connection
        note_shown(
            transaction,
            [Shown(chat, n, CopyKind.TEXT, 1, "", number) for chat in (SACHA, GROUP) for n in (5, 6)],
        )
        shows_no_more(transaction, [(SACHA, 5)])
        edit = {"message_id": 6, "text": "Effacé"}
        transaction.post(GROUP, "editMessageText", edit, now=MONDAY, settles=Settles.ERASING)
        transaction.calls.clear()
        lose_chat(connection, GROUP)
        assert transaction.execute(select(OUTGOING.c.id)).all() == [], "its numbers will be those of others"
        return noted(transaction)

    assert await database.run(work) == {(SACHA, 6, number)}


async def test_after_an_erasure_only_what_was_leaving_already_is_noted(database: Database) -> None:
    number = await database.run(a_dossier)

    def work(transaction: Transaction) -> tuple[int, set[tuple[int, int, int]]]:
        transaction.post(SACHA, "sendMessage", {"text": "…"}, now=MONDAY)
        last = transaction.calls.pop().id
        note_erasure(transaction.connection, number, ErasureCause.ASKED, MONDAY)
        transaction.connection.exec_driver_sql("UPDATE dossier SET person_id = NULL")
        before, since = (
            Shown(SACHA, 5, CopyKind.TEXT, last, "", number),
            Shown(SACHA, 6, CopyKind.TEXT, last + 1, "", number),
        )
        note_shown(transaction, [before, since])
        return len(take_left(transaction, 5, 50, MONDAY)), noted(transaction)

    assert await database.run(work) == (1, set())


async def test_a_dossier_from_before_whose_applicant_is_unknown_has_nothing_to_erase(
    database: Database,
) -> None:
    number = await database.run(a_dossier)

    def work(transaction: Transaction) -> set[tuple[int, int, int]]:
        transaction.connection.exec_driver_sql("UPDATE dossier SET person_id = NULL")
        note_shown(transaction, [Shown(SACHA, 5, CopyKind.TEXT, 1, "", number)])
        return noted(transaction)

    assert await database.run(work) == set()


async def test_each_chat_has_a_few_messages_replaced_at_once_the_latest_first(database: Database) -> None:
    number = await database.run(a_dossier)

    def work(transaction: Transaction) -> list[list[tuple[int, int]]]:
        connection = transaction.connection
        chats = [(SACHA, 7), (GROUP, 3)]
        note_shown(
            transaction,
            [
                Shown(chat, n, CopyKind.TEXT, 1, "", number)
                for chat, last in chats
                for n in range(1, last + 1)
            ],
        )
        note_erasure(connection, number, ErasureCause.ASKED, MONDAY)
        return [
            [(copy.chat_id, copy.message_id) for copy in take_left(transaction, 3, 50, MONDAY)]
            for _ in range(4)
        ]

    first, second, third, fourth = await database.run(work)
    assert sorted(first) == sorted([(SACHA, 7), (SACHA, 6), (SACHA, 5), (GROUP, 3), (GROUP, 2), (GROUP, 1)])
    assert (second, third, fourth) == ([(SACHA, 4), (SACHA, 3), (SACHA, 2)], [(SACHA, 1)], [])


async def test_an_erasure_is_done_with_once_nothing_is_left_nor_leaving(database: Database) -> None:
    number = await database.run(a_dossier)

    def done(transaction: Transaction, now: datetime = MONDAY + STILL_LEAVING) -> bool:
        take_left(transaction, 5, 50, now)
        return transaction.execute(select(ERASURES.c.replaced_at)).scalar() is not None

    def erased(transaction: Transaction) -> None:
        transaction.post(GROUP, "sendMessage", {"text": "…"}, now=MONDAY)
        note_erasure(transaction.connection, number, ErasureCause.ASKED, MONDAY)

    await database.run(erased)
    assert not await database.run(done)
    await database.run(lambda transaction: transaction.execute(OUTGOING.delete()))
    assert not await database.run(partial(done, now=MONDAY)), (
        "a process may hold a call whose row was dropped"
    )
    assert await database.run(done)


async def test_a_dossier_may_be_erased_again_after_somebody_took_it_up(database: Database) -> None:
    number = await database.run(a_dossier)
    for _ in range(2):
        await database.run(lambda t: note_erasure(t.connection, number, ErasureCause.ASKED, MONDAY))

    assert await database.run(lambda t: len(t.execute(select(ERASURES)).all())) == 1


async def test_the_calls_that_show_a_dossier_are_dropped_and_no_other(database: Database) -> None:
    def work(transaction: Transaction) -> list[str]:
        texts = {
            "names": {"text": "AZ-26-0001"},
            "acts": json_text.read(payload("Ouvrir", "f:1:2:open")),
            "other": {"text": "AZ-26-00010"},
            "acts on another": json_text.read(payload("Ouvrir", "f:12:2:open")),
            "nothing": {"text": "Bonjour"},
        }
        for name, content in texts.items():
            transaction.post(SACHA, name, content, now=MONDAY)
        transaction.post(
            SACHA, "the rest of a long message", {"text": "…"}, now=MONDAY, settles=Settles.SHOWS.of(1)
        )
        transaction.calls.clear()
        drop_calls(transaction.connection, {1: "AZ-26-0001"})
        return list(transaction.execute(select(OUTGOING.c.method).order_by(OUTGOING.c.id)).scalars())

    assert await database.run(work) == ["other", "acts on another", "nothing"]

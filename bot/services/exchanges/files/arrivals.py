"""A file is sent while a question or an offer is written: it is kept with it, and who will see it is told."""

from dataclasses import replace

from bot.services.core.handling import Handling
from bot.services.core.screens import Button, Screen
from bot.services.exchanges.buttons import between
from bot.services.exchanges.files.attachments import (
    WHO_SEES_OFFER_FILES,
    OfferFiles,
    QuestionFiles,
    who_sees_question_files,
)
from bot.services.exchanges.questions.identities import may_write
from bot.services.exchanges.questions.unsent import files_for, keep, keep_files_for, unsent_of
from bot.services.messages.relay import TOO_LARGE
from conversations.exchanges.files import MOST_FILES, Arrived, Files
from conversations.messages import Message, say
from models.messages.reminders import ALBUM, first_told

ALONE = say("✂️ Its caption is not kept: the file goes alone.")
NOT_THE_CAPTION = say("✂️ Nor is its caption: nothing is changed in what you wrote.")


def keep_for_question(handling: Handling, arrived: Arrived, wanted: Message | None = None) -> None:
    """Keep a file with the question that is written. ``wanted``: what is still asked, in words."""
    may_write(handling)
    unsent = unsent_of(handling)
    files = _with(unsent.files, arrived)
    if files is not None:
        keep(handling, replace(unsent, files=files))
    page = between(say("📎 My files"), QuestionFiles())
    on = between(say("▶️ Go on with my question"), "question_new")
    _tell(handling, arrived, files, who_sees_question_files(handling), wanted, page, on)


def keep_for_offer(handling: Handling, question_id: int, arrived: Arrived, wanted: Message | None) -> None:
    """Keep a file with the offer that is written. ``wanted``: what is still asked, in words."""
    files = _with(files_for(handling, question_id), arrived)
    if files is not None:
        keep_files_for(handling, question_id, files)
    page = between(say("📎 My files"), OfferFiles(), question_id)
    on = between(say("▶️ Go on with my offer"), "offer_send", question_id)
    _tell(handling, arrived, files, WHO_SEES_OFFER_FILES, wanted, page, on)


def _with(files: Files, arrived: Arrived) -> Files | None:
    """Return the files with one more; None where it is too large, or there is no more room for it."""
    others = tuple(each for each in files if each.number != arrived.file.number)
    return None if arrived.too_large or len(others) >= MOST_FILES else (*others, arrived.file)


def _tell(
    handling: Handling,
    arrived: Arrived,
    files: Files | None,
    who_sees: Message,
    wanted: Message | None,
    page: Button,
    on: Button,
) -> None:
    """Tell what becomes of a file; once for those of an album that are kept, once for those that are not.

    Who sees them is told with the first one, and again before anything goes.
    It is told beside what is asked, whose buttons go on working.
    """
    key = f"{ALBUM}:{handling.person_id}:{arrived.album}:{'kept' if files is not None else 'full'}"
    if arrived.album is not None and not first_told(handling.session, key, handling.now):
        return
    if files is None:
        full = say(
            "📎 {most} files at most: what came after is not kept, and goes nowhere. The first {most} are.",
            most=MOST_FILES,
        )
        told = TOO_LARGE if arrived.too_large else full
        alone = (NOT_THE_CAPTION,) if arrived.caption and wanted is None else ()
        handling.tell(handling.person_id, Screen((told, *alone), rows=((page, on),)))
        return
    kept = [
        say("📎 Kept, with its whole album: {most} files at most.", most=MOST_FILES)
        if arrived.album is not None
        else say("📎 Kept: {n} of {most} files at most.", n=len(files), most=MOST_FILES),
        *([who_sees] if files == (arrived.file,) else []),
    ]
    if arrived.caption and wanted is None:
        kept.append(ALONE)
    if wanted is not None and not arrived.caption:
        kept.append(wanted)
    handling.tell(handling.person_id, Screen(tuple(kept), rows=((page, on),)))

"""The files that wait with a question or an offer which is being written: shown, and taken back."""

from dataclasses import dataclass, replace
from typing import Annotated

from bot.services.core.arguments import Argument
from bot.services.core.handling import OUT_OF_DATE, Handling, Refusal
from bot.services.core.prompts import expect
from bot.services.core.screens import Button, Reply, Screen, stacked
from bot.services.exchanges.buttons import between
from bot.services.exchanges.questions.identities import may_write
from bot.services.exchanges.questions.offers import offer_page
from bot.services.exchanges.questions.relay import question_for
from bot.services.exchanges.questions.unsent import OVER, files_for, keep, keep_files_for, unsent_of
from conversations.exchanges.draft import Unsent, goes_at_once
from conversations.exchanges.files import MOST_FILES, Files
from conversations.messages import Message, say, say_n
from models.exchanges.queries import offer_of
from models.messages.tables import Prompt

QUESTION_WORDS = ("question_text", "question_except", "question_until")
OFFER_WORDS = "question_can"
"""What words are asked for by while a question, or an offer, is written: files are taken too. Stored."""
FOR_QUESTION, FOR_OFFER = "question_files", "offer_files"
"""What files are taken for where no words are asked for, and the pages that show them. Stored."""


@dataclass(frozen=True, slots=True)
class QuestionFiles(Argument):
    """The files of the question that is written. ``take_back``: the message that brought one of them."""

    action = FOR_QUESTION
    take_back: int | None = None
    every: Annotated[bool, "every"] = False


@dataclass(frozen=True, slots=True)
class OfferFiles(Argument):
    """The files of the offer that is written. ``take_back``: the message that brought one of them."""

    action = FOR_OFFER
    take_back: int | None = None
    every: Annotated[bool, "every"] = False


def files_button(files: Files, question_id: int = 0) -> tuple[tuple[Button, ...], ...]:
    """Return the row that leads to the files kept; none without any. ``question_id``: what an offer is to."""
    page = OfferFiles() if question_id else QuestionFiles()
    label = say_n("📎 {n} file", "📎 {n} files", len(files))
    return ((between(label, page, question_id),),) if files else ()


def told_apart(shown: tuple[Message, ...], files: Files) -> tuple[object, ...]:
    """Return what is confirmed: what is shown, and which files go with it, which no words tell."""
    return (*shown, *(each.file_id for each in files))


def who_sees_question_files(handling: Handling) -> Message:
    """Return who sees the files of a question, as its author is told before it goes."""
    unsent, who = unsent_of(handling), handling.participant
    basin = handling.network.basin(who.basin_code) if who else None
    if basin is None or goes_at_once(unsent, trusted=basin.exchanges.trusted):
        return say(
            "👀 A picture or a voice may tell who you are: it goes to whoever helps you, once you have both "
            "said yes, and to no other firm."
        )
    return say(
        "👀 A picture or a voice may tell who you are: {operator} may open it to read your question; "
        "then it goes to whoever helps you, once you have both said yes. No other firm.",
        operator=basin.operator,
    )


WHO_SEES_OFFER_FILES = say(
    "👀 A picture or a voice may tell who you are: it goes to the firm that asks, once you have both said "
    "yes, and to nobody else."
)


def question_files(handling: Handling, subject: int, argument: QuestionFiles) -> Reply:
    """Show the files of the question that is written, without those taken back."""
    may_write(handling)
    unsent = unsent_of(handling)
    if unsent == Unsent():
        raise Refusal(OVER)
    _go_on_taking(handling)
    left = _left(unsent.files, argument)
    gone = left != unsent.files
    if gone:
        unsent = replace(unsent, files=left)
        keep(handling, unsent)
    on = between(say("▶️ Go on with my question"), "question_new", primary=True)
    return _page(handling, left, argument, on, who_sees_question_files(handling), 0, gone=gone)


def offer_files(handling: Handling, subject: int, argument: OfferFiles) -> Reply:
    """Show the files of the offer that is written, without those taken back."""
    question_for(handling, subject)
    made = offer_of(handling.session, subject, handling.person_id)
    if made is not None:
        return offer_page(handling, made.id, OUT_OF_DATE)
    expect(handling, OFFER_WORDS, subject)
    files = files_for(handling, subject)
    left = _left(files, argument)
    gone = left != files
    if gone:
        keep_files_for(handling, subject, left)
    on = between(say("▶️ Go on with my offer"), "offer_send", subject, primary=True)
    return _page(handling, left, argument, on, WHO_SEES_OFFER_FILES, subject, gone=gone)


def _go_on_taking(handling: Handling) -> None:
    """Have files go on being taken, and words where another message than the tapped one asks for them."""
    prompt = handling.session.get(Prompt, handling.person_id)
    asks = prompt is not None and prompt.purpose in QUESTION_WORDS
    if prompt is None or not asks or prompt.message_id == handling.tapped:
        expect(handling, FOR_QUESTION)


def _left(files: Files, argument: QuestionFiles | OfferFiles) -> Files:
    return () if argument.every else tuple(each for each in files if each.number != argument.take_back)


def _page(
    handling: Handling,
    files: Files,
    argument: QuestionFiles | OfferFiles,
    on: Button,
    who_sees: Message,
    subject: int,
    *,
    gone: bool,
) -> Reply:
    asked = argument.every or argument.take_back is not None
    word = (say("Taken back: it goes nowhere.") if gone else OUT_OF_DATE) if asked else None
    kind = type(argument)
    if not files:
        told = say("📎 No file goes with it. To add some, send them here: {most} at most.", most=MOST_FILES)
        return handling.reply(Screen((told,), rows=((on,),)), alert=word)
    lines = [say("{n}. {file}", n=n, file=each.named) for n, each in enumerate(files, 1)]
    heading = say_n("📎 <b>{n} file goes with it</b>", "📎 <b>{n} files go with it</b>", len(files))
    rows: list[tuple[Button, ...]] = [
        (between(say("🗑 Take back {n}: {file}", n=n, file=each.named), kind(each.number), subject),)
        for n, each in enumerate(files, 1)
    ]
    if len(files) > 1:
        rows.append((between(say("🗑 Take all back"), kind(every=True), subject),))
    return handling.reply(Screen((stacked([heading, *lines]), who_sees), rows=(*rows, (on,))), alert=word)

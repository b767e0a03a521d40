"""A letter is read, edited and sent by who works its basin: nothing leaves before they say so."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from bot.services.core.actions import AtOffice
from bot.services.core.arguments import Argument, Confirmable
from bot.services.core.confirmation import to_confirm
from bot.services.core.entries import short
from bot.services.core.handling import Handling, NotAllowed, Refusal
from bot.services.core.prompts import ask, no_longer_asked
from bot.services.core.screens import Button, Document, Reply, Screen
from bot.services.core.worklist import WORKERS, office
from bot.services.exchanges.letters.draft import letter_for, open_questions
from bot.services.exchanges.letters.sheet import as_paper, as_read, sent_parts, title
from bot.services.exchanges.questions.desk_words import named_in
from conversations.dossiers.deadlines import in_working_hours
from conversations.exchanges.letters import (
    LONGEST,
    MOST,
    MOST_WORDS,
    TITLES,
    LetterParagraph,
    Part,
    added,
    changed,
    from_json,
    to_json,
    typed,
)
from conversations.exchanges.participants import Participant
from conversations.messages import Message, say, say_n, verbatim
from conversations.network.basins import Basin, BasinStatus
from models.dossiers.tables import Dossier
from models.exchanges.letters import change_letter
from models.exchanges.people import participants_in
from models.exchanges.tables import BasinLetter
from models.messages.tables import Prompt

OVERTAKEN = say("Somebody changed this letter since: here it is as it stands.")
SHORTENED = 240  # characters of a paragraph on the desk


@dataclass(frozen=True, slots=True)
class Letter(Argument):
    """The letter of a basin, this month's."""

    action = "basin_letter"
    basin: str = ""


@dataclass(frozen=True, slots=True)
class Edit(Argument):
    """A paragraph: its words are typed, or it is left out, or taken back."""

    action = "letter_edit"
    paragraph: int
    out: Annotated[bool, "out"] = False


@dataclass(frozen=True, slots=True)
class SendLetter(Confirmable):
    """A letter leaves, as it is shown."""

    action = "letter_send"


def basins_of(handling: Handling) -> list[Basin]:
    """Return the basins whose letters the person may write."""
    return [
        basin
        for basin in handling.network.basins
        if basin.status is BasinStatus.ACTIVE and handling.held.may_handle(basin.code)
    ]


def letter(handling: Handling, subject: int, argument: Letter) -> Reply:
    """Show this month's letter of a basin, drafting it where nobody has; or ask which basin."""
    mine = basins_of(handling)
    basin = next((each for each in mine if each.code == argument.basin), None)
    if basin is None and len(mine) == 1:
        [basin] = mine
    if basin is None:
        options = tuple(office(verbatim(each.name), Letter(each.code)) for each in mine)
        return handling.reply(Screen((say("Which territory?"),), options=options))
    return handling.reply(_page(handling, basin, letter_for(handling, basin)))


def readers(handling: Handling, basin: Basin) -> list[Participant]:
    """Return who asked for the letter of a basin."""
    people = participants_in(handling.session, [basin.code], handling.today)
    return [who for who in people if who.choices.letter and not who.choices.suspended]


def found(handling: Handling, number: int) -> tuple[Basin, BasinLetter]:
    """Return a letter of a basin that the person works, and that basin; raise NotAllowed."""
    stored = handling.session.get(BasinLetter, number)
    basin = handling.network.basin(stored.basin_code) if stored else None
    if stored is None or basin is None or not handling.held.may_handle(basin.code):
        raise NotAllowed
    return basin, stored


def _page(handling: Handling, basin: Basin, stored: BasinLetter) -> Screen:
    told: list[Message] = [say("📰 <b>{title}</b>", title=title(basin, stored))]
    rows: list[tuple[Button, ...]] = []
    number = stored.id
    if stored.sent_at is not None:
        told.append(
            say_n("Sent on {day}, to {n} person.", "Sent on {day}, to {n} people.", stored.reached or 0,
                  day=stored.sent_at.date())
        )  # fmt: skip
        told += [_told(handling, each) for each in sent_parts(stored)]
        rows.append((office(say("📄 As a PDF"), "letter_paper", number),))
        return Screen(tuple(told), rows=tuple(rows))
    paragraphs = from_json(stored.content)
    told.append(say("Read it, change it, then send it: nothing leaves before."))
    for each in paragraphs:
        told.append(_told(handling, each))
        heading = TITLES[each.part]
        leave = (
            say("↩️ Put back: {part}", part=heading) if each.out else say("✖️ Leave out: {part}", part=heading)
        )
        row = [office(leave, Edit(each.key, out=True), number)]
        if each.dossier_id is None:  # what a firm agreed to is not changed after it did
            row.insert(0, office(say("✏️ {part}", part=heading), Edit(each.key), number))
        rows.append(tuple(row))
    if len(paragraphs) < MOST:
        rows.append((office(say("➕ A word of yours"), "letter_word", number),
                     office(say("➕ A firm's result"), "letter_result", number)))  # fmt: skip
    rows.append((office(say("👁 As it is read"), "letter_read", number),
                 office(say("📄 As a PDF"), "letter_paper", number)))  # fmt: skip
    rows.append((office(say("✉️ Send it"), "letter_send", number, primary=True),))
    return Screen(tuple(told), rows=tuple(rows))


def _told(handling: Handling, each: LetterParagraph) -> Message:
    """Return a paragraph as who writes the letter sees it; a result with the request it is of."""
    told = say("<b>{heading}</b>\n{words}", heading=TITLES[each.part], words=each.words)
    if each.out:
        return say("<s>{told}</s>", told=told)
    if each.dossier_id is None:
        return told
    stands = {
        None: say("⏳ waits for the firm's agreement"),
        True: say("✅ the firm agrees"),
        False: say("🚫 the firm would rather not"),
    }[each.agreed]
    reference = handling.session.get_one(Dossier, each.dossier_id).reference
    return say("{told}\n<i>{reference}: {stands}</i>", told=told, reference=reference, stands=stands)


def _as_read(handling: Handling, basin: Basin, stored: BasinLetter) -> tuple[Message, ...]:
    """Return a letter as its readers see it, with the requests that it tells of."""
    named = [each.dossier_id for each in sent_parts(stored) if each.dossier_id is not None]
    about = [handling.session.get_one(Dossier, number).reference for number in named]
    told = as_read(basin, stored, []).paragraphs
    return (*told, *(say("📎 {reference}", reference=reference) for reference in about))


def change(handling: Handling, basin: Basin, stored: BasinLetter, to: Sequence[LetterParagraph]) -> Reply:
    """Write the paragraphs of a letter, unless somebody else did since; show it as it stands.

    Raises Refusal for more than a message holds.
    """
    if typed(to) > max(MOST_WORDS, typed(from_json(stored.content))):
        raise Refusal(
            say(
                "A letter is one message: {most} characters of your own words at most, with those of "
                "results. Shorten a paragraph first.",
                most=MOST_WORDS,
            )
        )
    done = change_letter(handling.session, stored, {"content": to_json(to), "edited_by": handling.person_id})
    return handling.reply(_page(handling, basin, stored), alert=None if done else OVERTAKEN)


def edit(handling: Handling, subject: int, argument: Edit) -> Reply:
    """Leave a paragraph out, put it back, or ask for its words."""
    basin, stored = found(handling, subject)
    paragraphs = from_json(stored.content)
    current = next((each for each in paragraphs if each.key == argument.paragraph), None)
    if current is None or stored.sent_at is not None:
        return handling.reply(_page(handling, basin, stored), alert=OVERTAKEN)
    if argument.out:
        return change(handling, basin, stored, changed(paragraphs, current.key, out=not current.out))
    if current.dossier_id is not None:
        raise NotAllowed
    wanted = say("Type what it is to say, {n} characters at most.", n=LONGEST)
    back = office(say("⬅️ Back"), Letter(basin.code))
    return ask(handling, Edit.action, stored.id, wanted, back=back, content={"key": current.key},
               above=(current.words,))  # fmt: skip


def edit_typed(handling: Handling, prompt: Prompt, text: str) -> Reply:
    """Note the words of a paragraph."""
    basin, stored = found(handling, prompt.subject)
    words = verbatim(short(text.strip(), LONGEST))
    no_longer_asked(handling)
    key = int(prompt.content["key"])
    return change(handling, basin, stored, changed(from_json(stored.content), key, words=words, out=False))


def word(handling: Handling, subject: int) -> Reply:
    """Ask for a word of the operator's own."""
    basin, stored = found(handling, subject)
    if stored.sent_at is not None or len(from_json(stored.content)) >= MOST:
        return handling.reply(_page(handling, basin, stored), alert=OVERTAKEN)
    wanted = say("Type your word, {n} characters at most.", n=LONGEST)
    return ask(handling, "letter_word", stored.id, wanted, back=office(say("⬅️ Back"), Letter(basin.code)))


def word_typed(handling: Handling, prompt: Prompt, text: str) -> Reply:
    """Add a word of the operator's own."""
    basin, stored = found(handling, prompt.subject)
    words = verbatim(short(text.strip(), LONGEST))
    no_longer_asked(handling)
    return change(handling, basin, stored, added(from_json(stored.content), Part.WORD, words))


def read(handling: Handling, subject: int) -> Reply:
    """Show a letter as its readers see it."""
    basin, stored = found(handling, subject)
    back = office(say("⬅️ Back"), Letter(basin.code))
    return handling.reply(Screen(_as_read(handling, basin, stored), rows=((back,),)))


def paper(handling: Handling, subject: int) -> Reply:
    """Hand a letter as a PDF, for those who are not in the chat."""
    basin, stored = found(handling, subject)
    name = f"mot-du-bassin-{basin.code}-{stored.month:%Y-%m}.pdf"
    told = say("📄 To be sent by e-mail, or pinned up.")
    document = Document(name, as_paper(basin, stored, handling.network.name), told)
    handling.hand(handling.person_id, document)
    return handling.reply(alert=say("It is on its way."))


def send(handling: Handling, subject: int, argument: SendLetter) -> Reply:
    """Send a letter to those who asked for it, once what leaves is confirmed; in working hours."""
    basin, stored = found(handling, subject)
    if stored.sent_at is not None:
        return handling.reply(_page(handling, basin, stored), alert=OVERTAKEN)
    parts, people = sent_parts(stored), readers(handling, basin)
    if not parts:
        raise Refusal(say("There is nothing in it yet: put a paragraph back, or add a word of yours."))
    if not people:
        raise Refusal(say("Nobody asked for the letter here yet: take the PDF, and send it yourself."))
    if not in_working_hours(handling.now, None):
        raise Refusal(say("Letters leave in working hours: it is kept as it is, send it then."))
    waiting = [each for each in from_json(stored.content) if not each.out and not each.is_sent]
    shown = (
        *_as_read(handling, basin, stored),
        *named_in("\n".join(str(each.words.values.get("text", "")) for each in parts)),
        say_n("👁 It leaves now, to {n} person.", "👁 It leaves now, to {n} people.", len(people)),
        *((say("⏳ Without the result that waits for its firm's agreement."),) if waiting else ()),
    )
    back = office(say("⬅️ Back"), Letter(basin.code))
    page = to_confirm(handling, stored.id, argument, shown, back, say("✉️ Send it"))
    if page is not None:
        return page
    values = {"sent_at": handling.now, "sent_by": handling.person_id, "reached": len(people)}
    if not change_letter(handling.session, stored, values):
        return handling.reply(_page(handling, basin, stored), alert=OVERTAKEN)
    questions = open_questions(handling, basin.code)
    named = next((each.dossier_id for each in parts if each.dossier_id is not None), None)
    for who in people:
        handling.tell(who.person_id, as_read(basin, stored, questions, named))
    return handling.reply(_page(handling, basin, stored))


ACTIONS = (
    AtOffice(Letter.action, letter, WORKERS),
    AtOffice(Edit.action, edit, WORKERS, typed=edit_typed),
    AtOffice("letter_word", word, WORKERS, typed=word_typed),
    AtOffice("letter_read", read, WORKERS),
    AtOffice("letter_paper", paper, WORKERS),
    AtOffice(SendLetter.action, send, WORKERS),
)

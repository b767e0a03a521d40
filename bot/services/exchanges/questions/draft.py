"""A question to the network is written, a part at a time; what is written is kept, whatever happens."""

from dataclasses import dataclass, replace
from typing import Annotated

from bot.services.core.actions import BetweenFirms
from bot.services.core.arguments import Argument
from bot.services.core.handling import Handling, NotAllowed, Refusal
from bot.services.core.prompts import ask, expect, no_longer_asked
from bot.services.core.screens import Button, Reply, Rows, Screen, words
from bot.services.exchanges.buttons import HOME, between
from bot.services.exchanges.files.arrivals import keep_for_question
from bot.services.exchanges.files.attachments import FOR_QUESTION, files_button, question_files
from bot.services.exchanges.questions.identities import may_write, operated
from bot.services.exchanges.questions.review import review
from bot.services.exchanges.questions.unsent import OVER, basin_at, drop_unsent, keep, unsent_of
from conversations.exchanges.draft import (
    LONGEST,
    LONGEST_EXCEPT,
    SHORTEST,
    Part,
    Unsent,
    is_too_short,
)
from conversations.exchanges.files import FILES_TOO, Arrived
from conversations.exchanges.kinds import KINDS, ExchangeKind
from conversations.exchanges.participants import Participant
from conversations.messages import Message, say, verbatim
from conversations.understanding.skills import SKILLS, suggest
from conversations.understanding.skills import skill as skill_of
from models.messages.tables import Prompt

LATER = between(say("⏸ Later"), "question_later")
NO_SKILL = "none"
QUESTION_TEXT = "question_text"
"""What the text of a question is asked for by, as prompts store it."""
EVERY_SKILL = "every"


@dataclass(frozen=True, slots=True)
class Kind(Argument):
    """The kind of a question; None for the list."""

    action = "question_kind"
    kind: ExchangeKind | None = None


@dataclass(frozen=True, slots=True)
class Basin(Argument):
    """The basin where an operator asks."""

    action = "question_basin"
    code: str


@dataclass(frozen=True, slots=True)
class Skill(Argument):
    """The skill a question goes by: a code, none in particular, or the list of all."""

    action = "question_skill"
    code: str | None = None


@dataclass(frozen=True, slots=True)
class Except(Argument):
    """Whom not to ask: nobody, or to be asked."""

    action = "question_except"
    nobody: Annotated[bool, "nobody"] = False


def entry(handling: Handling, who: Participant | None) -> Button:
    """Return the button of the front page: a new question, or the one that is being written."""
    label = say("❓ Ask a question")
    if unsent_of(handling) != Unsent():
        label = say("✍️ Finish my question")
    return between(label, "question_new", primary=True)


def new(handling: Handling, subject: int) -> Reply:
    """Begin a question, or go on with the one that is being written."""
    may_write(handling)
    return go_on(handling, unsent_of(handling))


def later(handling: Handling, subject: int) -> Reply:
    """Leave a question for now: it is kept as it is."""
    no_longer_asked(handling)
    return handling.reply(words(say("It stays as it is. To go on: /exchanges")))


def go_on(handling: Handling, unsent: Unsent) -> Reply:
    """Keep what is written, and ask for what is missing; the whole of it is shown when nothing is."""
    may_write(handling)
    codes = operated(handling)
    if handling.participant is not None:
        unsent = replace(unsent, basin=handling.participant.basin_code)
    elif unsent.basin not in codes:
        unsent = replace(unsent, basin=codes[0] if len(codes) == 1 else None)
    keep(handling, unsent)
    match unsent.missing:
        case Part.BASIN:
            return _ask_basin(handling, codes)
        case Part.KIND:
            return _ask_kind(handling)
        case Part.TEXT:
            return ask_text(handling, 0)
        case Part.SKILL:
            return _ask_skill(handling, unsent)
        case Part.EXCEPT:
            return _ask_except(handling)
        case None:
            return review(handling)


def _ask_basin(handling: Handling, codes: list[str]) -> Reply:
    expect(handling, FOR_QUESTION)
    basins = [basin for code in codes if (basin := handling.network.basin(code))]
    options = tuple(between(verbatim(basin.name), Basin(basin.code)) for basin in basins)
    return handling.reply(Screen((say("❓ To which territory do you put the question?"),), options=options))


def choose_basin(handling: Handling, subject: int, argument: Basin) -> Reply:
    """Note where an operator asks."""
    if argument.code not in operated(handling):
        raise NotAllowed
    return go_on(handling, replace(unsent_of(handling), basin=argument.code))


def _ask_kind(handling: Handling) -> Reply:
    expect(handling, FOR_QUESTION)
    options = tuple(between(spec.label, Kind(kind)) for kind, spec in KINDS.items())
    told = say("❓ <b>What do you need from another firm?</b>")
    return handling.reply(Screen((told,), options=options, rows=((HOME,),)))


def choose_kind(handling: Handling, subject: int, argument: Kind) -> Reply:
    """Note the kind, then ask for the text."""
    may_write(handling)
    if argument.kind is None:
        return _ask_kind(handling)
    return go_on(handling, unsent_of(handling).of_kind(argument.kind))


def ask_text(handling: Handling, subject: int) -> Reply:
    """Ask for the text of the question."""
    may_write(handling)
    unsent = unsent_of(handling)
    if unsent.kind is None:
        return go_on(handling, unsent)
    spec = KINDS[unsent.kind]
    above: list[Message] = [say("{kind}", kind=spec.label)]
    if unsent.text:
        above.append(say("Your words so far: “{words}”", words=unsent.text))
    above += spec.notices
    wanted = say("Your question, in your words: what, for when, how much. For example: “{example}”",
                 example=spec.such_as)  # fmt: skip
    above.append(FILES_TOO)
    rows: Rows = ((between(say("🏷 Another kind"), Kind()), LATER), *files_button(unsent.files))
    return ask(handling, QUESTION_TEXT, 0, wanted, above=tuple(above), stop=HOME, rows=rows)


def text_typed(handling: Handling, prompt: Prompt, text: str) -> Reply:
    """Take the text of the question."""
    unsent, typed = unsent_of(handling), text.strip()
    if unsent.kind is None:
        raise Refusal(OVER)
    if is_too_short(typed, SHORTEST):
        raise Refusal(say("A little more, so that others see whether they can help: what, for when?"))
    if len(typed) > LONGEST:
        raise Refusal(
            say(
                "It has {n} characters, and {most} are read at most. Your text is just above: shorten it, "
                "and send it again.",
                n=len(typed),
                most=LONGEST,
            )
        )
    return go_on(handling, replace(unsent, text=typed, spared=()))


def text_filed(handling: Handling, prompt: Prompt, arrived: Arrived) -> Reply:
    """Keep a file; its caption is the text of the question."""
    keep_for_question(handling, arrived, say("✍️ Your question itself goes in words: type it."))
    return text_typed(handling, prompt, arrived.caption) if arrived.caption else handling.reply()


def filed(handling: Handling, prompt: Prompt, arrived: Arrived) -> Reply:
    """Keep a file that is sent while anything else of a question is asked for."""
    keep_for_question(handling, arrived)
    return handling.reply()


def _ask_skill(handling: Handling, unsent: Unsent) -> Reply:
    expect(handling, FOR_QUESTION)
    found = [skill_of(each.code) for each in suggest(unsent.text or "")]
    if not found:
        return _every_skill(handling)
    options = tuple(between(Message(each.label), Skill(each.code)) for each in found)
    others = (
        between(say("Another skill"), Skill(EVERY_SKILL)),
        between(say("None in particular"), Skill(NO_SKILL)),
    )
    return handling.reply(Screen((say("🎓 Who would know? Is it about:"),), options=options, rows=(others,)))


def _every_skill(handling: Handling) -> Reply:
    expect(handling, FOR_QUESTION)
    options = tuple(between(Message(each.label), Skill(each.code)) for each in SKILLS)
    none = between(say("None in particular"), Skill(NO_SKILL))
    return handling.reply(Screen((say("🎓 Who would know? Is it about:"),), options=options, rows=((none,),)))


def choose_skill(handling: Handling, subject: int, argument: Skill) -> Reply:
    """Note the skill a question goes by."""
    may_write(handling)
    unsent = unsent_of(handling)
    if argument.code == EVERY_SKILL:
        return _every_skill(handling)
    if argument.code not in {NO_SKILL, *(each.code for each in SKILLS)}:
        return _ask_skill(handling, unsent)
    code = "" if argument.code == NO_SKILL else str(argument.code)
    return go_on(handling, replace(unsent, skill=code))


def _ask_except(handling: Handling) -> Reply:
    nobody = between(say("👌 Nobody in particular"), Except(nobody=True), primary=True)
    wanted = say("Is there somebody who should not be asked, a competitor for example? Type their names. "
                 "Only {operator} reads them.", operator=basin_at(handling).operator)  # fmt: skip
    return ask(handling, "question_except", 0, wanted, stop=LATER, rows=((nobody,),))


def choose_except(handling: Handling, subject: int, argument: Except) -> Reply:
    """Note that nobody is left out, or ask who is."""
    may_write(handling)
    if argument.nobody:
        return go_on(handling, replace(unsent_of(handling), except_for=""))
    return _ask_except(handling)


def except_typed(handling: Handling, prompt: Prompt, text: str) -> Reply:
    """Take the names of who is not to be asked."""
    typed = " ".join(text.split())
    if len(typed) > LONGEST_EXCEPT:
        raise Refusal(say("Names only, please: {most} characters at most.", most=LONGEST_EXCEPT))
    return go_on(handling, replace(unsent_of(handling), except_for=typed))


def drop(handling: Handling, subject: int) -> Reply:
    """Forget what is being written."""
    drop_unsent(handling)
    no_longer_asked(handling)
    return handling.reply(Screen((say("🗑 Dropped: nothing was sent."),), rows=((HOME,),)))


ACTIONS = (
    BetweenFirms("question_new", new),
    BetweenFirms("question_later", later),
    BetweenFirms("question_basin", choose_basin),
    BetweenFirms("question_kind", choose_kind),
    BetweenFirms(QUESTION_TEXT, ask_text, typed=text_typed, filed=text_filed),
    BetweenFirms(FOR_QUESTION, question_files, filed=filed),
    BetweenFirms("question_skill", choose_skill),
    BetweenFirms("question_except", choose_except, typed=except_typed, filed=filed),
    BetweenFirms("question_drop", drop),
)

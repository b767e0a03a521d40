"""A question in words: what its readers see of it, and where it stands."""

from datetime import date

from bot.services.core.screens import stacked
from conversations.exchanges.concealment import NAMED, Concealed
from conversations.exchanges.distances import how_far
from conversations.exchanges.draft import LONGEST
from conversations.exchanges.kinds import KINDS, ExchangeKind
from conversations.exchanges.questions import OfferStatus
from conversations.messages import Listing, Message, say, say_n, verbatim
from conversations.understanding.skills import skill as skill_of
from conversations.understanding.words import excerpt
from models.database.writer import Session
from models.exchanges.files import files_of_question
from models.exchanges.tables import NetworkQuestion

OFFER_STANDS: dict[OfferStatus, Message] = {
    OfferStatus.OFFERED: say("⏳ the other firm reads your offer"),
    OfferStatus.WANTED: say("❓ they want to meet you: your turn"),
    OfferStatus.INTRODUCED: say("🤝 you are in touch"),
    OfferStatus.NOT_WANTED: say("✖️ they went on without"),
    OfferStatus.STEPPED_BACK: say("🚫 you stepped back"),
    OfferStatus.LAPSED: say("🏁 the question is closed"),
}
"""Where an offer stands, for who made it."""

OFFER_STANDS_FOR_ASKER: dict[OfferStatus, Message] = {
    OfferStatus.OFFERED: say("❓ your turn: do you want to meet them?"),
    OfferStatus.WANTED: say("⏳ they confirm"),
    OfferStatus.INTRODUCED: say("🤝 you are in touch"),
    OfferStatus.NOT_WANTED: say("✖️ you went on without"),
    OfferStatus.STEPPED_BACK: say("🚫 they stepped back"),
    OfferStatus.LAPSED: say("🏁 closed"),
}
"""Where an offer stands, for who asked."""


def kind_of(question: NetworkQuestion) -> ExchangeKind:
    """Return the kind of a question."""
    return ExchangeKind(question.kind)


def text_of(question: NetworkQuestion, characters: int = LONGEST) -> Message:
    """Return the text of a question, or its beginning; that it was erased, where it was."""
    if question.text is None:
        return say("question erased by its author")
    return verbatim(question.text if characters >= LONGEST else excerpt(question.text, characters))


def nobodys_name(word: str) -> Message:
    """Return the label by which who writes says that a word left out is nobody's name."""
    return say("👌 “{word}” is nobody's name", word=word)


def as_read(
    kind: ExchangeKind,
    text: str | Message,
    skill: str | None,
    until: date,
    distance: Message | None = None,
    files: int = 0,
) -> tuple[Message, ...]:
    """Return a question as others read it. ``distance``: from its reader; None while it is written."""
    lines = [say("📅 Answers until {day}", day=until), *with_files(files)]
    if skill:
        lines.insert(0, say("🎓 {skill}", skill=Message(skill_of(skill).label)))
    if distance is not None:
        lines.insert(0, say("📍 {distance}", distance=distance))
    return say("{kind}", kind=KINDS[kind].label), say("“{text}”", text=text), stacked(lines)


def as_asked(session: Session, question: NetworkQuestion) -> tuple[Message, ...]:
    """Return a question as its author, and who works the basin, read it."""
    files = len(files_of_question(session, question.id))
    text, kind = question.text or "", kind_of(question)
    return as_read(kind, text, question.skill, question.until, files=files)


def what_is_left_out(concealed: Concealed) -> tuple[Message, ...]:
    """Tell who writes what was left out of their words; () for nothing."""
    if not concealed.found:
        return ()
    found = Listing(tuple(NAMED[kind] for kind in concealed.found))
    told = say("✂️ I left out what tells who you are: {found}. Send it so, or use other words.", found=found)
    return (told,)


def as_heard(
    question: NetworkQuestion, bound: int | None = None, *, neighbour: bool = False, files: int = 0
) -> tuple[Message, ...]:
    """Return a question as who may help reads it. ``bound``: the class of their distance."""
    kind = kind_of(question)
    read = as_read(
        kind, text_of(question), question.skill, question.until, how_far(bound, neighbour=neighbour), files
    )
    return (*read, *KINDS[kind].notices)


def offered_by(
    words: str, skill: str | None, bound: int | None, *, neighbour: bool, files: int = 0
) -> tuple[Message, ...]:
    """Return an offer as the asker reads it: what is said, the skill, how far. Never who."""
    lines = [say("🎓 {skill}", skill=Message(skill_of(skill).label))] if skill else []
    lines.append(say("📍 {distance}", distance=how_far(bound, neighbour=neighbour)))
    return say("“{text}”", text=words), stacked([*lines, *with_files(files)])


def with_files(n: int) -> list[Message]:
    """Return the line that tells how many files go with a question or an offer; none without any."""
    given = say_n("📎 {n} file, handed over once you are in touch",
                  "📎 {n} files, handed over once you are in touch", n)  # fmt: skip
    return [given] if n else []

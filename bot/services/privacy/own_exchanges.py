"""What is kept of a person in exchanges between firms, in words."""

from collections.abc import Iterator

from bot.services.core.papers import Block, Facts, Heading
from conversations.exchanges.files import FILE_NAMES, files_read
from conversations.exchanges.kinds import KINDS, ExchangeKind
from conversations.messages import Listing, Message, say, verbatim
from models.exchanges.people import MESSAGE
from models.privacy.own_data import OwnExchanges

Row = tuple[Message, Message]


def own_exchanges(own: OwnExchanges) -> Iterator[Block]:
    """Give what somebody agreed to, asked, offered and took part in; nothing where there is none."""
    rows = [*_participation(own), *_knocks(own)]
    if rows or own.questions or own.offers or own.exchanges:
        yield Heading(say("Exchanges between firms"))
    if rows:
        yield Facts(tuple(rows))
    for question in own.questions:
        told = [
            (say("Asked on"), verbatim(question.asked_at)),
            (say("Kind"), kind(question.kind)),
            (say("In your words"), verbatim(question.text or "")),
        ]
        if question.commune:
            told.append((say("Asked from"), verbatim(question.commune)))
        if question.except_for:
            told.append((say("Not to be asked"), verbatim(question.except_for)))
        if question.words:
            told.append((say("The operator's words"), verbatim(question.words)))
        told += _files([each.kind for each in own.files if each.question_id == question.id])
        yield Facts(tuple(told))
    for offer in own.offers:
        offered = (say("Offered on"), verbatim(offer.offered_at))
        told = [offered, (say("In your words"), verbatim(offer.words or ""))]
        told += _files([each.kind for each in own.files if each.offer_id == offer.id])
        yield Facts(tuple(told))
    for exchange in own.exchanges:
        told = [(say("Took place on"), verbatim(exchange.took_place_on)), (say("Kind"), kind(exchange.kind))]
        if exchange.other_name:
            told.append((say("With"), verbatim(exchange.other_name)))
        if exchange.came_of_it:
            told.append((say("What came of it"), verbatim(exchange.came_of_it)))
        yield Facts(tuple(told))


def _files(kinds: list[str]) -> list[Row]:
    """Return the row of the files that go with something, kept by the numbers Telegram gives them."""
    named = tuple(FILE_NAMES.get(each, FILE_NAMES["document"]) for each in kinds)
    return [(say("With it, kept by Telegram"), say("{all}", all=Listing(named)))] if named else []


def kind(code: str) -> Message:
    """Return a kind of exchange in words; its code where this release does not know it."""
    return KINDS[ExchangeKind(code)].named if code in set(ExchangeKind) else verbatim(code)


def _participation(own: OwnExchanges) -> Iterator[Row]:
    row = own.participation
    if row is None:
        return
    for label, moment in (
        (say("You agreed to take part on"), row.agreed_at),
        (say("You stopped on"), row.withdrawn_at),
        (say("You are sent the letter since"), row.letter_since),
        (say("Paused on"), row.suspended_at),
    ):
        if moment is not None:
            yield label, verbatim(moment)
    if row.refused_kinds:
        yield say("Kinds you do not hear of"), say("{all}", all=Listing(tuple(map(kind, row.refused_kinds))))
    if row.monthly is not None:
        yield say("Questions a month, at most"), verbatim(row.monthly)
    if row.contact:
        yield say("How you are reached, once you both agree"), verbatim(row.contact)
    for words in _leaves(row.writing):
        yield say("Being written, not sent"), verbatim(words)
    for written in (row.writing or {}).values():
        kept = files_read(written.get("files")) if isinstance(written, dict) else ()
        yield from _files([each.kind for each in kept])
    if row.suspended_why:
        yield say("Why it is paused"), verbatim(row.suspended_why)


def _leaves(content: object) -> Iterator[str]:
    """Give the words of what is kept as JSON."""
    if isinstance(content, str):
        yield content
    elif isinstance(content, dict):
        for name, each in content.items():
            if name not in ("files", MESSAGE):
                yield from _leaves(each)


def _knocks(own: OwnExchanges) -> Iterator[Row]:
    for knock in own.knocks:
        yield say("You came by a firm's link on"), verbatim(knock.knocked_at)
        yield say("Name, for your colleagues"), verbatim(knock.name)
        if knock.account:
            yield say("Name of your Telegram account"), verbatim(knock.account)

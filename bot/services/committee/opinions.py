"""What a member of a committee reads and says of a request; what is kept from them, they never see."""

from dataclasses import dataclass
from functools import partial

from bot.services.committee.agenda import item_and_sitting
from bot.services.committee.readers import Reader, company_of, on_agenda, onward, opinions_told, reader
from bot.services.committee.sessions import session_page
from bot.services.core.actions import AtOffice
from bot.services.core.arguments import Argument, Confirmed
from bot.services.core.dossier_card import for_committee, walk_of
from bot.services.core.handling import Handling, NotAllowed, Refusal
from bot.services.core.prompts import BESIDE, ask, expect
from bot.services.core.rights import Role
from bot.services.core.screens import Button, Reply, Rows, Screen
from bot.services.core.worklist import office
from conversations.committee.decisions import decided
from conversations.committee.member_words import TakenBack, said_of_request
from conversations.committee.opinions import NAMED, VOTES, Opinion
from conversations.dossiers.traces import Trace
from conversations.messages import Message, say
from models.committee.decisions import recorded
from models.committee.queries import opinion_of
from models.committee.tables import AgendaItem, CommitteeSession, StoredOpinion
from models.dossiers.tables import Dossier
from models.messages.tables import Prompt

COMMENT_MAX = 500
SAID = "item"
"""What an opinion typed under a request is for: the page of its item."""

OFF_AGENDA = say("This request is no longer on the agenda.")

VOTE_LABELS = {
    Opinion.FAVOURABLE: say("👍 Favourable"),
    Opinion.RESERVED: say("🤔 With reservations"),
    Opinion.UNFAVOURABLE: say("👎 Unfavourable"),
}


def reading(handling: Handling, sitting: CommitteeSession, item: AgendaItem) -> Reader:
    """Return the member who reads an item.

    Raises NotAllowed when it is kept from them, Refusal when nobody reads it any more.
    """
    before = reader(handling, sitting, item)
    if before is None:
        raise NotAllowed
    if not on_agenda(item, handling.session.get_one(Dossier, item.dossier_id)):
        raise Refusal(OFF_AGENDA)
    return before


def read_item(
    handling: Handling, sitting: CommitteeSession, item: AgendaItem, note: Message | None = None
) -> Screen:
    """Return a request as a member reads it, with their opinion; the tally once they gave it."""
    own = reading(handling, sitting, item)
    dossier = handling.session.get_one(Dossier, item.dossier_id)
    paragraphs = [say("👉 {note}", note=note)] if note else []
    paragraphs.append(heading_of(handling, dossier))
    paragraphs += for_committee(walk_of(handling.world, dossier))
    if item.outcome:
        paragraphs.append(say("⚖️ {decision}", decision=decided(recorded(item))))
    if own.vote and own.said:
        paragraphs.append(say("Your opinion: {opinion}", opinion=opinion_words(own)))
        paragraphs += opinions_told(handling, sitting, item)
    return Screen(tuple(paragraphs), rows=_member_rows(handling, item, sitting, own))


def _member_rows(handling: Handling, item: AgendaItem, sitting: CommitteeSession, own: Reader) -> Rows:
    number = item.id
    rows: list[tuple[Button, ...]] = [(office(say("📄 Brief (PDF)"), "brief", number),)]
    if item.outcome is None and not sitting.cancelled_at:
        rows += [(office(VOTE_LABELS[vote], GiveOpinion(vote), number),) for vote in VOTES]
        if own.vote:
            rows.append((office(say("✍️ Comment"), "comment", number),))
        rows.append((office(say("🙈 Conflict of interest"), "recuse", number),))
    if own.vote and (following := onward(handling, sitting, item, partial(_unsaid, handling, sitting))):
        rows.append(following)
    rows.append((office(say("⬅️ Back"), "session", sitting.id),))
    return tuple(rows)


def _unsaid(handling: Handling, sitting: CommitteeSession, item: AgendaItem) -> bool:
    """Tell whether a member may still give an opinion on an item, and has given none."""
    own = reader(handling, sitting, item)
    return item.outcome is None and own is not None and own.vote is None


def heading_of(handling: Handling, dossier: Dossier) -> Message:
    return say("📁 <b>{reference}</b> · {company}", reference=dossier.reference,
               company=company_of(handling, dossier))  # fmt: skip


def opinion_words(each: Reader) -> Message:
    assert each.said is not None
    named = NAMED[Opinion(each.said.opinion)]
    return (
        say("{opinion}, “{comment}”", opinion=named, comment=each.said.comment)
        if each.said.comment
        else named
    )


def _open_item(handling: Handling, number: int) -> tuple[AgendaItem, CommitteeSession]:
    """Return an item on which the person may still say something."""
    item, sitting = item_and_sitting(handling, number)
    reading(handling, sitting, item)
    if item.outcome is not None or sitting.cancelled_at is not None:
        raise Refusal(say("The committee has decided: opinions are closed."))
    return item, sitting


def note_opinion(handling: Handling, item: AgendaItem, person_id: int, opinion: Opinion) -> None:
    said = opinion_of(handling.session, item, person_id)
    if said is None:
        said = StoredOpinion(item_id=item.id, person_id=person_id, opinion=opinion.value, at=handling.now)
        handling.session.add(said)
    said.opinion, said.at = opinion.value, handling.now
    said.comment = said.comment if opinion in VOTES else None
    dossier = handling.session.get_one(Dossier, item.dossier_id)
    # What was said stays with the committee; that something was, belongs to the dossier's history.
    handling.trace(dossier, Trace.OPINION)


@dataclass(frozen=True, slots=True)
class GiveOpinion(Argument):
    """What a member thinks."""

    action = "opinion"
    opinion: Opinion


def give_opinion(handling: Handling, subject: int, argument: GiveOpinion) -> Reply:
    """Note a member's opinion; it may change until the decision."""
    item, sitting = _open_item(handling, subject)
    if argument.opinion not in VOTES:
        raise NotAllowed
    note_opinion(handling, item, handling.person_id, argument.opinion)
    expect(handling, "comment", subject)
    noted = say("Noted. You may change it until the decision. A word for the operator? Type it.")
    return handling.reply(read_item(handling, sitting, item, noted))


def comment(handling: Handling, subject: int) -> Reply:
    """Ask for a word with the opinion."""
    item, _ = _open_item(handling, subject)
    wanted = say("Your comment, which the operator reads:")
    return ask(handling, "comment", subject, wanted, back=back_to_item(item))


def comment_typed(handling: Handling, prompt: Prompt, text: str) -> Reply:
    """Add a word to the opinion given; what says another opinion, or none any more, is taken for it."""
    said = said_of_request(text)
    if said is not None:
        return _say(handling, prompt.subject, said)
    item, sitting = _open_item(handling, prompt.subject)
    given = opinion_of(handling.session, item, handling.person_id)
    if given is None or len(text) > COMMENT_MAX:
        raise Refusal(say("A comment comes with an opinion, in {most} characters at most.", most=COMMENT_MAX))
    given.comment = text.strip()
    expect_words(handling, item)
    return handling.reply(read_item(handling, sitting, item))


def expect_words(handling: Handling, item: AgendaItem) -> None:
    """Have an opinion that is typed be of the request on the screen, for as long as it is shown."""
    expect(handling, SAID, item.id, {BESIDE: True})


def item_typed(handling: Handling, prompt: Prompt, text: str) -> Reply:
    """Take an opinion said in words under a request."""
    said = said_of_request(text)
    assert said is not None  # what says none is not for this: see the inbox
    return _say(handling, prompt.subject, said)


def _say(handling: Handling, number: int, said: Opinion | TakenBack) -> Reply:
    if said is Opinion.RECUSED:
        return recuse(handling, number, Confirmed("recuse"))
    if isinstance(said, Opinion):
        return give_opinion(handling, number, GiveOpinion(said))
    item, sitting = _open_item(handling, number)
    given = opinion_of(handling.session, item, handling.person_id)
    if given is None:
        raise Refusal(say("You have given no opinion on this request."))
    handling.session.delete(given)
    handling.session.flush()
    expect_words(handling, item)
    return handling.reply(read_item(handling, sitting, item, say("Your opinion is taken back.")))


def recuse(handling: Handling, subject: int, argument: Confirmed) -> Reply:
    """Note a conflict of interest, once confirmed: the member sees nothing of the request any more."""
    item, sitting = _open_item(handling, subject)
    if not argument.yes:
        sure = say("You declare a conflict of interest: you will see nothing of this request any more.")
        yes = office(say("🙈 Yes, I step aside"), Confirmed("recuse", yes=True), subject)
        return handling.reply(Screen((sure,), rows=((yes, back_to_item(item)),)))
    note_opinion(handling, item, handling.person_id, Opinion.RECUSED)
    note = say("Noted: this request is no longer shown to you.")
    return handling.reply(session_page(handling, sitting, note=note))


def back_to_item(item: AgendaItem) -> Button:
    return office(say("⬅️ Back"), "item", item.id)


ACTIONS = (
    AtOffice("opinion", give_opinion, (Role.MEMBER,)),
    AtOffice("comment", comment, (Role.MEMBER,), typed=comment_typed, takes_back=True),
    AtOffice("recuse", recuse, (Role.MEMBER,)),
)

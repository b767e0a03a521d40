"""What a contributor lends: to whom, for which days; before the agreement nothing tells who asks."""

from dataclasses import dataclass
from typing import Annotated

from bot.services.core.actions import AtOffice
from bot.services.core.answers import skill_names
from bot.services.core.arguments import Argument
from bot.services.core.company_names import lent_to
from bot.services.core.entries import HALF, TENTHS, days
from bot.services.core.handling import Handling, NotAllowed
from bot.services.core.rights import Role
from bot.services.core.screens import Button, Reply, Screen, stacked
from bot.services.core.worklist import Listed, office
from bot.services.support.arguments import Proposal
from conversations.dossiers.statuses import GRANTED, UNDER_WAY, Status
from conversations.messages import Message, say, verbatim
from conversations.support.proposals import ANSWERS, Answer
from models.support.door import Lent, accounts, advisors_spoken_for, lent
from models.support.queries import needs_covered
from models.support.statements import open_statement
from models.support.tables import DaysStatement

AT_ONCE = 6
ADVISORS_AT_ONCE = 20


@dataclass(frozen=True, slots=True)
class Given(Argument):
    """Days given for one mission: tenths more, or ``in_all`` once confirmed; else they are typed.

    ``known``: the tenths said so far when the button was drawn: a doubled tap counts once.
    """

    action = "days_given"
    more: int | None = None
    in_all: Annotated[int | None, "sure-"] = None
    known: Annotated[int | None, "on-"] = None


def missions(handling: Handling, subject: int, argument: Listed) -> Reply:
    """Show what somebody lends, what they are asked, and what they keep up to date."""
    return handling.reply(home(handling, argument.start))


def speaks_for(handling: Handling, share_id: int) -> Lent:
    """Return a share of a mission that the person speaks for, and was told of; raise NotAllowed."""
    spoken_for = advisors_spoken_for(handling.session, handling.person_id, handling.today)
    found = lent(handling.session, [advisor.id for _, advisor in spoken_for])
    each = next((each for each in found if each.share.id == share_id), None)
    if each is None:
        raise NotAllowed
    return each


def home(handling: Handling, start: int = 0, *, note: Message | None = None) -> Screen:
    """Return the front page of a contributor. ``note``: a word on what was just done."""
    known = accounts(handling.session, person_id=handling.person_id)
    spoken_for = advisors_spoken_for(handling.session, handling.person_id, handling.today)
    found = [
        each for each in lent(handling.session, [advisor.id for _, advisor in spoken_for]) if _shown(each)
    ]
    shown, listed = found[start : start + AT_ONCE], Listed("missions", start)
    paragraphs = [say("👉 {note}", note=note)] if note else []
    firms = ", ".join(dict.fromkeys(each.company.name for each in known))
    paragraphs.append(say("🤝 <b>Your missions</b> · {firm}", firm=firms))
    several, asked = len(spoken_for) > 1, [each for each in shown if each.mission.agreed_on is None]
    places = {each.share.id: n for n, each in enumerate(asked, 1)} if len(asked) > 1 else {}
    paragraphs += [
        lent_lines(handling, each, named=several, place=places.get(each.share.id)) for each in shown
    ]
    if not shown:
        paragraphs.append(
            say("No mission for now. When a firm of the territory needs you, you are asked here.")
        )
    rows: list[tuple[Button, ...]] = [*listed.turns(AT_ONCE, len(found))]
    alone = sum(map(is_running, shown)) == 1
    rows += [
        _ways(
            handling, each, named=several and _is_shared(each, shown), place=places.get(each.share.id),
            alone=alone,
        )
        for each in shown
    ]  # fmt: skip
    if any(map(may_still_come, found)):
        rows.append((office(say("✋ I cannot come, or a question"), "own_words"),))
    own = {each.advisor.id for each in known if each.advisor}
    rows += [
        (
            office(
                say("🎯 My skills, my availability")
                if advisor.id in own
                else say("🧑‍🏫 {name}", name=advisor.name),
                "own",
                advisor.id,
            ),
        )
        for _, advisor in spoken_for[:ADVISORS_AT_ONCE]
    ]
    rows += [
        (
            office(
                say("🚪 I take part no more: {firm}", firm=each.company.name),
                "contributor_end",
                each.membership.id,
            ),
        )
        for each in known
    ]
    return Screen(tuple(paragraphs), rows=tuple(rows))


def _is_shared(each: Lent, shown: list[Lent]) -> bool:
    """Tell whether several of those shown are lent for one mission."""
    return sum(other.mission.id == each.mission.id for other in shown) > 1


def may_still_come(each: Lent) -> bool:
    """Tell whether somebody comes, or may: they are asked and said no conflict, or signed and not done."""
    if each.mission.agreed_on is None:
        return Status(each.dossier.status) in GRANTED and each.share.answer != Answer.CONFLICT
    return Status(each.dossier.status) in UNDER_WAY and each.mission.ended_on is None


def is_running(each: Lent) -> bool:
    """Tell whether days may be given to a mission."""
    return Status(each.dossier.status) is Status.RUNNING and each.mission.agreed_on is not None


def _ways(
    handling: Handling, each: Lent, *, named: bool, place: int | None, alone: bool
) -> tuple[Button, ...]:
    """Return what may be done about a mission. ``named``: who is lent is told, of several.

    ``place``: its number among those that are asked, of several. ``alone``: no other one is under way.
    """
    number, dossier_id = each.share.id, each.dossier.id
    name = verbatim(each.advisor.name) if named else lent_to(handling.session, each)
    if each.mission.agreed_on is None and Status(each.dossier.status) in GRANTED:
        return tuple(
            office(numbered(spec.short, place), Proposal(answer), number, names=dossier_id)
            for answer, spec in ANSWERS.items()
            if answer != each.share.answer
        )
    if not is_running(each):
        return (
            office(say("🏭 {firm}", firm=lent_to(handling.session, each)), "lent", number, names=dossier_id),
        )
    said = said_so_far(handling, each)
    half, whole = say("➕ ½ day"), say("➕ 1 day")
    if not alone:
        half, whole = say("➕ ½ {name}", name=name), say("➕ 1 {name}", name=name)
    return (
        office(half, Given(HALF, known=said), number, names=dossier_id),
        office(whole, Given(TENTHS, known=said), number),
        office(say("✍️ In all"), Given(), number),
    )


def said_so_far(handling: Handling, each: Lent) -> int:
    """Return the days said so far, or counted where nothing waits, in tenths."""
    statement = open_statement(handling.session, each.share.id)
    return each.share.tenths_delivered if statement is None else statement.tenths


def one(handling: Handling, subject: int) -> Reply:
    """Show one mission."""
    each = speaks_for(handling, subject)
    back = office(say("⬅️ Back"), "missions", names=each.dossier.id)
    return handling.reply(Screen((lent_lines(handling, each, named=True),), rows=((back,),)))


def _shown(each: Lent) -> bool:
    """Tell whether a mission is still told of: it may begin, is under way, or is over with days given."""
    status = Status(each.dossier.status)
    if each.mission.agreed_on is None and each.share.answer == Answer.CONFLICT:
        return False
    return status in (*GRANTED, *UNDER_WAY) or bool(status is Status.CLOSED and each.share.tenths_delivered)


def numbered(told: Message, place: int | None) -> Message:
    """Return something with its number, where there are several."""
    return told if place is None else say("{told} ({n})", told=told, n=place)


def lent_lines(handling: Handling, each: Lent, *, named: bool, place: int | None = None) -> Message:
    """Return one mission, in a few lines. ``named``: who is lent is told; ``place``: its number."""
    share, mission = each.share, each.mission
    lines = [say("🏭 <b>{firm}</b>", firm=numbered(lent_to(handling.session, each), place))]
    if named:
        lines.append(say("🧑‍🏫 {name}", name=each.advisor.name))
    skills = needs_covered(handling.session, each.dossier.id, share, each.advisor)
    lines.append(say("🎯 {skills}", skills=skill_names(skills)))
    if mission.agreed_on is None:
        lines.append(say("📆 {days} d proposed", days=days(share.tenths_contracted)))
        if share.answer in set(Answer):
            lines.append(say("💬 You said: {answer}", answer=ANSWERS[Answer(share.answer)].said))
        return stacked(lines)
    lines.append(
        say("📆 {contracted} d agreed, {delivered} d given", contracted=days(share.tenths_contracted),
            delivered=days(share.tenths_delivered))
    )  # fmt: skip
    statement = open_statement(handling.session, share.id)
    if statement is not None:
        lines.append(_waiting(statement))
    if mission.ended_on is not None:
        lines.append(say("🏁 Finished on {day}", day=mission.ended_on))
    elif mission.starts_on and mission.ends_on:
        lines.append(say("🗓 From {start} to {end}", start=mission.starts_on, end=mission.ends_on))
    elif mission.starts_on:
        lines.append(say("🗓 Since {start}", start=mission.starts_on))
    return stacked(lines)


def _waiting(statement: DaysStatement) -> Message:
    """Return how days that are not settled stand."""
    said = days(statement.tenths)
    if statement.answered_at is None:
        return say("⏳ {days} d said, to be confirmed by the firm", days=said)
    if statement.answered_tenths is None:
        return say("⏳ {days} d said, the firm has not answered: the operator looks at it", days=said)
    heard = days(statement.answered_tenths)
    return say("⚖️ {days} d said, {heard} d for the firm: the operator looks at it", days=said, heard=heard)


ACTIONS = (
    AtOffice("missions", missions, (Role.CONTRIBUTOR,)),
    AtOffice("lent", one, (Role.CONTRIBUTOR,)),
)

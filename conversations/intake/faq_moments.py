"""The answer of the moment: before a request is sent, after, once it is decided; of the own territory."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum, auto

from conversations.committee.next_meeting import Days, next_meeting
from conversations.eligibility.verdicts import IN_DIFFICULTY
from conversations.intake.faq_answers import FAQ
from conversations.intake.faq_entries import FaqEntry
from conversations.messages import Euros, Message, say, say_n
from conversations.network.basins import AdvanceTerms, Basin, JobsRule, Network
from conversations.understanding.words import fold


class Moment(Enum):
    """Where the request of who asks stands."""

    BEFORE = auto()  # nothing is sent
    SENT = auto()  # it follows its course
    GRANTED = auto()
    OVER = auto()  # not granted, not taken further, or withdrawn


LOCAL = say("your local Alizé operator")


@dataclass(frozen=True, slots=True)
class Asking:
    """Who asks. ``basin``: the one that will handle the request, or does, once it is known.

    ``operator``: who reads, or will read, the request. ``committee``: the days of the next ones that may
    see it; () where none is known. ``standing``: where the request that was sent stands; None before.
    ``reached``: how to talk to somebody now; None where that is not published.
    """

    moment: Moment = Moment.BEFORE
    basin: Basin | None = None
    operator: Message = LOCAL
    committee: Days = ()
    standing: Message | None = None
    reached: Message | None = None


NOBODY = Asking()
"""Somebody of whom nothing is known."""


def reached(network: Network, basin: Basin | None) -> Message | None:
    """Tell how to reach an operator, or the coordination; None where their network does not publish it."""
    name, contact = (basin.operator, basin.contact) if basin else (network.coordination, network.contact)
    return say("{name} ({contact})", name=name, contact=contact) if contact else None


WHY = frozenset(("pourquoi", "mais pourquoi", "pourquoi non", "why", "but why", "why not"))


def why_it_stopped(text: str, asking: Asking) -> Message | None:
    """Answer a bare "why?" about a request that went no further; None for anything else."""
    return _refused(asking) if fold(text) in WHY else None


def answer_to(entry: FaqEntry, asking: Asking = NOBODY) -> Message:
    """Return the answer to a question, as it is for who asks it."""
    answer = _ANSWERS.get(entry.name)
    told = answer(asking) if answer else None
    usual = entry.answer if asking.moment is Moment.BEFORE else entry.sent or entry.answer
    return told or Message(usual, {"operator": asking.operator})


def _usual(name: str, asking: Asking) -> Message:
    return Message(next(entry.answer for entry in FAQ if entry.name == name), {"operator": asking.operator})


def _with_committee(told: Message, asking: Asking) -> Message:
    """Add the date of the next committee, or that none is fixed where the territory is known."""
    committee = next_meeting(asking.committee)
    if committee is not None:
        return say("{told}\n📅 {committee}", told=told, committee=committee)
    if asking.basin is None or asking.moment is not Moment.BEFORE:
        return told
    return say("{told}\n📅 In {basin}, the date of the next one is not fixed yet.", told=told,
               basin=asking.basin.name)  # fmt: skip


def _standing(asking: Asking) -> Message | None:
    return asking.standing


def _how_long(asking: Asking) -> Message | None:
    if asking.standing is not None:
        return _reply(asking)
    basin, form = asking.basin, _usual("how_long", asking)
    if basin is None:
        return say("{form} Then people read it: with the committee, it may take a few months.", form=form)
    if basin.reply_days is None:
        called = say("{form} Then {operator} gets back to you.", form=form, operator=basin.operator)
        return _with_committee(called, asking)
    answered = say_n(
        "{form} Then {operator} answers within {n} working day.",
        "{form} Then {operator} answers within {n} working days.",
        basin.reply_days,
        form=form,
        operator=basin.operator,
    )
    return _with_committee(answered, asking)


def _reply(asking: Asking) -> Message | None:
    if asking.standing is None:
        return _with_committee(_usual("reply", asking), asking)
    return say("{standing}\nI tell you at every change.", standing=asking.standing)


def _called(asking: Asking) -> Message | None:
    """Tell when somebody calls: the date that is known, else the usual delay of the basin."""
    if asking.standing is not None:
        return _reply(asking)
    if asking.basin is None or asking.basin.reply_days is None:
        return None
    return say_n(
        "Once your request is sent, {operator} answers or calls you within {n} working day.",
        "Once your request is sent, {operator} answers or calls you within {n} working days.",
        asking.basin.reply_days,
        operator=asking.operator,
    )


def _committee(asking: Asking) -> Message | None:
    told = _usual("committee", asking)
    if asking.standing is not None:
        return say("{told}\n{standing}", told=told, standing=asking.standing)
    committee = next_meeting(asking.committee)
    if committee is not None:  # what is most often meant comes first
        return say("📅 {committee}\n{told}", told=told, committee=committee)
    return _with_committee(told, asking)


def _amount(asking: Asking) -> Message | None:
    """Tell what a basin gives, as its convention says it (domain facts, 2: amounts are local)."""
    basin = asking.basin
    if basin is None:
        return None
    if basin.advance is None:
        return say(
            "In {basin}, the help is days of specialists, free of charge: three to five most often, as the "
            "committee decides. There is no advance of money there.",
            basin=basin.name,
        )
    if basin.advance.max_amount is None:
        return say(
            "In {basin}: days of specialists, free of charge, three to five most often, and a repayable "
            "advance at 0 %. The committee decides on both; no amount is published.",
            basin=basin.name,
        )
    return say(
        "In {basin}: days of specialists, free of charge, three to five most often, and a repayable advance "
        "at 0 % of {most} at most. The committee decides on both.",
        basin=basin.name,
        most=Euros(basin.advance.max_amount),
    )


def _advance(asking: Asking) -> Message | None:
    basin = asking.basin
    if basin is None:
        return None
    if basin.advance is None:
        return say(
            "In {basin}, no money is lent: the help is days of specialists, with nothing to pay back.",
            basin=basin.name,
        )
    told = say(
        "In {basin}: days of specialists, with nothing to pay back, and a repayable advance, money at 0 % "
        "that you do pay back, usually without a guarantee.",
        basin=basin.name,
    )
    return _with_terms(told, basin.advance)


def _with_terms(told: Message, terms: AdvanceTerms) -> Message:
    if terms.max_amount is not None:
        told = say("{told} {most} at most.", told=told, most=Euros(terms.max_amount))
    if terms.deferral_months is not None:
        told = say_n(
            "{told} You begin to pay it back after {n} month.",
            "{told} You begin to pay it back after {n} months.",
            terms.deferral_months,
            told=told,
        )
    if terms.duration_months is not None:
        told = say_n(
            "{told} It is repaid over {n} month.",
            "{told} It is repaid over {n} months.",
            terms.duration_months,
            told=told,
        )
    return told


def _jobs(asking: Asking) -> Message | None:
    basin = asking.basin
    if basin is None:
        return None
    match basin.rules.jobs_rule:
        case JobsRule.NONE:
            return say("In {basin}, no jobs are asked for. The committee decides.", basin=basin.name)
        case JobsRule.CREATED_OR_KEPT:
            return say("In {basin}, jobs kept count as well as those created. The committee decides.",
                       basin=basin.name)  # fmt: skip
        case JobsRule.MIN_CREATED:
            return say_n(
                "In {basin}, {n} job to create is expected within {years} years. The committee decides.",
                "In {basin}, {n} jobs to create are expected within {years} years. The committee decides.",
                basin.rules.min_jobs,
                basin=basin.name,
                years=basin.rules.jobs_horizon_years,
            )


def _refused(asking: Asking) -> Message | None:
    if asking.moment is not Moment.OVER:
        return None
    told = say(
        "{operator} told you why here. You may answer here, and a person will read it; /new prepares another "
        "request once things have moved.",
        operator=asking.operator,
    )
    return say("{standing}\n{told}", standing=asking.standing, told=told) if asking.standing else told


def _correction(asking: Asking) -> Message | None:
    match asking.moment:
        case Moment.BEFORE:
            return None
        case Moment.OVER:
            return say("The answers of this request change no more: write to {operator}.",
                       operator=asking.operator)  # fmt: skip
        case _:
            return say("Yes: /status, then “Correct or complete”. {operator} reads what you change.",
                       operator=asking.operator)  # fmt: skip


def _withdraw(asking: Asking) -> Message | None:
    if asking.moment is Moment.SENT:
        return say("Yes: /status, then “Withdraw”. You can reopen it later.")
    return None if asking.moment is Moment.BEFORE else _correction(asking)


def _follows(asking: Asking) -> Message | None:
    """Tell where a granted request stands, which says what comes next."""
    return _reply(asking) if asking.moment is Moment.GRANTED else None


def _human(asking: Asking) -> Message | None:
    told = (
        _usual("human", asking)
        if asking.moment is Moment.BEFORE
        else say("Yes: write here, and {operator} reads it.", operator=asking.operator)
    )
    if asking.reached is None:
        return told
    return say("{told}\nTo talk to somebody now: {whom}.", told=told, whom=asking.reached)


def answer_about(topic: str, asking: Asking) -> Message:
    """Return the answer about a topic, to who tells of it without asking."""
    return answer_to(next(entry for entry in FAQ if entry.name == topic), asking)


def in_difficulty(asking: Asking = NOBODY) -> Message:
    """Return what is said to a firm in difficulty: it is welcome, and who helps first."""
    return answer_about("difficulty", asking)


def _difficulty(asking: Asking) -> Message | None:
    told = _usual("difficulty", asking)
    for door in IN_DIFFICULTY:
        told = say("{before}\n🚪 {door}", before=told, door=Message(door))
    return told


_ANSWERS: Mapping[str, Callable[[Asking], Message | None]] = {
    "status": _standing,
    "how_long": _how_long,
    "reply": _reply,
    "called": _called,
    "committee": _committee,
    "amount": _amount,
    "advance": _advance,
    "jobs": _jobs,
    "refused": _refused,
    "correction": _correction,
    "withdraw": _withdraw,
    "human": _human,
    "paid": _follows,
    "signing": _follows,
    "difficulty": _difficulty,
}
"""The topics whose answer depends on who asks, and when; None is the usual one."""

"""The text of a report on the network and its activity: people, territories, requests.

A number that is zero, unknown or not published has a sentence of its own, or none.
"""

from collections.abc import Callable, Iterator, Sequence
from statistics import median_low

from bot.services.reports.findings import Findings
from bot.services.reports.wording import agreeing, first, is_told, last_day, many, than, when
from conversations.dossiers.lifecycle import Event
from conversations.figures.masking import Cell, Secret
from conversations.messages import Listing, Message, say, say_n
from models.figures.key_figures import KeyFigures

NAMED_AT_MOST = 8  # territories of a sentence
SEVERAL = 4  # territories, from which their dispersion says something


def people(findings: Findings) -> Iterator[Message]:
    """Tell who was mobilised."""
    representatives, firms = findings.of("representatives"), findings.of("contributor_companies")
    if not is_told(firms):
        if firms == 0:
            yield say("No contributor company is on record for these days.")
        return
    companies = say_n(
        "{many} contributor company", "{many} contributor companies", agreeing(firms), many=many(firms)
    )
    if not is_told(representatives):
        yield say("{when}, {companies} took part.", when=when(findings.asked), companies=companies)
        return
    yield say_n(
        "{when}, {many} person represented {companies}: heads of sites or of human resources.",
        "{when}, {many} people represented {companies}: heads of sites or of human resources.",
        agreeing(representatives),
        when=when(findings.asked), many=many(representatives), companies=companies,
    )  # fmt: skip
    before = findings.of("representatives", past=True)
    firms_before = findings.of("contributor_companies", past=True)
    if is_told(before) and is_told(firms_before):
        yield say_n(
            "A year before, there was {many}, for {companies}.",
            "A year before, there were {many}, for {companies}.",
            agreeing(before),
            many=many(before),
            companies=say_n(
                "{many} company", "{many} companies", agreeing(firms_before), many=many(firms_before)
            ),
        )


def territories(findings: Findings) -> Iterator[Message]:
    """Tell which territories were in force, begun or announced."""
    whole, day = findings.now.whole, last_day(findings.asked)
    if whole.basins_active is None:
        return
    if len(findings.now.basins.keys() - {""}) < 2:
        if whole.basins_created:
            yield say("The territory began in this period.")
        elif whole.basins_active:
            yield say("The territory was active on {day}.", day=day)
        elif whole.basins_announced:
            yield say("The territory was announced, and had not begun on {day}.", day=day)
        return
    yield say_n(
        "On {day}, {n} territory was active.", "On {day}, {n} territories were active.",
        whole.basins_active, day=day,
    )  # fmt: skip
    if whole.basins_created:
        yield say_n(
            "{n} territory began in this period: {names}.", "{n} territories began in this period: {names}.",
            whole.basins_created, names=_names(findings, lambda each: each.basins_created),
        )  # fmt: skip
    if whole.basins_announced:
        yield say_n(
            "{n} more was announced: {names}.", "{n} more were announced: {names}.",
            whole.basins_announced, names=_names(findings, lambda each: each.basins_announced),
        )  # fmt: skip


def requests(findings: Findings) -> Iterator[Message]:
    """Tell what was received, presented and decided."""
    received, presented = findings.of("received"), findings.of("presented")
    if received == 0:
        yield say("No request was received{than}.", than=than(findings, "received"))
    elif is_told(received):
        yield say_n(
            "{many} request was received{than}.", "{many} requests were received{than}.",
            agreeing(received), many=first(many(received)), than=than(findings, "received"),
        )  # fmt: skip
    if presented == 0:
        yield say("None was presented to a committee{than}.", than=than(findings, "presented"))
    elif is_told(presented):
        yield say_n(
            "Committees decided on {many} presentation{than}.",
            "Committees decided on {many} presentations{than}.",
            agreeing(presented), many=many(presented), than=than(findings, "presented"),
        )  # fmt: skip
        yield from _decisions(findings)


OUTCOMES: Sequence[tuple[Event, Callable[[int], Message]]] = (
    (Event.GRANT_SKILLS, lambda n: say_n("{n} grant of days alone", "{n} grants of days alone", n)),
    (
        Event.GRANT_ADVANCE,
        lambda n: say_n("{n} grant of an advance alone", "{n} grants of an advance alone", n),
    ),
    (Event.GRANT_BOTH, lambda n: say_n("{n} grant of both", "{n} grants of both", n)),
    (Event.REFUSE, lambda n: say_n("{n} refusal", "{n} refusals", n)),
    (Event.POSTPONE, lambda n: say_n("{n} postponement", "{n} postponements", n)),
)


def _decisions(findings: Findings) -> Iterator[Message]:
    """Tell the decisions apart; in public, only where none is so rare that it would tell of a firm."""
    decided = findings.now.whole.decisions
    told = [(decided.get(event, 0), said) for event, said in OUTCOMES]
    hidden = isinstance(findings.of("grants"), Secret) or any(Cell(n).secret for n, _ in told)
    if findings.public and hidden:
        return
    yield say("Decisions: {decisions}.", decisions=Listing(tuple(said(n) for n, said in told if n)))


def dispersion(findings: Findings) -> Iterator[Message]:
    """Tell how much territories differ, and whether they are regular."""
    codes = [code for code in findings.told_by_territory if code]
    received = {code: findings.of("received", code) for code in codes}
    counts = [n for n in received.values() if isinstance(n, int)]
    if len(codes) < 2 or not findings.now.whole.received:
        return
    if len(codes) >= SEVERAL and len(counts) == len(codes):
        least, median, most = min(counts), median_low(counts), max(counts)
        yield (
            say(
                "From one territory to another, requests go from {least} to {most}; half of the territories "
                "received {median} or fewer.",
                least=least, median=median, most=most,
            )
            if median
            else say("From one territory to another, requests go from {least} to {most}.",
                     least=least, most=most)
        )  # fmt: skip
    elif few := sum(n is Secret.SMALL for n in received.values()):
        yield say_n(
            "Of {total} territories, {n} received fewer than 5 requests.",
            "Of {total} territories, {n} received fewer than 5 requests each.",
            few, total=len(codes),
        )  # fmt: skip
    silent = [code for code in codes if received[code] == 0]
    if silent:
        yield say_n(
            "{n} received none: {names}.", "{n} received none: {names}.",
            len(silent), names=_listed(findings, silent),
        )  # fmt: skip
    if findings.before is not None and (regular := _regular(findings, codes)):
        yield say_n(
            "{n} territory received requests in this period and a year before.",
            "{n} territories received requests in this period and a year before.",
            regular,
        )  # fmt: skip


def _regular(findings: Findings, codes: Sequence[str]) -> int:
    return sum(
        findings.of("received", code) != 0 and findings.of("received", code, past=True) != 0 for code in codes
    )


def _names(findings: Findings, is_so: Callable[[KeyFigures], int | None]) -> Message:
    codes = [code for code, figures in findings.now.basins.items() if is_so(figures)]
    return _listed(findings, codes)


def _listed(findings: Findings, codes: Sequence[str]) -> Message:
    """Return the names of territories, those past the first ones as a number."""
    names: list[Message] = [findings.asked.place(code) for code in codes[:NAMED_AT_MOST]]
    if more := len(codes) - len(names):
        names.append(say_n("{n} other", "{n} others", more))
    return say("{names}", names=Listing(tuple(names)))

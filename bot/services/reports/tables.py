"""The tables and charts of a report: key figures, what is computed from them, territories, definitions."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from bot.services.core.papers import Block, Facts, Paragraph, Table
from bot.services.figures.indicators import FIGURES, INDICATORS, Indicator, Unit
from bot.services.figures.sections import PERCENT_FROM
from bot.services.figures.skills import CHART_SKILLS, SHARE_OF_REQUESTS, skill_name
from bot.services.reports.findings import Findings, share
from bot.services.reports.wording import as_days, as_euros, many, ratio, short_month, where
from conversations.figures.charts import UNKNOWN, Chart, ChartKind
from conversations.figures.masking import Shown
from conversations.figures.periods import month_name, named, year_of
from conversations.messages import Message, Value, say, verbatim
from conversations.understanding.named_periods import Period

CHART_TERRITORIES = 14
A_YEAR_BEFORE = say("A year before")

COLUMNS_AT_ONCE = 3
"""Figures that a table of territories tells, beside the year before."""


def told(name: str, number: Shown) -> Value:
    """Return a figure in its unit."""
    match FIGURES[name].unit:
        case Unit.DAYS:
            return as_days(number)
        case Unit.EUROS:
            return as_euros(number)
        case _:
            return many(number)


def key_table(findings: Findings) -> Table:
    """Return the key figures, those of the year before, and the change."""
    before = findings.before
    head = [say("Figure"), named(findings.now.period)]
    if before:
        head += [year_or_before(before.period), say("Change")]
    rows = []
    for indicator in INDICATORS:
        name = indicator.name
        now, past = findings.of(name), findings.of(name, past=True)
        row = [indicator.label, verbatim(told(name, now))]
        if before:
            changed = change(name, now, past) if indicator.compared else verbatim("")
            row += [verbatim(told(name, past)), changed]
        rows.append(tuple(row))
    return Table(tuple(head), tuple(rows), numbers=True)


def change(name: str, now: Shown, past: Shown) -> Message:
    """Return how a figure has changed; nothing where either is not told."""
    if not isinstance(now, int) or not isinstance(past, int):
        return verbatim("")
    difference = now - past
    if not difference:
        return verbatim("=")
    amount = told(name, abs(difference))
    if past < PERCENT_FROM * _parts(name):
        return say("+{amount}", amount=amount) if difference > 0 else say("−{amount}", amount=amount)
    n = round(100 * abs(difference) / past)
    if difference > 0:
        return say("+{amount} (+{n} %)", amount=amount, n=n)
    return say("−{amount} (−{n} %)", amount=amount, n=n)


def _parts(name: str) -> int:
    """Return of how many parts the unit is that a figure is kept in."""
    return 10 if FIGURES[name].unit is Unit.DAYS else 1


@dataclass(frozen=True, slots=True)
class Derived:
    """A figure computed from two others: ``part`` for each of ``whole``, or its share in percent."""

    name: str
    label: Message
    part: str
    whole: str
    percent: bool = False

    def number(self, findings: Findings, *, past: bool) -> int | Decimal | None:
        """Return it; None where one of both is not told."""
        numbers = findings.of(self.part, past=past), findings.of(self.whole, past=past)
        if self.percent:
            return share(*numbers)
        return ratio(*numbers, _parts(self.part))

    def told(self, findings: Findings, *, past: bool) -> Message:
        """Return it as it is told."""
        number = self.number(findings, past=past)
        if number is None:
            return UNKNOWN
        return say("{n} %", n=number) if self.percent else verbatim(number)


DERIVED = (
    Derived(
        "days_contracted_per_company", say("Days contracted per company supported"),
        "days_contracted", "companies_supported",
    ),
    Derived(
        "jobs_created_planned_per_company", say("Jobs to create (planned) per company supported"),
        "jobs_created_planned", "companies_supported",
    ),
    Derived(
        "jobs_kept_planned_per_company", say("Jobs kept (planned) per company supported"),
        "jobs_kept_planned", "companies_supported",
    ),
    Derived(
        "advance_companies_share", say("Companies with an advance, of those supported"),
        "advance_companies", "companies_supported", percent=True,
    ),
    Derived(
        "representatives_per_company", say("Representatives per contributor company"),
        "representatives", "contributor_companies",
    ),
)  # fmt: skip
"""D1 to D4 and D6 of the published figures' reference; D5 is counted here: the total of the advances."""


def derived_table(findings: Findings) -> Table | None:
    """Return what is computed from the key figures; None without any."""
    head = [say("Computed figure"), named(findings.now.period)]
    if findings.before:
        head.append(year_or_before(findings.before.period))
    rows = []
    for each in DERIVED:
        if each.number(findings, past=False) is None:
            continue
        row = [each.label, each.told(findings, past=False)]
        if findings.before:
            row.append(each.told(findings, past=True))
        rows.append(tuple(row))
    return Table(tuple(head), tuple(rows), numbers=True) if rows else None


def territory_tables(findings: Findings) -> Iterator[Table]:
    """Return what each territory did, beside the year before."""
    codes = findings.told_by_territory
    told_of = [each for each in INDICATORS if each.short is not None]
    for at in range(0, len(told_of), COLUMNS_AT_ONCE):
        columns = told_of[at : at + COLUMNS_AT_ONCE]
        head, before = [say("Territory")], findings.before
        for label in (each.short for each in columns if each.short is not None):
            head += [label, year_or_before(before.period)] if before else [label]
        rows = [
            _row(findings, columns, findings.asked.place(code), code)
            for code in codes
            if code or _counts(findings, columns)
        ]
        if len(codes) > 1:
            total = _row(findings, columns, say("In all"))
            rows.append(tuple(say("<b>{figure}</b>", figure=cell) for cell in total))
        yield Table(tuple(head), tuple(rows), numbers=True)


def _counts(findings: Findings, columns: Sequence[Indicator]) -> bool:
    """Tell whether the national queue, which is no territory, has something to tell."""
    return any(findings.of(each.name, "") or findings.of(each.name, "", past=True) for each in columns)


def _row(
    findings: Findings, columns: Sequence[Indicator], label: Message, *place: str
) -> tuple[Message, ...]:
    row = [label]
    for name in (each.name for each in columns):
        row.append(verbatim(told(name, findings.of(name, *place))))
        if findings.before:
            row.append(verbatim(told(name, findings.of(name, *place, past=True))))
    return tuple(row)


def year_or_before(period: Period) -> Message:
    """Return what the period before is called at the head of a column."""
    return named(period) if period == year_of(period.start.year) else A_YEAR_BEFORE


def territory_chart(findings: Findings) -> Chart | None:
    """Draw the requests received by territory, most first."""
    received = {code: findings.of("received", code) for code in findings.now.basins}
    counts = {code: n for code, n in received.items() if isinstance(n, int) and n}
    if len(counts) < 2:
        return None
    # What is not published has no bar: its place among the others would tell.
    order = sorted(counts, key=lambda code: (-counts[code], code))
    shown, rest = order[:CHART_TERRITORIES], order[CHART_TERRITORIES:]
    labels = [findings.asked.place(code) for code in shown]
    columns = [(named(findings.now.period), False)]
    if findings.before and findings.before.whole.received:
        columns.append((year_or_before(findings.before.period), True))
    series = []
    for name, past in columns:
        values = [_drawn(findings.of("received", code, past=past)) for code in shown]
        if rest:
            others = [findings.of("received", code, past=past) for code in rest]
            known = [n for n in others if isinstance(n, int)]
            values.append(sum(known) if len(known) == len(rest) else None)
        series.append((name, values))
    if rest:
        labels.append(say("Others"))
    title = say("Requests received by territory")
    return _chart(findings, ChartKind.BARS, title, labels, series)


def month_chart(findings: Findings) -> Chart | None:
    """Draw the requests received month by month, beside the year before."""
    months = tuple(findings.now.months)
    if len(months) < 2 or not findings.now.whole.received:
        return None
    series = [(named(findings.now.period), [_drawn(findings.in_month(month)) for month in months])]
    if findings.before and findings.before.whole.received:
        earlier = [month.replace(year=month.year - 1) for month in months]
        values = [_drawn(findings.in_month(month, past=True)) for month in earlier]
        series.append((year_or_before(findings.before.period), values))
    one_year = months[0].year == months[-1].year
    labels = [short_month(month) if one_year else month_name(month) for month in months]
    title = say("Requests received, month by month")
    return _chart(findings, ChartKind.COLUMNS, title, labels, series)


def skills_chart(findings: Findings) -> Chart | None:
    """Draw the share of requests that ask for each skill over years."""
    if len(findings.years) < 2:
        return None
    series = [
        (
            skill_name(trend.key),
            [
                round(share) if isinstance(findings.few(n), int) else None
                for n, share in zip(trend.counts, trend.shares, strict=True)
            ],
        )
        for trend in findings.trends[:CHART_SKILLS]
    ]
    labels = [verbatim(str(year)) for year in findings.years]
    title = say("Share of requests asking for each skill")
    return _chart(findings, ChartKind.LINES, title, labels, series, say("% of requests"))


def _chart(
    findings: Findings,
    kind: ChartKind,
    title: Message,
    labels: Sequence[Message],
    series: Iterable[tuple[Message, Iterable[int | None]]],
    unit: Message | None = None,
) -> Chart | None:
    """Return a chart, with the territories as the title of a report names them."""
    period = named(findings.now.period)
    subtitle = say("{period} · {territory}", period=period, territory=where(findings.asked))
    return findings.asked.chart(kind, title, labels, *series, subtitle=subtitle, unit=unit)


def _drawn(number: Shown) -> int | None:
    return number if isinstance(number, int) else None


def definitions(findings: Findings) -> Iterator[Block]:
    """Return how the figures are counted."""
    yield Facts(tuple((indicator.label, indicator.definition) for indicator in INDICATORS))
    yield Paragraph(SHARE_OF_REQUESTS)
    if findings.before and year_or_before(findings.before.period) == A_YEAR_BEFORE:
        yield Paragraph(say("“A year before” is {period}.", period=named(findings.before.period)))

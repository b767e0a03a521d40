"""The skills that firms ask for: how many times, and how it changes over years."""

from collections.abc import Mapping

from bot.services.figures.openings import Closed, Opening
from bot.services.figures.results import TREND_YEARS, percent, year_shown
from bot.services.figures.sections import Asked, Figure, Numbers, Row, SectionSpec
from conversations.figures.charts import UNKNOWN, Chart, ChartKind, Series
from conversations.figures.periods import named
from conversations.figures.trends import BASE, Course, Trend
from conversations.messages import Message, say, verbatim
from conversations.understanding.named_periods import Period
from conversations.understanding.skills import SKILLS
from models.figures import topics
from models.figures.measures import MEASURES
from models.figures.queries import counted

LABELS = {skill.code: Message(skill.label) for skill in SKILLS}
CHART_SKILLS = 6
SHARE_OF_REQUESTS = say("Shares are of the requests received: one may ask for several skills.")


COURSES: Mapping[Course, Message] = {
    Course.GROWS: say("growing"),
    Course.RECEDES: say("receding"),
    Course.HIGH: say("high and steady"),
    Course.STEADY: say("steady"),
    Course.UNKNOWN: UNKNOWN,
}
CARRIED = say(
    "A course is told over whole years of {n} requests or more, where chance alone would seldom give as "
    "much (test of proportions, at 5 %).",
    n=BASE,
)


def skill_name(code: str) -> Message:
    """Return what a skill is called; one of another taxonomy by its code."""
    return LABELS.get(code, verbatim(code))


def needs(asked: Asked) -> Numbers:
    """Return the skills asked for, most asked for first, beside the year before."""
    found = topics.needs(asked.connection, asked.scope, asked.period)
    before = topics.needs(asked.connection, asked.scope, asked.before) if asked.before else None
    received = counted(asked.connection, "received", asked.scope, asked.period).n
    rows = tuple(
        Row.of(
            skill_name(code),
            Figure(n, Opening("need", (code,))),
            Figure(percent(n, received), Closed.SHARE),
            *_asked_before(code, before, asked.before),
        )
        for code, n in found.items()
    )
    columns = (say("Requests"), say("Share"), *((named(asked.before),) if asked.before else ()))
    about = (MEASURES["need"].definition, SHARE_OF_REQUESTS)
    series = [(named(asked.period), list(found.values()))]
    if asked.before and before:
        series.append((named(asked.before), [before.get(code, 0) for code in found]))
    labels = [skill_name(code) for code in found]
    chart = asked.chart(ChartKind.BARS, say("Skills asked for"), labels, *series)
    return Numbers(columns, rows, about, chart)


def _asked_before(code: str, counts: Mapping[str, int] | None, before: Period | None) -> tuple[Figure, ...]:
    """Return how often a skill was asked for the year before; nothing where nothing compares."""
    if counts is None or before is None:
        return ()
    return (Figure.of_before(counts.get(code, 0), Opening("need", (code,)), before),)


def course(trend: Trend) -> Message:
    """Return what a trend is, in a few words."""
    return COURSES[trend.course]


def trends(asked: Asked) -> Numbers:
    """Return the share of requests that ask for each skill, year by year up to the period's."""
    last = min(asked.period.end, asked.world.today).year
    today = asked.world.today
    years, found = topics.need_trends(asked.connection, asked.scope, last, today, TREND_YEARS)
    rows = tuple(
        Row.of(
            skill_name(trend.key),
            *(Figure(say("{n} %", n=round(share)), Closed.SHARE) for share in trend.shares),
            Figure(course(trend), Closed.SHARE),
        )
        for trend in found
    )
    columns = (*(year_shown(year, today) for year in years), say("Course"))
    chart = None
    if len(years) > 1 and found:
        chart = Chart(
            ChartKind.LINES,
            say("Share of requests asking for each skill"),
            say("{first} to {last} · {territory}", first=str(years[0]), last=str(years[-1]),
                territory=asked.where),
            tuple(year_shown(year, today) for year in years),
            tuple(Series(skill_name(trend.key), tuple(round(share) for share in trend.shares))
                  for trend in found[:CHART_SKILLS]),
            say("% of requests"),
        )  # fmt: skip
    about = (MEASURES["need"].definition, SHARE_OF_REQUESTS, CARRIED)
    return Numbers(columns, rows, about, chart)


SECTIONS = (
    SectionSpec("needs", say("Skills asked for"), say("Skills"), needs),
    SectionSpec("trends", say("Skills over the years"), say("Trends"), trends),
)

"""Results: jobs planned and observed, and the teams of missions."""

from datetime import date

from bot.services.figures.indicators import INDICATORS, SEVERAL
from bot.services.figures.openings import Closed, Of, Opening
from bot.services.figures.sections import Asked, Figure, Numbers, Row, SectionSpec
from conversations.figures.periods import year_of
from conversations.messages import Message, say, verbatim
from models.figures.key_figures import key_figures
from models.figures.measures import MEASURES
from models.figures.topics import several_trend

TREND_YEARS = 5


def planned_and_observed(asked: Asked) -> Numbers:
    """Return jobs planned and observed apart, for the firms that answered a follow-up and for all."""
    figures = key_figures(asked.connection, asked.world.network, asked.scope, asked.period, asked.world.today)
    rows = tuple(
        Row.of(
            label,
            Figure(planned, Opening(f"planned_{kind}", of=Of.JOBS)),
            Figure(compared if figures.followed else None, Opening(f"followed_{kind}", of=Of.JOBS)),
            Figure(observed if figures.followed else None, Opening(f"observed_{kind}", of=Of.JOBS)),
            Figure(percent(observed, compared) if compared else None, Closed.SHARE),
        )
        for kind, label, planned, compared, observed in (
            ("created", say("Jobs to create"), figures.jobs_created_planned, figures.jobs_created_followed,
             figures.jobs_created_observed),
            ("kept", say("Jobs kept"), figures.jobs_kept_planned, figures.jobs_kept_followed,
             figures.jobs_kept_observed),
        )
    )  # fmt: skip
    columns = (
        say("Planned, all grants"),
        say("Planned, firms that answered"),
        say("Observed, firms that answered"),
        say("Realised"),
    )
    about = tuple(
        MEASURES[name].definition
        for name in (
            "planned_created", "planned_kept", "observed_created", "observed_kept", "followed_created",
        )
    )  # fmt: skip
    return Numbers(columns, rows, about)


def year_shown(year: int, today: date) -> Message:
    """Return what a year is called; one that is not over says so."""
    return verbatim(str(year)) if date(year, 12, 31) < today else say("{year}, so far", year=str(year))


def percent(part: int, whole: int) -> Message:
    """Return a share in percent."""
    return say("{n} %", n=round(100 * part / whole) if whole else 0)


def teams(asked: Asked) -> Numbers:
    """Return, year by year, the missions and those with several complementary advisors."""
    last = min(asked.period.end, asked.world.today).year
    found = several_trend(asked.connection, asked.scope, last, TREND_YEARS)
    rows = tuple(
        Row.of(
            year_shown(year, asked.world.today),
            Figure(counts.n, Opening("mission", period=year_of(year))),
            Figure(counts.total, Opening("mission", SEVERAL, period=year_of(year))),
            Figure(percent(counts.total, counts.n), Closed.SHARE),
        )
        for year, counts in found.items()
    )
    columns = (say("Missions"), say("With several advisors"), say("Share"))
    [about] = (each.definition for each in INDICATORS if each.name == "missions_several")
    return Numbers(columns, rows, (about,))


SECTIONS = (
    SectionSpec("teams", say("Missions with several advisors"), say("Teams"), teams),
    SectionSpec("results", say("Jobs, planned and observed"), say("Employment"), planned_and_observed),
)

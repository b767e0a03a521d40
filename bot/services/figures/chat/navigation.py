"""The buttons around figures: sections, periods, territories, and the ways out of the chat."""

from bot.services.core.handling import Handling
from bot.services.core.screens import Button, Rows
from bot.services.core.worklist import office
from bot.services.figures.chat.viewpoint import HOME, Taken, Viewpoint, mark_of, territories
from bot.services.figures.registry import SECTIONS
from bot.services.figures.sections import Asked, Section
from conversations.figures.periods import BEGINNING, beside, coded, named, quarter_of, year_of
from conversations.messages import say

DRAWN_FROM = {HOME: "months", "key": "months"}
"""The pages that have the chart of another section."""

IN_A_ROW = 3
COUNTED = say("ℹ️ How counted?")
BACK = say("⬅️ Back")


def offered(asked: Asked) -> tuple[str, ...]:
    """Return the sections that make sense for what is asked, in their order."""
    return tuple(name for name, spec in SECTIONS.items() if spec.is_offered(asked.scope))


def around_home(handling: Handling, here: Viewpoint, asked: Asked) -> Rows:
    """Return the ways from the key figures to sections, other periods and territories, lists, and out."""
    sections = [
        here.to(name).button(label) for name in offered(asked) if (label := SECTIONS[name].label) is not None
    ]
    lists = here.to("key").button(say("🔎 Open a number"))
    explained = (here.button(say("📈 Chart"), "chart"), here.button(COUNTED, "counted"))
    out = tuple(
        office(label, Taken(name, coded(here.period), mark_of(here.basin)))
        for name, label in (
            ("export", say("📤 Export")),
            ("report", say("📄 Report")),
            *((("dashboard", say("🖥 Dashboard")),) if handling.world.dashboard else ()),
        )
    )
    return _some(
        *(tuple(sections[at : at + IN_A_ROW]) for at in range(0, len(sections), IN_A_ROW)),
        *periods(handling, here),
        (*territory(handling, here), lists),
        explained,
        out,
    )


def around(handling: Handling, here: Viewpoint, section: Section, *, empty: bool = False) -> Rows:
    """Return the ways from a section: other periods and territories, its chart, how it is counted."""
    has_chart = not empty and (here.section in DRAWN_FROM or section.chart is not None)
    chart = (here.button(say("📈 Chart"), "chart"),) if has_chart else ()
    return _some(
        *(() if section.spec.of_today else periods(handling, here)),
        (*territory(handling, here), *chart),
        (here.button(COUNTED, "counted"), here.to(HOME).button(say("⬅️ Key figures"))),
    )


def periods(handling: Handling, here: Viewpoint) -> Rows:
    """Return the ways to the period before, to any, and to the one after unless it is still to come."""
    period = here.period
    is_short = period in (year_of(period.start.year), quarter_of(period.start))  # its name, for a phone
    before, after = beside(period, -1), beside(period, 1)
    row = [here.button(say("📅 {period}", period=named(period)), "period")]
    if before and before.start > BEGINNING:
        label = say("◀ {period}", period=named(before)) if is_short else say("◀ Earlier")
        row.insert(0, here.during(before).button(label))
    if after and after.start <= handling.today:
        label = say("{period} ▶", period=named(after)) if is_short else say("Later ▶")
        row.append(here.during(after).button(label))
    return (tuple(row),)


def territory(handling: Handling, here: Viewpoint) -> tuple[Button, ...]:
    """Return the way to other territories, for who has several."""
    if len(territories(handling)) < 2:
        return ()
    place = say("All territories") if here.basin is None else handling.network.place(here.basin)
    return (here.button(say("📍 {territory}", territory=place), "territory"),)


def _some(*rows: tuple[Button, ...]) -> Rows:
    return tuple(row for row in rows if row)

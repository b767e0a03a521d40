"""Choose what figures are of: a period and a territory, by buttons or by typing them."""

import re
from dataclasses import replace
from datetime import date

from bot.services.core.actions import AtOffice
from bot.services.core.handling import Handling, Refusal
from bot.services.core.prompts import ask, no_longer_asked
from bot.services.core.screens import Button, Reply, Rows, Screen
from bot.services.core.worklist import WORKERS, turns
from bot.services.figures.chat.navigation import BACK
from bot.services.figures.chat.pages import page
from bot.services.figures.chat.viewpoint import (
    Look,
    Viewpoint,
    home,
    mark_of,
    not_yours,
    territories,
    viewpoint,
)
from conversations.figures.periods import everything, month_of, named, quarter_of, read_span, year_of
from conversations.messages import Message, say
from conversations.understanding.named_periods import Period, months_later
from conversations.understanding.words import excerpt, fold, legible
from models.messages.tables import Prompt

YEARS = 4  # offered at once, around the one looked at
LISTED_AT_ONCE = 20  # territories
EXAMPLES = say("A period, such as 2025, March 2026, Q3 2026 or since June 2025, or a territory:")
YEAR = re.compile(r"(?:19|20)\d\d")
LINKS = frozenset({"basin", "bassin", "de", "du", "des", "en", "et", "la", "le", "les", "pays", "the", "of"})
"""Words around the name of a territory that say nothing more."""

COMPARING = frozenset(
    "compare comparer comparez comparaison comparison entre avec et ou between with and vs".split()
)
SEVERAL = 2  # territories that are compared
NEAREST = 3  # periods offered for one that makes no sense
FEW = 12  # words of which one may be left out to make sense of the others
HYPHEN = re.compile(r"(?<=[^\W\d])-(?=[^\W\d])")  # of a name; that of two years stays
NATIONAL_QUEUE, OF_THE_QUEUE = "", frozenset({"file", "nationale", "national", "queue"})
MEANT = 4  # letters from which a word of a territory's name says which it is


def figures(handling: Handling, subject: int, argument: Look) -> Reply:
    """Show figures."""
    here = viewpoint(handling, subject, argument)
    _no_longer_typed(handling)
    return handling.reply(page(handling, here, argument.start))


def figures_of(handling: Handling, words: str) -> Reply:
    """Show the figures of what is typed after the command."""
    here = home(handling)
    return _shown(handling, here, words) if words else handling.reply(page(handling, here))


def period(handling: Handling, subject: int, argument: Look) -> Reply:
    """Offer the years, then the quarters and the months of the year looked at; any other may be typed."""
    here = viewpoint(handling, subject, argument)
    return _ask(handling, here, _periods(handling, here))


def _periods(handling: Handling, here: Viewpoint) -> Rows:
    today = handling.today
    year = min(here.period.end, today).year
    quarters = [quarter_of(months_later(year_of(year).start, 3 * place)) for place in range(4)]
    months = [month_of(months_later(year_of(year).start, place)) for place in range(12)]
    last = min(year + 1, today.year)
    years = [year_of(last - back) for back in reversed(range(YEARS))]
    rows = (years, quarters, *(months[at : at + 3] for at in range(0, 12, 3)), [everything(today)])
    return tuple(
        tuple(_to(here, each) for each in row if each.start <= today) for row in rows if row[0].start <= today
    )


def _to(here: Viewpoint, period: Period) -> Button:
    return here.during(period).button(named(period))


def _ask(handling: Handling, here: Viewpoint, rows: Rows, *above: Message) -> Reply:
    where = here.look().key.removeprefix("figures.")
    return ask(
        handling, "period", mark_of(here.basin), EXAMPLES,
        content={"where": where}, above=above, rows=rows, stop=here.button(BACK),
    )  # fmt: skip


def _no_longer_typed(handling: Handling) -> None:
    """Forget that a period may be typed, and nothing else that was asked."""
    prompt = handling.session.get(Prompt, handling.person_id)
    if prompt is not None and prompt.purpose == "period":
        no_longer_asked(handling)


def period_typed(handling: Handling, prompt: Prompt, text: str) -> Reply:
    """Show the period, the territory, or both, that are typed."""
    look = Look.read(f"figures.{prompt.content['where']}") or Look("figures")
    here = viewpoint(handling, prompt.subject, look)
    return _shown(handling, here, text)


def _shown(handling: Handling, here: Viewpoint, text: str) -> Reply:
    try:
        several = several_territories(handling, text)
        if several is not None:  # they stand side by side on a page of their own
            here, text = here.to("basins").within(None), several
        here, left = pointed_at(handling, here, text) if text else (here, "")
    except Refusal as refusal:
        own = page(handling, here)
        note = say("👉 {note}", note=refusal.message)
        return handling.reply(replace(own, paragraphs=(note, *own.paragraphs)))
    if left:
        found = _to_come(left, handling.today)
        if found is None:
            nearest = tuple((_to(here, each),) for each in _nearest(left, handling.today))
            return _ask(handling, here, nearest, say("I find no period in “{words}”.", words=left))
        here = here.during(found)
    no_longer_asked(handling)
    return handling.reply(page(handling, here))


def pointed_at(handling: Handling, here: Viewpoint, text: str) -> tuple[Viewpoint, str]:
    """Return where typed words lead: a territory, a period or both; and the words that are neither, cut.

    Raise Refusal for the territory of others.
    """
    basin, left = named_territory(handling, text)
    if basin is not None:
        here = here.within(basin)
    found = read_span(left, handling.today) if left else None
    return (here, excerpt(left)) if found is None else (here.during(found), "")


def named_territory(handling: Handling, text: str) -> tuple[str | None, str]:
    """Return the territory that typed words name, and the words left; Refusal when it is not the person's.

    A word of its name is enough where no other territory has it.
    """
    words, named_by = _named_by(handling, text)
    most = max((len(its) for its in named_by.values()), default=0)
    best = [code for code, its in named_by.items() if len(its) == most]
    if len(best) != 1:
        return None, text
    [code] = best
    if code not in territories(handling):
        raise not_yours(handling)
    left = [word for word in words if word not in named_by[code]]
    return code, "" if LINKS.issuperset(map(fold, left)) else " ".join(left)


def of_one(handling: Handling, text: str) -> tuple[Viewpoint, str]:
    """Return where typed words lead, of one territory or of all; raise Refusal where several are named."""
    if several_territories(handling, text) is not None:
        at_a_time = say(
            "One territory at a time here, or all. Side by side: /stats {words}", words=excerpt(text)
        )
        raise Refusal(at_a_time)
    return pointed_at(handling, home(handling), text)


def several_territories(handling: Handling, text: str) -> str | None:
    """Return the words beside those that name two territories or more, each by its own; None for fewer.

    Raise Refusal for those of others.
    """
    words, named_by = _named_by(handling, text)
    by_words = {tuple(its): code for code, its in named_by.items()}
    naming = [word for its in by_words for word in its]
    if len(by_words) < SEVERAL or len(by_words) < len(named_by) or len(naming) > len({*naming}):
        return None
    if not {*named_by} <= {*territories(handling)}:
        raise not_yours(handling)
    left = [word for word in words if word not in naming and fold(word) not in COMPARING]
    return "" if LINKS.issuperset(map(fold, left)) else " ".join(left)


def _named_by(handling: Handling, text: str) -> tuple[list[str], dict[str, list[str]]]:
    """Return the words of a text, and those of them that name each territory."""
    words = HYPHEN.sub(" ", legible(text)).replace(",", " ").split()
    folded = [fold(word) for word in words]
    named_by: dict[str, list[str]] = {}
    if its := [word for word, bare in zip(words, folded, strict=True) if bare in OF_THE_QUEUE]:
        named_by[NATIONAL_QUEUE] = its
    for basin in handling.network.basins:
        names = {*_meant(basin.name)}
        if its := [word for word, bare in zip(words, folded, strict=True) if bare in names]:
            named_by[basin.code] = its
    return words, named_by


def _meant(name: str) -> list[str]:
    return [word for word in re.split(r"\W+", fold(name)) if len(word) >= MEANT]


def _to_come(text: str, today: date) -> Period | None:
    """Return the year that is named and still to come: there is nothing in it, which is then said."""
    years = [int(year) for year in YEAR.findall(text)]
    return year_of(years[0]) if years and years[0] > today.year else None


def _nearest(text: str, today: date) -> list[Period]:
    """Return the periods that words nearly name, one of them left out; else this year and the last."""
    words = re.findall(r"\w+", legible(text))
    found: list[Period] = []
    for place in range(len(words) if len(words) <= FEW else 0):
        near = read_span(" ".join((*words[:place], *words[place + 1 :])), today)
        if near is not None and near not in found:
            found.append(near)
    return found[:NEAREST] or [year_of(today.year), year_of(today.year - 1)]


def territory(handling: Handling, subject: int, argument: Look) -> Reply:
    """Offer the territories of the person, and all of them at once."""
    here, at = viewpoint(handling, subject, argument), argument.start
    _no_longer_typed(handling)
    codes, named = territories(handling), handling.network.place
    options = tuple(here.within(code).button(named(code)) for code in codes[at : at + LISTED_AT_ONCE])
    return handling.reply(
        Screen(
            (say("📍 Which territory?"),),
            options=options,
            rows=(
                *turns(at, LISTED_AT_ONCE, len(codes), lambda label, to: here.button(label, "territory", to)),
                (here.within(None).button(say("All territories")), here.button(BACK)),
            ),
        )
    )


ACTIONS = (
    AtOffice("figures", figures, WORKERS, command=figures_of),
    AtOffice("period", period, WORKERS, typed=period_typed),
    AtOffice("territory", territory, WORKERS),
)

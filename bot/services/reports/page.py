"""The report in the chat: of when and where, which version, in which language; then it arrives as a file."""

from dataclasses import dataclass, replace

from bot.services.core.actions import AtOffice
from bot.services.core.arguments import Argument
from bot.services.core.handling import Handling
from bot.services.core.screens import Button, Document, Notice, Reply, Screen, box, stacked
from bot.services.core.visitors import spoken
from bot.services.core.worklist import WORKERS, office
from bot.services.figures.chat.filters import of_one
from bot.services.figures.chat.viewpoint import ALL, Viewpoint, home, mark_of, territories
from bot.services.reports import outcomes, text
from bot.services.reports.findings import Findings, findings
from bot.services.reports.forms import Form
from bot.services.reports.report import nearest, nothing_to_tell, report
from bot.services.reports.wording import file_name, joined, title, where
from conversations.figures.periods import BEGINNING, beside, coded, named, year_of
from conversations.messages import Message, say, verbatim
from conversations.understanding.named_periods import Period
from locales import LANGUAGES

PDF, WORD, PLACES = "d", "w", "t"
"""What a button asks for besides another page: a file, or the list of territories."""

SUFFIXES = {PDF: Form.PDF, WORD: Form.DOCX}
TOLD = (text.requests, outcomes.results)
"""What is said of it before it is sent."""

LISTED_AT_MOST = 90  # buttons: Telegram takes 100 under a message


@dataclass(frozen=True, slots=True)
class Wanted(Argument):
    """A report as buttons say it. ``options``: a letter for its readers, its language, what is wanted."""

    action = "report"
    period: str = ""
    mark: int | None = None
    options: str = ""

    @property
    def public(self) -> bool:
        """Whether it is to be published."""
        return self.options.startswith("p")

    @property
    def language(self) -> str | None:
        """In which language it is."""
        return {code[0]: code for code in LANGUAGES}.get(self.options[1:2])

    @property
    def wanted(self) -> str:
        """What is wanted besides another page."""
        return self.options[2:]


@dataclass(frozen=True, slots=True)
class Choice:
    """Which report: what it looks at, whether it is to be published, in which language."""

    here: Viewpoint
    language: str
    public: bool = False

    def button(self, label: Message, wanted: str = "") -> Button:
        """Return the button of its page, or of what is wanted of it."""
        options = f"{'p' if self.public else 'i'}{self.language[0]}{wanted}"
        return office(label, Wanted(coded(self.here.period), mark_of(self.here.basin), options))

    def document(self, handling: Handling, found: Findings, form: str) -> Document:
        """Return its file."""
        asked = found.asked
        name = f"{file_name(asked, self.language, public=self.public)}.{SUFFIXES[form]}"
        caption = say("📄 {title} · {territory}", title=title(asked), territory=where(asked))
        return Document(name, report(found, handling.now), caption)


def report_page(handling: Handling, subject: int, argument: Wanted) -> Reply:
    """Offer a report, or send it."""
    here = home(handling, argument.mark or ALL, argument.period)
    choice = Choice(here, argument.language or spoken(handling.visit), argument.public)
    wanted = argument.wanted
    if wanted == PLACES:
        return handling.reply(_places(handling, choice))
    found = findings(here.asked(handling), public=choice.public)
    if wanted not in SUFFIXES or found.now.is_empty:
        return handling.reply(_page(handling, choice, found))
    file = choice.document(handling, found, wanted)
    handling.told.append(Notice(handling.person_id, choice.language, document=file))
    return handling.reply(alert=say("It is on its way."))


def report_of(handling: Handling, words: str) -> Reply:
    """Offer the report of what is typed after the command."""
    here, left = of_one(handling, words)
    if left:
        return handling.reply(_not_read(handling, here, left))
    choice = Choice(here, spoken(handling.visit))
    return handling.reply(_page(handling, choice, findings(here.asked(handling))))


def _not_read(handling: Handling, here: Viewpoint, words: str) -> Screen:
    """Say that a period makes no sense, with the reports of the last years."""
    said = say(
        "I find no period of the past in “{words}”. Try /report 2025, /report Q3 2026 or /report 2015-2017.",
        words=words,
    )
    language = spoken(handling.visit)
    years = (year_of(handling.today.year - back) for back in (1, 0))
    buttons = (
        Choice(here.during(year), language).button(say("📄 {period}", period=named(year))) for year in years
    )
    return Screen((said,), rows=(tuple(buttons),))


def _page(handling: Handling, choice: Choice, found: Findings) -> Screen:
    here, asked = choice.here, found.asked
    heading = say("📄 <b>{title}</b>\n{territory}", title=title(asked), territory=where(asked))
    ways = [_periods(handling, choice)]
    if len(territories(handling)) > 1:
        place = say("All territories") if here.basin is None else handling.network.place(here.basin)
        ways.append((choice.button(say("📍 {territory}", territory=place), PLACES),))
    ways.append((here.button(say("📊 The figures")),))
    if found.now.is_empty:
        near = nearest(asked)
        go = ((_during(choice, near),),) if near else ()
        return Screen((heading, nothing_to_tell(asked)), rows=(*go, *ways))
    others = (code for code in LANGUAGES if code != choice.language)
    about = (
        say("To be published: small numbers, and what would give them back, are left out.")
        if choice.public
        else say("For the network: every number is told, and nobody is named.")
    )
    said = [joined(sentences) for told in TOLD if (sentences := list(told(found)))]
    if asked.unfinished:
        heading = stacked([heading, asked.unfinished])
    rows = (
        (choice.button(say("📕 PDF"), PDF), choice.button(say("📘 Word"), WORD)),
        (
            replace(choice, public=not choice.public).button(box(say("To be published"), choice.public)),
            *(replace(choice, language=code).button(verbatim(LANGUAGES[code].in_it)) for code in others),
        ),
        *ways,
    )
    return Screen((heading, *said, about), rows=rows)


def _periods(handling: Handling, choice: Choice) -> tuple[Button, ...]:
    """Return the ways to the periods before and after, of the past or under way."""
    around = (beside(choice.here.period, step) for step in (-1, 1))
    return tuple(
        _during(choice, period)
        for period in around
        if period is not None and BEGINNING <= period.start <= handling.today
    )


def _during(choice: Choice, period: Period) -> Button:
    there = replace(choice, here=choice.here.during(period))
    return there.button(say("📅 {period}", period=named(period)))


def _places(handling: Handling, choice: Choice) -> Screen:
    options = tuple(
        replace(choice, here=choice.here.within(code)).button(handling.network.place(code))
        for code in territories(handling)[:LISTED_AT_MOST]
    )
    everywhere = replace(choice, here=choice.here.within(None)).button(say("All territories"))
    return Screen(
        (say("📍 Which territory?"),), options=options, rows=((everywhere,), (choice.button(say("⬅️ Back")),))
    )


ACTIONS = (AtOffice("report", report_page, WORKERS, command=report_of),)

"""The report sent each month to who asks for it: the year so far, up to the end of the month before."""

from datetime import datetime, timedelta

from bot.services.core.handling import Handling
from bot.services.core.screens import Document, Reply, words
from bot.services.core.visitors import spoken
from bot.services.core.worklist import WORKERS
from bot.services.figures.scope import asked_of, scope_of
from bot.services.reports.findings import findings
from bot.services.reports.report import nothing_to_tell, report
from bot.services.reports.wording import file_name, title, where
from conversations.dossiers.deadlines import in_working_hours, time_zone
from conversations.messages import say
from conversations.situation import World
from conversations.understanding.named_periods import Period
from models.database.writer import Connection, Transaction
from models.figures.tallies import count
from models.intake.queries import find_visit
from models.messages.reminders import MONTHLY, first_told, members_to_tell, wants

LATEST_DAY = 7  # of the month: after a breakdown it is still sent, later it would be noise
AT_ONCE = 20


def due(connection: Connection, now: datetime) -> list[int]:
    """Return the members who wait for the report, from the first working morning of the month on."""
    local = now.astimezone(time_zone(None))
    if local.day > LATEST_DAY or not in_working_hours(now, None):
        return []
    since, when = now - timedelta(days=LATEST_DAY), f":{local:%Y-%m}"
    return members_to_tell(connection, MONTHLY, WORKERS, since, when, AT_ONCE, by_choice=True)


def send(transaction: Transaction, world: World, now: datetime, *, person_id: int) -> Reply | None:
    """Send a member the report, once a month; in January, that of the year before."""
    visit = find_visit(transaction, person_id)
    if visit is None:
        return None
    with transaction.session() as session:
        key = f"{MONTHLY}:{person_id}:{world.today:%Y-%m}"
        if not first_told(session, key, now) or not wants(session, person_id, MONTHLY):
            return None
        handling = Handling(transaction, session, world, now, visit, person_id)
        scope = scope_of(handling.held)
        if scope is None:
            return None
        count(transaction.connection)
        last = world.today.replace(day=1) - timedelta(days=1)
        period = Period(last.replace(month=1, day=1), last)
        only = next(iter(scope.basins)) if scope.basins is not None and len(scope.basins) == 1 else None
        asked = asked_of(transaction.connection, world, scope, period, now, only)
        found = findings(asked)
        language = spoken(visit)
        if found.now.is_empty:
            return Reply(language, screens=(words(nothing_to_tell(asked)),))
        caption = say(
            "📄 {title} · {territory}\nYou asked for it each month: /settings to stop.",
            title=title(asked), territory=where(asked),
        )  # fmt: skip
        name = f"{file_name(asked, language, public=False)}.pdf"
        return Reply(language, document=Document(name, report(found, now), caption))

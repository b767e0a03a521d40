"""What came of a request, told beside what was planned: each by its name, never mixed."""

from collections.abc import Sequence

from bot.services.core.handling import Handling
from bot.services.core.screens import stacked
from conversations.figures.charts import UNKNOWN
from conversations.messages import Message, say, verbatim
from models.dossiers.tables import Dossier
from models.support.queries import decision_of, follow_ups_of
from models.support.tables import FollowUp

FACES = ("😞", "😕", "😐", "🙂", "😀")


def results(handling: Handling, dossier: Dossier) -> Message:
    """Return what was planned at the decision, and beside it what was observed, each by its name."""
    decision = decision_of(handling.session, dossier.id)
    lines: list[Message] = []
    if decision is not None and decision.jobs_created is not None:
        lines.append(say("Planned: {created} created, {kept} kept", created=decision.jobs_created,
                         kept=decision.jobs_kept or 0))  # fmt: skip
    else:
        lines.append(say("Planned: not recorded"))
    lines += _observed(follow_ups_of(handling.session, dossier.id))
    return stacked(lines)


def begun(each: FollowUp) -> Message:
    """Return what was answered of a follow-up that is not finished."""
    kept = UNKNOWN if each.jobs_kept is None else verbatim(each.jobs_kept)
    return say("At {n} months, answered in part: {created} created, {kept} kept",
               n=each.months, created=each.jobs_created or 0, kept=kept)  # fmt: skip


def _observed(every: Sequence[FollowUp]) -> list[Message]:
    lines = []
    for each in every:
        if each.answered_at is not None:
            lines.append(
                say(
                    "Observed at {n} months: {created} created, {kept} kept {face}",
                    n=each.months,
                    created=each.jobs_created or 0,
                    kept=each.jobs_kept or 0,
                    face=FACES[each.satisfaction - 1] if each.satisfaction else "",
                )
            )
            if each.in_touch:
                lines.append(say("Still in touch at {n} months with those who came", n=each.months))
        elif each.jobs_created is not None:
            lines.append(begun(each))
        elif each.asked_at is not None:
            lines.append(say("At {n} months: asked, no answer yet", n=each.months))
        else:
            lines.append(say("At {n} months: to be asked on {day}", n=each.months, day=each.due_on))
    return lines

"""What a report tells of exchanges between firms: apart from contracted days, with its own definition."""

from collections.abc import Iterator

from bot.services.figures.exchanges import ties_chart
from bot.services.reports.findings import Findings
from bot.services.reports.wording import agreeing, first, is_told, many, when
from conversations.figures.charts import Chart, sorts_of
from conversations.figures.masking import Shown
from conversations.messages import Message, say, say_n
from models.figures.exchanges import NAMES


def exchanges(findings: Findings) -> Iterator[Message]:
    """Tell how many exchanges took place and whom they reached; nothing where nothing was asked or noted."""
    asked, counted, reach = findings.asked, findings.beyond.counts, findings.beyond.reach
    if not counted.asked and not counted.took_place:
        return
    took_place = findings.few(counted.took_place)
    if is_told(took_place):
        yield say_n(
            "{when}, {many} exchange between firms took place beyond the contract.",
            "{when}, {many} exchanges between firms took place beyond the contract.",
            agreeing(took_place), when=when(asked), many=many(took_place),
        )  # fmt: skip
    put, answered = findings.few(counted.asked), findings.few(counted.answered)
    if is_told(put):
        yield say_n(
            "{many} question was put to the network; offers came to {answered}.",
            "{many} questions were put to the network; offers came to {answered}.",
            agreeing(put), many=first(many(put)), answered=many(answered),
        )  # fmt: skip
    firms, lenders = findings.few(reach.with_exchange), findings.few(reach.contributors)
    if is_told(firms):
        yield say_n(
            "{many} supported firm took part, out of {all} supported so far.",
            "{many} supported firms took part, out of {all} supported so far.",
            agreeing(firms), many=first(many(firms)), all=many(findings.few(reach.supported)),
        )  # fmt: skip
    if is_told(lenders):
        yield say_n(
            "{many} contributor company took part too.", "{many} contributor companies took part too.",
            agreeing(lenders), many=first(many(lenders)),
        )  # fmt: skip
    yield say(
        "Counted here: what firms said took place after an introduction, or noted themselves, and no side "
        "denied. Not counted: days of support, money, and what nobody told."
    )


def drawn_ties(findings: Findings) -> Chart | None:
    """Draw who is tied to whom, without a name; in public only where no sort of firms is few."""
    chart = ties_chart(findings.beyond.ties, findings.asked.heading)
    if chart is None or not findings.public:
        return chart
    counts = [n for _, n in sorts_of(chart)]
    counts += [series.values[0] or 0 for series in chart.series]
    return chart if all(isinstance(findings.few(n), int) for n in counts) else None


def as_figures(findings: Findings) -> dict[str, Shown]:
    """Return the figures by their names in exports, never renamed."""
    counted, reach = findings.beyond.counts, findings.beyond.reach
    found = {name: findings.few(getattr(counted, name)) for name in NAMES}
    return {
        **found,
        "supported_firms": findings.few(reach.supported),
        "supported_firms_with_exchange": findings.few(reach.with_exchange),
        "contributor_companies": findings.few(reach.contributors),
    }

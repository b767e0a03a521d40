"""The figures of a report for other programs: each with its unit, its definition, and what stands for it.

Days are in days, money in euros. A number that is not published is null, and ``withheld`` tells why; one
that is not known is null alone.
"""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from bot.services.figures.indicators import BESIDES, BY_TERRITORY, FIGURES, INDICATORS, Unit
from bot.services.figures.skills import course, skill_name
from bot.services.reports.beyond import as_figures
from bot.services.reports.findings import ALL, Findings
from bot.services.reports.tables import DERIVED
from bot.services.reports.wording import title, where
from conversations.figures.masking import Secret, Shown
from conversations.figures.periods import elapsed
from conversations.messages import Message
from conversations.understanding.named_periods import Period

Said = Callable[[Message], str]


def figures_of(findings: Findings, said: Said) -> dict[str, Any]:
    """Return all the figures of a report as JSON-able data. ``said``: says a message in a language."""
    asked = findings.asked
    basins = asked.scope.basins
    return {
        "title": said(title(asked)),
        "network": asked.world.network.name,
        "sample": asked.world.network.sample,
        "public": findings.public,
        "known_on": asked.world.today.isoformat(),
        "still_to_be_counted": asked.waiting,
        "scope": {"name": said(where(asked)), "basins": None if basins is None else sorted(basins)},
        "period": _period(findings.now.period),
        "told_until": elapsed(findings.now.period, asked.world.today).end.isoformat(),
        "year_before": _period(findings.before.period) if findings.before else None,
        "figures": {
            indicator.name: {
                "label": said(indicator.label),
                "unit": indicator.unit,
                **_both(findings, indicator.name),
                "definition": said(indicator.definition),
            }
            for indicator in INDICATORS
        },
        "other_figures": {each.name: _both(findings, each.name) for each in BESIDES},
        "derived_figures": {
            each.name: {
                "label": said(each.label),
                "formula": f"{each.part} / {each.whole}",
                "unit": "percent" if each.percent else "ratio",
                "value": _number(each.number(findings, past=False)),
                "year_before": _number(each.number(findings, past=True)),
            }
            for each in DERIVED
        },
        "territories": [
            {
                "code": code or None,
                "name": said(asked.place(code)),
                "figures": {each.name: _both(findings, each.name, code) for each in BY_TERRITORY},
            }
            for code in findings.told_by_territory
        ],
        "received_by_month": {
            f"{month:%Y-%m}": _one(findings.in_month(month)) for month in findings.now.months
        },
        "skills": {
            "years": list(findings.years),
            "asked_for": [
                {
                    "code": trend.key,
                    "label": said(skill_name(trend.key)),
                    "requests": [_one(findings.few(n)) for n in trend.counts],
                    "share_percent": [
                        round(share, 1) if isinstance(findings.few(n), int) else None
                        for n, share in zip(trend.counts, trend.shares, strict=True)
                    ],
                    "course": said(course(trend)),
                }
                for trend in findings.trends
            ],
        },
        "exchanges": {name: _one(number) for name, number in as_figures(findings).items()},
        "missions_by_year": {
            str(year): {
                "missions": _one(findings.few(found.n)),
                "missions_several": _one(findings.few(found.total)),
            }
            for year, found in findings.teams.items()
        },
    }


def _period(period: Period) -> dict[str, str]:
    return {"start": period.start.isoformat(), "end": period.end.isoformat()}


def _both(findings: Findings, name: str, place: str = ALL) -> dict[str, Any]:
    told = _one(findings.of(name, place), name)
    if findings.before is not None:
        told["year_before"] = _one(findings.of(name, place, past=True), name)
    return told


def _one(number: Shown, name: str = "") -> dict[str, Any]:
    if isinstance(number, Secret):
        return {"value": None, "withheld": number.value}
    if number is not None and name and FIGURES[name].unit is Unit.DAYS:
        return {"value": number // 10 if number % 10 == 0 else number / 10}
    return {"value": number}


def _number(number: int | Decimal | None) -> int | float | None:
    return float(number) if isinstance(number, Decimal) else number

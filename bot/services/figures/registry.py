"""Every section of figures, by its name: what coordinators may ask for."""

from collections.abc import Callable, Mapping

from bot.services.figures import delays, requests, results, skills
from bot.services.figures.sections import Asked, Section

SECTIONS: Mapping[str, Callable[[Asked], Section]] = {
    "key": results.key,
    "basins": results.basins,
    "volumes": requests.volumes,
    "months": requests.months,
    "funnel": requests.funnel,
    "dropoff": requests.dropoff,
    "verdicts": requests.verdicts,
    "reasons": requests.reasons,
    "unmet": requests.unmet,
    "origins": requests.origins,
    "delays": delays.delays,
    "workload": delays.workload,
    "ageing": delays.ageing,
    "silent": delays.silent,
    "needs": skills.needs,
    "trends": skills.trends,
    "teams": results.teams,
    "results": results.planned_and_observed,
}
"""In the order in which they are offered. Names are in buttons and addresses: never renamed."""

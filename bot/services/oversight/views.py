"""Every section of figures, by its name: what coordinators may ask for."""

from collections.abc import Callable, Mapping

from bot.services.oversight import following, incoming, results, skills
from bot.services.oversight.sections import Asked, Section

SECTIONS: Mapping[str, Callable[[Asked], Section]] = {
    "key": results.key,
    "basins": results.basins,
    "volumes": incoming.volumes,
    "months": incoming.months,
    "funnel": incoming.funnel,
    "dropoff": incoming.dropoff,
    "verdicts": incoming.verdicts,
    "reasons": incoming.reasons,
    "unmet": incoming.unmet,
    "origins": incoming.origins,
    "delays": following.delays,
    "workload": following.workload,
    "ageing": following.ageing,
    "silent": following.silent,
    "needs": skills.needs,
    "trends": skills.trends,
    "teams": results.teams,
    "results": results.planned_and_observed,
}
"""In the order in which they are offered. Names are in buttons and addresses: never renamed."""

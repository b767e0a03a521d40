"""What is said around a name: the department or the region in which a commune is."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from models.places.names import key
from models.places.nearness import NEARLY, likenesses
from models.places.ranking import Scope, named_in, readings_of, within
from models.places.spans import Span
from models.places.table import CommuneFile
from models.places.wording import Wording

_MIDDLE: Final = "centre"  # of the town, as well as the region
_FEW_DEPARTMENTS: Final = 3  # whose names are compared one by one


def beside_area(file: CommuneFile, wording: Wording, scope: Scope) -> tuple[Wording, Scope]:
    """Set apart the department or the region said beside a name: "Saint-Denis Réunion", "Bastia en Corse"."""
    for said, departments in _areas(file, wording):
        span = Span(said[0].start, said[-1].end)
        beside = replace(wording, area_at=span)
        where = scope or Scope(departments)
        if key(wording.said(span)) == _MIDDLE:
            continue  # "Bordeaux centre", no Bordeaux-en-Gâtinais of the Centre
        if wording.says_where(span) or _has_name(file, beside, where):
            whole = named_in(file, wording, Scope(), [])
            if not any(_cuts(area, match.span, wording) for match in whole for area in (span, *said)):
                return beside, where
    return wording, scope


def _cuts(area: Span, name: Span, wording: Wording) -> bool:
    """Tell whether an area is a part of a name: "Saint-Martin" of "Saint-Martin-de-Fenouillet"."""
    meant = wording.meant(area)
    longer = meant.start < meant.end and name.holds(meant) and not area.holds(name)
    return longer or within(area, name, wording)


def _areas(file: CommuneFile, wording: Wording) -> Iterator[tuple[tuple[Span, ...], frozenset[str]]]:
    """Return the areas said, first those that are said twice: "Doubs, Bourgogne-Franche-Comté"."""
    spans = wording.area_spans(file.areas)
    areas = {span: file.areas[key(wording.said(span))] for span in spans}
    for one in spans:
        for other in spans:
            if wording.are_beside(one, other) and areas[one] & areas[other]:
                yield (one, other), areas[one] & areas[other]
    yield from (((span,), departments) for span, departments in areas.items())


def _has_name(file: CommuneFile, wording: Wording, scope: Scope) -> bool:
    """Tell whether a commune of a scope has the name in the words, a longer or nearly the same one."""
    if any(match.in_scope for match in named_in(file, wording, scope, [])):
        return True
    names = {wording.said(span) for span, _ in readings_of(wording, [])}
    if any(scope.holds(longer) for name in names for longer in file.beginning_with(key(name))):
        return True
    few = scope.departments if len(scope.departments) <= _FEW_DEPARTMENTS else ()
    near = [named for department in few for named in file.named_in(department)]
    return any(max(likenesses(name, near), default=0.0) >= NEARLY for name in names)

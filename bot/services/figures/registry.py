"""Every section of figures, by its name, listed: rows are in the modules of this folder."""

from collections.abc import Mapping

from bot.services.figures import delays, exchanges, key_sections, requests, results, skills
from bot.services.figures.sections import SectionSpec

SECTIONS: Mapping[str, SectionSpec] = {
    spec.name: spec
    for spec in (
        *key_sections.SECTIONS,
        *requests.SECTIONS,
        *delays.SECTIONS,
        *skills.SECTIONS,
        *results.SECTIONS,
        *exchanges.SECTIONS,
    )
}
"""In the order in which they are offered."""

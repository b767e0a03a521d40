"""Reference tables shipped with the product, and where they come from."""

from pathlib import Path
from typing import Final

COMMUNES: Final = Path(__file__).with_name("communes.sqlite")
"""The table of communes, made by ``build_communes``."""

# Both licences ask for the source and its date; tests compare this line with the table's own sources.
ATTRIBUTION: Final = (
    "Sources : INSEE (code officiel géographique 2026, populations légales), DGCL (EPCI 2026), "
    "La Poste (codes postaux), via Etalab decoupage-administratif 6.0.0 du 9 mars 2026, "
    "INSEE (communes depuis 1943), via Etalab decoupage-administratif 0.8.0 du 24 mars 2020, "
    "Licence Ouverte 2.0 (https://www.etalab.gouv.fr/licence-ouverte-open-licence) ; "
    "coordonnées : extrait de GeoNames (https://www.geonames.org) du 2 mars 2023, "
    "CC BY 4.0 (https://creativecommons.org/licenses/by/4.0/)."
)

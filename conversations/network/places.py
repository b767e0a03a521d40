"""Communes as the conversation sees them. The table of communes and its search live in ``models``."""

from dataclasses import dataclass
from functools import cache
from typing import Protocol

from rapidfuzz import fuzz

from conversations.patterns import pattern
from conversations.understanding.residue import IDLE, changes_nothing
from conversations.understanding.vocabulary import vocabulary
from conversations.understanding.words import fold


@dataclass(frozen=True, slots=True)
class Place:
    """A French commune (or an arrondissement of Paris, Lyon or Marseille), by its INSEE code.

    ``epci`` is the SIREN of the intercommunality, None where there is none (some islands, overseas
    collectivities). ``parent`` is the commune of an arrondissement, None for a commune.
    """

    code: str
    name: str
    postcodes: tuple[str, ...]
    epci: str | None
    epci_name: str | None
    department: str
    department_name: str
    region: str
    region_name: str
    population: int
    parent: str | None = None


@dataclass(frozen=True, slots=True)
class PlaceSearch:
    """What a search found, best first. ``certain``: the words name the first place and no other.

    ``rest``: the folded words that do not say the first place; it is settled only if they change nothing.

    ``department`` is set when the words only gave a department (a CEDEX code, a department's name):
    ``places`` is then empty and the commune has to be asked. ``abroad`` is true for a shared
    location far from any French commune.
    """

    places: tuple[Place, ...] = ()
    certain: bool = False
    rest: str = ""
    department: str | None = None
    abroad: bool = False
    street: bool = False

    @property
    def settled(self) -> bool:
        """Whether the words say the first place and nothing else."""
        return self.certain and changes_nothing(self.rest, SAYING_WHERE)


SAYING_WHERE = frozenset(
    (
        "a actif active activite address adresse agence agit ago agricole arr arrdt arrondissement "
        "artisan artisanal artisanale artisanat artisane artisans at atelier base based basee basees "
        "bases boite bosse bosser bossons boutique bref btp bureau bureaux business cabinet cdt "
        "cedex celui center centre centreville chez city code coeur commerce commerces commercial "
        "commerciale commune company concerne cp cree creee crees creons crois dans dedans demarre "
        "demarree demarrons dep departement department dept depuis dirige dirigeant dirigeante dirigeons "
        "diriger disais dit domicile domicilie domiciliee domicilies downtown dpt emplacement employed "
        "endroit enfin entrepreneur entrepreneuse entreprise essentiellement establishment etabli etablie "
        "etablis etablissement etablissements etablissons etage eurl exercant exerce exercent exercer "
        "exercons exploitation exploite exploitons factory familial familiale family fera firm fonde "
        "fondee founded fr francais france from garage geographique gerant gerante gere gerent head "
        "headquarter headquartered headquarters heart here ici implantation implante implantee implantees "
        "implanter implantes in independant independante indique indiquee individuelle industrie "
        "industriel industrielle installe installee installees installer installes intra lancee lancons "
        "local localement localisation localise localisee localises localite locate located location "
        "locaux magasin main me meme mentionne microentreprise moi month muros new nouveau nouveaux "
        "office open opened opening operate operates operating ouvert ouverte ouverts ouvre ouvrons owner "
        "patron patronne plein pme postal postcode pour precisement prefecture premises principal "
        "principale principalement projet que rdc repondre reponds reside resident residons restaurant "
        "reste restes restons run running runs s sarl sas sasu sci se sera service services set shop "
        "showroom siege simplement since siren sis sise site situation situe situee situees situes social "
        "sociale societe sommes started starting store studio sur tenir tenons tiens tient toujours town "
        "tpe trading travaille travailler travaillons trouve trouvent trouvons uniquement up usine venir "
        "venons vient village ville work working works workshop year years zip"
    ).split()
)
"""Folded words in which a commune is said; they do not tell which one."""

LANDMARK = frozenset(
    (
        "agglo agglomeration alentour alentours ancien ancienne and around aussi autour autre autres "
        "avant banlieue beside between canton close contre cote cotes demenage deplace entre environ "
        "environs et ex except excepte face hameau hormis hors jamais jusque lieudit limite limitrophe "
        "loin ne near nearby never next ni non nord not or ou ouest outside pas pays peripherie plus pres "
        "proche proches proximite puis quitte quittons sans sauf secteur sud to vers voisin voisine "
        "without"
    ).split()
)
"""Folded words that make a commune a landmark, one of several, or not the one."""


@dataclass(frozen=True, slots=True)
class TownNamed:
    """A commune's own name in a text: from where to where, and of how many people is the largest so named."""

    start: int
    end: int
    inhabitants: int


class Gazetteer(Protocol):
    """Where communes are looked up: in memory, quick, never over the network."""

    def find(self, words: str, limit: int = 6) -> PlaceSearch:
        """Search by commune name, postal code, or both, tolerating typos and missing accents."""

    def named_in(self, text: str) -> tuple[TownNamed, ...]:
        """Return where a text holds the names of communes, word for word."""

    def commune(self, code: str) -> Place | None:
        """Return the commune or arrondissement with this INSEE code."""

    def villages(self, department: str, most: int) -> frozenset[str]:
        """Return the folded names of the communes of a department that have so many inhabitants at most."""

    def near(self, latitude: float, longitude: float, limit: int = 4) -> PlaceSearch:
        """Return the communes nearest to a point, in degrees."""

    def apart(self, one: str, other: str) -> float | None:
        """Return the kilometres between two communes by their codes; None where a point is not known."""


def town_abroad(words: str) -> str | None:
    """Return the folded name that ``words`` give to a town or a country abroad; None when they give none."""
    typed = fold(words)
    if _STREETS.intersection(typed.split()) or _FRENCH_POSTCODE.search(typed):
        return None  # "rue d'Italie"
    towns, countries = _abroad()
    named = " ".join(_telling(typed))
    telling = named.split()
    for at in range(1, len(telling)):
        if " ".join(telling[at:]) in countries:
            return " ".join(telling[:at])
    return named if named in towns or named in countries else None


@cache
def _abroad() -> tuple[frozenset[str], frozenset[str]]:
    known = vocabulary("abroad")
    towns, countries = (frozenset(" ".join(_telling(name)) for name in known[kind]) for kind in known)
    return towns - {""}, countries - {""}


def _telling(typed: str) -> list[str]:
    """Return the words that name something: no figures, nor the words in which a place is said."""
    return [word for word in typed.split() if word.isalpha() and len(word) > 1 and word not in _SAID] or [
        "monaco" for word in typed.split() if word == MONACO
    ]


MONACO = "98000"
_FRENCH_POSTCODE = pattern(rf"\b(?!{MONACO})(?:\d{{5}}|\d\d \d{{3}})\b")
_STREETS = frozenset(("rue", "avenue", "av", "boulevard", "bd", "place", "quai", "route", "chemin", "porte"))
_SAID = (SAYING_WHERE | LANDMARK | IDLE) - {"centre"}


def is_whole_country(words: str) -> bool:
    """Tell whether words name no town but all of France: "partout en France"."""
    said = fold(words).split()
    own = [word for word in said if word not in IDLE and (word not in SAYING_WHERE or word in _COUNTRY)]
    return any(word in _COUNTRY for word in own) and all(word in _COUNTRY | _WHOLE for word in own)


_COUNTRY = frozenset(
    ("everywhere", "france", "hexagone", "metropole", "metropolitaine", "national", "nationwide", "partout")
)
_WHOLE = frozenset(
    "toute entier entiere pays territoire niveau echelle couvre couvrons intervient interviens intervenons "
    "livre livrons all over across whole throughout country".split()
)


def is_named(place: Place, name: str) -> bool:
    """Tell whether a commune has a folded name, alone, among other words, or but for one letter in ten."""
    own = fold(place.name)
    return name in own.split() or fuzz.ratio(name, own) >= 90

"""Words around the names of places, folded: what they are the sign of."""

from typing import Final

from conversations.network.places import LANDMARK, SAYING_WHERE
from conversations.understanding.residue import IDLE
from models.places.names import LINKS

_FILLER: Final = frozenset(
    SAYING_WHERE
    | IDLE
    | set(
        "activite agence aide am artisan avons c code comment commerce company comprends compris connais"
        " deux dom don dont east elle east e est fabrique faire from gratuit help hote il m mairie menu"
        " mes my n ne nos our paca parc pourquoi principal quand que quel quelle qui quoi region retour"
        " sais se siege siren siret soit son sud ta territoire tom un une usine vous where was which west"
        " zone".split()
    )
)
_ROADS: Final = frozenset(
    "allee allees all av ave avenue bd bld boul boulevard chaussee chem chemin chm che cours esplanade espl"
    " faubourg fbg impasse montee passage pl place promenade quai res road rond route rte rue ruelle sentier"
    " sq square street traverse voie".split()
)
PREMISES: Final = frozenset(
    "bat batiment bp clos cs domaine espace immeuble imp lieudit lot lotissement pa parc residence tsa villa"
    " za zac zae zi zone".split()
)
"""They may bear the name of a commune, and be in it: "ZA de Gondreville"."""
STREETS: Final = _ROADS | PREMISES
AFTER_STREET_NUMBERS: Final = frozenset("b bis t ter quater".split())
COUNTED: Final = frozenset(
    "km kms kilometre kilometres minute minutes mn min h heure heures an ans annee annees personnes salaries"
    " miles site sites".split()
)
NUMBERED: Final = frozenset("batiment bat lot bp cs no numero n etage porte hall tsa".split())
_SAYING: Final = LINKS | _FILLER | LANDMARK | COUNTED
ANCHORS: Final = frozenset("in at dans vers a sur commune ville called named".split())
LOCATING: Final = frozenset(("dans", "en", "in", "departement", "dept", "dpt", "region", "|"))
INSIDE: Final = frozenset("sur s sous les lez".split())
BETWEEN: Final = frozenset("et and ou or mais but puis".split())
SAINTS: Final = frozenset("saint sainte notre dame".split())
ARTICLES: Final = frozenset("l la le les".split())


def tells(word: str) -> bool:
    """Tell whether a word may name a place by itself."""
    return word.isalpha() and word not in _SAYING

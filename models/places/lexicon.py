"""Words around the names of places, folded: what they are the sign of."""

from collections.abc import Collection
from functools import cache
from typing import Final

from conversations.network.places import LANDMARK, SAYING_WHERE
from conversations.patterns import pattern
from conversations.understanding.named_periods import MONTH_NAMES
from conversations.understanding.residue import IDLE
from conversations.understanding.vocabulary import stem, words_of
from conversations.understanding.vocabulary.learned import learned
from conversations.understanding.vocabulary.skill_words import TURNS
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
    "allee allees all av ave avenue bd bld blvd boul boulevard boulevart bvd carrefour chaussee chem"
    " chemin chm che cite corniche cours esplanade espl faubourg fbg impasse mail montee parvis"
    " passage pl place placette prom promenade quai r res road rocade rond route rte rue ruelle"
    " ruellette sente sentier sq square street traverse venelle voie".split()
)
PREMISES: Final = frozenset(
    "bat batiment bp clos cs domaine espace immeuble imp lieudit lot lotissement pa parc quartier"
    " residence technoparc technopole tsa villa za zac zae zi zone".split()
)
"""They may bear the name of a commune, and be in it: "ZA de Gondreville"."""
STREETS: Final = _ROADS | PREMISES
AFTER_STREET_NUMBERS: Final = frozenset("b bis t ter quater".split())
COUNTED: Final = frozenset(
    "km kms kilometre kilometres minute minutes mn min h heure heures an ans annee annees personnes"
    " salaries miles site sites".split()
)
_DISTANCES: Final = COUNTED - frozenset("an ans annee annees personnes salaries site sites".split())
_PART_OF: Final = frozenset(("dont", "including"))
"""Before how many are there, of all: "12 salariés dont 3 à Nancy"."""
NUMBERED: Final = frozenset("batiment bat lot bp cs no numero n etage porte hall tsa".split())
_SAYING: Final = LINKS | _FILLER | LANDMARK | COUNTED
ANCHORS: Final = frozenset("in at dans vers a sur commune ville called named".split())
LOCATING: Final = frozenset(("dans", "en", "in", "departement", "dept", "dpt", "region", "|"))
INSIDE: Final = frozenset("sur s sous les lez".split())
BETWEEN: Final = frozenset("et and ou or mais but puis".split())
SAINTS: Final = frozenset("saint sainte notre dame".split())
ARTICLES: Final = frozenset("l la le les".split())
TITLES: Final = frozenset(
    "abbe adjudant amiral aviateur capitaine cardinal cdt chanoine col colonel commandant comte cure"
    " doct docteur dr duc frere freres gal general ingenieur lieutenant madame mal marechal marquis"
    " mgr monseigneur pasteur pere president prince professeur reine roi saint sainte sergent soeur"
    " vicomte".split()
)
"""Before the name of whom a street is named after: "rue du Docteur Roux"; Roux is a commune too."""
FIRST_NAMES: Final = frozenset(
    "albert alexandre alexis alfred alphonse ambroise anatole andre anne antoine aristide arthur"
    " auguste augustin benoit bernard blaise camille catherine cecile cesar charles charlotte"
    " christian christophe claude clement daniel danielle david denis edgar edith edmond edouard emile"
    " ernest etienne eugene eugenie fernand ferdinand francis francois francoise frederic gabriel"
    " gaston genevieve george georges gerard germain germaine gilbert guillaume gustave guy hector"
    " helene henri henry hippolyte honore hubert isabelle jacques jean jeanne jerome joachim joseph"
    " josephine jules julien justin lazare leo leon leonard leonie louis louise luc lucie lucien"
    " lucienne madeleine marc marcel marcelline marguerite marie marius martin mathieu maurice max"
    " maximilien michel nicolas octave olivier olympe oscar pablo pascal paul pauline philippe pierre"
    " raoul raphael raymond rene renee robert roger roland rosa samuel sebastien simon simone sophie"
    " stephane suzanne theodore theophile therese thomas victor vincent yves yvonne".split()
)
"""Of people after whom streets are named: given in France until 1950 (Insee, fichier des prénoms)."""
PUBLIC: Final = frozenset(
    "ecole ecoles eglise europe gare industrie liberation liberte mairie nation nationale paix poste"
    " principale republique resistance stade victoire".split()
)
"""After which streets are named, with no other word: what follows is a town."""
LARGE: Final = frozenset("ancienne basse grand grande haute nouvelle petite vieille".split())
"""Before "rue", of its name: "45 Grande Rue Moriviller"."""
LEADING: Final = frozenset("che chem chemin chm route rte voie".split())
"""Roads that are named after where they lead: "route de Paris à Brest"."""
ESTABLISHMENTS: Final = frozenset(
    "agency bar business cabinet cafe camping center club coffee commerce creperie cuisine etude"
    " exploitation farm gite guesthouse gym hotel institut law plumbing printing pub resto salle school"
    " scierie studio surgery tabac traiteur winery".split()
)
"""Beside those that are in ``vocabulary/names.toml``."""
WITHIN: Final = frozenset(
    "abbaye activites aeroport apple artisanale artisanales artisanat auchan autoroute basilique basse berge"
    " berges bibliotheque boulodrome bourg camping canal carrefour caserne cathedrale centre chapelle chateau"
    " chaussee cimetiere cinema citadelle cite clinique coeur college commercial commerciale commerciales"
    " cour"
    " couvert creche departementale digue echangeur ecluse ecole eglise entree entreprises escalier esplanade"
    " etage etang fac faculte fontaine forum galerie galeries gare gendarmerie giratoire gymnase hall halle"
    " halles haute historique hopital hotel hyper hypermarche immeuble industrielle industrielles intermarche"
    " jardin lac leclerc lidl lot lycee mairie marchande marche mediatheque moulin musee nationale niveau"
    " palais"
    " parc parking peage pepiniere pietonne pietonnier piscine place placette plaisance plein point pole pont"
    " port poste premier prefecture quai quartier quartiers rdc rempart remparts residence retail rez riviere"
    " rocade rond routiere salle sncf sortie square stade station supermarche technopole temple theatre tour"
    " tribunal universite vieille vieux ville za zac zi zone zones".split()
)
"""Where something is in a town: "Toul, quartier de la gare"; "de Toul", they may be outside it."""
BUILDINGS: Final = (
    "abbaye|canal|cathedrale|centre|chapelle|chateau|cinema|clinique|college|ecluse|ecole|eglise|fac|gare"
    "|gendarmerie|gymnase|halles?|hopital|hypermarche|lac|lycee|mairie|marche|mediatheque|musee|piscine"
    "|place|pont"
    "|port|poste|prefecture|remparts|riviere|rocade|rond point|stade|supermarche|theatre|tribunal|universite"
)
NEAR_IT: Final = (
    r"(?:\| )?\b(?:(?:tout|juste) )?(?:pres|proche|a proximite|a cote|en face|face|derriere|devant|au bord"
    r"|le long"
    r"|(?:a )?(?:deux|cent|\d+) (?:pas|m|metres)|au pied|au dessus) (?:de (?:la |l )?|du |des |a (?:la |l )"
    r"|au |aux |la |le"
    rf" |l )(?:{BUILDINGS})(?: (?:sncf|routiere))?(?= (?:a|\|) |$)"
)
"""Beside what a firm is in its town: "en face de la mairie à Toul"."""
OF_MINE: Final = frozenset("mon ma mes notre nos my our son sa ses leur leurs".split())
NEARBY: Final = frozenset("beside cote face near next pres proche proximite".split())
ELSEWHERE: Final = frozenset(
    "cede cedee client clients depot fermee fournisseur fournisseurs livrons livre quitte usines"
    " supplier suppliers customer customers vendu vendue".split()
)
"""Of an establishment that is not the one."""
CLOSING: Final = frozenset(
    "bientot demenage demenagement ferme fermee fermeture futur future liquidation livraison prochainement"
    " provisoire radie radiee temporaire transfere transferee vendu".split()
)
"""Of one that is not there for long."""
_FORMERLY: Final = frozenset(
    "anciennement auparavant etaient etais etait etions formerly jadis previously was were".split()
)
"""Before where somebody was."""
TOWNS: Final = frozenset(
    "appele appelee bourg bourgade called grand grande hamlet little named nomme nommee petit petite"
    " small town village ville".split()
)
"""How a town is told before its name: "a small town called Artix"."""


_NUMBER: Final = pattern(r"\d+(?:bis|ter|quater|[a-z])?")


def numbers(word: str) -> bool:
    """Tell whether a word is the number of a house: "12", "12bis"."""
    return _NUMBER.fullmatch(word) is not None


def tells(word: str) -> bool:
    """Tell whether a word may name a place by itself."""
    return word.isalpha() and word not in _SAYING


_IN_SENTENCES: Final = (
    ("companies", ("speaking", "counted", "denying", "nobody", "small")),
    ("names", ("common", "saying")),
)


@cache
def _ordinary() -> frozenset[str]:
    listed = (ESTABLISHMENTS, *(words_of(book, *lists) for book, lists in _IN_SENTENCES))
    seasons = "fin debut mi courant hiver automne".split()
    return frozenset[str]().union(*listed, MONTH_NAMES.split("|"), seasons)


def says_no_name(words: str) -> bool:
    """Tell whether folded words are all of sentences: "rien de tout ça" is not Riez misspelt."""
    return _ordinary().issuperset(words.split())


_TALK: Final = frozenset(
    "ajd asap bcp cava cbon dunno evtl hesitons jsp mouais naguere ouai ouep pardon perhaps peutetre ptet"
    " ptete ptetre searching tbc tbd ui undecided unless wesh whatever whenever wi".split()
)


def is_ordinary(word: str, names: Collection[str]) -> bool:
    """Tell whether a folded word is of the sentences that heads type, and none of the names of a town."""
    said = word in _TALK or word in _ordinary() or learned(TURNS).signs(stem(word)) != b""
    return said and stem(word) not in map(stem, names)


def sets_apart(one: str, other: str) -> bool:
    """Tell whether two words make the next place no seat: "20 km de Toul", "dont 3 à Nancy"."""
    return one in _PART_OF or other in _FORMERLY or (other in _DISTANCES and one.isdigit())

"""Turns of phrase that tell by themselves who somebody is in a company."""

from conversations.patterns import pattern

_ONES = "boite|entreprise|societe|structure|commerce|activite|affaire|company|business|firm"
_NONE_YET = pattern(
    r"\b(?:ai|avons|have|haven t|don t have) (?:\w+ )?encore (?:de |d |une? |la |l |ma |mon )?"
    rf"(?:{_ONES}|siret|statut)\b"
    rf"|\b(?:don t|do not|haven t|have not) (?:yet )?(?:have|got) (?:a|my|any) (?:{_ONES})(?: yet)?$"
    r"|^(?:(?:elle|il|je|on|nous|ce|c|l|la|ma|mon|n|est|suis|sommes|entreprise|boite|societe) )*pas encore "
    r"(?:creee?s?|immatriculee?s?|ouverte?s?|installee?s?|lancee?s?|demarree?s?)$"
    r"|\bprojet de (?:creation|reprise)\b"
    r"|\b(?:veux|voudrais|souhaite|aimerais|vais|envisage de|projette de|(?:want|plan|planning|going) to)"
    r" (?:creer|monter|ouvrir|lancer|create|open|start|launch) (?:mon|ma|notre|my|our) \w+"
    r"|\b(?:no company|not started|not created|not registered) yet\b"
    r"|\bfutur(?:es?|s)? (?:creat(?:eur|rice)s?|(?:auto ?|micro ?)?entrepreneu(?:r|rs|se|re)|repreneu(?:r|se)"
    r"|artisane?|independante?|chef(?:fe)? d entreprise|commercante?|restaurat(?:eur|rice))\b"
    rf"|^(?:(?:je suis|on est|nous sommes|i am|mon|ma|notre|{_ONES}) )*en (?:(?:cours|phase) de )?creation$"
)
"""What is said of a firm to come, not of one that exists: a "futur gérant" may work there today."""
_SHOPS = (
    r"resto|restau|restaurant|bar|cafe|bistrots?|hotel|garage|magasin|boutique|salon|atelier|cabinet|agence"
    r"|usine|ferme|exploitation|domaine|camping|gite|pressing|imprimerie|\w+erie|shop|store|pub|farm"
)
_OWN = pattern(
    r"^(?:c est |it s |it is |this is )(?:mon|ma|notre|my|our) (?:propre |own |petite? |small )?"
    rf"(?:{_ONES}|{_SHOPS})$"
)
_HAS = rf"(?:{_ONES}|{_SHOPS})"
_WHOLLY = pattern(
    r"^(?:moi )?c est moi qui (?:(?:l )?ai )?(?:cree|monte|fonde|ouvert|lance|repris|tiens|gere|dirige|decide"
    rf"|commande)(?: (?:tout|(?:la|le|l|ma|mon|cette|notre) {_HAS}))?$"
    r"|^(?:(?:je|j|on|nous) )?(?:ai|avons|a|viens de|vient de|venons de|vais|va|allons) (?:tout )?"
    r"(?:repris|reprendre|rachete|racheter|herite|cree|creer|ouvert|ouvrir|demarre|demarrer)"
    rf"(?: (?:de )?(?:la|l|le|ma|mon|notre|cette|une) {_HAS})?(?: (?:il y a|en|depuis|l an) [\w ]{{1,25}})?$"
    r"|^(?:mon|ma|mes) \w+ (?:me|nous) l (?:a|ont) (?:transmise?|cedee?|laissee?|leguee?)$"
    r"|^je (?:demarre|debute|me lance)$|^je suis en train de (?:creer|monter|lancer|reprendre)(?: \w+){0,3}$"
)
"""What is said of nothing but of having made, taken over or run a firm: "c'est moi qui tiens la boutique"."""
_RULES = (
    r"^(?:je|on|nous|i|we) (?:l |la )?(?:dirige|gere|dirigeons|gerons|run it|manage it)"
    r"(?: (?:a deux|ensemble|together|(?:avec|with) (?:mon|ma|un|une|my|a) \w+))?$"
    r"|^(?:on|nous) (?:dirige|gere|dirigeons|gerons) (?:tout |l entreprise |la boite )?"
    r"(?:a (?:deux|trois|quatre)|ensemble|tous les (?:deux|trois)|toutes les deux)$"
)
"""Who runs what is said before."""
_HEADS = pattern(
    r"\b(?:(?:a|pour) (?:mon|notre) (?:propre )?compte|(?:suis|am) (?:mon propre employeur|my own employer)"
    r"|tout seule?|own boss|for myself|on my own|mon propre patron"
    r"|(?:travaille|bosse) pour moi(?: meme)?|(?:me|m) (?:lancer?|installer?|mettre a mon compte)"
    r"|a la tete d(?:u|e|es)?)\b"
    r"|\b(?:re)?pr(?:ends|enons|endre|is) (?:la )?(?:suite|releve|succession)\b"
    rf"|\bm (?:a|ont) (?:transmis|cede|laisse|legue) (?:l |la |sa |son |leur )?(?:{_ONES}|ferme|garage)\b"
    r"|\bsuccede a (?:mon|ma|mes)\b"
    rf"|\bseule? dans (?:ma|mon) (?:{_ONES})$"
    r"|(?<!\bai )(?<!avons )\b(?:vends|cede|transmets|vendre|ceder|transmettre|selling) (?:ma|mon|notre|my"
    rf"|our) (?:{_ONES})\b"
    rf"|{_RULES}"
    r"|^(?:(?:je suis|on est|nous sommes) )?en (?:micro|auto|ei|eurl|sasu|gaec|nom propre|solo|freelance)"
    r"(?: entreprise| entrepreneu(?:r|se))?(?: avec (?:mon|ma) \w+| (?:comme|dans|depuis) .*)?$"
)
"""What only somebody says who has no employer."""
EMPLOYED = pattern(
    r"\b(?:(?:mon|ma|notre|my|our) (?:patron|patronne|employeur|boss|employer)"
    r"|(?:en|in) charge (?:d\w*|of))\b"
)
"""What only somebody says who is employed."""
_BESIDE = pattern(
    r"\b(?:travaill\w+|boss\w+|work|working) (?:avec|with) "
    r"(?:lui|elle|eux|him|her|them|(?:mon|ma|mes|my) (?:mari|femme|epou\w+|conjointe?|compagn\w+|pere|mere"
    r"|parents|frere|soeur|fils|fille|husband|wife|father|mother|parents|brother|sister))$"
    r"|^(?:je|j|i) (?:l |les |le |la )?(?:aide|assiste|seconde|help)(?: lui| him| her| them)?"
    r"(?: (?:pour|a|avec|dans|sur|with) (?:(?:les?|la|l|ses?|the) )?\w+)?$"
)
"""What is said of working with somebody, who may head the firm."""
_MANDATED = pattern(
    r"\b(?:m a|m ont|nous a) (?:mandate|delegue)\w*\b"
    r"|\bmandatee?s? par (?:le|la|les|mon|ma|notre|l) (?!client)\w+"
    r"|\bmandated by\b"
)
"""What somebody says whom the head sent."""
_FOR_A_FIRM = pattern(
    r"\b(?:pour le compte|au nom) d une (?:entreprise|societe|boite|pme|tpe)\b"
    r"|\b(?:mandatee?s? par|represente|represent|accompagne) (?:mon|une?|notre|my|a|our) cliente?\b"
    r"|\b(?:suis|sommes|am|are|m|re) (?:leur|their) (?:expert )?(?:comptable|accountant|conseil(?:ler|lere)?"
    r"|avocate?|lawyer|banquier|banker|notaire|adviser|advisor|consultante?)\b"
    r"|\b(?:tiens|tenons|fais|faisons|gere|gerons) (?:leur|leurs) (?:comptabilite|compta|comptes|paies?)\b"
    r"|\b(?:tiens|fais|gere|m occupe de) (?:la|les) (?:comptabilite|compta|comptes|paies?) (?:de |d |des )"
    r"(?:plusieurs|mes clients?|entreprises|clients|artisans|pme|tpe|diverses)\b"
)
"""What only an adviser says: who works there says which firm."""


_WITHOUT_WORK = pattern(
    r"^(?:actuellement |aujourd hui |currently )?(?:je suis |i am |i m )?(?:actuellement )?"
    r"(?:demandeu(?:r|se) d emploi|chomeu(?:r|se)|au chomage|en reconversion|etudiante?|retraitee?"
    r"|unemployed|a student|retired)$"
)
"""What somebody may be who is about to have a firm."""


def is_without_work(folded: str) -> bool:
    """Tell whether somebody only says that they have no work."""
    return _WITHOUT_WORK.search(folded) is not None


_RULES_IT = pattern(_RULES)


def rules_it(folded: str) -> bool:
    """Tell whether somebody runs what is not named: "I run it"."""
    return _RULES_IT.search(folded) is not None


def heads_none_yet(folded: str) -> bool:
    """Tell whether somebody says that they are about to have a firm, or to take one over."""
    return _NONE_YET.search(folded) is not None


def heads_their_own(folded: str) -> bool:
    """Tell whether somebody says that a firm is theirs: "c'est mon resto"."""
    return (_OWN.search(folded) or _WHOLLY.search(folded)) is not None


def works_beside(folded: str) -> bool:
    """Tell whether somebody says that they work with another, or with one of their family."""
    return _BESIDE.search(folded) is not None


def role_by_wording(folded: str, *, job: bool) -> str | None:
    """Return the role that a turn of phrase tells. ``job``: something is told that one does for another."""
    if _HEADS.search(folded):
        return "head"
    if _FOR_A_FIRM.search(folded):
        return "adviser"
    if _MANDATED.search(folded):
        return "delegate"
    return "delegate" if job and EMPLOYED.search(folded) else None

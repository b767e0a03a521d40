"""Who writes a message that tells everything: whoever runs the firm, works there, or advises it.

What they say of it is among a dozen other facts: the turn that tells it is found, and shown to be confirmed.
"""

from collections.abc import Iterator

from conversations.intake.told.clauses import LONGEST, PREMISES, SHOWN, all_clauses
from conversations.patterns import pattern
from conversations.situation import Situation
from conversations.understanding.words import denies, excerpt, fold

_SELF = (
    r"(?:je suis|j suis|jsuis|jui|chuis|chui|j en suis|c est moi|moi c est|i am|i m|we are|nous sommes"
    r"|on est|en tant que?"
    r"|en ma qualite d[eu]?"
    r"|as)"
)
_SMALL = r"(?:(?:bien|aussi|donc|la|le|l|les|un|une|the|an?|seule?|jeune|petite?|actuel\w*|nouve\w+|its?) )*"
_HEADS = (
    r"(?:co )?(?:gerante?s?|dirigeante?s?|patronn?e?s?|presidente?s?|pdg|p d g|dg|directeurs? general"
    r"|directrices?"
    r" generale?s?|directeur|directrice|proprietaires?|proprio|exploitante?s?|titulaires?|fondat(?:eur"
    r"|rice)s?"
    r"|creat(?:eur|rice)s?|repreneu(?:r|se)s?|cheff?e? d entreprise|cheffe|a la tete|associee? gerante?"
    r"|owners?"
    r"|founders?|co founders?|ceo|managing director|manager|president|director|boss)"
)
_NOT_HEAD = (
    r"(?: (?:adjointe?|des? (?:ressources|rh|ventes|achats|production|projet|la communication)|commercial\w*"
    r"|technique|financi\w+|marketing|assistant|of (?:sales|operations|hr|marketing)))"
)
_RUN = (
    r"(?:dirige(?:ons|ait)?|gere|gerons|tiens|tient|tenons|exploite|exploitons|possede|possedons|pilote"
    r"|run|own|manage"
    r"|reprends?|reprenons|preside)"
)
_BEGUN = (
    r"(?:cree|monte|fonde|ouvert|lance|repris|rachete|demarre|founded|started|opened|created|set up"
    r"|taken over|took over"
    r"|bought)"
)
_A_FIRM = (
    rf"(?:{PREMISES}|hotel|gite|camping|food truck|chambres? d hotes|guest house|garage|ecole|societe"
    r"|pressing|commerce"
    r"|exploitation|elevage|domaine|usine|labo\w*|micro \w+|auto entreprise|bureau d etudes|studio|spa"
    r"|moulin|centre"
    r"|shop|store|business|company|firm|workshop|bakery|school|farm|vineyard|brewery)"
)
_ONE = r"(?:(?:une?|la|le|l|mon|ma|mes|notre|nos|an?|the|my|our|petite?|small|little|deux|trois|two) )+"
_WHO = r"(?:je|j|on|nous|i|we|moi(?: meme)?)"
_AND_I = r"(?:(?:et|and|avec|with) (?:moi|i|me)|a deux|ensemble|together)"
_HEAD = (
    rf"\b{_SELF} {_SMALL}{_HEADS}\b(?!{_NOT_HEAD})",
    rf"\b{_SELF} \w+(?: \w+)? (?:{_HEADS})\b(?!{_NOT_HEAD})(?= (?:de|d|of|du)\b)",
    rf"\b{_SELF} (?:l )?(?:une?|one) d(?:es|e)? (?:\w+ )?(?:fondat\w+|gerants|associes|dirigeants)\b",
    rf"^(?:(?:bonjour|bonsoir|hello|hi|salut|coucou|bjr|cc|la|le|l|un|une|the|an?|jeune|petite?) )*{_HEADS}"
    rf"(?:(?: \w+){{0,2}})?(?= (?:de|d|du|of|dune?|non salari\w+)\b)(?!{_NOT_HEAD})",
    rf"^(?:(?:bonjour|bonsoir|hello|hi|salut) )?{_HEADS}(?: (?:c est )?moi)?$",
    rf"\b{_WHO} (?:(?:la|l|y|en|qui) )?{_RUN}\b (?!{_ONE}(?:dossier|demande|projet|compta\w*|paie"
    r"|administratif))"
    rf"(?:{_ONE}|\d|chez|[a-z]{{3,}})",
    rf"\b{_AND_I} (?:we )?{_RUN}\b",
    r"\b(?:me and my \w+|my \w+ and (?:i|me)|(?:ma|mon) \w+(?: \w+){0,2} et moi(?: meme)?) (?:have|own|run"
    r"|avons"
    r"|tenons|gerons|dirigeons|exploitons|souhaitons|voulons|cherchons|would|want)\b",
    r"\ben (?:auto|micro) ?entreprise\b|\b(?:auto|micro) ?entrepreneu(?:r|se)\b",
    r"\bwe are (?:\w+ ){0,4}running\b",
    rf"^{_HEADS} (?:depuis|since)\b",
    rf"\b(?:j ai|on a|nous avons|i ve|i have|we have|we ve|i|we|je viens d|on vient d|nous venons d)"
    rf" (?:\w+ )?{_BEGUN}r?\b (?:(?!pour\b|for\b)\w+ ){{0,6}}?{_A_FIRM}\b",
    rf"\b(?:j ai|on a|nous avons|i have|i ve got|we have|we ve got) {_ONE}(?:{_A_FIRM})\b",
    r"\b(?:my|mon|ma) (?:propre |own )?(?:firm|company|business|entreprise|societe|boite) (?:does|makes"
    r"|sells"
    r"|fait|fabrique|propose|s appelle|is called|de (?!mon|ma))",
    rf"\b{_SELF} (?:(?!salarie|employe|stagiaire|apprenti)[a-z]+ ){{1,4}}(?:a (?:mon|son) compte"
    r"|independante?|installee?"
    r"|self employed)\b",
    r"\b(?:je l ai|nous l avons|on l a) (?:moi meme )?(?:cree\w*|repris\w*|rachete\w*|monte\w*|fonde\w*"
    r"|ouvert\w*)\b",
    r"\b(?:j ai|i have|j emploie|i employ) (?:\d+|une?|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|two"
    r"|three|four|five)"
    r" (?:salarie|employe|ouvrier|ouvriere|gars|compagnon|apprenti|vendeu|serveu|coiffeu|employee)\w*",
    r"\b(?:mes|my) (?:salarie|employe|ouvrier|gars|equipes?\b|compagnon|employee|staff\b)\w*",
    r"\b(?:transmettre|ceder|vendre|developper) (?:mon|ma) (?:entreprise|boite|societe|affaire|commerce"
    r"|atelier)\b",
    r"\ba mon compte\b|\bi m self employed\b|\bdirigee? par (?:moi|nous)\b|\brun by (?:me|us)\b",
)
_ADVISES = (
    r"\b(?:expert|experte|experts|cabinet|consultant\w*|accountant|comptable|conseill\w+|adviser|advisor"
    r"|coach|avocat\w*"
    r"|notaire|banqui\w+|cma|cci)\b"
)
_ADVISER = (
    r"(?:\b(?:je suis|i am|i m|en tant que?) (?:\w+ ){0,3}"
    r"|^(?:(?:bonjour|bonsoir|hello|hi|salut|madame|monsieur) )*(?:\w+ )?)"
    rf"{_ADVISES}.*\b(?:acting for|on behalf of|(?:pour|avec) (?:mon|ma|un|une|l un de mes"
    r"|une? de mes) client\w*"
    r"|j (?:aide|accompagne|assiste|conseille)|i (?:help|advise|assist|support)|(?:mon|ma|my|a) client\w*"
    r"|(?:j ecris|je (?:vous )?(?:ecris|contacte)) pour (?:la|le|l|une?|mon|ma))\b",
    r"\b(?:j accompagne|je conseille|i advise|i m advising) (?:la|le|l|une?|an?|mon|ma|the|my)\b",
    r"\bi help a client\b|\bj aide (?:mon|un|une|l un de mes) clients?\b",
)
_STAFF = (
    r"(?:assistante?|secretaire|drh|rrh|daf|raf|comptable|responsable|charge(?:e)? de"
    r"|chef(?:fe)? de (?:projet|service"
    r"|chantier|atelier)|direct(?:eur|rice) (?:adjointe?|commercial\w*|technique|des? (?:ressources|rh"
    r"|ventes|achats"
    r"|production)|financi\w+|marketing)|salariee?|employee?|alternante?|stagiaire|apprentie?|cadre"
    r"|commercial\w*"
    r"|office manager|assistant|hr manager|employee)"
)
_BOSS = (
    r"(?:mon|ma|notre|nos|mes|le|la|my|our|the) (?:patronn?e?s?|chef\w*|boss|gerante?s?|employeur"
    r"|direct\w+|president\w*"
    r"|dirigeante?s?|maman|mere|pere|mari|femme|husband|wife|owner|manager|father|mother)"
)
_SENT = (
    r"(?:m (?:a|ont)(?: \w+)? (?:demande\w*|charge\w*|dit|envoye\w*|confie\w*|mandate\w*)|m envoie"
    r"|me demande|me charge"
    r"|(?:has )?asked me|sent me|told me to|wants me to)"
)
_DELEGATE = (
    r"\b(?:i (?:handle|do|look after|keep)|je (?:fais|gere|tiens|m occupe de)) (?:the|his|her|la|les|l|sa"
    r"|ses|le)"
    r" (?:admin\w*|books|paperwork|accounts|compta\w*|papiers|paperasse|secretariat|bureau)\b",
    rf"\b{_BOSS}(?: \w+)? {_SENT}\b|\b(?:il|elle|he|she) {_SENT}\b|\bc est {_BOSS} qui {_SENT}",
    rf"\b(?:de la part|a la demande|au nom|pour le compte) d[eu] {_BOSS}|\b(?:for|on behalf of) {_BOSS}\b",
    r"\bmandatee? par\b|\bje represente\b|\bi work (?:for|at|there)\b|\bje (?:travaille|bosse) (?:chez"
    r"|pour|a la|au|dans la)\b",
    rf"\b{_SELF} {_SMALL}{_STAFF}\b(?! liberal)",
    rf"^(?:(?:bonjour|bonsoir|hello|hi|salut) )?{_STAFF} (?:\w+ ){{0,5}}(?:chez|de la|du|d un|d une"
    r"|au sein|at|de l)\b",
    r"\bc est pour (?:ma|mon|mes) \w+ (?:il|elle|ils|elles|qui) \w+|\bje gere (?:son|sa|leur) \w+"
    r"|\bi do (?:his|her|their) books\b",
)
_ADVISING, _SENDING, _HEADING = (tuple(map(pattern, ways)) for ways in (_ADVISER, _DELEGATE, _HEAD))
_ANSWERS = (("salarié mandaté", _SENDING), ("gérant", _HEADING))
"""In this order: "mon patron m'a demandé" is said by who says "nous tenons un garage" too."""


def adviser(text: str) -> Iterator[tuple[str, str]]:
    """Return what somebody says who advises a firm: "comptable, j'écris pour mon client"."""
    folded = fold(text[:LONGEST])
    found = next((said for way in _ADVISING if (said := way.search(folded))), None)
    if found:
        yield excerpt(found[0], SHOWN), "expert-comptable"


def role(text: str, situation: Situation) -> Iterator[tuple[str, str]]:
    """Return what somebody says they are, among all else: "gérante de la boulangerie Mirabelle"."""
    said = all_clauses(text)
    for word, ways in _ANSWERS:
        for clause, folded in said:
            if any(way.search(folded) for way in ways) and not denies(folded):
                yield excerpt(clause, SHOWN), word
                return

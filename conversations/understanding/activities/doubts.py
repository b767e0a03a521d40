"""What names a trade that may be somebody else's: a customer's, an employee's, a former one."""

from conversations.patterns import pattern

_AGENT = (
    r"(?!atelier|chantier|quartier|metier|premier|dernier|magasin|bar\b)"
    r"\w+(?:eur|euse|rice|iste|ier|iere|ien|ienne|ger|gere|con|table|cher|tecte|ant)s?"
)
_BOUGHT = (
    r"(?:compta\w*|assurances?|banque|sites?(?: (?:internet|web))?|pub|publicite|communication|facturation"
    r"|paies?"
    r"|secretariat|formations?|informatique|logiciels?|website|accounts|insurance|advertising)"
)
"""What every firm has, or buys."""
_OTHERS = tuple(
    pattern(said)
    for said in (
        # for whom, and with whom
        r"\b(?:clients?|clientele|customers|fournisseurs?|suppliers) (?:(?:sont|est|are|is|principaux"
        r"|surtout|c) )*"
        r"(?:(?:des|les|aux?|the) )?\w",
        r"^(?:(?:on|je|nous|i|we) )?(?:(?:travaill\w+|boss\w+|work\w*) )?(?:surtout )?(?:pour|avec|chez"
        r"|aupres|for|with)"
        r" (?!moi|nous|mon compte|mon propre)",
        # where, and what was
        r"^(?:(?:je|on|nous|c|suis|est|sommes|installee?s?) )*(?:dans|in) (?:une?|l|a|an) \w",
        r"^(?:(?:je|suis|une?|l|c|est) )*(?:ancienn?e?|ex|former|future?) \w",
        # who is employed, of a family, or looked for
        rf"\b(?:mon|ma|mes|nos|notre|my|our) {_AGENT}\b",
        r"\b(?:mon|ma|my) (?:mari|femme|epou\w+|conjointe?|compagn\w+|pere|mere|fils|fille|frere|soeur"
        r"|voisine?|amie?"
        r"|husband|wife|father|mother|son|daughter|brother|sister|neighbour|friend)"
        r" (?:est|etait|fait|tient|a|is|was|has|runs)\b",
        rf"^(?:(?:je|on|nous) )?r?e?cherch(?:e|ons) (?:(?:une?|des|deux|trois) )?{_AGENT}\b",
        # what every firm has, or wants
        rf"\b(?:ma|mon|mes|nos|notre|my|our) {_BOUGHT}\b",
        rf"\b(?:ai|a|avons|have|has|creer|faire|refaire|avoir|tenir|create) (?:deja )?"
        rf"(?:(?:une?|des|mon|ma|mes|nos|notre|la|le|les|l|a|my|our|the|de) )?{_BOUGHT}\b",
        r"\bformations? (?:de|pour|a) (?:mes|nos|mon|ma|notre)\b",
        # what is wished: "vendre plus"; what ends: "je ferme"
        r"\b(?:vendre|produire|sell) (?:plus|mieux|davantage|more|better)\b",
        r"\b(?:je|on|nous|i|we) (?:(?:vais|va|allons|dois|doit) )?ferm(?:e|er|ons)\b",
    )
)


def may_be_anothers(folded: str) -> bool:
    """Tell whether folded words name a trade that may not be that of whoever says them."""
    return any(other.search(folded) for other in _OTHERS)

"""What is said beside a trade and tells of no other: for whom, how many, since when, without what."""

from conversations.understanding.activities.clauses import placed
from conversations.understanding.activities.terms import terms_of
from conversations.understanding.rewriting import rules

_CUSTOMERS = (
    r"(?:entreprises|particuliers|professionnels|pros|collectivités|communes|mairies|agences|artisans"
    r"|commerçants|commerces|magasins|restaurants|restaurateurs|hôtels|hôteliers|hôpitaux|écoles|agriculteurs"
    r"|industriels|industries|associations|PME|TPE|clients|gens|familles|groupes|marques|startups|banques"
    r"|(?:local )?shops|small (?:firms|businesses)|businesses|companies|customers|restaurants|hotels|schools)"
)
_THOSE = (
    rf"(?:(?:les|des|nos|mes|de|d['’]|the|our|petites|grandes|autres) ?)*{_CUSTOMERS}(?: locales| locaux)?"
)
_DOZENS = r"(?:dizaine|douzaine|quinzaine|vingtaine|trentaine|quarantaine|cinquantaine|centaine)s?"
_COUNTED = (
    r"(?:couverts|chambres|places|lits|ruches|références|camions|véhicules|hectares|ha|vaches|têtes|bêtes"
    r"|brebis|chèvres|m2|m²|postes|emplacements|élèves|boutiques|salariée?s?|personnes|employée?s?|rooms"
    r"|seats|beds|hives|employees|people)"
)
_AFTER = r"(?i)(?<=[\w)])(?: ?[,;.–—-])? +(?:mais |et |and |but )?"
_ASIDES = rules(
    # for whom, and where to
    (
        rf"{_AFTER}(?:surtout |plutôt |principalement |essentiellement |mostly |mainly )?(?:pour|chez|auprès"
        rf"|for)\b ?{_THOSE}(?:(?: et|,| ou| and) ?(?:pour |chez )?{_THOSE})*(?= ?(?:[,;.]|$))",
        "",
    ),
    (
        rf"{_AFTER}(?:je|on|nous) (?:me |nous |se )?(?:déplac|interv|circul)\w*\b[^,;.]{{0,60}}",
        "",
    ),
    (
        rf"{_AFTER}(?:je|on|nous) (?:travaill|boss)\w* (?:surtout |beaucoup |aussi )?"
        r"(?:pour|avec|chez|auprès)\b[^,;.]{0,60}",
        "",
    ),
    (
        rf"{_AFTER}(?:je|on|nous) livr\w* (?:aussi |surtout )?"
        r"(?:à|aux?|partout|les|des|nos|mes|chez|dans|sur)\b[^,;.]{0,60}",
        "",
    ),
    (
        r"(?i)\bsous-traitan\w+ (?:pour|dans|de) (?:l['’]|la |le |les )?(?:automobile|aéronautique"
        r"|aérospatiale?|ferroviaire|industrie|luxe|médical|nucléaire|spatial)\b",
        "",
    ),
    # how many, how, without what, since whom
    (
        rf"{_AFTER}(?:avec |with |environ |plus de |une? |de |of ){{0,3}}(?:\d[\d  ]{{0,6}}|{_DOZENS}) ?"
        rf"(?:de |d['’])? ?{_COUNTED}\b",
        "",
    ),
    (r"(?i)(?<=\w),? (?:sur place (?:et|ou) à emporter)\b", ""),
    (
        rf"{_AFTER}(?:sans|pas de|pas d['’]|aucune?|no|without) ?(?:a |de |d['’])?(?:boutique|magasin|local"
        r"|vitrine|point de vente|salariée?s?|employée?s?|shop|store)(?: physique)?\b",
        "",
    ),
    (
        rf"{_AFTER}(?:c['’]était (?:mon|ma) \w+ avant(?: moi)?|de père en fils"
        r"|(?:créée?|fondée?) en \d{4})\b",
        "",
    ),
    # what is made, and for whom, said in another order
    (
        r"(?i)^(.{3,80}?),? (?:transformée?s?|fabriquée?s?|faite?s?|brassée?s?|cuisinée?s?|préparée?s?)"
        r" (?:chez nous|par nos soins|maison|sur place|ici|dans (?:notre|mon) (?:atelier|labo|cuisine))\b",
        r"fabrication de \1",
    ),
    (r"(?i)\b(pour (?:les |des )?[a-zà-ÿ]+) et (?=(?:les |des )?[a-zà-ÿ]+ ?(?:$|[,.;]))", r"\1 "),
    # what an agency, or a caterer, does
    (
        r"(?i)(?<=immobilière)(?:(?: ?[,:]| et)? (?:de |en )?(?:vente|achat|location|gestion|transaction"
        r"|syndic)s?(?: locative)?(?= ?(?:[,:;.]|et\b|$)))+",
        "",
    ),
    (
        r"(?i)\btraiteurs?\b(?=.{0,60}\b(?:mariages?|bapt[eê]mes?|réceptions?|buffets?|cocktails?|banquets?"
        r"|séminaires?)\b)",
        "traiteur événementiel",
    ),
)


def without_asides(text: str) -> str:
    """Return a text without what is said beside a trade, as long as one is left."""
    plain = text
    for written, plainly in _ASIDES:
        plain = written.sub(plainly, plain)
    return plain if plain == text or any(term.sectors for term in terms_of(placed(plain))) else text

"""How many they are today: what the staff was, the contracts they have, where and when they work."""

from conversations.understanding.quantities.figures import noun_mended
from conversations.understanding.quantities.words import HEADS, LEFT_OUT, OUTSIDERS, PEOPLE, PLACES, TRADES
from conversations.understanding.rewriting import rules

_COUNTED = rf"(?: (?:{PEOPLE}))?"
_FORMERLY = (
    r"(?:l'an(?:nee)? (?:dernier|passe)e?|il y a \d+ (?:ans?|mois)|last year|a l'(?:epoque|origine)|autrefois"
    r"|(?:avant|before)(?: (?:le |la |les |l'|the )?[a-z]{4,14})?|auparavant"
    r"|au (?:tout )?(?:debut|depart|demarrage|lancement)|a (?:la (?:creation|reprise)|mon arrivee)|at first"
    r"|(?:quand|lorsque|when) (?:je l'ai|j'ai|on a|nous avons|i|we) (?:[a-z']+ ){0,3}?[a-z']+)"
)
_WERE = (
    r"(?:(?:etait|etions|etaient|avait|avions|avais|were|had)(?: a)?"
    r"|(?:a|avons|ai|est|sommes|suis|have) (?:deja )?(?:commence|demarre|debute|ete|montee?s?|parti\w*|eu)"
    r"(?: (?:a|avec|jusqu'a))?|(?:started|began|have been)(?: (?:with|at|as|up to))?)"
)
_THEN_IS = r",? (?:(?:et|mais|and|but),? )?"
_WE, _WE_ARE = "on|nous|we|there|ils|l'equipe|l'entreprise", "on est|nous sommes|we are|we're"
_LEFT = r"(?:il )?(?:m'|nous )?(?:en )?reste|plus que"
_WHEN = "hiver|ete|moyenne|cours|attente|plus|moins|conge|arret|stage|janvier|mars|juin|septembre"
_AT = rf"(?!en (?:{_WHEN}))(?:(?:en|au|aux|a la|dans|sur|chez) |a l')[a-z' ]+"
_SEASON = r"(?:hiver|ete|printemps|automne|(?:haute |basse |hors )?saison)"
_TODAY = rf"(?:{_LEFT}|maintenant|aujourd'hui|desormais|a present|actuellement|cette annee|now|today)"
_AMOUNT = r"\d[\d .,]*(?: ?[KMG])?(?: ?(?:€|euros?))?"
_FULL, _PART = (
    r"(?:temps[- ](?:plein|complet)s?|full[- ]time)",
    r"(?:temps[- ]partiels?|mi[- ]temps|part[- ]time)",
)
STAFF = rules(
    # "Un 35 h et deux mi-temps".
    (r"\b(\d+) (?:a )?(?:35|39) ?h(?:eures?)?\b", r"\1 personnes"),
    (rf"\b(\d+) (?:a |en )?{_FULL},? (?:et |and |\+ )?(?=\d+ (?:a |en )?{_PART}\b)", r"\1 personnes et "),
    (
        r"\b(\d+) en cd[id]s?,? (?:et |and |\+ ?|plus )?(\d+) (?:en )?cd[id]s?\b",
        r"\1 personnes et \2 personnes",
    ),
    # "2 en boutique, 3 au labo".
    (
        rf"^(?:on est |nous sommes )?(\d+) {_AT}?, (\d+) {_AT}$",
        r"\1 et \2 ;",
    ),
    (r"(?<=\d )[a-z]{6,15}\b", noun_mended),
    (
        rf"^(?:on est |nous sommes )?(\d+){_COUNTED},? (?:en|l'|a l')? ?{_SEASON}(?: et|,| mais)? "
        rf"(\d+){_COUNTED},? (?:en|l'|a l')? ?{_SEASON}$",
        r"\1 | \2",
    ),
    (r"\b(?:bulletins?|fiches?) de (?:salaires?|paie|paye)s?(?: (?:par|/) ?mois)?\b", "salaries"),
    # "4 salariés à temps plein et 2 à temps partiel".
    (r"(?<=\d) a (?=(?:mi[- ]temps|temps (?:plein|complet|partiel))\b)", " "),
    (r",? (?:principalement|essentiellement|majoritairement|mostly|mainly) [a-z' ]+$", LEFT_OUT),
    # What the staff was, beside what it is. Who says "I had" may be one more.
    (
        rf"^(?:{_FORMERLY},? )?(?:j'avais|i had) \d+{_COUNTED}(?: {_FORMERLY})?{_THEN_IS}"
        rf"(?:(?:{_LEFT}|j'en ai|i have|maintenant|aujourd'hui|now|today),? )+(\d+)(?: left)?$",
        r"\1 personnes⊕",
    ),
    (
        rf"^(?:{_FORMERLY},? )?(?:{_WE}) ?{_WERE} \d+{_COUNTED}"
        rf"(?: {_FORMERLY})?{_THEN_IS}"
        rf"(?=(?:{_TODAY}|{_WE_ARE})\b|\d+{_COUNTED} {_TODAY}$)",
        "",
    ),
    (rf"^\d+{_COUNTED} {_FORMERLY}{_THEN_IS}(?=(?:{_TODAY} )?\d+{_COUNTED}(?: {_TODAY})?$)", ""),
    (
        rf"\b(?:(?:est|sommes|suis) passee?s? de|(?:went|gone|grew|grown) from) \d+{_COUNTED}"
        r" (?:a|to) (?=\d)",
        "",
    ),
    # "8 000 € au départ, on en est à 16 000".
    (
        rf"^(?:c'etait )?{_AMOUNT}(?: prevue?s?)? {_FORMERLY}{_THEN_IS}"
        rf"(?:(?:on en est|on est|c'est|on arrive|on passe|{_TODAY})(?: a)? )+(?=\d)",
        "",
    ),
    (rf"^{_AMOUNT}(?: prevue?s?)? {_FORMERLY}{_THEN_IS}(?={_AMOUNT} {_TODAY}$)", ""),
    (rf"^c'etait {_AMOUNT}{_THEN_IS}(?:maintenant|now) (?:c'est |on est a )?(?=\d)", ""),
    (rf",? ?\b(?:contre|against|up from|down from) \d+{_COUNTED}(?: {_FORMERLY})$", LEFT_OUT),
    (
        rf"((?:\b(?:{_WE_ARE}|ca (?:nous )?fait|soit) |^)\d+"
        r"(?: (?:personnes|salaries?|employes?|collaborateurs?))?),? "
        rf"(?:avec (?:moi|le (?:{HEADS}))|with me)$",
        r"\1",
    ),
    (
        rf"\b((?:{_WE_ARE}) \d+),? (?:avec|with) 1 personne(⊕?)$",
        r"\1 personnes\2",
    ),  # "on est 2 avec ma femme"
    (
        rf"\b((?:{_WE_ARE}) (?:~ )?\d+)"
        rf"(?=,? (?:(?:et|mais|and|but) )?(?:on|nous|je|we|i)\b.*\d (?:{PEOPLE})\b)",
        r"\1 personnes",
    ),
    # "Saisonniers l'été, 5 à l'année".
    (rf"(?:(?<=\d)|(?<=aine)) (?:(?:{PEOPLE}) )?a l'annee\b|(?<=\d) en (?:cdi|cdd)\b", " personnes"),
    (
        rf"\b({OUTSIDERS}) (?:(?:pendant |durant )?l(?:'ete|a saison)|en (?:ete|(?:haute )?saison)"
        r"|in summer)\b",
        r"\1",
    ),
    # A whole team of one trade.
    (
        rf"\b((?:{_WE_ARE}) (?:(?:an? )?(?:[a-z]+ )?(?:equipe|team) (?:de|d'|of) )?(?:~ )?\d+)"
        rf" (?:{TRADES})\b",
        r"\1 personnes",
    ),
    (
        rf"((?:{PEOPLE}),?) (?:all over|throughout|partout (?:en|dans)|a travers|dans (?:toute )?)"
        r" ?(?:the |la |le )?(?:world|country|monde|france|europe)\b",
        r"\1",
    ),
    (r"\be\.t\.p\b\.?", "etp"),
    (r"\b(?:l'an(?:nee)? prochaine?|next year)\b", " next_year "),
    (r"\b(?:l'an(?:nee)? (?:dernier|passe)e?|last year)\b", " last_year "),
)

_SHARES = (
    r"(?:dont|including|of wh\w+) (?:(?:la|une?|1|un bon|plus d'une|plus de la|~|the|an?) )*"
    r"(?:moitie|tiers|quart|plupart|majorite|half|third|quarter|most|majority)"
    r"|(?:half|most|a third|a quarter|la moitie|la plupart) (?:of them|d'entre eux|sont)"
)
INSIDE = rules(
    # "20 dont la moitié à mi-temps"; of an amount, the question says what a part may be.
    (
        rf"^(\D*\d{{1,3}}(?: (?!(?:[kmg]|milli\w+|euros?)\b)[a-z'-]+){{0,4}}),? \(?(?:{_SHARES})\b"
        r"(?:(?! (?:mais|puis|bientot|sans|plus|but)\b)[^\d€])*$",
        r"\1",
    ),
)

_OF_STAFF = r"(?:(?<=\[person\])|(?<=\[full_time\])|(?<=\[job\]))"
TURNING = "mais|but|plus|puis|then|bientot|soon|sans|sauf|hors|moins|pas|avec|with|ou|or"
"""What begins another count than the one before."""
AT_WORK = rules(
    # Where they work, and how: the staff is as many.
    (
        rf"{_OF_STAFF},? (?:(?:reparti|dispatche|affecte|ventile)e?s? |split |spread )?"
        rf"(?:sur|dans|en|across|over|in|at) (?:nos |mes |les |our |the )?(?:~ +)?\d+ +(?:{PLACES})\b",
        LEFT_OUT,
    ),
    (
        rf"{_OF_STAFF},? (?:(?:reparti|dispatche|ventile)e?s?|split|spread)"
        rf" (?:sur|dans|en|entre|a|au|across|over|in) (?!.*\b(?:{TURNING})\b)[a-z', -]+$",
        LEFT_OUT,
    ),
    (rf"{_OF_STAFF} (?:a|at|on)? ?\d+ ?\[(?:percent|hour)\](?! ?/)", LEFT_OUT),
    (
        rf"(?:{_OF_STAFF},?(?: (?:tous|toutes|all))?|(?<=\d),? (?:tous|toutes|all)) (?:a|en|on|in) "
        r"(?:trade \[person\]|\[(?:job|full_time)\]|alternance|apprentissage)(?!\w)",
        LEFT_OUT,
    ),
)

"""Who is counted: the head alone, a couple, "mon mari et moi", "le gérant et 3 salariés"; and who was."""

from conversations.understanding.quantities.figures import MEMBER, household, noun_mended, relative
from conversations.understanding.quantities.words import (
    HEAD,
    HEADS,
    KIN,
    LATER,
    LEFT_OUT,
    OUTSIDERS,
    PEOPLE,
    TRADES,
)
from conversations.understanding.rewriting import rules

ON_ONES_OWN = (
    r"seule?|alone|solo|(?:auto|micro)[- ]?entrepreneu(?:r|se)|micro[- ]?entreprise|freelance"
    r"|self-employed|sole trader|entreprise individuelle|ei|(?:travailleu(?:r|se) )?independante?"
    r"|profession liberale"
)
_ALONE = (
    r"(?:(?:il n'y a|y a|c'est|je (?:suis|travaille|bosse|gere)|i am|i'm|i work|it's|on est|rien que|que"
    r"|juste|seulement|uniquement|just|only) )*"
    r"(?:(?:moi|me|myself)(?: toute?)?(?: seule?|[- ]meme| alone| uniquement| only)?|(?:toute? )?seule?"
    r"|alone|solo|by myself|on my own)"
)
_NOBODY = rf"(?:,? (?:et )?(?:sans|pas d[e']|aucune?|with no|no) ?(?:{PEOPLE}))"

ALONE = rules(
    (rf"\b(moi|me|myself),? (?:le |la |the )?(?:{HEADS})\b,?", r"\1"),
    # The head alone makes a firm of one person; whether a head is an employee is for the question to say.
    (
        rf"^(?:{_ALONE}|(?:personne d'|no(?:body| one) )(?:autre|else)){LATER}*{_NOBODY}?[ .!]*$",
        "1 personne",
    ),
    (
        r"^(?:(?:il )?(?:n')?y a )?(?:que|juste|seulement|uniquement|rien que|just|only)"
        rf" (?:le |la |the )?(?:{HEADS})$"
        rf"|^(?:le |la |the )?(?:{HEADS}) (?:uniquement|seulement|only)$",
        "1 personne",
    ),
    (
        r"(?:^|\b(?:en|un|le|a) )couple\b(?! of)(?: de gerants?| d'associes| d'artisans)?|\bmari et femme\b"
        r"|\bhusband and wife\b",
        "2 personnes",
    ),
    (r"\b(?:un |en |a )?(?:duo|binome|tandem)\b", "2 personnes"),
    (
        r"\b(?:mes|nos|my|our) (\d|deux|trois|quatre|two|three|four) (?:freres?|soeurs?|fils|filles|enfants"
        r"|neveux|cousins|amis|associes|brothers|sisters|sons|daughters|children|friends|partners)\b",
        r"\1 personnes",
    ),
    (r"\b(?:un |en |a )?trio\b", "3 personnes"),
    (
        rf"^(?:(?:pas d[e']|aucune?|sans|no|0) ?(?:{PEOPLE})|aucune?|personne(?: d'autre)?|nobody(?: else)?)"
        r",? (?:il n'y a |y a )?(?:juste|seulement|que|just|only|but|a part|sauf|hormis|except) "
        rf"{_ALONE}{LATER}*[ .!]*$",
        "1 personne",
    ),
    (
        r"\b(?:moi|me|myself) (?:y )?(?:compris|inclus|included|dedans)e?\b"
        r"|\b(?:en )?(?:me comptant|m'incluant)\b|\bsi (?:je|on) me compte\b",
        LEFT_OUT,
    ),
    (
        r"^(?:1|une?)(?: seule?)?(?: (?:personne|salariee?|employee?))?[ ,:(]+(?:moi|me)(?:-meme)?[ )]*$",
        "1 personne",
    ),
)

_WITH = r"(?:et|and|plus|\+|&|avec|with)"
TOGETHER = rules(
    (r"^n : (?=\d)", ""),  # "N = 12"
    (
        r"(?<=[a-z\d])(?:,? (?:et|plus|and)|,? ?\+) (?:le mien|mon (?:propre )?(?:poste|emploi)|mine)$",
        " + 1 emploi",
    ),
    # "On est deux, ma soeur et moi": they are told twice.
    (
        rf"\b((?:on est|on bosse a|nous sommes|we are|we're|c'est)(?: que)? \S+),? "
        rf"(?={MEMBER}(?:(?:,? ?{_WITH}|,|(?= )) ?{MEMBER})+$)",
        r"\1 : ",
    ),
    (rf"\b{MEMBER}(?:(?:,? ?(?:et|and|plus|\+|&|avec|with)|,|(?= )) ?{MEMBER})+\b", household),
    (rf"\b(?:mon|ma|my) (?:{KIN})\b", relative),
    (r"\b(?:tous|toutes) les (?=deux\b)|\b(?:nous|les) (?=deux$)|\bboth of (?=us$)", ""),
    (r"\b(?:toute? )?seule? avec (?=une? |mon |ma |\d|deux |trois )", "1 personne + "),
    (r"\bsans (?:aucun )?(?:salarie|employe|personnel)\w*$", LEFT_OUT),
    (
        r"\(?\b(?:sans|hors|without|not counting|not including|excluding) (?:me compter|(?:compter )?"
        rf"(?:moi|me|myself|(?:le |la |the )?(?:{HEADS})))\b\)?",
        " personnes⊕",
    ),
    (rf"\b({HEADS}) (?:non[- ]salariee?|majoritaire|minoritaire|unique)\b", r"\1"),
    (rf"\+ ?(?:{KIN})$", "+ 1 personne"),
    (rf"^(?:{HEAD}) ?[,/] ?(?=\d|une? |deux |trois )", "1 personne, "),
    (rf"^(?:{HEADS}) ?(?:et\b|and\b|plus\b|\+)", "1 personne +"),
    (rf"(?:\bet|\band|\bplus|\+) ?(?:{HEADS})$", "+ 1 personne"),
    (rf"^je suis (?:le |la )?(?:{HEADS})(?: et|,) (?:j'ai )?(?=[^,]*$)", "1 personne, "),
    (rf"(?:\bet|\band|\bplus|\+) ?(?:{HEAD})\b", "+ 1 personne"),
    (rf"\b(?:{HEAD}) ?(?:et\b|and\b|plus\b|\+|&)", "1 personne +"),
)


_COUNTED = rf"(?: (?:{PEOPLE}))?"
_FORMERLY = r"(?:l'an(?:nee)? (?:dernier|passe)e?|avant|auparavant|il y a \d+ (?:ans?|mois)|last year|before)"
_THEN_IS = r",? (?:(?:et|mais|and|but),? )?"
_WE, _WE_ARE = "on|nous|we|there|ils|l'equipe|l'entreprise", "on est|nous sommes|we are|we're"
_LEFT = r"(?:il )?(?:m'|nous )?(?:en )?reste|plus que"
_WHEN = "hiver|ete|moyenne|cours|attente|plus|moins|conge|arret|stage|janvier|mars|juin|septembre"
_AT = rf"(?!en (?:{_WHEN}))(?:en|au|aux|a la|a l'|dans|sur|chez) [a-z' ]+"
_SEASON = r"(?:hiver|ete|printemps|automne|(?:haute |basse |hors )?saison)"
_TODAY = rf"(?:{_LEFT}|maintenant|aujourd'hui|desormais|a present|actuellement|cette annee|now|today)"
STAFF = rules(
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
    # What the staff was, beside what it is.
    (
        rf"^(?:{_FORMERLY},? )?(?:{_WE}) ?(?:etait|etions|etaient|avait|avions|were|had)(?: a)? \d+{_COUNTED}"
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

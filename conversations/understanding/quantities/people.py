"""Who is counted: the head alone, a couple, "mon mari et moi", "le gérant et 3 salariés"."""

from conversations.understanding.quantities.figures import MEMBER, household, relative
from conversations.understanding.quantities.words import (
    HEAD,
    HEADS,
    KIN,
    LATER,
    LEFT_OUT,
    PEOPLE,
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
    r"(?:(?:moi|me|myself)(?: toute?)?(?: seule?|[- ]meme| alone| uniquement| only)?"
    r"|(?:toute? )?seule?(?: a bord| aux commandes)?"
    r"|alone|solo|by myself|on my own)"
)
_NOBODY = rf"(?:,? (?:et )?(?:sans|pas d[e']|aucune?|with no|no) ?(?:{PEOPLE}))"

ALONE = rules(
    (r"\bcredits?[- ]vendeurs?\b", "credit"),  # of the one who sells the firm
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
        r"(?:^|(?<=\()|\b(?:en|un|le|a) )couple\b(?! of)(?: de gerants?| d'associes| d'artisans)?"
        r"|\bmari et femme\b"
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
    (r"\b(?:toute? )?seule? avec (?=(?:une?|mon|ma) )", "moi et "),
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
_COLLEAGUES = r"(?:collegues?|coworkers?|colleagues?)"
_DOING = r"(?:fait|tient|gere|s'occupe|m'aide|aide|bosse|travaille|does|runs|helps|works)"
_JOINING = "et|and|plus|avec|with|une?|deux|trois|mais|but|sauf|sans"
TOGETHER = rules(
    (rf"\b{_COLLEAGUES}(?=,? {_WITH} (?:moi|me|myself)\b)", "personnes"),
    (rf"\b((?:moi(?:[- ]meme)?|me|myself),? {_WITH} (?:mes |my )?[a-z\d-]+ ){_COLLEAGUES}\b", r"\1personnes"),
    # "Ma femme qui fait la compta".
    (rf"\b({MEMBER}),? (?:qui|who) {_DOING}(?: (?!(?:{_JOINING})\b)[a-z']+){{0,6}}$", r"\1"),
    # "On était 20, plus que 13": no more than 13 are left.
    (r"\b(etait|etions|avait|avions|avais|ete)\b(.*?), ?(?:mais |et )?plus que ", r"\1\2, il reste "),
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
        r"\(?\b(?:moi|me) (?:non|pas|not) (?:compris|inclus|compte|included)e?\b\)?"
        r"|\(?\b(?:sans|hors|without|not counting|not including|excluding) (?:me compter|(?:compter )?"
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

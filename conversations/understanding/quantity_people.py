"""Who is counted: the head alone, a couple, "mon mari et moi", "le gérant et 3 salariés"."""

from conversations.understanding.quantity_figures import MEMBER, household, relative
from conversations.understanding.quantity_words import HEAD, HEADS, KIN, LATER, LEFT_OUT, PEOPLE
from conversations.understanding.rewriting import rules

ON_ONES_OWN = (
    r"seule?|alone|solo|(?:auto|micro)[- ]?entrepreneu(?:r|se)|micro[- ]?entreprise|freelance"
    r"|self-employed|sole trader|entreprise individuelle|ei|(?:travailleu(?:r|se) )?independante?"
    r"|profession liberale"
)
_ALONE = (
    r"(?:(?:il n'y a|y a|c'est|je (?:suis|travaille|bosse|gere)|i am|i'm|i work|it's|on est|rien que|que"
    r"|juste|seulement|uniquement|just|only) )*"
    r"(?:(?:moi|me|myself)(?: toute?)?(?: seule?|-meme| alone| uniquement| only)?|(?:toute? )?seule?"
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
        r"|\b(?:en )?(?:me comptant|m'incluant)\b",
        LEFT_OUT,
    ),
    (
        r"^(?:1|une?)(?: seule?)?(?: (?:personne|salariee?|employee?))?[ ,:(]+(?:moi|me)(?:-meme)?[ )]*$",
        "1 personne",
    ),
)

TOGETHER = rules(
    (rf"\b{MEMBER}(?:(?:,? ?(?:et|and|plus|\+|&|avec|with)|,|(?= )) ?{MEMBER})+\b", household),
    (rf"\b(?:mon|ma|my) (?:{KIN})\b", relative),
    (r"\b(?:tous|toutes) les (?=deux\b)|\b(?:nous|les) (?=deux$)|\bboth of (?=us$)", ""),
    (r"\b(?:toute? )?seule? avec (?=une? |mon |ma |\d|deux |trois )", "1 personne + "),
    (r"\bsans (?:aucun )?(?:salarie|employe|personnel)\w*$", LEFT_OUT),
    (
        r"\b(?:sans|hors|without|not counting|excluding) (?:me compter|(?:compter )?(?:moi|me|myself))\b",
        " personnes⊕",
    ),
    (rf"^(?:{HEADS}) ?(?:et\b|and\b|plus\b|\+)", "1 personne +"),
    (rf"(?:\bet|\band|\bplus|\+) ?(?:{HEADS})$", "+ 1 personne"),
    (rf"^je suis (?:le |la )?(?:{HEADS})(?: et|,) (?=[^,]*$)", "1 personne, "),
    (rf"(?:\bet|\band|\bplus|\+) ?(?:{HEAD})\b", "+ 1 personne"),
    (rf"\b(?:{HEAD}) ?(?:et\b|and\b|plus\b|\+)", "1 personne +"),
)

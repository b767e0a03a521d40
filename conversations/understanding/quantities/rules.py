"""The rewriting of what people type about quantities, in the order of its rules: see ``wording``."""

from conversations.patterns import pattern
from conversations.understanding.quantities.figures import (
    TENS,
    collective,
    in_slang,
    said_between,
    scaled,
    scaled_up,
    trade_named,
    twice,
)
from conversations.understanding.quantities.people import ALONE, ON_ONES_OWN, TOGETHER
from conversations.understanding.quantities.rhythms import RHYTHMS, SPREAD
from conversations.understanding.quantities.staff import AT_WORK, INSIDE, STAFF, TURNING
from conversations.understanding.quantities.words import (
    ABOUT,
    AT_LEAST,
    AT_MOST,
    COLLECTIVES,
    FORTNIGHTLY,
    HEAD_TRADES,
    LATER,
    LEFT_OUT,
    MISSPELT,
    MONTHS,
    NOT_AN_ARTICLE,
    OUTSIDERS,
    PEOPLE,
    SUMMED_UP,
    TRADES,
    UNIT_WORDS,
)
from conversations.understanding.rewriting import rules

_DIGIT_WORDS = r"une?|deux|trois|quatre|cinq|six|sept|huit|neuf|one|two|three|four|five|seven|eight|nine"


_SCALES = (
    (
        r"(?<=\d) ?(?:milles?|thousands?|k|kilos?(?= ?[€e])|grand(?=$|[.,!]))(?= ?e(?:ur|uros?)?\b| ?€|\b)",
        "K ",
    ),
    (r"(?<=\d) ?(?:millions?|mio)\b(?: d')?", "M "),
    (r"(?<=\d) ?(?:milliards?|billions?|mds?)(?=\b| ?€)(?: d')?", "G "),
)

_DAYS = r"(?:demi|half)[- ]?(?:journees?|days?)|journees?|matinees?|jours?|days?"
_ROUNDLY = "petite?|bonne?|bon|grosse?|gros|pleine?|full|whole|good"

_KINDS = r"(?:(?:sales|project|office|store|shop|account|delivery|truck|web|data|community|production) )?"

_FIRST = rules(
    (r"\((?:e|ne|trice|euse)\)|[·•](?:es?|ne|trice|euse)\b|(?<=e)\.e\b", ""),  # salarié(e)s, salarié·e·s
    (r"[·•](?=s\b)|(?<=e)\.(?=s\b)", ""),
    (r"\bd'(?=une?\b)", "d' "),
    (r"\b(?:une?|1) seule?\b", "1"),
    (rf"^(.*?\b(?:{_DAYS})),? (?:{FORTNIGHTLY})\b", r"2 × \1 par mois"),
    (rf"\b(?:une?|a|1) (?:{_ROUNDLY}) (?=(?:{_DAYS}|semaine|week)\b)", "~ 1 "),
    (rf"^(?:la )?(?=(?:{_DAYS})$)", "1 "),
    (r"\b(?:quelqu'un|someone|somebody)\b", "1 nouveau personne"),
    (r"\bpeut etre\b", "peut-etre"),
    (r"(?<=\d) ?(?:j ?/ ?h|jh|(?:jours?|j)[ /-]*hommes?|man[ -]days?|person[ -]days?)\b", " jours"),
    (r"(?<=\d)[oO]+(?=\d|[oO]|k|m|€|\b)", lambda typed: "0" * len(typed[0])),  # "35OOO", a letter O
    (r"(?<=\d )[oO]{3}\b", "000"),
    (
        r"\b(un|le|du|au|mon|notre|ce|nouveau|gros) fours?\b|^()four(?= \d)",
        r"\1 materiel",
    ),  # no English number
    (rf"\b(?:une? autre|another|an additional|an extra) (?=(?:{PEOPLE})\b)", "1 nouveau "),
    (r"\b(?:(?:une? )?demi[- ]|1/2 )(?=(?:postes?|emplois?|etp)\b)", "0,5 "),
    (
        r"\b(?:une?|mon|ma|notre|my|our|an?) (?:premi(?:er|ere)|deuxieme|seconde?|first|second) "
        rf"(?=(?:{PEOPLE})\b)",
        "1 nouveau ",
    ),
    (r"\b(une?|deux|trois|quatre|\d{1,3}) ([a-z]{5,20})\b(?! (?:de|d'|a|au)\b)", trade_named),
    (
        rf"((?:^|\b(?:and|hire|hiring|for|need|want|recruit|plus) |[,+] ))an? {_KINDS}(?=(?:{TRADES})\b)",
        r"\g<1>1 ",
    ),  # "a project manager"
    (r"\b(?:a |one |une )?fortnight\b", "2 weeks"),
    (
        r"\b(?:une?|1|an?|one) (jour(?:nee)?|semaine|mois|day|week|month)s? (?:ou|or) (?:2|deux|two)\b",
        r"1 ou 2 \1",
    ),
    (r"(?<=\d) ?(?:j|jours?|days?) ?(?:1/2|½)", ",5 jours"),
    (
        r"^(?:(?:juste|only|just|creer|cree|sauver|garder) )?(?:le mien|mon (?:propre )?(?:poste|emploi)|mine"
        r"|my (?:own )?job)(?: (?:uniquement|seulement|only))?$",
        "1 emploi",
    ),
    (r"\bpour[- ]cents?\b|\bper cent\b", "%"),
    (
        r"^(?:non,? )?(?:(?:aucune?|rien|neant|nulle?|nothing|none|nobody|no[- ]one|nil|nada|n[ao]ught"
        rf"|(?:il n'y a |y a |on n'a )?personne){LATER}*|(?:pas|not){LATER}+)[ .!]*$",
        lambda none: "0 personne" if "personne" in none[0] else "0",
    ),
    (rf"^(?:aucune?|none)(?={LATER}|,)|(?<=^peut-etre )aucune?$", "0"),
    (
        r"\bn'(?=(?:ai|as|a|avons|avez|ont|emploie|employons) (?:encore )?(?:pas|aucune?)\b)",
        "",
    ),
    (
        r"\b(?:aucune?s?|(?:toujours )?pas (?:encore (?:eu )?)?d[e']|no|^sans|^without)"
        rf" ?(?=(?:{PEOPLE})\b)",
        "0 ",
    ),
    (
        rf"\b(?:zero )+(?=(?:{_DIGIT_WORDS}|dix|onze|douze|quinze|vingt|trente|cent|hundred|ten|twelve)\b)",
        "",
    ),
    (r"\bzero\b", "0"),
    (r"^(?:mon|my) (?:poste|emploi|job)(?= (?:et|plus|\+|and) )", "1 emploi"),
    (r"\bquatre vingts?-", "quatre-vingt-"),
    (r"(?<=[a-z])-(?=(?:mille|cents?)\b)", " "),  # as they are spelt since 1990
    (r"\b(mille|cents?)-(?=[a-z])", r"\1 "),
    (
        rf"\b(?<!quatre[- ])({'|'.join(TENS)})[- ]([1-9]|une?)\b(?! ?\d| (?:cents?|mille|millions?)\b)",
        lambda typed: str(TENS[typed[1]] + (int(typed[2]) if typed[2].isdigit() else 1)),  # "trente 3"
    ),
    (
        r"\b(one|two|three|four|five|six|seven|eight|nine) (?=(?:twen|thir|for|fif|six|seven|eigh|nine)ty\b)",
        r"\1 hundred ",
    ),
    (r"\bvirgule ((?:zero )?[a-z-]+) (mille|millions?|milliards?)\b", scaled),
    # "deux millions cinq" is five for some, five hundred thousand for others.
    (rf"(millions?|milliards?) (?=(?:{_DIGIT_WORDS})\b(?! (?:mille|cents?|hundred|thousand)))", r"\1 § "),
)

_THEN = rules(
    (r"\b(?:n'est|ne sommes)(?: plus)? que (?=\w)|\b(?:est|sommes) que (?=\w)", "est "),
    (r"(?<=[a-z]) ?= ?(?=\d)", " : "),
    (r"(?<=\d) ?p\b\.?(?! ?\d)", " personnes"),
    (r"(?<=\d) ?a ?(?=\d)", " a "),
    (r",? (?:voire|ou meme|if not)(?: meme)? (?=\w)", " ou "),
    (
        r"^(?:(?:entreprise|unite|societe|boite|sasu?|eurl|sarl|ei|micro[- ]entreprise) )?"
        r"(?:sans|non)[- ](?:salarie|employe)\w*$",
        "0 personne",
    ),
    (rf"^an? (?=(?:(?:part|full)[- ]time|new|junior|second|extra|qualified) (?:{TRADES})\b)", "1 "),
    (r"\bco-?(?=associe|gerant)", ""),
    (r"\bhors (?:taxes?|tva)\b|\bh\.t\b\.?", "ht"),
    (r"\beur(?=\d)", "eur "),
    (r"(?<=\d) ?(?:eu|eurs|euors|eruos|euos)$", " euros"),
    (r"(?<![\w.,] )(?<![\w.,])[.,](?=\d)", "0,"),
    (r"\b(?:bon|gros|petit) (?=milli(?:on|er|ard)s?\b)", ""),
    (r"\bmes parents\b|\bmy parents\b", "2 personnes"),
    (rf"\b(?:{'|'.join(MISSPELT)})\b", lambda typed: MISSPELT[typed[0]]),
    (r"\btoutes taxes(?: comprises?)?\b", "ttc"),
    (r"\bhalf (?:a )?dozen\b", "demi-douzaine"),
    (r"\b(?:une? |1 )?(\d+) ?aines?\b(?: d[e'])?", r"~ \1 "),
    (r"\b1/2 (?=journee|day|jour)", "0,5 "),
)

_LAST = rules(
    (rf"\b(?:{ABOUT})(?:(?<=')|\b)\.?|\+ ?(?:/|ou) ?(?:-|moins\b)|[±≈∼]", "~"),
    (r"(?<=\d)-?ish\b|(?<=\d)[- ](?:odd|something)\b", " ~"),
    (r"\ba couple(?: of)?\b", "~ 2"),
    (r"<=?|(?<![\w-])- d[e'] ?(?=\d|une?\b)", "≤"),
    (r">=?|\+ d[e'] ?(?=\d|une?\b)", "≥"),
    (rf"\b(?:{AT_MOST})(?:(?<=')|\b)\.?", "≤"),
    (rf"\b(?:{AT_LEAST})(?:(?<=')|\b)\.?", "≥"),
    (r"\b(\d+)([km])(\d{1,3})(?= ?(?:€|e\b|euros?\b|$))", said_between),  # "1M5", "1M200"
    (
        r"(?<!and )(?<!and a )\b(?:une? |an? |1 )?(?:demi|half|1/2|½)(?: an?)?[- ](?=[mb]illi(?:on|ard))",
        "0,5 ",
    ),
    (r"(?<!\d)(?<!\d )½", "0,5"),
    (r"\band a half (million|billion)\b", r"\1 and a half"),
    (r"\bet demie?\b|\band (?:an? )?half\b", "½"),
    (r"\b(?:une? |a )?(?:demi|half)(?: an?)?[- ](?=(?:heure|hour|an|year)\b)", "0,5 "),
    (r"\bhalf a (?=day\b)", "0,5 "),
    (r"\ba (?=hundred|thousand|million|dozen)", "one "),
    (r"\b(?:une|a) (?:paire|pair)\b(?: d[e']| of)?", "2 "),
    (
        rf"\b({'|'.join(COLLECTIVES)})(s?) (?:d[e'] ?|of )?(mille|milliers?|thousands?|millions?|k)(?=€|\b)",
        scaled_up,
    ),
    (
        r"(?:^|(?<=about )|(?<=around )|(?<=for )|(?<=~ ))an?"
        r" (?=(?:person|day|week|month|quarter|year|hour)\b)",
        "1 ",
    ),
    (
        r"(\d(?: ?\d{3}|[ K]*(?:€|euros?)| ?K)\b.*? et) une? (?=[a-z])",
        r"\1 ",
    ),  # "20 000 pour un four et une vitrine"
    (rf"(?<!et )(?<!-)\bune? (?=[a-z])(?!(?:{NOT_AN_ARTICLE})\b)", ""),
    *_SCALES,
)

IN_WORDS = (*_FIRST, *ALONE, *_THEN, *TOGETHER, *_LAST)

_SPELLED_OUT = rules(
    # What the library leaves of "two point two million", and of products.
    (r"(?<=\d[.,]\d) 1000000000\b|(?<=\d[.,]\d\d) 1000000000\b", " G "),
    (r"(?<=\d[.,]\d) 1000000\b|(?<=\d[.,]\d\d) 1000000\b", " M "),
    (r"(?<=\d[.,]\d) 1000\b|(?<=\d[.,]\d\d) 1000\b", " K "),
    (r"(?<=\d) (?:point|virgule) (?=\d)", ","),
    *_SCALES,
    (rf"^(\D*)\b(?:{ON_ONES_OWN})\b(\D*)$", r"\1 1 personne, seul \2"),
    (r"(?<=[a-z\d]) (?:et )?1/2$", " ½"),
    (r"(?<=\d) ?(?:fois|times|x|×|\*) ?(?=\d)", " × "),
    (r"(\d[\d ]*) \((\d[\d ]*)((?: ?€| euros?)?)\)", twice),
    (r"\b(?:tous|toutes) les (?=\d+$)|\ball (?=\d+$)", ""),
    (r"(?<=\d) m(?=€| €| eur)|(?:(?<=€\d)|(?<=€\d\d)|(?<=€\d[.,]\d)|(?<=€\d\d[.,]\d))m\b", "M"),
    (r"(?<![\d.,])(\d{1,3}) (?:briques?|patates?|plaques?|batons?)\b", in_slang),
    (r"\ben (?:\d+|plusieurs) (?:fois|tranches?|versements?|parties?|echeances?)\b", " ;"),
    (r"(?<=\d)[.,]-+(?!\d)", ""),  # "20.-", as the Swiss write
)

SPELLED_OUT = (*_SPELLED_OUT, *INSIDE)

_SOME = (
    r"⊕|\d+|~|et|and|,|l'|moi|me|myself|en|a|au|in|les|nos|mes|mon|my|le|the|un|une|an|alternance|mi-temps|temps"
    r"|partiel|plein|production|prod|atelier|bureau|vente|boutique|magasin|cuisine|salle|chantier|terrain"
    r"|la|premiere|deuxieme|annee|arret|maladie|conge|conges|parental|maternite|direction|administratif"
    r"|administratifs|stage|interim|apprentissage|saison|\[percent\]"
)
_IN_YEAR = r"en|depuis|since|in|by|d'ici|fin|debut|mi|annee|exercice|avant|apres|before|after|of"
_ORDINAL_DAY = r"\d\d?(?:er|st|nd|rd|th)?"
_WITHIN = r"dont|y compris|en comptant|en incluant|comprenant|including|incl|counting|of wh\w+"
_GOING_ON = f"{TURNING}|et|and"
_AMOUNT = r"(?:\[euro\]|\d ?[KM]|\d{4}|\d[ .]\d{3})"
_ASIDE = rf"{_WITHIN}|hors|sans|excluding|without|not counting"

_COUNTING = rules(
    # Dates, times and ordinals count nothing.
    (r"(?<![\d./-])(?:\d{4}-\d\d?-\d\d?|\d\d?[/.-]\d\d?[/.-](?:\d\d){1,2})(?![./-]?\d)", ";"),
    (r"\b(?:au|le|du|on|by) \d\d?[/.]\d\d?\b(?![/.])", ";"),
    (r"\b(?:\d\d?h\d\d|\d\d?h/24|7 ?j ?/ ?7|24/7)\b", ";"),
    (rf"\b(?:{_ORDINAL_DAY} )?{MONTHS} (?:19|20)\d\d\b|\b{_ORDINAL_DAY} {MONTHS}\b", ";"),
    (rf"\b(?:{_IN_YEAR})[ -](?:19|20)\d\d\b(?! ?(?:€|e\b|euros?|K|M|{PEOPLE}))", ";"),
    (r"\b\d{1,2}(?:(?:er|ere|eme|ieme|nd|nde|st|th|rd)\b|e(?= [a-z]))", ";"),
    (rf"\b(?:{SUMMED_UP})\b", LEFT_OUT),
    (
        r"\b(?:(?P<half>(?:0,5 |(?:une? |1 )?(?:demi|half an?|half)[- ]))|(?:une? |1 )|(?P<count>\d+) )?"
        r"(?:(?:bonne|petite|grosse|belle|good) )*"
        rf"(?P<name>{'|'.join(COLLECTIVES)})(?P<many>s?)\b(?: (?P<scale>[KM])\b)?(?: d[e']| of)?",
        collective,
    ),
    (r"\bl'an\b", "/year"),
    (r"\b(?:annees|decennies?|the) (?:19|20)?\d0'?s?\b", ";"),  # when, and not how many
    (rf"(?<![a-z-])(?:{HEAD_TRADES})(?![a-z'-])", "head [person]"),
    (rf"(?<![a-z-])(?:{TRADES})(?:-[a-z]{{4,20}})?(?![a-z'-])", "trade [person]"),
    (rf"(?<![a-z-])(?:{OUTSIDERS})(?![a-z'-])", "outsider [person]"),
    *(
        (rf"(?<![a-z\[_])(?:{words})(?![a-z'€\]_])(?!(?<=[a-z])\d)", f"[{unit}]")
        for unit, words in UNIT_WORDS.items()
    ),
)

_BESIDE = rules(
    *SPREAD,
    # What is said to be inside the number, and what may be outside it.
    (r" (?:avec|with) (?:les|mes|nos|the|my|our) (?:trade|outsider) \[person\]$", LEFT_OUT),
    (rf"[(,]* ?\b(?:{_WITHIN})\b(?:[ .]|{_SOME}|trade|outsider|\[(?:person|job|full_time)\])+\)?$", LEFT_OUT),
    # Of an amount, the part is said to be inside it: what it is a part of is for the question to say.
    (
        rf"({_AMOUNT}),? \(?\b(?:{_WITHIN}) (?:~ ?)?\d[\d .,]*[KM]?(?: ?\[euro\])?"
        rf"(?: (?!.*\b(?:{_GOING_ON})\b)(?:[a-z']|\[person\]| ){{1,40}})?\)?$",
        r"\1 ⊂",
    ),
    (rf"\(?\b(?:{_ASIDE})\b.*", " ;"),
    *RHYTHMS,
    (r"(?<=\[euro\])(?: et| and)? \d\d? ?(?:centimes?|cents?|cts?)\b|(?<=\[euro\]) et \d\d$", LEFT_OUT),
    # "80 000 € la machine" is the price of one.
    (
        r"(\[euro\]),? (?:piece|(?:la|le|l'|par|per|each) ?(?!tout|total|projet|budget|cout|montant|prix)"
        r"[a-z]+)$",
        r"\1 ;",
    ),
    (  # "30k à 2 %"
        rf"({_AMOUNT}),? (?:a|au taux de|at|@|avec un taux de) (?:0|1?\d(?:[.,]\d+)?) ?\[percent\]"
        r"(?: d'interets?)?",
        r"\1" + LEFT_OUT,
    ),
    (r"\b(?:entre|between)\b([^;]*?)\b(?:et|and)\b", r"\1 … "),
    (r"(?<=[\d\]KMG½]) ?(?:\b(?:a|to|jusqu'a)\b|-|\.\.+|…) ?(?=(?:~ ?|\[euro\] ?)?\d)", " … "),
    # "40 000 / 2": half of it is nobody's figure, nor is the 2.
    (
        r"(\d(?: ?\d{3}| ?K)+(?: ?\[euro\])?) ?(?:/|÷|divise[er]?s? (?:par|en)) ?\d\d?"
        r"(?![\d.,]| ?(?:\d|[KMG]\b|\[))",
        r"\1 ;",
    ),
    (r"(?<=[\d\]KMG½]) ?(?:\b(?:ou|or)\b|(?<=\d) ?/ ?(?=\d)) ?(?=(?:~ ?)?\d)", " | "),
    (r"\+ (?:(?:mes|mon|notre|my|our|an?) )?(?:equipe de|team of) (?=\d)", "avec "),
    (r"(?<=\+ )(?:mes|les|nos|mon|my|the|our|an?) ?(?=\d)", ""),
    (r"\bjusqu'a\b", "≤"),
    (r"(?<=\d)\+(?! ?\d)", " ≥"),
)

IN_DIGITS = (*STAFF, *_COUNTING, *AT_WORK, *_BESIDE)

# "des dizaines": a collective that counts nothing precise. "Moi et mes salariés": others are not counted.
VAGUE = pattern(r"\b(?:des|quelques|plusieurs|several|many|some) ~|^\D*\+ 1 \[person\]|1 \[person\] \+\D*$")

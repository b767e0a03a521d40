"""The words that people count with, in French and in English: plain, as parts of regular expressions."""

from enum import StrEnum

from conversations.patterns import pattern


class Unit(StrEnum):
    """What a quantity counts."""

    EURO = "euro"
    PERCENT = "percent"
    PERSON = "person"
    JOB = "job"
    FULL_TIME = "full_time"
    HOUR = "hour"
    HALF_DAY = "half_day"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


TRADES = (
    # Some of the staff, as small firms call them: the national list of occupations (PCS 2020) and trades.
    r"apprenti\w*|apprentices?|alternante?s?|ouvri\w+|cadres?|workers?"
    r"|hommes?|femmes?|men|women|mi[- ]?temps|temps[- ]partiels?|part[- ]time(?:rs?)?"
    r"|directeurs?|directrices?|chefs?|responsables?|adjointe?s?"
    r"|secretaires?|assistante?s?|comptables?|commercia(?:l|le|les|ux)|technicos?|vendeu(?:r|rs|se|ses)"
    r"|caissi(?:er|ers|ere|eres)|boulang(?:er|ers|ere|eres)|patissi(?:er|ers|ere|eres)|bouch(?:er|ers"
    r"|ere|eres)"
    r"|cuisini(?:er|ers|ere|eres)|serveu(?:r|rs|se|ses)|commis|plongeurs?|coiffeu(?:r|rs|se|ses)"
    r"|estheticiennes?"
    r"|macons?|plombiers?|chauffagistes?|electricien(?:ne)?s?|peintres?|menuisi(?:er|ers|ere|eres)"
    r"|charpentiers?"
    r"|couvreurs?|carreleurs?|plaquistes?|plaquiers?|soudeurs?|tourneurs?|fraiseurs?|usineurs?|chaudronniers?"
    r"|mecanicien(?:ne)?s?|mecanos?|carrossiers?|chauffeu(?:r|rs|se|ses)|livreu(?:r|rs|se|ses)|conducteurs?"
    r"|conductrices?|manutentionnaires?|magasini(?:er|ers|ere|eres)|caristes?|preparat(?:eur|eurs|rice|rices)"
    r"|operat(?:eur|eurs|rice|rices)|monteu(?:r|rs|se|ses)|techniciens?|techniciennes?|ingenieure?s?"
    r"|developpeurs?"
    r"|developpeuses?|informaticien(?:ne)?s?|graphistes?|designers?|consultante?s?|formateurs?|formatrices?"
    r"|infirmi(?:er|ers|ere|eres)|aides?-soignante?s?|pharmacien(?:ne)?s?|auxiliaires?|jardiniers?"
    r"|paysagistes?"
    # of receptions, building sites, offices, shops and studios
    r"|hotes(?:ses?)?|receptionnistes?|standardistes?|chargee?s?(?= d[e'])|animat(?:eur|eurs|rice|rices)"
    r"|educat(?:eur|eurs|rice|rices)|acheteu(?:r|rs|se|ses)|poseu(?:r|rs|se|ses)|tuyauteurs?|facadiers?"
    r"|grutiers?|terrassiers?|ebenistes?|opticien(?:ne)?s?|prothesistes?|veterinaires?|sommeli(?:er|ers"
    r"|ere|eres)"
    r"|barm[ae]n|pizzaiolos?|toiletteu(?:r|rs|se|ses)|architectes?|dessinat(?:eur|eurs|rice|rices)"
    r"|projeteurs?"
    r"|juristes?|photographes?|webmasters?|analystes?|analysts?|receptionists?|plumbers?|electricians?"
    r"|carpenters?"
    r"|hairdressers?|painters?|roofers?|cleaners?|shop assistants?"
    r"|vignerons?|viticulteurs?|agriculteurs?|agricultrices?|compagnons?|artisane?s?|conjointe?s?"
    r"|couturi(?:er|ers|ere|eres)|fleuristes?|agents?"
    r"|managers?|directors?|operators?|reps?|sales ?m[ae]n|cuistots?"
    r"|sales ?persons?|secretar(?:y|ies)|assistants?|accountants?|sales ?people|drivers?|bakers?"
    r"|cooks?|waiters?|waitress(?:es)?|welders?|mechanics?|engineers?|developers?|technicians?|founders?"
)

HEAD_TRADES = r"(?:co-?)?gerante?s?|dirigeante?s?|patronn?e?s?"
"""Who heads the staff, and is some of it."""

OUTSIDERS = (
    r"stagiaires?|interimaires?|trainees?|interns?|saisonni(?:er|ers|ere|eres)|vacataires?|benevoles?"
    r"|volontaires?|volunteers?|sous-traitants?|prestataires?|freelances?|independant(?:e?s)|externes|adherente?s?"
    r"|intermittente?s?|extras"
)
"""Who works there and may not be of the staff."""

UNIT_WORDS = {
    Unit.EURO: r"€uros?|€|euros?|eur|e|balles",
    Unit.PERCENT: r"%|percent",
    Unit.FULL_TIME: (
        r"etp|ftes?|equiv(?:alents?)?\.? (?:a )?temps[- ]pleins?|temps[- ](?:plein|complet)s?"
        r"|pleins?[- ]temps|full[- ]time(?:rs?)?|full[- ]time equivalents?"
    ),
    Unit.JOB: (
        r"emplois?|postes?|embauches?|recrutements?|creations?|cd[id]s?|jobs?|positions?|hires?|recruits?"
        r"|contrats?|contracts?"
    ),
    Unit.PERSON: (
        r"personnes?|personnels?|pers(?:os?)?|prs|gars|gus|mecs|nanas|bonhommes?|bonshommes|sal|salarie\w*|employe\w*"
        r"|collab\w*|(?:co)?equipi(?:er|ere)s?|travailleu(?:r|se)s?|gens|tetes|permanente?s?|people|ppl|persons?|staff"
        r"|associe\w*|partners?"
    ),
    Unit.HOUR: r"h|heures?|hours?|hrs?",
    Unit.HALF_DAY: (
        r"demi[- ]?(?:journees?|jours?)|matinees?|matins?|apres[- ]?midis?|half[- ]?days?|mornings?"
        r"|afternoons?"
    ),
    Unit.DAY: r"j|jrs?|jours?|journees?|days?",
    Unit.WEEK: r"sem|semaines?|weeks?",
    Unit.MONTH: r"mois|months?",
    Unit.QUARTER: r"trimestres?|quarters?",
    Unit.YEAR: r"ans?|annees?|years?|yrs?",
}
PEOPLE = "|".join(
    (*(UNIT_WORDS[unit] for unit in (Unit.FULL_TIME, Unit.JOB, Unit.PERSON)), HEAD_TRADES, TRADES, OUTSIDERS)
)
ANY_UNIT = "|".join((*UNIT_WORDS.values(), HEAD_TRADES, TRADES, OUTSIDERS))

MONTHS = (
    r"(?:janv(?:ier)?|fevr?(?:ier)?|mars|avr(?:il)?|mai|juin|juil(?:let)?|aout|sept(?:embre)?"
    r"|oct(?:obre)?|nov(?:embre)?"
    r"|dec(?:embre)?|january|february|march|april|may|june|july|august|september|october|november|december)"
)

COLLECTIVES = {
    "huitaine": 8, "dizaine": 10, "douzaine": 12, "dozen": 12, "quinzaine": 15, "vingtaine": 20,
    "trentaine": 30, "quarantaine": 40, "cinquantaine": 50, "soixantaine": 60, "centaine": 100,
    "millier": 1000,
}  # fmt: skip

MISSPELT = {
    "quatres": "quatre", "cinque": "cinq", "cinqs": "cinq", "sixs": "six",
    "septs": "sept", "huits": "huit", "neufs": "neuf", "dixs": "dix", "onzes": "onze", "douse": "douze",
    "douzes": "douze", "treise": "treize", "quinse": "quinze", "quinzes": "quinze", "seise": "seize",
    "vint": "vingt", "deus": "deux", "troi": "trois", "trios": "trois", "cincq": "cinq", "cink": "cinq",
    "uit": "huit", "onz": "onze", "treze": "treize", "quatorse": "quatorze",
    "trentes": "trente", "quarente": "quarante", "cinquente": "cinquante", "soixente": "soixante",
    "milion": "million", "milions": "millions", "miliard": "milliard",
}  # fmt: skip
"""Numbers as they are often misspelt."""

SHORTENED = {
    "ds": "dans", "tt": "tout", "tte": "toute", "tts": "tous", "ttes": "toutes", "ns": "nous", "avc": "avec",
    "tps": "temps", "y'a": "y a", "ya": "y a", "yen": "y en", "pr": "pour",
    "sans doute": "peut-etre", "jaurais": "j'aurais", "jaimerais": "j'aimerais", "jveux": "je veux",
    "jvoudrais": "je voudrais",
    "jsuis": "je suis", "jsui": "je suis", "chuis": "je suis", "chui": "je suis", "jai": "j'ai",
    "mtn": "maintenant", "mnt": "maintenant", "ajd": "aujourd'hui", "pdt": "pendant", "qqs": "quelques",
    "qq": "quelques", "bcp": "beaucoup",
}  # fmt: skip
"""Words as they are shortened in short messages, that are no other words."""

ABOUT = (
    r"plus ou moins|more or less|(?:a|au) peu pres|autour d(?:e|u|')|aux? (?:alentours|environs) d[e']"
    r"|pas loin d[e']|pres d[e']|proche d[e']|de l'ordre d[e']|environ|env|presque|quasi(?:ment)?|vers"
    r"|grosso modo|a la louche|a vue de nez|peut-etre|quelque|approximativement|approx(?:imately)?"
    r"|about|around|roughly|circa|almost|nearly|close to|in the region of|maybe|perhaps|or so|et quelques?"
)
AT_MOST = (
    r"pas plus d[e']|(?:not|no) more than|moins (?:d[e']|que)|up to|at most|under|below|lower than"
    r"|less than|fewer than|(?:ou|or) (?:moins|less|fewer)|(?:tout )?au plus|(?:au |grand )*max(?:i|imum)?"
    r"|(?:en|au)[- ]des?sous d[e']|inferieure?s? a|sous la barre d[e']|plafonnee?s? a"
)
AT_LEAST = (
    r"plus (?:d[e']|que)|au moins|a partir d[e']|more than|at least|upwards of|above|greater than"
    r"|(?:et|ou|and|or) (?:plus|more|above)|(?:au |grand )*min(?:i|imum)?|pas moins d[e']"
    r"|no (?:less|fewer) than|(?:au-?|par[- ])?dessus d[e']|au[- ](?:dessus|dela) d[e']|superieure?s? a"
)

HEAD = r"moi(?:[- ]meme)?|me|myself|i|(?:le|la|the) (?:gerante?|patron(?:ne)?|dirigeante?|boss|owner|manager)"
HEADS = (
    r"gerante?|patron(?:ne)?|dirigeante?|presidente?|direct(?:eur|rice)|chef d'entreprise|tns|boss|owner"
    r"|manager"
)
KIN = (
    r"mari|femme|epouse|epoux|conjointe?|compagne|compagnon|copine|copain|fils|fille|pere|mere|papa"
    r"|maman|frere|soeur"
    r"|beau-?frere|belle-?soeur|beau-?fils|belle-?fille|beau-?pere|belle-?mere|gendre|bru|cousine?|neveu"
    r"|niece|oncle"
    r"|tante|amie?|pote|associee?|collegue|partenaire|husband|wife|spouse|partner|son|daughter|dad|mum"
    r"|mom|father"
    r"|mother|brother|sister|cousin|nephew|friend|associate|colleague|apprentie?|alternante?|salariee?"
    r"|employee?"
    r"|ouvriere?|secretaire|assistante?|vendeuse|vendeur|stagiaire|apprentice"
)

OTHER_CURRENCIES = (
    # Names in both languages, and the codes of ISO 4217 that are no French or English word.
    r"dollars?|bucks|pounds?|livres? sterling|francs?|yens?|yuans?|roupies?|rupees?|dirhams?|dinars?|pesos?"
    r"|roubles?|rubles?|couronnes?|kron(?:a|er|or)|zlotys?|forints?|wons?|reais|rands?|nairas?|cedis?"
    r"|shekels?|riy?als?"
    r"|ringgits?|bahts?|leus?|levs?|livres? turques?|ariarys?|gourdes?|bitcoins?|btc"
    r"|usd|gbp|chf|jpy|cny|rmb|inr|aud|nzd|xpf|cfp|fcfp|fcfa|cfa|xof|xaf|dzd|tnd|egp|aed|sar|qar"
    r"|kwd|lbp"
    r"|sek|nok|dkk|isk|pln|czk|huf|bgn|rub|uah|zar|ngn|ghs|kes|mxn|brl|ars|clp|cop|htg|mga|mur|kmf|scr"
    r"|sgd|hkd|krw"
    r"|thb|myr|idr|vnd|twd|frf|dem|bef|itl"
)

PLACES = (
    r"sites?|poles?|salons?|magasins?|boutiques?|agences?|etablissements?|ateliers?|points? de vente"
    r"|restaurants?|hotels?|chantiers?|equipes?|services?|bureaux?|usines?|depots?|villes?|departements?"
    r"|regions?|pays"
    r"|batiments?|cabinets?|centres?|garages?|officines?|fournils?|boulangeries?|pharmacies?|locaux|lieux"
    r"|societes?|entreprises?|filiales?|shops?|stores?|locations?|branches|offices?|plants?|teams?|countries"
)
SUMMED_UP = (
    r"pour l'instant|pour le moment|a ce jour|en tout(?: et pour tout)?|au total|a l'heure actuelle"
    r"|a l'heure ou je vous parle"
    r"|en comptant tout le monde|tout le monde compris|all included|everyone included"
    r"|so far|for now|right now|at the moment|in (?:total|all)|all told|sauf erreur|il me semble|tout compris"
    r"|de memoire|en moyenne(?: (?:sur l'annee|annuelle))?|on average|en ce moment|all[- ]in|tout inclus"
    r"|a taux (?:zero|nul|0(?! ?[%.,]))|sans interets?|interest[- ]free"
)
LATER = (
    r"(?: (?:pour l'instant|pour le moment|dans l'immediat|a ce stade|actuellement|encore|du tout|yet|at all"
    r"|for now|(?:de )?prevue?s?|planned))"
)
FORTNIGHTLY = (
    r"(?:tous|toutes) les (?:quinze jours|15 jours|(?:deux|2) semaines)|(?:une|1) semaine sur (?:deux|2)"
    r"|par quinzaine|every (?:two|2|other) weeks?|(?:every|a|per) fortnight"
)
NOT_AN_ARTICLE = (
    rf"{ANY_UNIT}|a|to|ou|or|et|sur|seule?|milles?|millions?|milliards?|virgule|{'|'.join(COLLECTIVES)}"
    r"|par|per|chaque|pour|dans|en|puis|voire|si|au|de plus"
    r"|d'ici|maxi(?:mum)?|max|mini(?:mum)?|seulement|peut-etre"
)

LEFT_OUT = " ‖ "
"""What stands for words that change nothing to what is counted."""

NOT_TO_GUESS = pattern(
    rf"[$£¥₣₹₽₿§]|\b(?:{OTHER_CURRENCIES})\b|\d ?(?:frs?|dh|da|dt|kr|zł|zl|ils|mad|cad)\b"
    r"|\b(?:moitie|tiers|quarts?|half(?![- ]days?\b)|halves|thirds?|fois|times|doubler?|tripler?)\b"
    r"|\b(?:tous les|toutes les|every|une? [a-z]+ sur|sauf|everyone but|all but|except) ?\d"
    r"|\d (?:[a-z]+ )?(?:sur|out of) (?:les )?\d+(?![\d .,]*[a-z€])"  # a share
    r"|(?<![\d/])[1-9]/[1-9] d[e'u]|\bquarters? (?:of )?\d"
    r"|\bquelques[ -](?:une?s|1)\b"
    r"|(?:\bmoins|\bminus|\bpas|\bpas encore|\bnot|(?<![\w€%)])(?<![\w€%)] )-) ?\d"
    r"|\bn[o°] ?\d|\d,? (?:bis |ter )?(?:rue|avenue|av|boulevard|bd|route|chemin|place|impasse)\b"
    r"|\d ?m(?:²|2?\b)"
    r"|\d ?(?:minutes?|mins|mn|secondes?|seconds?|['\"](?! ?\d))|\b(?:negative|lakhs?|crores?)\b"
    r"|\d[.,]?\d*e[+-]?\d"  # 7,86E+13: a spreadsheet's rounding
)
"""What must not be read as a figure: another currency, a share, an address, a rounding."""

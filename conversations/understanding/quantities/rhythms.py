"""How often, over how long, in how many visits: "2 jours par mois pendant 3 mois", "4 rdv d'une heure"."""

from conversations.understanding.quantities.words import LEFT_OUT

_VISITS = r"rdv|rendez-?vous|seances?|sessions?|ateliers?|interventions?|visites?|visits?|meetings?|modules?"
SPREAD = (
    (rf"(?<=\d) (?:{_VISITS}) (?:d'|de|of) ?(?=\d+ \[(?:half_day|day|hour)\])", " visits de "),
    (r"(?:\b(?:en|in|on) )?\b[2-5] × [78]\b(?! ?(?:\d|[KMG]\b|\[(?!hour)))(?: \[hour\])?", LEFT_OUT),
    (
        r"(?<=\[day\])(?: (?:de |d')[a-z]{4,20})? (?:(?:reparti|etale|echelonne|lisse)e?s? |spread )?"
        r"(?:sur|over|dans|durant|within) (?:(?:les |the )?\d+ |(?:toute )?l'|the |an? )"
        r"\[(?:week|month|year)\]$",
        LEFT_OUT,
    ),
)

RHYTHMS = (
    (
        r"(?:/ ?|\b(?:par|per|chaque|each|every|tous les|toutes les) |(?<=[\]\d] )an? )"
        r"\[(hour|half_day|day|week|month|quarter|year)\]",
        r"/\1",
    ),
    (r"\b(?:mensuel\w*|monthly)", "/month"),
    (r"\b(?:hebdo\w*|weekly)", "/week"),
    (r"\b(?:annuel\w*|yearly)", "/year"),
    # "1 jour par semaine, dix semaines"; "10 semaines, 1 jour par semaine".
    (
        r"(/(?:day|week|month|quarter)),? \(?(\d+ \[(?:week|month|quarter|year)\])\)?$",
        r"\1 pendant \2",
    ),
    (
        r"^(?:pendant |sur |durant |for |over )?(\d+ \[(?:week|month|quarter)\])"
        r"(?:,| :|,? a raison d['e]| at) ?([^,]*/(?:week|month))$",
        r"\2 pendant \1",
    ),
)

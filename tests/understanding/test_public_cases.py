"""What people met elsewhere, typed here: each row is one example of a kind, with neighbours of ours.

Days are read as on 2026-11-29.
"""

from dataclasses import replace
from datetime import date

import pytest

from conversations.inputs import InvalidAnswer, Settled
from conversations.intake import INTAKE
from conversations.situation import Situation
from tests.benchmarks.understanding import situation_of
from tests.understanding.rows import agrees, canonical, offers

THAT_DAY = date(2026, 11, 29)

CASES = {
    ("dozens of thousands", "microsoft/Recognizers-Text#2299", "advance"): {
        "une centaine de milliers d'euros": "100000",
        "deux centaines de milliers d'euros": "200000",
        "une vingtaine de milliers d’euros": "20000",
        "quelques dizaines de milliers d'euros": "",
    },
    ("half", "microsoft/Recognizers-Text#2786", "project_budget"): {
        "un demi million d'euros": "500000",
        "un demi-million": "500000",
        "half a million": "500000",
        "deux millions et demi": "2500000",
    },
    ("another currency", "metabase#42129, covoiturage-gouv-fr/mono#856", "advance"): {
        "100 000 XPF": "",
        "100 000 F CFP": "",
        "5 millions de francs pacifique": "",
        "20 000 CHF": "",
        "$20,000": "",
    },
    ("product", "own", "advance"): {
        "3 x 10 000 €": "?30000",
        "2 fois 15 000 €": "?30000",
        "1500 par mois pendant 6 mois": "?9000",
        "10 000 € chacun pour 3 machines": "",
    },
    ("bound as a figure", "own", "headcount"): {"<10": "", "< 10 salariés": "", ">50": "", "moins de 10": ""},
    ("code as a figure", "annuaire-entreprises, labels of tranches", "headcount"): {
        "tranche 12": "?20..49",
        "tranche d'effectif 03": "?6..9",
        "NN": "",
    },
    ("me and somebody", "mon-entreprise#727", "headcount"): {
        "mon mari et moi": "2",
        "moi et ma femme": "2",
        "moi et mes deux fils": "3",
        "1 gérant 3 ouvriers 1 secrétaire": "5",
        "1 apprenti en septembre puis 2 CDI": "?1|2|3",
        "12 mais bientôt 15": "?12|15",
    },
    ("dash span", "facebook/duckling#53", "start"): {
        "3-6 mois": "~2027-02-28..2027-05-31",
        "dans 3-6 mois": "~2027-02-28..2027-05-31",
        "2-3 semaines": "~2026-12-13..2026-12-20",
    },
    ("fortnight", "duckling_old#146", "start"): {
        "2e quinzaine d'avril": "2027-04-16..2027-04-30",
        "première quinzaine de mars": "2027-03-01..2027-03-15",
        "seconde quinzaine de janvier 2027": "2027-01-16..2027-01-31",
    },
    ("homograph", "Recognizers-Text#2153", "start"): {
        "j'ai été malade, dès que possible": "~2026-11-29..2026-12-29",
        "on a été débordés": "",
    },
    ("day that does not exist", "own", "start"): {
        "le 31 février": "",
        "30 février 2027": "",
        "31/04/2027": "",
        "le 31 juin": "",
    },
    ("month and year", "Recognizers-Text#2074", "start"): {"juin 27": "2027-06", "mars 28": "2028-03"},
    ("feast", "ternel/weekend-website#6, duckling_old#141", "start"): {
        "lundi de Pâques": "2027-03-29",
        "à Pâques": "2027-03-28",
        "à l'Ascension": "2027-05-06",
        "à la Pentecôte": "2027-05-16",
        "lundi de Pentecôte": "2027-05-17",
        "à la Toussaint": "2027-11-01",
        "avant Noël": "~2026-11-29..2026-12-25",
    },
    ("past", "Recognizers-Text#3073, #1742", "start"): {
        "en mars dernier": "",
        "on a déjà commencé en octobre": "",
        "l'an dernier": "",
        "depuis septembre": "",
    },
    ("rank of a weekday", "Recognizers-Text#3199, duckling_old#141", "start"): {
        "dernier vendredi du mois": "?2026-12-25",
        "le dernier vendredi de mars": "2027-03-26",
        "premier lundi de mars": "2027-03-01",
        "1er week-end de septembre": "2027-09-04..2027-09-05",
    },
    ("under", "dateparser#96", "start"): {
        "sous trois semaines": "2026-11-29..2026-12-20",
        "sous 15 jours": "2026-11-29..2026-12-13",
    },
    ("week", "Carbon#2617, chrono#264, dateparser#1242", "start"): {
        "semaine 12": "2027-03-22..2027-03-28",
        "S12": "2027-03-22..2027-03-28",
        "week 12": "2027-03-22..2027-03-28",
    },
    ("week-end", "Recognizers-Text#3082", "start"): {
        "ce week-end": "2026-11-29",
        "le week-end prochain": "?2026-12-05..2026-12-06",
    },
    ("weekday abbreviated", "dateparser#268, Datejs#97", "start"): {
        "mar. 6 avril 2027": "2027-04-06",
        "lun. 1er mars 2027": "2027-03-01",
    },
    ("glued words", "lines pasted from papers", "company"): {
        "N° SIREN:732829320RCS Paris": "732829320",
        "SIRET:73282932000074APE 6201Z": "73282932000074",
        "RCS Paris 732 829 320": "732829320",
    },
    ("digits of a phone", "libphonenumber#1815, #1816, libphonenumber-js#90", "contact"): {
        "+33 (0)6 12 34 56 78": "phone=+33612345678",
        "(+33) 6 12 34 56 78": "phone=+33612345678",
        "+33(0)6.12.34.56.78": "phone=+33612345678",
        "0033 6 12 34 56 78": "phone=+33612345678",
        "004-92-58-76-11": "?phone=+33492587611",
    },
    ("towns abroad", "own", "place"): dict.fromkeys(
        ("Monaco", "98000", "Genève", "Kehl", "Dakar", "Charleroi", "Jersey", "Tournai", "San Sebastian"), ""
    ),
    ("address without a code", "addok#43", "place"): {
        "Zone industrielle des Paluds, Aubagne": "13005",
        "ZI Les Paluds 13400 Aubagne": "13005",
        "12 rue de la Gare, Toul": "54528",
    },
    ("former name", "adresse.data.gouv.fr#1501, etalab/ban-data#76", "place"): {
        "Olonne-sur-Mer": "85194",
        "Olonne-sur-Mer 85340": "85194",
        "Beaupréau": "49023",
        "49600 BEAUPREAU": "49023",
    },
    ("homonyms", "etalab/DVF-app#96", "place"): {"Marigot": "97216|97801", "Grand-Case": "97801"},
    ("a number not had yet", "betagouv/conseillers-entreprises#2270", "company"): {
        "je n'ai pas encore de SIRET": "creation|",
        "pas encore de numéro": "creation|",
    },
    ("accents in an address", "demarche-numerique#4768", "contact"): {
        "hélène@example.com": "email=helene@example.com|email=hélène@example.com",
    },
    ("code of an arrondissement", "BaseAdresseNationale/adresse.data.gouv.fr#2050", "place"): {
        "Marseille 13203": "13203",
        "Lyon 69383": "69383",
        "75120 Paris": "75120",
    },
    ("trades of two sectors", "décret 98-247, NAF", "sector"): {
        "poissonnerie": "G|BC",
        "crèmerie": "G|BC",
        "contrôle technique": "MN|G",
        "boucherie": "G|BC",
    },
    ("a slip of the finger", "own", "role"): {"dirigeent": "?head", "gérnat": "?head"},
    ("who speaks", "own", "role"): {
        "comptable de la boite": "delegate|adviser",
        "c'est ma femme la patronne": "",
        "je ne suis pas le gérant": "",
        "le fils du gérant": "?delegate",
    },
    ("company: glued words", "OCR", "company"): {
        "N° SIREN:732829320RCS Paris": "732829320",
        "732829320RCS": "732829320",
        "SIREN732829320APE1071C": "732829320",
        "Boulangerie Martin, 732829320": "?732829320",
    },
    ("company: number of a spreadsheet", "les-emplois#5297, ma-cantine#1075", "company"): {
        "732829320.0": "732829320",
        "7,32829E+08": "",
        "732 829 320 00075": "?732829320",
    },
    ("phone: taken for a SIREN", "google/libphonenumber#1816, libphonenumber-js#90", "contact"): {
        "+33 (0)6 39 98 12 34": "phone=+33639981234",
        "(+33) 6 39 98 12 34": "phone=+33639981234",
        "+33(0)7 32 82 93 20": "phone=+33732829320",
        "+33 (0) 7 32 82 93 20": "phone=+33732829320",
    },
    ("phone: is no company", "google/libphonenumber#1816", "company"): {
        "+33 (0)7 32 82 93 20": "",
        "0033 (0)7 32 82 93 20": "",
        "+33 732 829 320": "",
    },
    ("phone: a zero too many", "google/libphonenumber#1815", "contact"): {
        "004-92-58-76-11": "phone=+33492587611|phone=+492587611",
        "006 39 98 12 34": "phone=+33639981234",
    },
}
"""A meaning as in the rows; after "?", a text may be asked about too, or refused: it is not taken amiss."""

ROWS = [
    pytest.param(question, text, meaning, id=f"{kind}: {text}")
    for (kind, _, question), rows in CASES.items()
    for text, meaning in rows.items()
]


@pytest.mark.parametrize(("question", "text", "meaning"), ROWS)
def test_what_people_met_elsewhere_is_read_right_or_asked(question: str, text: str, meaning: str) -> None:
    step, met = INTAKE.by_name[question], situation_of(question)
    situation = Situation(met.answers, replace(met.world, today=THAT_DAY))
    readings = [reading for reading in meaning.removeprefix("?").split("|") if reading]
    try:
        outcome = step.input.read(text, {}, situation)
    except InvalidAnswer:
        assert not readings or meaning.startswith("?"), "it is plain"
        return
    if isinstance(outcome, Settled):
        answer = canonical(outcome.answer)
        assert len(readings) == 1 and agrees(readings[0], answer), f"settled on {answer}"
        return
    candidates = outcome.entry.get("candidates")
    offered = [canonical(candidate) for candidate in candidates] if isinstance(candidates, list) else []
    if not meaning.startswith("?"):
        assert all(any(offers(reading, offer) for offer in offered) for reading in readings), offered

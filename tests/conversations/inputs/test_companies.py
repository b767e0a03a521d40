"""What is said of a company: taken, proposed, or asked again; never a sentence for a name."""

import pytest

from conversations.companies import RegisteredCompany
from conversations.inputs import CompanyInput, Entry, InvalidAnswer, Kept, Settled
from conversations.intake import INTAKE
from conversations.messages import Message, say
from conversations.situation import Answer, Situation
from conversations.understanding.wishes import Wish
from tests.conversations.inputs.test_measures import refused, settled
from tests.conversations.worlds import a_walk, sample_world

ALONE = Situation({}, sample_world())
WITH_REGISTRY = Situation({}, sample_world(registry=True))
COMPANY = CompanyInput()
FOUND = (RegisteredCompany("732829320", "BOULANGERIE MIRABELLE", city="BAR-LE-DUC"),)
CREATION: Answer = {"kind": "creation"}


def number(siren: str, siret: str | None = None) -> Answer:
    return {"kind": "number", "siren": siren, "siret": siret}


def named(name: str) -> Answer:
    return {"kind": "named", "name": name}


def proposed(text: str) -> tuple[Message | None, Answer]:
    outcome = COMPANY.read(text, {}, ALONE)
    assert isinstance(outcome, Kept), f"{text} is settled: {outcome}"
    for option in COMPANY.options(outcome.entry, ALONE):
        assert isinstance(COMPANY.tap(option.key, outcome.entry, ALONE), Settled)
    return outcome.note, outcome.entry.get("candidates")


@pytest.mark.parametrize(
    "text",
    [
        "N° SIREN:732829320RCS Paris",
        "732829320RCSParis",
        "732 829 320 R.C.S. Bar-le-Duc",
        "immatriculée au RCS de Bar le Duc sous le n° 732 829 320",
        "732829320APE4321A",
        "732829320 - NAF 43.21A",
        "mon siren c'est 732 829 320",
        "bonjour, notre numéro est le 732829320 merci",
        "732829320.0",
        "SARL 732829320",
        "https://annuaire.example.org/entreprise/boulangerie-732829320",
    ],
)
def test_a_number_is_taken_with_the_words_that_change_nothing(text: str) -> None:
    assert settled(COMPANY, text) == number("732829320")


@pytest.mark.parametrize(
    "text", ["SIREN 732 829 320 NIC 00074", "73282932000074.0", "siret:73282932000074RCS"]
)
def test_an_establishment_is_read_however_it_is_told(text: str) -> None:
    assert settled(COMPANY, text) == number("732829320", "73282932000074")


@pytest.mark.parametrize(
    "text",
    [
        "mon comptable Martin, 732829320",
        "ce n'est pas 732829320",
        "732829320, tél 06 12 34 56 78",
        "le siren de mon fournisseur : 732829320",
        "732 829 320 00075",
    ],
)
def test_a_number_with_other_words_or_a_wrong_end_is_proposed(text: str) -> None:
    assert proposed(text) == (say("Is this the number of your company?"), [number("732829320")])


def test_of_two_companies_it_is_asked_which_is_theirs() -> None:
    assert proposed("732829320 et 356000000")[1] == [number("732829320"), number("356000000")]
    assert proposed("12345678200010 ou 12345678200028")[1] == [
        number("123456782", "12345678200010"),
        number("123456782", "12345678200028"),
    ]


def test_the_number_that_a_spreadsheet_rounded_is_asked_again() -> None:
    assert refused(COMPANY, "7,32829E+08").startswith("A spreadsheet has rounded this number")


@pytest.mark.parametrize(
    "text", ["+33 (0)7 32 82 93 20", "0033 (0)7 32 82 93 20", "+33 732 829 320", "W543001234"]
)
def test_another_number_is_no_company(text: str) -> None:
    assert refused(COMPANY, text)


@pytest.mark.parametrize(
    "name",
    [
        "Boulangerie Mirabelle", "les échos du bois", "Chez Georges", "Éts Tilleul & Fils",
        "SARL Durand (DMV)", "Garage du Centre", "J. Durand Menuiserie", "Un Jour Ailleurs", "N & Co",
        "Les Artisans Associés", "GAEC de la Vallée", "Durand S.A.R.L.", "Sans Souci", "Création Bois",
        "Yahoo!", "Feuille d'or Bijoux",
    ],
)  # fmt: skip
def test_a_plain_name_is_taken_at_once(name: str) -> None:
    assert settled(COMPANY, name) == named(name)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("ma société s'appelle Menuiserie Durand", "Menuiserie Durand"),
        ("nom de l'entreprise : Mirabelle", "Mirabelle"),
        ("Bonjour, boulangerie Mirabelle, merci", "boulangerie Mirabelle"),
        ("my company is called Blue Fox", "Blue Fox"),
        ("« Je ne suis pas un numéro »", "Je ne suis pas un numéro"),
    ],
)
def test_the_name_is_taken_from_the_words_that_say_it_is_one(text: str, name: str) -> None:
    assert settled(COMPANY, text) == named(name)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("la boulangerie Mirabelle à Bar-le-Duc, on est 4", ["Boulangerie Mirabelle"]),
        ("je suis la gérante de la menuiserie Durand à Toul", ["Menuiserie Durand"]),
        ("nous sommes la SCOP des Trois Rivières, 14 salariés", ["SCOP des Trois Rivières"]),
        ("c'est Menuiserie Durand", ["Menuiserie Durand", "c'est Menuiserie Durand"]),
        ("Chez Georges à Lons-le-Saunier", ["Chez Georges", "Chez Georges à Lons-le-Saunier"]),
        ("SARL Durand (Vosges)", ["SARL Durand", "SARL Durand (Vosges)"]),
        ("C'est la vie", ["Vie", "C'est la vie"]),
        ("Hello Coiffure", ["Coiffure", "Hello Coiffure"]),
        ("Boulangerie Martin 13005 Marseille", ["Boulangerie Martin", "Boulangerie Martin 13005 Marseille"]),
        ("Pas à Pas", ["Pas à Pas"]),
        ("micro creche les petits pas", ["micro creche les petits pas"]),
        ("Micro-crèche Les Petits Pas", ["Micro-crèche Les Petits Pas"]),
        ("Les Petits Pas", ["Les Petits Pas"]),
        ("Rien que du bois", ["Rien que du bois"]),
        ("garage du jamais vu", ["garage du jamais vu"]),
        ("Oui Pub", ["Pub", "Oui Pub"]),
        ("Menuiserie Costa, 06 39 98 40 40", ["Menuiserie Costa"]),
        ("à bruxelles même", ["à bruxelles même"]),
        ("boulangerie", ["boulangerie"]),
        ("non, Dupont", ["Dupont", "non, Dupont"]),
        ("Dupont ou Martin", ["Dupont", "Martin", "Dupont ou Martin"]),
        ("rh", ["rh"]),
        ("12 rue des Tilleuls", ["Rue des Tilleuls", "12 rue des Tilleuls"]),
        ("Rue de la Paix", ["Rue de la Paix"]),
        ("bd Voltaire", ["bd Voltaire"]),
        ("SARL Durand mais", ["SARL Durand", "SARL Durand mais"]),
        ("Durand Ltd but", ["Durand Ltd", "Durand Ltd but"]),
    ],
)
def test_of_a_sentence_the_likely_name_is_proposed(text: str, names: list[str]) -> None:
    assert proposed(text)[1] == [named(name) for name in names]


def test_the_name_that_is_proposed_is_in_the_question() -> None:
    note, _ = proposed("la boulangerie Mirabelle à Bar-le-Duc, on est 4")
    assert note == say("Is its name “{name}”?", name="Boulangerie Mirabelle")


@pytest.mark.parametrize(
    "text",
    [
        "je sais pas trop comment la nommer", "c'est la boulangerie de mon père", "une petite boîte",
        "on est une petite boîte de 12 personnes à Toul", "pas nécessaire pour la reprise", "SARL", "idem",
        "auto-entrepreneur", "une boulangerie", "je n'ai pas mon siret sous la main", "la mienne", "xxx",
        "contact@example.com", "je tiens un salon de coiffure", "my bakery in Toul", "inconnu", "particulier",
        "je préfère ne pas le dire", "I run a bakery",
        "N/A", "nc", "mon entreprise", "my company", "envoyer", "[ND]", "à compléter", "en attente",
        "néant", "null",
        "Avant on était 30",
        "l'an dernier on était 12",
        "j'étais seul avant",
        "Je suis conseiller, mon client…",
        "je conseille une PME",
        "Before we were 30",
        "I advise a client",
        "Redressement judiciaire", "en liquidation", "procédure de sauvegarde",
        "on est en redressement judiciaire",
        "dépôt de bilan", "cessation de paiements", "we are in receivership", "mais", "mais bon",
        "vendre plus", "tout de suite", "j'accepte les deux", "mardi ou jeudi après-midi", "ce printemps",
        "oui finalement", "par mail", "non par mail", "merci et bon courage à vous", "6 salariées, 2017",
        "notre commercial s'en va en fait en avril", "jveux juste un commercial", "sell more", "right away",
    ],
)  # fmt: skip
def test_a_sentence_that_names_nobody_is_no_name(text: str) -> None:
    assert refused(COMPANY, text).startswith("Its usual name is enough")


@pytest.mark.parametrize(
    "text",
    [
        "en création", "On la crée", "pas encore créée", "elle n'est pas encore immatriculée", "création",
        "je suis en train de la monter", "ma boîte est en cours d'immatriculation", "elle n'existe pas",
        "SASU en cours de création", "it is being created", "not created yet", "siret en cours d'attribution",
        "notre société sera créée",
    ],
)  # fmt: skip
def test_a_company_that_does_not_exist_yet_is_being_created(text: str) -> None:
    assert settled(COMPANY, text) == CREATION


@pytest.mark.parametrize(
    ("text", "offered"),
    [
        ("je vais ouvrir une boulangerie", [CREATION]),
        ("je ne sais pas trop comment elle va s'appeler", [CREATION]),
        ("Menuiserie Durand, en création", [CREATION, named("Menuiserie Durand")]),
        ("elle n'est pas en création", [CREATION]),
    ],
)
def test_words_beside_the_creation_make_it_a_question(text: str, offered: list[Answer]) -> None:
    assert proposed(text)[1] == offered


def test_the_creation_is_offered_once() -> None:
    outcome = COMPANY.read("je vais ouvrir une boulangerie", {}, ALONE)
    assert isinstance(outcome, Kept)
    labels = [option.label for option in COMPANY.options(outcome.entry, ALONE)]
    assert labels == [say("It is being created")]


@pytest.mark.parametrize(
    "text",
    ["oui", "Oui, c'est elle", "c'est bien elle", "oui c'est la mienne", "C'est ça !", "yes, this one",
     "yup thats it", "yeah all good", "that's fine", "nickel", "c bon", "bah oui", "oui allez y", "lol ok",
     "thats us", "yup", "carrément", "ok go"],
)  # fmt: skip
def test_yes_of_the_only_company_found_is_its_answer(text: str) -> None:
    found = COMPANY.found(FOUND, {"sought": "Mirabelle"}, WITH_REGISTRY)
    assert isinstance(found, Kept)
    answer = COMPANY.read(text, found.entry, WITH_REGISTRY)
    assert isinstance(answer, Settled)
    assert isinstance(answer.answer, dict)
    assert answer.answer["siren"] == "732829320"


@pytest.mark.parametrize(
    "text", ["non, ce n'est pas elle", "c'est pas la mienne", "not this one", "none of these", "nah", "nope"]
)
def test_no_of_the_companies_found_goes_on_with_the_words_as_typed(text: str) -> None:
    found = COMPANY.found(FOUND, {"sought": "Mirabelle"}, WITH_REGISTRY)
    assert isinstance(found, Kept)
    assert COMPANY.read(text, found.entry, WITH_REGISTRY) == Settled(named("Mirabelle"))
    assert COMPANY.wished(Wish.NOBODY, found.entry, WITH_REGISTRY) == Settled(named("Mirabelle"))


def test_firms_that_have_nothing_of_the_name_stand_after_the_name_as_typed() -> None:
    found = COMPANY.found(FOUND, {"sought": "Rue de la Paix"}, WITH_REGISTRY)
    assert isinstance(found, Kept)
    first, *others = COMPANY.options(found.entry, WITH_REGISTRY)
    assert COMPANY.tap(first.key, found.entry, WITH_REGISTRY) == Settled(named("Rue de la Paix"))
    assert len(others) > 1
    near = COMPANY.found(FOUND, {"sought": "la boulangerie mirabel"}, WITH_REGISTRY)
    assert isinstance(near, Kept)
    offered = near.entry["candidates"]
    assert isinstance(offered, list)
    assert named("la boulangerie mirabel") not in offered


def test_no_of_a_name_that_was_proposed_asks_for_another() -> None:
    outcome = COMPANY.read("je tiens la boulangerie Mirabelle", {}, ALONE)
    assert isinstance(outcome, Kept)
    with pytest.raises(InvalidAnswer):
        COMPANY.read("non, ce n'est pas elle", outcome.entry, ALONE)


@pytest.mark.parametrize("text", ["non c'est pas ça", "nah", "non"])
def test_no_of_the_name_as_it_was_typed_asks_for_another(text: str) -> None:
    entry: Entry = {"candidates": [named("Blue Ink")], "sought": "Blue Ink"}
    with pytest.raises(InvalidAnswer):
        COMPANY.read(text, entry, WITH_REGISTRY)
    assert [option.key for option in COMPANY.options(entry, WITH_REGISTRY)] == ["c0", "creation"]


@pytest.mark.parametrize(
    "text", ["asap", "whenever", "dès que possible", "soon", "lol", "urgent", "merci bcp", "yup", "tomorrow"]
)
def test_what_answers_another_question_leaves_the_name_that_is_proposed(text: str) -> None:
    entry: Entry = {"candidates": [named("Blue Ink"), named("Ink")]}
    outcome = COMPANY.read(text, entry, WITH_REGISTRY)
    assert isinstance(outcome, Kept)
    assert outcome.entry == entry
    assert outcome.look_up is None
    with pytest.raises(InvalidAnswer):
        COMPANY.read(text, {}, WITH_REGISTRY)


def test_no_is_said_of_what_is_found_in_the_conversation_too() -> None:
    walk = a_walk(until="company")
    walk.draft.entry = {"sought": "Mirabelle", "candidates": [named("Mirabelle du Toulois")]}
    INTAKE.read(walk, "aucune")
    assert walk.draft.answers["company"] == named("Mirabelle")


def test_the_name_of_a_sentence_is_looked_up_and_never_settled_without_the_registry() -> None:
    outcome = COMPANY.read("la boulangerie Mirabelle à Bar-le-Duc, on est 4", {}, WITH_REGISTRY)
    assert isinstance(outcome, Kept)
    assert outcome.look_up == "Boulangerie Mirabelle"
    unanswered = COMPANY.found(None, outcome.entry, WITH_REGISTRY)
    assert isinstance(unanswered, Kept)
    assert unanswered.entry["candidates"] == [named("Boulangerie Mirabelle")]


@pytest.mark.parametrize(
    "text", ["2 CDI", "3 jours par semaine", "trois jours", "deux apprentis", "l'année prochaine"]
)
def test_what_counts_or_dates_is_no_name_without_a_question(text: str) -> None:
    try:
        proposed(text)
    except InvalidAnswer:
        return


@pytest.mark.parametrize("name", ["3 Brasseurs", "5 Jours", "Au Printemps", "1001 Piles", "Un Jour Ailleurs"])
def test_a_name_may_count_or_date(name: str) -> None:
    assert settled(COMPANY, name) == named(name)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "on a quatre boîtes : Garage Benali, Plomberie Martin, Boulangerie du Lac et Menuiserie Durand",
            ["Garage Benali", "Plomberie Martin", "Boulangerie du Lac", "Menuiserie Durand"],
        ),
        ("nos firmes : SARL Roux ; SAS Martin", ["SARL Roux", "SAS Martin"]),
        (
            "Garage Benali et Plomberie Martin",
            ["Garage Benali", "Plomberie Martin", "Garage Benali et Plomberie Martin"],
        ),
        (
            "la Boulangerie du Lac et la Menuiserie Durand",
            [
                *("Boulangerie du Lac", "Menuiserie Durand"),
                "la Boulangerie du Lac et la Menuiserie Durand",
            ],
        ),
    ],
)
def test_of_several_firms_each_told_by_its_trade_it_is_asked_which(text: str, names: list[str]) -> None:
    assert proposed(text)[1] == [named(name) for name in names]


@pytest.mark.parametrize(
    "name",
    ["Boulangerie Pain et Vin", "Menuiserie Charpente et Couverture Martin", "Dupont, Martin et Associés"],
)
def test_a_name_that_lists_what_it_does_is_one_firm(name: str) -> None:
    assert settled(COMPANY, name) == named(name)

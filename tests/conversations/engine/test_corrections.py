"""Words typed in the review that give an answer again: offered as a correction, never written alone."""

import pytest

from conversations.engine.draft import REVIEW, Draft, Walk
from conversations.engine.overheard import words_heard
from conversations.inputs import InvalidAnswer
from conversations.intake import INTAKE
from tests.conversations.worlds import GOOD, a_walk, sample_world, typed

NEW_NUMBER = {"phone": "+33639981234", "email": "camille@example.com"}


def in_review() -> Walk:
    return a_walk(contact={"phone": "+33612345678", "email": "camille@example.com"})


def offered(walk: Walk) -> dict[str, object]:
    return {step.name: answer for step, answer in INTAKE.corrections(walk)}


NANCY = {"code": "54395", "name": "Nancy", "department": "54"}
DOMMARTIN = {"code": "54167", "name": "Dommartin-lès-Toul", "department": "54"}
PUT_RIGHT: tuple[tuple[str, dict[str, object]], ...] = (
    ("pas 12 mais 14", {"headcount": 14}),
    ("pas 12 mais 11", {"headcount": 11, "jobs_kept": 11}),
    ("non c'est 2010 pas 2011", {"founded": 2010}),
    ("oups pas 2011 mais 2010", {"founded": 2010}),
    ("C'est pas Toul c'est Dommartin-lès-Toul", {"place": DOMMARTIN}),
    ("à Nancy et pas à Toul", {"place": NANCY}),
    ("Nancy au lieu de Toul", {"place": NANCY}),
    ("remplacer Toul par Nancy", {"place": NANCY}),
    ("not Toul but Nancy", {"place": NANCY}),
    ("je me suis trompé de commune, c'est Nancy", {"place": NANCY}),
    ("Je me suis trompée d’année : 2010", {"founded": 2010}),
    ("erreur sur la commune : Nancy", {"place": NANCY}),
    ("l'année est fausse, c'est 2010", {"founded": 2010}),
    ("changer l'effectif en 14", {"headcount": 14}),
    ("j'ai mis la mauvaise année, c'est 2010", {"founded": 2010}),
    ("the year is wrong, it's 2010", {"founded": 2010}),
    ("le budget n'est pas bon : 300 000 €", {"project_budget": 300_000}),
    ("can you change start to june", {"start": {"from": "2027-06-01", "to": "2027-06-30"}}),
    ("peux-tu changer la date en juin", {"start": {"from": "2027-06-01", "to": "2027-06-30"}}),
    ("please change the headcount to 14", {"headcount": 14}),
)
MOVED = (
    "on a déménagé à Nancy", "l'adresse a changé, c'est Nancy maintenant", "nouvelle adresse : Nancy",
    "on s'est installés à Nancy", "nous avons déménagé, on est à Nancy", "le siège est passé à Nancy",
    "on a changé d'adresse : Nancy", "on est maintenant à Nancy", "on est à Nancy désormais",
    "we moved to Nancy", "we have relocated to Nancy", "our address has changed, it's Nancy now",
)  # fmt: skip
ON_EST_9 = (
    "on est 9 en fait", "en fait on est 9", "on est 9 plutôt", "on est plutôt 9", "on est neuf en fait",
    "nous sommes 9 en réalité", "on est passés à 9", "on est montés à 9", "on n'est plus que 9",
    "nous sommes descendus à 9 salariés", "on est passés de 8 à 9", "we grew to 9", "we are down to 9",
    "l'effectif a changé : 9", "on est 9 depuis lundi",
    "on est 9 pardon", "on est 9 du coup", "effectif 9 en fait",
    "9 salariés en fait", "on est 9, pas 8", "erreur : on est 9", "non on est 9", "we are 9 actually",
    "we're 9 in fact", "ON EST 9 EN FAIT",
)  # fmt: skip


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("en fait c'est 4 emplois", {"jobs_created": 4}),
        ("le téléphone c'est plutôt 06 39 98 12 34", {"contact": NEW_NUMBER}),
        ("j'ai oublié : on est 14", {"headcount": 14}),
        ("non, 14 salariés", {"headcount": 14}),
        ("en fait on est à Nancy", {"place": {"code": "54395", "name": "Nancy", "department": "54"}}),
        ("le budget est plutôt de 300 000 €", {"project_budget": 300_000}),
        ("plutôt en septembre", {"start": {"from": "2027-09-01", "to": "2027-09-30"}}),
        ("je suis l'expert-comptable", {"role": "adviser"}),
        ("actually we are 14", {"headcount": 14}),
        ("on est 14 et on veut recruter 5 personnes", {"headcount": 14, "jobs_created": 5}),
        ("en fait on est 14 et c'est 5 emplois", {"headcount": 14, "jobs_created": 5}),
        ("14 salariés et 5 emplois", {"headcount": 14, "jobs_created": 5}),
        ("pas 3 emplois mais 5", {"jobs_created": 5}),
        ("5 et non 3 emplois", {"jobs_created": 5}),
        ("not 3 jobs but 5", {"jobs_created": 5}),
        ("budget 50 000", {"project_budget": 50_000}),
        ("effectif 14 pas 12", {"headcount": 14}),
        ("plutôt 6 jours", {"days": {"low": 6, "high": 6}}),
        ("la commune c'est Nancy", {"place": {"code": "54395", "name": "Nancy", "department": "54"}}),
        *((words, {"headcount": 9}) for words in ON_EST_9),
        *((words, {"place": NANCY}) for words in MOVED),
        ("finalement pas d'embauche", {"jobs_created": 0}),
        ("no hires after all", {"jobs_created": 0}),
        ("on recrute 5 finalement", {"jobs_created": 5}),
        ("le budget a changé, c'est 300 000 €", {"project_budget": 300_000}),
        ("c'est repoussé à septembre", {"start": {"from": "2027-09-01", "to": "2027-09-30"}}),
        ("le projet démarre plutôt en septembre", {"start": {"from": "2027-09-01", "to": "2027-09-30"}}),
        ("on est à Nancy en fait", {"place": {"code": "54395", "name": "Nancy", "department": "54"}}),
        ("à Nancy plutôt", {"place": {"code": "54395", "name": "Nancy", "department": "54"}}),
        ("5 emplois en fait", {"jobs_created": 5}),
        ("l'entreprise est à Nancy", {"place": {"code": "54395", "name": "Nancy", "department": "54"}}),
        ("on est 14 en fait", {"headcount": 14}),
        ("on est en redressement depuis hier", {"difficulties": {"codes": ["insolvency"]}}),
        ("une holding détient 30 % du capital", {"difficulties": {"codes": ["group"]}}),
        ("liquidation judiciaire prononcée hier", {"difficulties": {"codes": ["insolvency"]}}),
        ("le projet c'est une transmission", {"project_kind": "takeover"}),
        ("On sera 14 finalement", {"headcount": 14}),
        *PUT_RIGHT,
    ],
)
def test_a_correction_is_offered_and_changes_nothing_before_it_is_confirmed(
    words: str, expected: dict[str, object]
) -> None:
    walk = in_review()
    before = dict(walk.draft.answers)
    typed(walk, words)

    assert offered(walk) == expected
    assert (walk.state, walk.draft.answers) == (REVIEW, before)


def test_what_is_over_is_taken_off_the_situation_and_the_rest_stays() -> None:
    walk = a_walk(difficulties={"codes": ["group", "insolvency"]})
    typed(walk, "on n'est plus en redressement")
    assert offered(walk) == {"difficulties": {"codes": ["group"]}}

    walk = a_walk(difficulties={"codes": ["group"]})
    typed(walk, "on est en redressement")
    assert offered(walk) == {"difficulties": {"codes": ["group", "insolvency"]}}


@pytest.mark.parametrize("words", ["on cherche un groupe électrogène", "on risque le redressement"])
def test_what_tells_no_situation_of_today_corrects_none(words: str) -> None:
    walk = in_review()
    typed(walk, words)

    assert offered(walk) == {}


def test_one_touch_writes_it_and_only_it() -> None:
    walk = in_review()
    before = dict(walk.draft.answers)
    typed(walk, "on est 14 et on veut recruter 5 personnes")
    INTAKE.tap(walk, "c1")

    assert walk.draft.answers == before | {"jobs_created": 5}
    assert (walk.state, offered(walk)) == (REVIEW, {"headcount": 14})


def test_a_correction_that_is_not_touched_goes_on_waiting() -> None:
    walk = in_review()
    typed(walk, "on est 14 et on veut recruter 5 personnes")
    INTAKE.tap(walk, "c0")

    assert offered(walk) == {"jobs_created": 5}
    INTAKE.tap(walk, "c0")
    assert (walk.draft.answers["headcount"], walk.draft.answers["jobs_created"]) == (14, 5)
    assert (walk.state, offered(walk)) == (REVIEW, {})


def test_corrections_of_several_messages_wait_together_and_the_last_word_counts() -> None:
    walk = in_review()
    typed(walk, "on est 14")
    typed(walk, "c'est Nancy pas Toul")
    assert offered(walk) == {"headcount": 14, "place": NANCY}
    typed(walk, "non, 15 salariés")
    assert offered(walk) == {"headcount": 15, "place": NANCY}
    assert typed(walk, "xyzzy plouf"), "it is told that this is not kept"
    assert offered(walk) == {"headcount": 15, "place": NANCY}


def test_yes_confirms_the_only_one() -> None:
    walk = in_review()
    typed(walk, "on est 14")
    typed(walk, "oui")

    assert walk.draft.answers["headcount"] == 14


SMALL_TALK = (
    "non, je refuse", "je suis content", "mon associé s'appelle Robin", "je reviens lundi", "à demain",
    "j'ai un rendez-vous mardi", "je suis en réunion jusqu'à 15h", "je suis comptable", "je m'appelle Robin",
    "appelez-moi demain", "aucun emploi", "aucune des deux", "je suis à Paris lundi",
    "mon fournisseur est à Nancy", "on a un second site à Nancy",
    "j'aimerais une réponse avant mars", "je suis absent 5 jours",
    "deux emplois de plus, donc 5", "entre 2 et 4 emplois", "c'est parfait", "pas d'avance",
    "on a passé 3 mois à chercher", "on est passés à 35 heures", "j'ai changé de banque",
    "on a déménagé à côté", "nous sommes montés à Paris pour un salon", "on a déménagé le stock à Nancy",
    "mon client a 50 salariés", "mon comptable est absent jusqu'en janvier",
)  # fmt: skip


@pytest.mark.parametrize(
    "words", ["bonjour", "merci", "envoyez", "xyzzy", "c'est quoi la suite", "12 salariés", *SMALL_TALK]
)
def test_other_words_offer_nothing(words: str) -> None:
    walk = in_review()

    assert typed(walk, words)
    assert offered(walk) == {}


def test_a_correction_asks_what_it_newly_requires() -> None:
    walk = in_review()
    typed(walk, "en fait on est 60")
    INTAKE.tap(walk, "c0")

    assert walk.state == "turnover"


def test_a_button_of_a_correction_that_is_gone_changes_nothing() -> None:
    walk = in_review()
    typed(walk, "on est 14")
    INTAKE.edit(walk, "sector")
    INTAKE.keep(walk)

    with pytest.raises(InvalidAnswer):
        INTAKE.tap(walk, "c0")
    assert walk.draft.answers["headcount"] == GOOD["headcount"]


def test_a_stored_review_still_offers_it() -> None:
    walk = in_review()
    typed(walk, "on est 14")
    stored = {"answers": walk.draft.answers, "entry": walk.draft.entry}
    again = Walk(Draft.restored(REVIEW, stored), sample_world())
    INTAKE.resume(again)

    assert offered(again) == {"headcount": 14}


def test_a_correction_typed_at_another_question_asks_its_own_again_with_what_was_said() -> None:
    walk = a_walk(until="days")
    typed(walk, "en fait on est 14 salariés")

    assert walk.state == "headcount"
    assert walk.draft.answers["headcount"] == GOOD["headcount"], "nothing is changed yet"
    assert words_heard(walk.draft) == "en fait on est 14 salariés"
    typed(walk, "oui")
    assert walk.draft.answers["headcount"] == 14
    assert walk.state == "days", "it goes on from where it was"


def test_a_correction_typed_at_another_question_is_given_up_by_going_back() -> None:
    walk = a_walk(until="days")
    typed(walk, "en fait on est 14 salariés")
    INTAKE.back(walk)

    assert (walk.state, walk.draft.answers["headcount"]) == ("days", GOOD["headcount"])


COMMERCY = {"code": "55122", "name": "Commercy", "department": "55"}


@pytest.mark.parametrize(
    ("until", "words", "corrected", "answered"),
    [
        (
            "headcount",
            "plutôt Commercy, 8 personnes, 2011",
            {"place": COMMERCY},
            {"headcount": 8, "founded": 2011},
        ),
        ("headcount", "non c'est Commercy, et on est 8", {"place": COMMERCY}, {"headcount": 8}),
        ("headcount", "8 personnes et on est à Commercy en fait", {"place": COMMERCY}, {"headcount": 8}),
        ("headcount", "plutôt Commercy", {"place": COMMERCY}, {}),
        ("sector", "on est 14, en fait à Commercy", {"place": COMMERCY, "headcount": 14}, {}),
        ("sector", "en fait on est 9 et c'est à Nancy", {"place": NANCY, "headcount": 9}, {}),
        (
            "sector",
            "plutôt Commercy, 8 personnes, 2010",
            {"place": COMMERCY, "headcount": 8, "founded": 2010},
            {},
        ),
        ("sector", "boulangerie, et en fait on est 9", {"headcount": 9}, {"sector": "BC"}),
        ("days", "en fait on est 9, et 3 jours", {"headcount": 9}, {"days": {"low": 3, "high": 3}}),
        ("days", "3 jours, et plutôt 9 salariés", {"headcount": 9}, {"days": {"low": 3, "high": 3}}),
        (
            "start",
            "finalement en juin, plutôt Commercy",
            {"place": COMMERCY},
            {"start": {"from": "2027-06-01", "to": "2027-06-30"}},
        ),
    ],
)
def test_all_that_one_message_corrects_is_asked_again_with_what_it_answers(
    until: str, words: str, corrected: dict[str, object], answered: dict[str, object]
) -> None:
    walk = a_walk(until=until)
    before = dict(walk.draft.answers)
    typed(walk, words)

    assert walk.draft.answers == before, "nothing is changed yet"
    asked: list[str] = []
    while (step := INTAKE.step(walk.draft)) and (step.name in corrected or step.name in answered):
        asked.append(step.name)
        assert words_heard(walk.draft), "it is offered with the words that say it"
        INTAKE.tap(walk, "c0")
    assert walk.draft.answers == before | corrected | answered
    assert len(asked) == len(corrected) + len(answered), "each is confirmed by one tap"


def test_several_corrections_without_a_mark_are_asked_too() -> None:
    walk = a_walk(until="sector")
    typed(walk, "on est 14, à Nancy")

    assert (walk.state, [*walk.draft.heard]) == ("place", ["place", "headcount"])


def test_what_is_put_right_together_is_given_up_together() -> None:
    walk = a_walk(until="sector")
    before = dict(walk.draft.answers)
    typed(walk, "en fait on est 9 et c'est à Nancy")
    INTAKE.back(walk)

    assert (walk.state, walk.draft.answers) == ("sector", before)


def test_a_no_keeps_the_answer_and_the_other_correction_is_asked() -> None:
    walk = a_walk(until="sector")
    typed(walk, "en fait on est 9 et c'est à Nancy")
    assert walk.state == "headcount"
    typed(walk, "non")

    assert (walk.state, walk.draft.answers["headcount"]) == ("place", GOOD["headcount"])


@pytest.mark.parametrize("words", ["plutôt 8, 2011", "finalement 8 personnes", "non, 8", "pardon, 8"])
def test_what_answers_the_question_being_asked_corrects_no_other(words: str) -> None:
    walk = a_walk(until="headcount")
    typed(walk, words)

    assert walk.draft.answers["headcount"] == 8
    assert walk.draft.answers["company"] == GOOD["company"]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("plutôt Nancy", {"place": NANCY}),
        ("plutôt Commercy, on est 8, 2010", {"place": COMMERCY, "headcount": 8, "founded": 2010}),
        ("on est plutôt à Nancy", {"place": NANCY}),
    ],
)
def test_in_the_review_each_part_of_a_message_is_a_correction(
    words: str, expected: dict[str, object]
) -> None:
    walk = in_review()
    typed(walk, words)

    assert offered(walk) == expected


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("days", "mon fournisseur est à Nancy"),
        ("advance", "la banque est à Paris"),
        ("call_time", "je suis à Paris lundi"),
        ("project_kind", "recruter 2 personnes à Nancy"),
        ("start", "quand le bail de Nancy sera signé, à Nancy"),
        ("days", "le formateur est à Metz"),
    ],
)
def test_a_remark_about_another_town_does_not_ask_the_commune_again(question: str, words: str) -> None:
    walk = a_walk(until=question)
    typed(walk, words)

    assert walk.state == question
    assert walk.draft.answers["place"] == GOOD["place"]


@pytest.mark.parametrize(
    "words", ["en fait on est à Nancy", "l'entreprise est à Nancy", "la commune c'est Nancy"]
)
def test_a_town_said_to_be_the_company_s_is_taken_by_its_name_and_never_by_a_bare_yes(words: str) -> None:
    walk = a_walk(until="days")
    typed(walk, words)
    assert walk.state == "place"
    INTAKE.read(walk, "ok")
    assert (walk.state, walk.draft.answers["place"]) == ("place", GOOD["place"])
    typed(walk, "Nancy")

    assert walk.draft.answers["place"] == {"code": "54395", "name": "Nancy", "department": "54"}


@pytest.mark.parametrize("words", ["en fait on est à Nancy", "plutôt en septembre"])
def test_in_the_review_a_bare_yes_changes_neither_the_commune_nor_the_start(words: str) -> None:
    walk = in_review()
    typed(walk, words)
    kept = offered(walk)
    before = dict(walk.draft.answers)
    INTAKE.read(walk, "ok")
    assert (walk.draft.answers, offered(walk)) == (before, kept)
    INTAKE.tap(walk, "c0")

    assert walk.draft.answers != before


def test_a_correction_that_waits_is_not_lost_by_other_words() -> None:
    walk = in_review()
    typed(walk, "en fait c'est 9 emplois")
    assert INTAKE.read(walk, "envoyer").note is not None
    assert offered(walk) == {"jobs_created": 9}
    INTAKE.read(walk, "non")

    assert offered(walk) == {}
    assert walk.draft.answers["jobs_created"] == GOOD["jobs_created"]


def test_two_figures_of_one_answer_are_both_offered_even_the_one_that_is_written() -> None:
    walk = in_review()
    typed(walk, f"{GOOD['jobs_created']} ou 9 emplois")

    assert [answer for _, answer in INTAKE.corrections(walk)] == [GOOD["jobs_created"], 9]


@pytest.mark.parametrize("words", ["aucune des deux", "aucun des deux", "aucune de celles-ci"])
def test_what_chooses_nothing_is_no_commune(words: str) -> None:
    walk = a_walk(until="place")
    typed(walk, words)

    assert walk.state == "place"
    assert "candidates" not in walk.draft.entry


@pytest.mark.parametrize(
    ("words", "question"),
    [
        ("l'année est fausse", "founded"),
        ("je me suis trompé d'année", "founded"),
        ("changer la commune", "place"),
        ("Modifier l’effectif", "headcount"),
        ("corriger mon nom", "name"),
        ("the town is wrong", "place"),
        ("j'ai donné le mauvais téléphone", "contact"),
    ],
)
def test_an_answer_said_to_be_wrong_is_asked_again(words: str, question: str) -> None:
    walk = in_review()
    before = dict(walk.draft.answers)
    typed(walk, words)

    assert walk.state == question
    assert walk.draft.answers == before


@pytest.mark.parametrize("until", ["skills", "description", "sector", "days", "name"])
@pytest.mark.parametrize(
    ("words", "question"),
    [
        ("en fait on est 9", "headcount"),
        ("c'est pas Toul c'est Dommartin-lès-Toul", "place"),
        ("je me suis trompé de commune, c'est Nancy", "place"),
        ("non c'est 2010 pas 2011", "founded"),
        ("l'année est fausse", "founded"),
    ],
)
def test_a_correction_is_no_answer_of_the_question_under_way(until: str, words: str, question: str) -> None:
    walk = a_walk(until=until)
    before = dict(walk.draft.answers)
    typed(walk, words)

    assert walk.state == question
    assert walk.draft.answers == before, "nothing is changed yet"
    INTAKE.back(walk)
    assert walk.state == until, "it is given up by going back"


@pytest.mark.parametrize(
    ("until", "words", "question"),
    [
        ("skills", "non plutôt mai", "start"),
        ("skills", "pardon, en juin", "start"),
        ("skills", "je voulais dire en juin", "start"),
        ("sector", "finalement 2012", "founded"),
        ("sector", "je corrige : 2012", "founded"),
        ("sector", "en réalité 2012", "founded"),
        ("sector", "oups 2012", "founded"),
    ],
)
def test_a_value_after_a_mark_corrects_what_was_just_answered(until: str, words: str, question: str) -> None:
    walk = a_walk(until=until)
    typed(walk, words)

    assert walk.state == question
    assert words_heard(walk.draft)


@pytest.mark.parametrize(
    ("until", "words"),
    [
        ("skills", "pas de commercial, plutôt un comptable"),
        ("skills", "finalement de la compta"),
        ("description", "finalement agrandir l'atelier et recruter à Nancy"),
        ("description", "En fait on est 9 et on veut ouvrir une boutique à Nancy pour vendre nos meubles"),
        ("description", "remplacer notre four à gaz par un four électrique"),
        ("description", "changer la commune renommée du site et vendre plus loin"),
        ("description", "pas vendre plus mais vendre mieux"),
    ],
)
def test_words_of_a_project_are_no_correction(until: str, words: str) -> None:
    walk = a_walk(until=until)
    typed(walk, words)

    assert walk.state in (until, "start")
    assert words in str(walk.draft.entry) + str(walk.draft.answers)

"""One screen may ask two questions: one act answers both, and half of it leaves the other to be asked."""

from datetime import date

import pytest

from conversations.companies import RegisteredCompany
from conversations.engine.draft import REVIEW, Draft, Walk
from conversations.inputs import InvalidAnswer, Joint
from conversations.intake import INTAKE
from conversations.situation import Answer
from tests.conversations.worlds import a_walk, goes_on, sample_world, typed

PHONE = {"phone": "+33612345678"}


def asked_alone(walk: Walk) -> bool:
    step = INTAKE.asked(walk)
    assert step is not None
    return not isinstance(step.input, Joint)


def candidates(walk: Walk) -> Answer:
    return walk.draft.entry.get("candidates")


@pytest.mark.parametrize("text", [
    "Camille Durand, 06 12 34 56 78", "Camille Durand 0612345678", "06 12 34 56 78 Camille Durand",
    "Camille Durand tél : +33 6 12 34 56 78", "Je m’appelle Camille Durand, mon numéro est le 06 12 34 56 78",
    "My name is Camille Durand, call me at 06 12 34 56 78",
])  # fmt: skip
def test_one_line_answers_both(text: str) -> None:
    walk = a_walk(until="name")

    assert typed(walk, text) == ""
    assert walk.draft.answers["name"] == "Camille Durand"
    assert walk.draft.answers["contact"] == PHONE
    assert walk.state == "call_time"


def test_both_are_told_as_they_were_understood() -> None:
    walk = a_walk(until="name")
    reaction = INTAKE.read(walk, "Camille Durand, 06 12 34 56 78", "1")

    assert reaction.answered == (INTAKE.by_name["name"], INTAKE.by_name["contact"])
    walk = a_walk(until="jobs_created")
    assert INTAKE.read(walk, "3", "1").answered == (INTAKE.by_name["jobs_created"],)


@pytest.mark.parametrize(("text", "answered", "left"), [
    ("Camille Durand", "name", "contact"), ("06 12 34 56 78", "contact", "name"),
    ("camille@example.com", "contact", "name"),
])  # fmt: skip
def test_half_of_it_leaves_the_other_to_be_asked_alone(text: str, answered: str, left: str) -> None:
    walk = a_walk(until="name")
    typed(walk, text)

    assert answered in walk.draft.answers
    assert left not in walk.draft.answers
    assert (walk.state, asked_alone(walk)) == (left, True)


def test_a_half_that_is_not_plain_is_confirmed_with_the_other() -> None:
    walk = a_walk(until="name")
    typed(walk, "Camille Durand, camille@gmial.com")

    assert "name" not in walk.draft.answers
    INTAKE.tap(walk, "c0")
    assert walk.draft.answers["name"] == "Camille Durand"
    assert walk.draft.answers["contact"] == {"email": "camille@gmail.com"}


@pytest.mark.parametrize("text", ["oui", "Camille Durand 06 12", "12"])
def test_what_answers_neither_is_told_what_answers_both(text: str) -> None:
    walk = a_walk(until="name")

    assert "I found neither a name nor a way to reach you" in typed(walk, text)
    assert not {"name", "contact"} & {*walk.draft.answers}


def test_a_shared_contact_gives_both() -> None:
    walk = a_walk(until="name")
    INTAKE.share(
        walk,
        "contact",
        lambda question, *known: question.read_contact("+33612345678", *known, "Camille Durand"),
    )

    assert (walk.draft.answers["name"], walk.draft.answers["contact"]) == ("Camille Durand", PHONE)


@pytest.mark.parametrize("called", ["", "Boulangerie", "🥖", "06"])
def test_one_that_goes_by_no_name_leaves_it_to_be_asked(called: str) -> None:
    walk = a_walk(until="name")
    INTAKE.share(
        walk, "contact", lambda question, *known: question.read_contact("+33612345678", *known, called)
    )

    assert (walk.state, walk.draft.answers["contact"]) == ("name", PHONE)
    assert "name" not in walk.draft.answers


def test_an_edited_message_corrects_both() -> None:
    walk = a_walk(until="name")
    INTAKE.read(walk, "Camille Durand, 06 12 34 56 78", "1")
    INTAKE.amend(walk, "1", "Camille Durant, 06 12 34 56 79")

    assert walk.draft.answers["name"] == "Camille Durant"
    assert walk.draft.answers["contact"] == {"phone": "+33612345679"}


def test_a_message_completed_by_an_edit_answers_both() -> None:
    walk = a_walk(until="name")
    INTAKE.read(walk, "Camille Durand", "1")
    INTAKE.amend(walk, "1", "Camille Durand, 06 12 34 56 78")

    assert (walk.state, walk.draft.answers["contact"]) == ("call_time", PHONE)


def test_an_edit_that_says_one_leaves_the_other_as_it_was() -> None:
    walk = a_walk(until="jobs_created")
    INTAKE.read(walk, "2 et 12", "1")
    INTAKE.amend(walk, "1", "3")

    assert (walk.draft.answers["jobs_created"], walk.draft.answers["jobs_kept"]) == (3, 12)


def test_each_is_changed_alone_in_the_review() -> None:
    walk = a_walk()
    INTAKE.edit(walk, "contact")
    typed(walk, "camille@example.com")

    assert walk.state == REVIEW
    assert walk.draft.answers["contact"] == {"email": "camille@example.com"}
    INTAKE.edit(walk, "name")
    assert asked_alone(walk)
    typed(walk, "Camille Durant")
    assert (walk.state, walk.draft.answers["name"]) == (REVIEW, "Camille Durant")


def test_back_returns_to_each_alone() -> None:
    walk = a_walk(until="name")
    typed(walk, "Camille Durand, 06 12 34 56 78")

    INTAKE.back(walk)
    assert (walk.state, asked_alone(walk)) == ("contact", True)
    INTAKE.back(walk)
    assert (walk.state, asked_alone(walk)) == ("name", True)


def test_a_draft_of_a_release_that_asked_one_goes_on() -> None:
    known = a_walk(until="name").draft.answers
    walk = Walk(Draft("contact", known | {"name": "Camille Durand"}), sample_world())
    INTAKE.resume(walk)

    assert (walk.state, asked_alone(walk)) == ("contact", True)
    assert goes_on(walk)[0] == "contact"


def test_what_is_offered_does_not_outlive_the_other_half() -> None:
    walk = a_walk(until="name")
    typed(walk, "camille@gmial.com")
    assert candidates(walk)
    walk.draft.answers["contact"] = dict(PHONE)
    INTAKE.resume(Walk(walk.draft, sample_world()))

    assert walk.draft.entry == {}
    with pytest.raises(InvalidAnswer):
        INTAKE.tap(walk, "c0")


@pytest.mark.parametrize("text", [
    "2 et 12", "2, 12", "deux et douze", "2 créés, 12 maintenus", "12 maintenus et 2 créés", "2 et tous",
    "2 créés 12 maintenus", "maintenir les 12 et en créer 2", "2 and 12", "create 2, keep 12",
    "je crée 2 emplois et j’en garde 12",
])  # fmt: skip
def test_jobs_created_and_kept_are_told_in_one_line(text: str) -> None:
    walk = a_walk(until="jobs_created")

    assert typed(walk, text) == ""
    assert (walk.draft.answers["jobs_created"], walk.draft.answers["jobs_kept"]) == (2, 12)
    assert walk.state == "advance"


@pytest.mark.parametrize("kept", [0, 11])
def test_none_to_create_is_said_before_those_to_keep(kept: int) -> None:
    walk = a_walk(until="jobs_created")

    assert typed(walk, f"0 et {kept}") == ""
    assert (walk.draft.answers["jobs_created"], walk.draft.answers["jobs_kept"]) == (0, kept)


@pytest.mark.parametrize("text", [
    "aucun emploi, juste garder les miens", "pas d'embauche mais garder tout le monde",
    "je garde tout le monde mais sans en créer",
])  # fmt: skip
def test_who_creates_none_and_keeps_theirs_keeps_all(text: str) -> None:
    walk = a_walk(until="jobs_created")

    assert typed(walk, text) == ""
    assert (walk.draft.answers["jobs_created"], walk.draft.answers["jobs_kept"]) == (0, 12)


def test_a_figure_under_what_was_proposed_of_the_other_is_of_either() -> None:
    walk = a_walk(until="jobs_created")
    typed(walk, "je veux juste garder mes 6 gars, rien d'autre")
    assert candidates(walk) == [{"jobs_kept": 6}]
    typed(walk, "7")

    assert "jobs_created" not in walk.draft.answers
    assert candidates(walk) == [{"jobs_kept": 7}, {"jobs_created": 7}]


def test_one_tap_answers_both() -> None:
    walk = a_walk(until="jobs_created")
    step = INTAKE.asked(walk)
    assert step is not None
    INTAKE.tap(walk, step.input.options({}, walk.situation)[2].key)

    assert (walk.draft.answers["jobs_created"], walk.draft.answers["jobs_kept"]) == (2, 12)


@pytest.mark.parametrize(("text", "created", "kept"), [
    ("3", 3, None), ("aucun", 0, None), ("tous", None, 12), ("12 maintenus", None, 12),
    ("5 emplois", 5, None),
])  # fmt: skip
def test_one_figure_leaves_the_other(text: str, created: int | None, kept: int | None) -> None:
    walk = a_walk(until="jobs_created")

    assert typed(walk, text) == ""
    assert walk.draft.answers.get("jobs_created") == created
    assert walk.draft.answers.get("jobs_kept") == kept
    assert asked_alone(walk)


@pytest.mark.parametrize("text", [
    "2 et 40", "on est 12", "3 CDI et 2 apprentis", "2 ou 3", "entre 2 et 3", "2-3", "2,5", "2/3",
    "vingt et un", "3 en 2027 et 2 en 2028", "1 apprenti en septembre puis 2 CDI", "2 et je ne sais pas",
    "2 12", "2 emplois et 12 000 € de budget", "+2 et 12", "2 et 3 = 5",
])  # fmt: skip
def test_what_may_be_cut_otherwise_is_no_answer_before_it_is_confirmed(text: str) -> None:
    walk = a_walk(until="jobs_created")
    typed(walk, text)

    assert not {"jobs_created", "jobs_kept"} & {*walk.draft.answers}
    assert candidates(walk)


@pytest.mark.parametrize("text", ["3 et 14", "3, 14", "3 and 14"])
def test_more_to_keep_than_there_are_is_asked_about_and_nothing_is_added_up(text: str) -> None:
    walk = a_walk(until="jobs_created")
    typed(walk, text)

    assert candidates(walk) == [{"jobs_created": 3, "jobs_kept": 12}, {"jobs_created": 3}]


def test_who_knows_neither_leaves_both_at_once() -> None:
    walk = a_walk(until="jobs_created")
    typed(walk, "je ne sais pas")

    assert (walk.draft.answers["jobs_created"], walk.draft.answers["jobs_kept"]) == (None, None)


def test_a_creation_has_none_to_keep_and_is_asked_of_one() -> None:
    walk = a_walk(
        until="jobs_created", company={"kind": "creation", "name": "Atelier"}, project_kind="creation"
    )

    assert asked_alone(walk)


def test_what_was_said_of_one_is_offered_where_it_is_asked_alone() -> None:
    walk = a_walk(until="description")
    typed(walk, "Nous achetons un second four. Nous voulons maintenir 8 emplois.")
    INTAKE.tap(walk, "done")
    goes_on(walk, until="jobs_created")
    assert asked_alone(walk)
    typed(walk, "2")

    assert (walk.state, candidates(walk)) == ("jobs_kept", [8])


def test_a_button_that_asked_of_one_leaves_the_other_to_be_asked() -> None:
    walk = a_walk(until="jobs_created")
    INTAKE.skip(walk, both=False)

    assert (walk.state, walk.draft.answers["jobs_created"]) == ("jobs_kept", None)


@pytest.mark.parametrize("text", [
    "12, 2011", "12 depuis 2011", "2011, 12 personnes",
    "on est 12, créée en 2011", "12 2011", "we are 12, founded in 2011", "une douzaine depuis 2011",
    "12 (dont 3 intérim) 2011", "12 dont 2 apprentis, 2011", "12 including 2 temps, 2011",
    "12 salariés, depuis 2011",
    "12 et elle date de 2011", "12, la boîte existe depuis 2011", "12, année de création 2011",
])  # fmt: skip
def test_the_staff_and_the_year_are_told_in_one_line(text: str) -> None:
    walk = a_walk(until="headcount")

    assert typed(walk, text) == ""
    assert (walk.draft.answers["headcount"], walk.draft.answers["founded"]) == (12, 2011)


@pytest.mark.parametrize("text", [
    "12 salariés dont 3 depuis 2020", "nous étions 12 en 2011", "20 en 2019, 12 aujourd’hui",
    "12 depuis janvier", "12 depuis peu", "12 depuis 15 ans", "2011", "300 depuis 1998", "10 ou 12, 2011",
    "0 depuis 2011", "12, on a embauché en 2020", "12, il y a 15 ans", "12 salariés il y a 15 ans",
    "12 personnes depuis 2011", "on est 12 depuis 2020", "we are 12 since 2020",
])  # fmt: skip
def test_a_year_that_may_be_another_is_no_answer_before_it_is_confirmed(text: str) -> None:
    walk = a_walk(until="headcount")
    typed(walk, text)

    assert not {"headcount", "founded"} & {*walk.draft.answers}
    assert candidates(walk)


@pytest.mark.parametrize(
    "text", ["c'est moi qui l'ai repris à mon père", "cest moi qui gere", "it's me who runs it"]
)
def test_who_does_something_is_no_count(text: str) -> None:
    walk = a_walk(until="headcount")
    typed(walk, text)

    assert (walk.state, walk.draft.entry) == ("headcount", {})


@pytest.mark.parametrize("text", ["12 depuis 98", "12 et depuis '98", "12, créée en 98"])
def test_the_year_may_be_told_in_two_figures(text: str) -> None:
    walk = a_walk(until="headcount")

    assert typed(walk, text) == ""
    assert (walk.draft.answers["headcount"], walk.draft.answers["founded"]) == (12, 1998)


@pytest.mark.parametrize("text", ["12 salariés depuis 1998", "on est 12 depuis 1998", "we are 12 since 1998"])
def test_since_when_they_are_so_many_may_be_no_year_of_creation(text: str) -> None:
    walk = a_walk(until="headcount")
    typed(walk, text)

    assert candidates(walk) == [{"headcount": 12, "founded": 1998}, {"headcount": 12}]


def test_a_tapped_count_leaves_the_year() -> None:
    walk = a_walk(until="headcount")
    INTAKE.tap(walk, "3")

    assert (walk.state, walk.draft.answers["headcount"]) == ("founded", 3)


def test_a_firm_of_the_register_is_asked_of_its_staff_alone() -> None:
    company = RegisteredCompany(siren="000100016", name="MIRABELLE", created_on=date(2011, 3, 1))
    walk = a_walk(until="headcount", company={"kind": "registered", **company.as_answer()})

    assert asked_alone(walk)
    assert walk.draft.answers["founded"] == 2011


@pytest.mark.parametrize(("text", "role"), [
    ("je suis le gérant", "head"), ("I run it", "head"), ("comptable", "adviser"),
])  # fmt: skip
def test_who_tells_their_role_has_begun(text: str, role: str) -> None:
    walk = a_walk(until="privacy")

    assert typed(walk, text) == ""
    assert (walk.draft.answers["privacy"], walk.draft.answers["role"]) == ("yes", role)


@pytest.mark.parametrize(
    "text", ["mon mari est le patron", "bonjour", "je suis boulanger", "peut-être", "12"]
)
def test_nothing_is_begun_by_words_that_tell_no_role(text: str) -> None:
    walk = a_walk(until="privacy")
    typed(walk, text)

    assert (walk.draft.answers, walk.draft.entry) == ({}, {})


def test_a_tapped_role_begins_and_a_no_does_not() -> None:
    for key, answers in (("head", {"privacy": "yes", "role": "head"}), ("no", {"privacy": "no"})):
        walk = a_walk(until="privacy")
        INTAKE.tap(walk, key)
        assert walk.draft.answers == answers


def test_a_mere_yes_begins_and_the_role_is_asked_next() -> None:
    walk = a_walk(until="privacy")
    typed(walk, "oui")

    assert (walk.state, walk.draft.answers) == ("role", {"privacy": "yes"})


@pytest.mark.parametrize("text", ["12 (2011)", "(2011) 12", "2011, 12", "12 - 2011"])
def test_the_year_in_brackets_is_not_a_count(text: str) -> None:
    walk = a_walk(until="headcount")
    typed(walk, text)

    assert (walk.draft.answers["headcount"], walk.draft.answers["founded"]) == (12, 2011)


@pytest.mark.parametrize("text", ["12 non 14, créée en 2009 enfin 2010", "15, repris en 2013 créé en 1998"])
def test_a_year_is_never_offered_as_a_count_beside_counts(text: str) -> None:
    walk = a_walk(until="headcount")
    typed(walk, text)

    offered = candidates(walk)
    assert isinstance(offered, list)
    assert offered
    assert not [each for each in offered if isinstance(each, int) and each > 1000]


@pytest.mark.parametrize("text", ["12 et 2", "12, 2", "12 puis 2"])
def test_the_whole_staff_said_first_may_be_the_one_that_is_kept(text: str) -> None:
    walk = a_walk(until="jobs_created", headcount=12)
    typed(walk, text)

    assert candidates(walk) == [
        {"jobs_created": 2, "jobs_kept": 12}, {"jobs_created": 12, "jobs_kept": 2},
    ]  # fmt: skip
    INTAKE.tap(walk, "c1")
    assert (walk.draft.answers["jobs_created"], walk.draft.answers["jobs_kept"]) == (12, 2)


@pytest.mark.parametrize(("text", "created", "kept"), [
    ("2 et 12", 2, 12), ("12 et 12", 12, 12), ("14 et 2", 14, 2), ("12 créés et 2 maintenus", 12, 2),
    ("12 à créer, 2 à garder", 12, 2),
])  # fmt: skip
def test_what_is_plain_is_taken_in_its_order(text: str, created: int, kept: int) -> None:
    walk = a_walk(until="jobs_created", headcount=12)
    typed(walk, text)

    assert (walk.draft.answers["jobs_created"], walk.draft.answers["jobs_kept"]) == (created, kept)


@pytest.mark.parametrize("text", ["6 en 2015", "12 in 2020"])
def test_so_many_people_in_a_year_are_not_those_of_today(text: str) -> None:
    walk = a_walk(until="headcount")
    typed(walk, text)

    assert not {"headcount", "founded"} & {*walk.draft.answers}


@pytest.mark.parametrize(("first", "other", "text", "both"), [
    ("headcount", "founded", "20, 2001", (20, 2001)),
    ("jobs_created", "jobs_kept", "5 et 2", (5, 2)),
    ("name", "contact", "Robin Morel 06 12 34 56 78", ("Robin Morel", PHONE)),
])  # fmt: skip
def test_both_may_be_said_again_where_the_first_is_changed(
    first: str, other: str, text: str, both: tuple[Answer, Answer]
) -> None:
    walk = a_walk()
    INTAKE.edit(walk, first)
    assert typed(walk, text) == ""

    assert (walk.draft.answers[first], walk.draft.answers[other]) == both
    assert walk.state == REVIEW


@pytest.mark.parametrize(("first", "other", "text"), [
    ("headcount", "founded", "20"), ("jobs_created", "jobs_kept", "5"), ("name", "contact", "Robin Morel"),
])  # fmt: skip
def test_the_first_changed_alone_leaves_the_other(first: str, other: str, text: str) -> None:
    walk = a_walk()
    before = walk.draft.answers[other]
    INTAKE.edit(walk, first)
    typed(walk, text)

    assert walk.draft.answers[other] == before


@pytest.mark.parametrize(("text", "role"), [("gérante", "head"), ("expert-comptable", "adviser")])
def test_who_goes_back_to_the_welcome_may_say_their_role(text: str, role: str) -> None:
    walk = a_walk(until="privacy")
    typed(walk, "ok")
    assert walk.state == "role"
    typed(walk, "retour")
    typed(walk, text)

    assert (walk.draft.answers["privacy"], walk.draft.answers["role"]) == ("yes", role)


@pytest.mark.parametrize("text", ["pas d’accord", "non"])
def test_who_goes_back_to_the_welcome_may_still_refuse(text: str) -> None:
    walk = a_walk(until="privacy")
    typed(walk, "ok")
    typed(walk, "retour")
    typed(walk, text)

    assert walk.draft.answers["privacy"] == "no"


@pytest.mark.parametrize("text", [
    "2 CDI 1 CDD", "2 vendeurs 1 comptable", "deux vendeurs, un comptable", "créer 2 CDI, 1 CDD",
])  # fmt: skip
def test_two_kinds_of_people_are_a_sum_to_confirm_and_no_second_answer(text: str) -> None:
    walk = a_walk(until="jobs_created")
    typed(walk, text)

    assert not {"jobs_created", "jobs_kept"} & {*walk.draft.answers}
    offered = candidates(walk)
    assert isinstance(offered, list)
    assert offered[0] == {"jobs_created": 3}


@pytest.mark.parametrize(("text", "offered"), [
    ("14 maintenus", {"jobs_kept": 12}), ("3 créés 14 maintenus", {"jobs_created": 3, "jobs_kept": 12}),
    ("créer 2 CDI, 1 CDD et garder 10", {"jobs_created": 2, "jobs_kept": 10}),
    ("2 cette année, 1 après", 3), ("pas 3, 4", 4), ("pas 3 mais 4", 4),
])  # fmt: skip
def test_each_count_is_proposed_for_what_its_words_say(text: str, offered: Answer) -> None:
    walk = a_walk(until="jobs_created")
    typed(walk, text)

    assert not {"jobs_created", "jobs_kept"} & {*walk.draft.answers}
    listed = candidates(walk)
    assert isinstance(listed, list)
    assert listed[0] == offered


def test_none_to_create_is_said_beside_those_to_keep() -> None:
    walk = a_walk(until="jobs_created")
    typed(walk, "aucun à créer, 12 à garder")

    assert (walk.draft.answers["jobs_created"], walk.draft.answers["jobs_kept"]) == (0, 12)


def test_jobs_that_end_are_neither_created_nor_kept() -> None:
    walk = a_walk(until="jobs_created")

    assert "Two figures" in typed(walk, "on supprime 2 postes")
    assert candidates(walk) is None


@pytest.mark.parametrize(("text", "said"), [
    ("paul.durand arobase gmail point com", {"contact": {"email": "paul.durand@gmail.com"}}),
    ("Paul Durand, paul.durand arobase gmail.com",
     {"name": "Paul Durand", "contact": {"email": "paul.durand@gmail.com"}}),
    ("zéro six douze trente-quatre cinquante-six soixante-dix-huit", {"contact": PHONE}),
    ("tel 06 12 34 56 78", {"contact": PHONE}),
    ("Tél : 06 12 34 56 78 Fax : 03 29 91 00 02", {"contact": PHONE}),
    ("Paul Durand, ancien numéro 06 98 76 54 32, nouveau 06 12 34 56 78",
     {"name": "Paul Durand", "contact": PHONE}),
    ("Paul Durand, numéro de ma secrétaire Julie 06 12 34 56 78",
     {"name": "Paul Durand", "contact": {**PHONE, "words": "numéro de ma secrétaire Julie"}}),
])  # fmt: skip
def test_what_reaches_somebody_is_no_part_of_their_name(text: str, said: dict[str, Answer]) -> None:
    walk = a_walk(until="name")
    before = {*walk.draft.answers}
    typed(walk, text)

    assert {name: walk.draft.answers[name] for name in {*walk.draft.answers} - before} == said


@pytest.mark.parametrize(("text", "offered"), [
    ("Ne m'appelez pas au 06 12 34 56 78, plutôt paul@durand.fr", [{"contact": {"email": "paul@durand.fr"}}]),
    ("Ne m'appelez pas au 06 12 34 56 78", None), ("don't call me on 06 12 34 56 78", None),
    ("fax 03 29 91 00 01", [{"contact": {"phone": "+33329910001"}}]),
    ("Paul Durand, fax 03 29 91 00 01",
     [{"name": "Paul Durand", "contact": {"phone": "+33329910001"}}]), ("Paul Durand zéro six", None),
])  # fmt: skip
def test_a_number_that_is_denied_or_a_label_is_not_proposed(text: str, offered: Answer) -> None:
    walk = a_walk(until="name")
    typed(walk, text)

    assert not {"name", "contact"} & {*walk.draft.answers}
    assert candidates(walk) == offered


def test_a_name_and_a_number_that_are_both_to_be_confirmed_are_offered_together() -> None:
    walk = a_walk(until="name", role="adviser")
    typed(walk, "Paul Armand, cabinet Armand, p.armand@example.fr et le client M. Rieux 02 40 11 22 33")

    assert candidates(walk) == [
        {
            "name": "Paul Armand",
            "contact": {
                "phone": "+33240112233",
                "email": "p.armand@example.fr",
                "words": "cabinet Armand, et le client M. Rieux",
            },
        }
    ]

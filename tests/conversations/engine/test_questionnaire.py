"""Rules of the engine: what is asked after what, and what is forgotten."""

import json
from dataclasses import asdict, replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conversations.companies import RegisteredCompany
from conversations.engine.draft import REVIEW, Draft, Walk
from conversations.engine.overheard import readings_heard
from conversations.inputs import InvalidAnswer
from conversations.intake import INTAKE
from conversations.messages import Listing, Message
from conversations.situation import Answer
from tests.conversations.worlds import GOOD, a_walk, goes_on, sample_world, typed

TEXTS = st.text(max_size=30) | st.sampled_from(
    ["oui", "non", "1", "2", "12", "300", "², ①, ٣", "2011", "98", "il y a 5 ans", "douze", "hier", "1.500",
     "2 à 3 jours par mois", "Toul", "54200", "Bouligny 55", "Brest 29", "Saint-Martin", "732 829 320",
     "732829321", "Boulangerie des Tilleuls", "début mars", "250k", "25", "entre 3 et 5", "aucun", "retour",
     "06 12 34 56 78 camille@example.com", "camille@gmial.com", "Camille Durand", "je ne sais pas", "passer",
     "c'est gratuit ?", "<b>&amp;</b> {company} {0} %s", "👍", "x" * 700, "ligne\n\nligne\nligne",
     "Nous reprenons le fournil voisin : il faut réorganiser la production et vendre plus."]
)  # fmt: skip
FORGED = ["c0", "c²", "c99", "", "done", "none", "0", "٣"]
COMPANIES = (
    RegisteredCompany("000100115", "FAÏENCERIE", commune="54528", created_on=date(1991, 11, 1), section="C"),
    RegisteredCompany("000100271", "CHANTIER", commune="29019", headcount_band="12", active=False),
)
QUESTIONS = st.sampled_from([*INTAKE.by_name, REVIEW, "unheard_of"])


def is_sound(walk: Walk) -> None:
    """Check what holds between any two acts."""
    draft, situation = walk.draft, walk.situation
    if draft.state == REVIEW:
        assert not any(step.is_pending(situation) for step in INTAKE.steps)
    else:
        assert INTAKE.by_name[draft.state].asked_if(situation)
    for name, answer in draft.answers.items():
        step = INTAKE.by_name[name]
        assert step.asked_if(situation), f"{name} is answered and not asked"
        assert step.fits(answer, situation), f"{name} does not take {answer!r}"
        if answer is not None:
            step.input.show(answer, situation)
    assert set(draft.implied) <= set(draft.answers)
    assert set(draft.typed.values()) <= set(INTAKE.by_name)
    stored = json.loads(json.dumps(asdict(draft)))
    read_back = Draft.restored(stored.pop("state"), stored)
    assert read_back == draft
    INTAKE.resume(Walk(read_back, walk.world))
    assert read_back == draft, "it was not left at a valid question"


def does(walk: Walk, act: tuple[str, object], number: int) -> None:
    """Do one act; what cannot be understood leaves everything as it was."""
    before = asdict(walk.draft)
    try:
        match act:
            case ("type", str(text)):
                INTAKE.read(walk, text, str(number))
            case ("amend", (int(message), str(text))):
                INTAKE.amend(walk, str(message), text)
            case ("tap", int(rank)):
                step = INTAKE.step(walk.draft)
                options = step.input.options(walk.draft.entry, walk.situation) if step else ()
                INTAKE.tap(walk, options[rank % len(options)].key if options else "done")
            case ("forge", str(key)):
                INTAKE.tap(walk, key)
            case ("edit", str(name)):
                INTAKE.edit(walk, name)
            case ("write", (str(name), str(text))) if name in walk.draft.answers:
                INTAKE.write(walk, INTAKE.by_name[name], text)
                INTAKE.resume(walk)
            case ("locate", (float(north), float(east))):
                INTAKE.share(
                    walk, "place", lambda question, *known: question.read_location(north, east, *known)
                )
            case ("find", int(found)):
                INTAKE.found(walk, COMPANIES[:found] if found < 3 else None)
            case ("contact", str(phone)):
                INTAKE.share(walk, "contact", lambda question, *known: question.read_contact(phone, *known))
            case (("skip" | "keep" | "back") as move, _):
                getattr(INTAKE, move)(walk)
    except InvalidAnswer as invalid:
        assert invalid.message.msgid
        assert asdict(walk.draft) == before


ACTS = st.lists(
    st.one_of(
        st.tuples(st.just("type"), TEXTS),
        st.tuples(st.just("tap"), st.integers(0, 20)),
        st.tuples(st.just("forge"), st.sampled_from(FORGED) | TEXTS),
        st.tuples(st.just("amend"), st.tuples(st.integers(0, 30), TEXTS)),
        st.tuples(st.just("edit"), QUESTIONS),
        st.tuples(st.just("write"), st.tuples(QUESTIONS, TEXTS)),
        st.tuples(st.just("locate"), st.tuples(st.floats(-90, 90), st.floats(-180, 180))),
        st.tuples(st.just("find"), st.integers(0, 3)),
        st.tuples(st.just("contact"), st.sampled_from(["+33612345678", "33612345678", "12"])),
        st.tuples(st.sampled_from(["skip", "keep", "back"]), st.none()),
    ),
    max_size=60,
)


@given(ACTS)
@settings(max_examples=150)
def test_any_sequence_stays_on_a_valid_question_and_can_be_finished(acts: list[tuple[str, object]]) -> None:
    walk = Walk(Draft(), sample_world())
    INTAKE.resume(walk)
    for number, act in enumerate(acts):
        does(walk, act, number)
        is_sound(walk)
    goes_on(walk)
    is_sound(walk)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["kind", "code", "codes", "siren", "candidates", "low", "phone", "from", "words"])
            | st.text(max_size=5),
            inner,
            max_size=4,
        )
    ),
    max_leaves=6,
)


@given(
    state=QUESTIONS | st.text(max_size=10),
    content=st.fixed_dictionaries(
        {},
        optional={
            "answers": st.dictionaries(QUESTIONS, JSON, max_size=12) | JSON,
            "entry": JSON,
            "implied": st.dictionaries(QUESTIONS, QUESTIONS) | JSON,
            "typed": st.dictionaries(st.text(max_size=4), QUESTIONS) | st.lists(st.text()),
            "came_from": QUESTIONS,
            "told": JSON,
            "a_part_of_another_release": JSON,
        },
    ),
)
@settings(max_examples=300)
def test_a_draft_of_another_release_always_gives_a_valid_question(
    state: str, content: dict[str, object]
) -> None:
    walk = Walk(Draft.restored(state, content), sample_world())
    INTAKE.resume(walk)

    is_sound(walk)
    INTAKE.back(walk)
    is_sound(walk)
    goes_on(walk)


def test_a_draft_is_checked_again_in_every_other_edition_of_the_world() -> None:
    world = sample_world()
    monday, tuesday = replace(world, edition="monday"), replace(world, edition="tuesday")
    draft = Draft()
    assert not Walk(draft, monday).is_checked

    INTAKE.resume(Walk(draft, monday))

    assert Walk(draft, monday).is_checked
    assert not Walk(draft, tuesday).is_checked


def test_a_draft_is_always_checked_where_the_world_has_no_edition() -> None:
    walk = a_walk()

    assert not walk.is_checked


def test_back_does_nothing_at_the_first_question() -> None:
    walk = a_walk(until="privacy")

    assert not INTAKE.back(walk)
    assert walk.state == "privacy"


def test_back_from_the_review_retraces_the_questions_one_by_one() -> None:
    walk = a_walk()
    retraced = []
    while INTAKE.back(walk):
        retraced.append(walk.state)

    assert retraced == [step.name for step in reversed(INTAKE.answered(walk.draft.answers))]


def test_keep_returns_to_where_one_was() -> None:
    walk = a_walk(until="project_kind")
    for _ in range(3):
        INTAKE.back(walk)

    assert walk.state != "project_kind"
    assert INTAKE.keep(walk)
    assert walk.state == "project_kind"


def test_nothing_can_be_kept_before_it_is_answered() -> None:
    walk = a_walk(until="headcount")

    assert not INTAKE.keep(walk)
    assert walk.state == "headcount"


def test_back_from_a_correction_gives_it_up() -> None:
    walk = a_walk()
    INTAKE.edit(walk, "headcount")
    INTAKE.back(walk)

    assert walk.state == REVIEW
    assert walk.draft.answers["headcount"] == 12


def test_after_a_correction_given_up_back_retraces_the_questions_again() -> None:
    walk = a_walk()
    INTAKE.edit(walk, "headcount")
    INTAKE.back(walk)
    INTAKE.back(walk)

    assert walk.state == "call_time"


def test_back_from_a_redirection_returns_to_the_answer_that_brought_it() -> None:
    walk = a_walk(until="human_review", headcount=300)
    INTAKE.back(walk)

    assert walk.state == "headcount"
    INTAKE.back(walk)
    assert walk.state == "place"


def test_back_from_a_correction_begun_in_a_redirection_returns_to_it() -> None:
    walk = a_walk(until="human_review", headcount=300)
    INTAKE.edit(walk, "headcount")
    INTAKE.back(walk)

    assert walk.state == "human_review"


FAIENCERIE = RegisteredCompany(
    "000100115", "FAÏENCERIE", commune="54528", city="TOUL", created_on=date(1991, 11, 1), section="C"
)
GARAGE = RegisteredCompany("000100123", "GARAGE", commune="54528", section="G")


def registered(company: RegisteredCompany) -> Answer:
    return {"kind": "registered", **company.as_answer()}


@pytest.mark.parametrize("last", ["", "again"])
def test_a_text_that_is_left_before_its_end_is_found_again(last: str) -> None:
    walk = a_walk(until="description")
    for number, text in enumerate(("Nous ouvrons un second atelier à Anduze.", "Il faut trois machines.")):
        INTAKE.read(walk, text, str(number))
    if last:
        INTAKE.tap(walk, last)
    INTAKE.back(walk)
    assert walk.state == "project_kind"
    INTAKE.tap(walk, "growth")

    assert walk.state == "description"
    assert walk.draft.entry == {"text": "Nous ouvrons un second atelier à Anduze.\n\nIl faut trois machines."}


def test_a_message_of_a_text_that_was_left_is_still_corrected_when_it_is_edited() -> None:
    walk = a_walk(until="description")
    INTAKE.read(walk, "Nous ouvrons un second atelier à Anduze.", "1")
    INTAKE.back(walk)
    INTAKE.tap(walk, "growth")
    INTAKE.amend(walk, "1", "Nous ouvrons un second atelier à Alès, en mars.")
    INTAKE.tap(walk, "done")

    assert walk.draft.answers["description"] == "Nous ouvrons un second atelier à Alès, en mars."


def test_what_was_offered_is_offered_again_after_another_answer_was_put_right() -> None:
    walk = a_walk(until="start")
    typed(walk, "avril ou mai")
    offered = walk.draft.entry
    assert offered.get("candidates")
    typed(walk, "en fait on est 14")
    assert walk.state == "headcount"
    INTAKE.tap(walk, "c0")

    assert (walk.state, walk.draft.answers["headcount"]) == ("start", 14)
    assert walk.draft.entry == offered


def test_back_never_shows_an_answer_that_nobody_was_asked_for() -> None:
    walk = a_walk(until="headcount", company=registered(FAIENCERIE))

    assert {"founded", "sector"} <= set(walk.draft.implied)
    INTAKE.back(walk)
    INTAKE.back(walk)
    assert walk.state == "company"


def test_a_year_that_was_said_is_asked_where_the_register_has_another() -> None:
    walk = a_walk(until="role", role="head")
    typed(walk, "je dirige une faïencerie à Toul, 12 salariés, créée en 1994")
    for _ in ("found", "and found again"):
        INTAKE.settle(walk, INTAKE.by_name["company"], registered(FAIENCERIE))

        assert "founded" not in walk.draft.answers
        assert readings_heard(walk, INTAKE.by_name["founded"]) == [1994, 1991]

    typed_like_it = a_walk(until="role", role="head")
    typed(typed_like_it, "je dirige une faïencerie à Toul, 12 salariés, créée en 1991")
    INTAKE.settle(typed_like_it, INTAKE.by_name["company"], registered(FAIENCERIE))
    assert typed_like_it.draft.answers["founded"] == 1991, "nothing is left to ask"


def test_the_commune_of_the_register_is_offered_where_it_is_asked_and_not_taken() -> None:
    walk = a_walk(until="place", company=registered(GARAGE))

    assert "place" not in walk.draft.answers
    toul = {"code": "54528", "name": "Toul", "department": "54"}
    assert walk.draft.entry == {"candidates": [toul]}
    INTAKE.tap(walk, "c0")
    assert walk.draft.answers["place"] == toul


def test_the_commune_of_another_company_is_asked_again_with_its_own() -> None:
    walk = a_walk(until="headcount", company=registered(GARAGE), place={"code": "29019", "name": "Brest"})
    INTAKE.edit(walk, "company")
    INTAKE.settle(walk, INTAKE.by_name["company"], registered(replace(GARAGE, commune="55545")))

    assert walk.state == "place"
    assert walk.draft.entry == {"candidates": [{"code": "55545", "name": "Verdun", "department": "55"}]}


def test_what_a_former_release_took_from_the_register_stays_taken() -> None:
    walk = a_walk(until="headcount", company=registered(GARAGE))
    walk.draft.implied["place"] = "company"
    INTAKE.resume(walk)

    assert walk.situation.parts("place")["code"] == "54528"


def test_what_a_company_implied_goes_with_it() -> None:
    walk = a_walk(company=registered(FAIENCERIE))
    INTAKE.edit(walk, "company")
    INTAKE.settle(walk, INTAKE.by_name["company"], {"kind": "named", "name": "Autre"})

    assert walk.draft.implied == {}
    assert {"founded", "sector"} <= set(goes_on(walk))


def test_an_implied_answer_that_was_corrected_is_the_persons_own() -> None:
    walk = a_walk(company=registered(FAIENCERIE))
    INTAKE.edit(walk, "founded")
    INTAKE.read(walk, "1999")
    INTAKE.edit(walk, "company")
    INTAKE.settle(walk, INTAKE.by_name["company"], registered(GARAGE))

    assert walk.draft.answers["founded"] == 1999
    assert walk.draft.answers["sector"] == "G"


def test_giving_the_same_company_again_changes_nothing_else() -> None:
    walk = a_walk(company=registered(FAIENCERIE))
    INTAKE.edit(walk, "sector")
    INTAKE.tap(walk, "G")
    INTAKE.edit(walk, "company")
    INTAKE.settle(walk, INTAKE.by_name["company"], registered(FAIENCERIE))

    assert walk.draft.answers["sector"] == "G"
    assert walk.state == REVIEW


def test_a_correction_asks_only_what_it_newly_requires() -> None:
    walk = a_walk()
    INTAKE.edit(walk, "role")
    INTAKE.tap(walk, "adviser")

    assert walk.state == "head_agrees"
    INTAKE.tap(walk, "yes")
    assert walk.state == "head_contact"
    INTAKE.read(walk, "Robin Morel, 06 39 98 56 78")
    assert walk.state == REVIEW


def test_back_from_what_a_correction_requires_returns_to_the_correction() -> None:
    walk = a_walk()
    INTAKE.edit(walk, "role")
    INTAKE.tap(walk, "adviser")
    INTAKE.back(walk)

    assert walk.state == "role"


def test_a_correction_forgets_what_no_longer_applies() -> None:
    walk = a_walk()
    INTAKE.edit(walk, "advance")
    INTAKE.tap(walk, "0")

    assert not {"project_budget", "aid_received"} & set(walk.draft.answers)
    assert walk.state == REVIEW


def with_a_budget() -> Walk:
    walk = a_walk()
    INTAKE.edit(walk, "project_budget")
    INTAKE.read(walk, "250 000 €")
    return walk


def test_what_a_correction_forgets_is_said_and_kept_aside() -> None:
    walk = with_a_budget()
    INTAKE.edit(walk, "advance")
    reaction = INTAKE.tap(walk, "0")

    assert reaction.note is not None
    assert reaction.note.values["labels"] == Listing(
        tuple(Message(INTAKE.by_name[name].label) for name in walk.draft.aside)
    )
    assert set(walk.draft.aside) == {"accepts_skills", "project_budget", "aid_received"} & {*walk.draft.aside}
    assert walk.draft.aside["project_budget"] == 250_000


def test_what_was_kept_aside_is_taken_again_in_one_touch_and_never_by_itself() -> None:
    walk = a_walk()
    INTAKE.edit(walk, "company")
    INTAKE.settle(walk, INTAKE.by_name["company"], {"kind": "creation"})
    assert walk.draft.aside["founded"] == 2011
    INTAKE.edit(walk, "company")
    INTAKE.settle(walk, INTAKE.by_name["company"], {"kind": "named", "name": "Autre"})
    assert walk.state == "founded", "another company may be of another year: it is asked"
    assert INTAKE.keep(walk)

    assert walk.draft.answers["founded"] == 2011
    assert "founded" not in walk.draft.aside


def test_another_answer_takes_the_place_of_what_was_kept_aside() -> None:
    walk = with_a_budget()
    INTAKE.edit(walk, "advance")
    INTAKE.tap(walk, "0")
    INTAKE.edit(walk, "advance")
    INTAKE.read(walk, "10 000 €")
    INTAKE.edit(walk, "project_budget")
    INTAKE.read(walk, "90 000 €")

    assert walk.draft.answers["project_budget"] == 90_000
    assert "project_budget" not in walk.draft.aside


def test_what_was_implied_is_not_kept_aside() -> None:
    walk = a_walk(company=registered(FAIENCERIE))
    INTAKE.edit(walk, "company")
    INTAKE.settle(walk, INTAKE.by_name["company"], {"kind": "named", "name": "Autre"})

    assert not {"founded", "place", "sector"} & set(walk.draft.aside)


def test_the_skill_that_comes_first_is_forgotten_when_it_is_no_longer_ticked() -> None:
    walk = a_walk(skills={"codes": ["sales", "hr", "quality", "hse"]})
    INTAKE.edit(walk, "priority_skill")
    INTAKE.tap(walk, "hr")
    assert walk.draft.answers["priority_skill"] == "hr"
    INTAKE.edit(walk, "skills")
    INTAKE.tap(walk, "hr")
    INTAKE.tap(walk, "done")

    assert "priority_skill" not in walk.draft.answers
    assert walk.state == REVIEW


def test_the_territory_is_asked_again_when_another_place_has_others() -> None:
    walk = a_walk(place={"code": "55063", "name": "Bouligny", "department": "55"}, basin="meuse")
    INTAKE.edit(walk, "place")
    INTAKE.settle(walk, INTAKE.by_name["place"], GOOD["place"])

    assert "basin" not in walk.draft.answers
    assert walk.state == REVIEW


def test_a_question_on_demand_is_asked_where_somebody_wants_it_or_it_was_spoken_of() -> None:
    walk = a_walk()
    walk.draft.wanted = ["excluded"]
    walk.draft.heard = {"project_budget": {"candidates": [60_000], "said": "budget de 60 000 €"}}
    INTAKE.resume(walk)
    assert walk.state == "project_budget"
    INTAKE.tap(walk, "c0")
    assert walk.state == "excluded"
    INTAKE.skip(walk)

    assert (walk.state, walk.draft.answers["project_budget"]) == (REVIEW, 60_000)


def test_a_question_on_demand_is_offered_and_never_asked() -> None:
    walk = a_walk()
    assert "excluded" not in walk.draft.answers

    assert INTAKE.edit(walk, "excluded")
    INTAKE.skip(walk)
    assert walk.state == REVIEW
    assert walk.draft.answers["excluded"] is None


@pytest.mark.parametrize("name", ["basin", "head_agrees", "human_review", "unheard_of", REVIEW, ""])
def test_a_question_that_does_not_apply_cannot_be_corrected(name: str) -> None:
    walk = a_walk()

    assert not INTAKE.edit(walk, name)
    assert walk.state == REVIEW


def test_a_question_that_needs_an_answer_cannot_be_skipped() -> None:
    walk = a_walk(until="headcount")

    with pytest.raises(InvalidAnswer):
        INTAKE.skip(walk)


@pytest.mark.parametrize("words", ["retour", "Retour !", "précédent", "back", "Go back"])
def test_going_back_may_be_typed(words: str) -> None:
    walk = a_walk(until="headcount")

    assert typed(walk, words) == ""
    assert walk.state == "place"


def test_going_back_may_be_typed_in_the_review() -> None:
    walk = a_walk()
    typed(walk, "retour")

    assert walk.state == "call_time"


@pytest.mark.parametrize(
    "words", ["je ne sais pas", "Je sais pas.", "aucune idée", "I don't know", "passer", "skip"]
)
def test_skipping_may_be_typed(words: str) -> None:
    walk = a_walk(until="founded")
    typed(walk, words)

    assert walk.draft.answers["founded"] is None
    assert walk.state == "difficulties"


@pytest.mark.parametrize(("question", "taken"), [("turnover", "unknown"), ("days", None)])
@pytest.mark.parametrize("words", ["je ne sais pas", "I do not know", "aucune idée", "jsp"])
def test_not_knowing_may_be_typed_where_it_is_an_answer(question: str, taken: str | None, words: str) -> None:
    walk = a_walk(until=question, headcount=60)
    typed(walk, words)

    assert walk.draft.answers[question] == taken


def test_not_knowing_is_no_answer_where_one_is_needed() -> None:
    walk = a_walk(until="headcount")

    assert typed(walk, "je ne sais pas")
    assert walk.state == "headcount"


def test_a_project_in_ones_own_words_may_say_anything() -> None:
    walk = a_walk(until="description")
    said = ("Le retour des clients est bon.", "Il faut passer à trois.", "Je ne sais pas vendre.")
    for words in said:
        typed(walk, words)

    assert walk.state == "description"
    assert walk.draft.entry["text"] == "\n\n".join(said)


PROSE = ("Nous reprenons le fournil voisin.", "Il faut réorganiser la production.", "Et vendre plus.")


def a_described_walk() -> Walk:
    walk = a_walk(until="description")
    for number, part in enumerate(PROSE):
        INTAKE.read(walk, part, str(number))
    return walk


def test_an_edited_message_corrects_its_part_while_it_is_being_written() -> None:
    walk = a_described_walk()
    INTAKE.amend(walk, "1", "Il faut tout réorganiser.\n\nVraiment tout.")

    assert walk.draft.entry["text"] == (
        "Nous reprenons le fournil voisin.\n\nIl faut tout réorganiser.\nVraiment tout.\n\nEt vendre plus."
    )
    assert walk.state == "description"


def test_an_edited_message_corrects_its_part_of_a_given_answer() -> None:
    walk = a_described_walk()
    INTAKE.tap(walk, "done")
    reaction = INTAKE.amend(walk, "0", "Nous rachetons le fournil voisin.")

    assert reaction.answered == (INTAKE.by_name["description"],)
    assert walk.state == "start"
    assert walk.draft.answers["description"] == "\n\n".join(["Nous rachetons le fournil voisin.", *PROSE[1:]])


def test_messages_of_a_text_begun_again_correct_nothing() -> None:
    walk = a_described_walk()
    INTAKE.tap(walk, "again")
    INTAKE.read(walk, "Autre chose.", "7")
    INTAKE.amend(walk, "7", "Tout autre chose.")

    assert walk.draft.entry["text"] == "Tout autre chose."


def test_an_edited_message_keeps_the_ticks_next_to_it() -> None:
    walk = a_walk(until="skills")
    INTAKE.tap(walk, "quality")
    INTAKE.read(walk, "Un qualiticien", "1")
    INTAKE.tap(walk, "done")
    INTAKE.amend(walk, "1", "Un bon qualiticien")

    answer = walk.draft.answers["skills"]
    assert isinstance(answer, dict)
    assert answer["words"] == "Un bon qualiticien"
    assert "quality" in (answer["codes"] or ())  # type: ignore[operator]


def test_an_edited_message_may_bring_a_question() -> None:
    walk = a_walk(until="headcount")
    INTAKE.read(walk, "12", "5")
    INTAKE.amend(walk, "5", "300")
    INTAKE.tap(walk, "c0")  # it stops the request: confirmed first

    assert walk.draft.answers["headcount"] == 300
    goes_on(walk, until="human_review")


def test_an_edited_message_that_is_unclear_asks_its_question_again() -> None:
    walk = a_walk(until="headcount")
    INTAKE.read(walk, "12", "5")
    INTAKE.amend(walk, "5", "entre 10 et 12")

    assert walk.state == "headcount"
    assert walk.draft.entry["candidates"] == [10, 11, 12]


def test_an_edited_message_that_answered_nothing_answers_the_current_question() -> None:
    walk = a_walk(until="headcount")
    INTAKE.amend(walk, "99", "12")

    assert walk.draft.answers["headcount"] == 12


def test_a_message_whose_answer_was_given_up_corrects_nothing() -> None:
    walk = a_described_walk()
    INTAKE.tap(walk, "done")
    INTAKE.edit(walk, "description")
    INTAKE.read(walk, "Avant l'été.", "9")
    INTAKE.back(walk)

    assert list(walk.draft.typed) == ["0", "1", "2"]
    INTAKE.edit(walk, "description")
    INTAKE.tap(walk, "again")
    INTAKE.read(walk, "Autre chose.", "10")
    INTAKE.back(walk)
    assert walk.draft.typed == {}


def test_a_first_entry_given_up_leaves_no_message() -> None:
    walk = a_described_walk()
    INTAKE.back(walk)

    assert walk.draft.typed == {}


def test_only_the_latest_message_corrects_an_answer() -> None:
    walk = a_walk(until="headcount")
    INTAKE.read(walk, "12", "5")
    INTAKE.edit(walk, "headcount")
    INTAKE.read(walk, "entre 14 et 15", "6")
    INTAKE.tap(walk, "c1")

    assert walk.draft.answers["headcount"] == 15
    assert walk.draft.typed == {"6": "headcount"}
    INTAKE.edit(walk, "headcount")
    INTAKE.tap(walk, "20")
    assert walk.draft.typed == {}


def test_an_answer_looked_at_and_left_as_it_was_keeps_its_message() -> None:
    walk = a_walk(until="headcount")
    INTAKE.read(walk, "12", "5")
    INTAKE.edit(walk, "headcount")
    INTAKE.back(walk)

    assert walk.draft.typed == {"5": "headcount"}


def test_correcting_a_text_goes_on_from_it() -> None:
    walk = a_described_walk()
    INTAKE.tap(walk, "done")
    INTAKE.edit(walk, "description")
    INTAKE.read(walk, "Avant l'été.", "9")
    INTAKE.tap(walk, "done")

    assert walk.draft.answers["description"] == "\n\n".join([*PROSE, "Avant l'été."])


def test_correcting_ticks_goes_on_from_them() -> None:
    walk = a_walk(skills={"codes": ["sales", "hr"], "words": "Un vendeur"})
    INTAKE.edit(walk, "skills")
    INTAKE.tap(walk, "quality")
    INTAKE.tap(walk, "done")

    assert walk.draft.answers["skills"] == {"codes": ["sales", "hr", "quality"], "words": "Un vendeur"}


def test_a_question_added_by_a_release_is_asked_after_the_current_one() -> None:
    walk = a_walk()
    del walk.draft.answers["sector"]
    walk.draft.state = "headcount"
    INTAKE.resume(walk)

    assert walk.state == "headcount"
    INTAKE.read(walk, "14")
    assert walk.state == "sector"


def test_a_question_removed_by_a_release_gives_way_to_the_next() -> None:
    walk = a_walk(until="project_kind")
    walk.draft.state = "unheard_of"
    INTAKE.resume(walk)

    assert walk.state == "project_kind"


def test_an_answer_of_another_shape_is_asked_again() -> None:
    walk = a_walk()
    walk.draft.answers |= {"sector": 12, "days": {"low": "x"}, "contact": {"phone": "moi"}}
    resumed = Walk(walk.draft, sample_world())
    INTAKE.resume(resumed)

    assert goes_on(resumed) == ["sector", "days", "contact", "call_time"]


def test_the_review_answers_no_message() -> None:
    walk = a_walk()

    assert typed(walk, "bonjour")
    assert walk.state == REVIEW

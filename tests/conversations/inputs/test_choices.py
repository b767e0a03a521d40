"""Closed lists, as they are typed and tapped."""

from collections import defaultdict

import pytest

from conversations.companies import SECTORS
from conversations.inputs import YES_NO, Choice, InvalidAnswer, Kept, Pick, Settled, Several
from conversations.inputs.base import Entry
from conversations.intake import INTAKE
from conversations.messages import N_, say
from conversations.situation import Answer, Answers, Situation
from conversations.understanding.vocabulary import rows, vocabulary, words
from conversations.understanding.words import fold
from tests.conversations.inputs.test_measures import refused
from tests.conversations.worlds import a_walk, sample_world

SITUATION = Situation({}, sample_world())
TICKS = Several((Pick("a", N_("First")), Pick("b", N_("Second"))), none=N_("Neither"), words_high=20)
NEEDED = Several((Pick("a", N_("First")), Pick("b", N_("Second"))))


@pytest.mark.parametrize(
    ("question", "text", "key"),
    [
        ("privacy", "oui", "yes"), ("privacy", "OK !", "yes"), ("privacy", "Non merci", "no"),
        ("privacy", "no", "no"), ("role", "je suis le gérant", "head"), ("role", "owner", "head"),
        ("role", "expert-comptable", "adviser"), ("role", "salariée", "delegate"),
        ("role", "I run it", "head"),
        ("turnover", "moins de 2 M€", "under_2m"),
        ("turnover", "entre 2 et 10 millions", "2_to_10m"), ("turnover", "10 to 50", "10_to_50m"),
        ("turnover", "je ne sais pas", "unknown"), ("project_kind", "une reprise d'entreprise", "takeover"),
        ("project_kind", "un tracteur", "investment"), ("project_kind", "buy an oven", "investment"),
        ("project_kind", "on veut investir", "investment"), ("project_kind", "investing", "investment"),
        ("project_kind", "we'd like to grow", "growth"), ("project_kind", "new markets", "growth"),
        ("project_kind", "croissance", "growth"), ("project_kind", "create", "creation"),
        ("project_kind", "pas de projet", "none"), ("call_time", "le matin", "morning"),
        ("call_time", "l'après-midi", "afternoon"), ("call_time", "in the evening", "evening"),
        ("call_time", "n'importe quand", "any"), ("project_kind", "Je n'ai pas de projet", "none"),
        ("privacy", "pas d'accord", "no"), ("privacy", "no problem", "yes"),
        ("privacy", "Pas de problème !", "yes"),
        ("head_agrees", "il n'est pas d'accord", "no"), ("head_agrees", "je ne suis pas d'accord", "no"),
        ("sector", "Building and public works", "F"),
        ("head_agrees", "yes he does", "yes"), ("head_agrees", "oui elle est d'accord", "yes"),
        ("head_agrees", "nn", "no"), ("project_kind", "start a business", "creation"),
        ("project_kind", "diversification", "new_product"), ("project_kind", "construire", "investment"),
        ("call_time", "10h", "morning"), ("call_time", "vers 15h", "afternoon"),
        ("call_time", "entre 8h et 10h", "morning"), ("call_time", "9h-12h", "morning"),
        ("call_time", "14:30", "afternoon"), ("call_time", "after 5", "evening"),
        ("call_time", "after 5 pm", "evening"), ("call_time", "from 2 to 4 pm", "afternoon"),
        ("call_time", "avant 9h", "morning"), ("call_time", "à partir de 17h30", "evening"),
        ("call_time", "le soir après 18h", "evening"), ("call_time", "le matin avant 9h", "morning"),
        ("call_time", "entre midi et deux", "noon"), ("call_time", "12h-14h", "noon"),
    ],
)  # fmt: skip
def test_a_choice_is_recognised_by_its_words(question: str, text: str, key: str) -> None:
    read = INTAKE.by_name[question].input.read(text, {}, SITUATION)

    assert isinstance(read, Settled)
    assert read.answer == key


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("avant 8h", "morning"), ("après 20h", "evening"), ("14h-15h", "afternoon"), ("pas le lundi", "any"),
        ("n'importe quand sauf le mercredi", "any"), ("pas avant 10h", "any"), ("sauf 12h", "any"),
        ("not on Mondays", "any"),
    ],
)  # fmt: skip
def test_an_hour_or_a_day_goes_to_the_operator_as_it_was_said(text: str, part: str) -> None:
    kept: Answers = {"for_operator": {"codes": [], "words": f"☎️ {text}"}}

    assert INTAKE.by_name["call_time"].input.read(text, {}, SITUATION) == Settled(part, kept)


def test_the_words_of_another_time_go_with_it() -> None:
    question = INTAKE.by_name["call_time"].input
    told: Answer = {"codes": ["call"], "words": "Et le lundi ?\n\n☎️ 10h"}
    asked = Situation({"for_operator": told}, SITUATION.world)
    left: Answers = {"for_operator": {"codes": ["call"], "words": "Et le lundi ?"}}

    assert question.tap("evening", {}, asked) == Settled("evening", left)
    assert question.tap("morning", {}, SITUATION) == Settled("morning")


def test_what_is_said_with_a_part_of_the_day_is_kept_once_it_is_confirmed() -> None:
    question = INTAKE.by_name["call_time"].input
    read = question.read("le mardi matin", {}, SITUATION)
    assert isinstance(read, Kept)

    confirmed = question.tap("c0", read.entry, SITUATION)
    assert confirmed == Settled("morning", {"for_operator": {"codes": [], "words": "☎️ le mardi matin"}})


@pytest.mark.parametrize(
    "text",
    ["jamais, par mail svp", "par mail uniquement", "ne m'appelez pas", "envoyez plutôt un sms", "jamais",
     "I prefer email", "don't call me"],
)  # fmt: skip
def test_who_would_rather_be_written_to_is_heard(text: str) -> None:
    assert INTAKE.by_name["call_time"].input.read(text, {}, SITUATION) == Settled("written")


@pytest.mark.parametrize(("text", "offered"), [
    ("apres 14h", ["afternoon", "evening"]), ("14h-18h", ["afternoon", "evening"]),
    ("le matin vers 15h", ["morning", "afternoon"]), ("avant 14h", ["morning", "noon"]),
    ("lundi 10h", ["morning"]),
])  # fmt: skip
def test_hours_in_two_parts_of_the_day_are_asked(text: str, offered: list[str]) -> None:
    read = INTAKE.by_name["call_time"].input.read(text, {}, SITUATION)

    assert isinstance(read, Kept)
    assert read.entry["candidates"] == offered


@pytest.mark.parametrize("text", ["06 39 98 12 34", "10 12", "25h"])
def test_figures_that_are_no_hours_name_no_part_of_the_day(text: str) -> None:
    assert refused(INTAKE.by_name["call_time"].input, text)


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("privacy", "peut-être"), ("privacy", "il y a un souci"), ("role", "0"), ("role", "9"),
        ("role", "2"), ("sector", "2"), ("role", "²⁰"), ("role", "𐩀"), ("role", ""),
        ("sector", "licorne"), ("call_time", "👍"),
    ],
)  # fmt: skip
def test_a_choice_is_never_guessed(question: str, text: str) -> None:
    said = refused(INTAKE.by_name[question].input, text)

    assert said == "Please touch one of the buttons below the question."


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("privacy", "not sure"), ("privacy", "pas ok"), ("privacy", "oui et non"),
        ("head_agrees", "pas tout à fait d'accord"), ("head_agrees", "I am sure he would agree, go"),
        ("human_review", "non"),
        ("turnover", "nous ne faisons pas 3 M€"), ("sector", "pas un restaurant"),
    ],
)  # fmt: skip
def test_a_denial_never_settles_what_it_denies(question: str, text: str) -> None:
    said = refused(INTAKE.by_name[question].input, text)

    assert said == "Please touch one of the buttons below the question."


@pytest.mark.parametrize(
    ("text", "offered"),
    [
        ("pas le matin", ["noon", "afternoon", "evening"]),
        ("pas le matin je suis au four jusqu'a midi", ["noon", "afternoon", "evening"]),
        ("tout sauf le soir", ["morning", "noon", "afternoon"]),
        ("never at noon", ["morning", "afternoon", "evening"]),
        ("le soir, pas le matin", ["evening"]),
    ],
)
def test_a_part_of_the_day_that_is_denied_leaves_the_others(text: str, offered: list[str]) -> None:
    outcome = INTAKE.by_name["call_time"].input.read(text, {}, a_walk().situation)

    assert isinstance(outcome, Kept)
    assert (outcome.entry["candidates"], outcome.entry["words"]) == (offered, text)


@pytest.mark.parametrize(
    "text", ["le matin sauf lundi", "le matin mais pas le mercredi", "in the morning but not on Mondays"]
)
def test_days_that_are_denied_beside_a_part_of_the_day_are_kept_in_words(text: str) -> None:
    outcome = INTAKE.by_name["call_time"].input.read(text, {}, a_walk().situation)

    assert isinstance(outcome, Settled)
    assert outcome.answer == "morning"
    assert text in str(outcome.also["for_operator"])


@pytest.mark.parametrize(
    ("question", "text", "answer"),
    [
        ("call_time", "lapres midi", "afternoon"), ("call_time", "laprem", "afternoon"),
        ("project_kind", "magrandir", "growth"), ("project_kind", "developper lexport", "growth"),
    ],
)  # fmt: skip
def test_a_choice_is_read_without_its_apostrophe(question: str, text: str, answer: str) -> None:
    assert INTAKE.by_name[question].input.read(text, {}, a_walk().situation) == Settled(answer)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("BTP", "F"), ("maçonnerie", "F"), ("un restaurant", "I"), ("garage", "G"), ("commerce", "G"),
        ("boulangerie", "BC"), ("usine", "BC"), ("logiciel", "J"), ("software", "J"),
        ("salon de coiffure", "RST"), ("transport", "H"), ("agriculteur", "A"), ("farmer", "A"),
        ("formation", "PQ"), ("consulting", "MN"), ("immobilier", "KL"), ("recyclage", "DE"),
    ],
)  # fmt: skip
def test_a_trade_names_its_sector(text: str, key: str) -> None:
    assert INTAKE.by_name["sector"].input.read(text, {}, SITUATION) == Settled(key)


def test_no_trade_belongs_to_two_sectors() -> None:
    lexicon = vocabulary("activities")
    named = [(trade, sector) for sector, trades in lexicon["trades"].items() for trade in trades]
    named += [(trade, sectors) for sectors, trades in lexicon["either"].items() for trade in trades]
    named += [(trade, sectors) for sectors, trade in rows("trades")]
    by_stems = defaultdict(set)
    for trade, sector in named:
        by_stems[tuple(word.stem for word in words(trade))].add(sector)

    assert {stems: sectors for stems, sectors in by_stems.items() if len(sectors) > 1} == {}


@pytest.mark.parametrize("name", ["activities", "roles"])
def test_no_name_is_one_common_word_once_those_that_say_nothing_are_skipped(name: str) -> None:
    kinds = ("trades", "settled", "either", "heads", "strong")
    names = [each for kind in kinds for listed in vocabulary(name).get(kind, {}).values() for each in listed]

    assert [each for each in names if len(words(each)) == 1 < len(fold(each).split())] == []


def test_every_trade_is_of_a_sector_that_can_be_chosen() -> None:
    lexicon, known = vocabulary("activities"), {sector.sections for sector in SECTORS}

    tables = ("trades", "either", "heads", "strong", "hints", "exact")
    named = (
        *(key for table in tables for key in lexicon[table]),
        *(sectors for sectors, _ in rows("trades")),
    )
    assert {each for sectors in named for each in sectors.split()} <= known


@pytest.mark.parametrize(
    ("text", "offered"),
    [
        ("menuiserie", ["BC", "F"]), ("vente de vêtements et retouches", ["G", "RST"]), ("pub", ["I", "MN"]),
        ("un bar qui vend des vélos", ["I", "G"]),
    ],
)  # fmt: skip
def test_what_may_be_of_two_sectors_is_asked(text: str, offered: list[str]) -> None:
    outcome = INTAKE.by_name["sector"].input.read(text, {}, SITUATION)

    assert isinstance(outcome, Kept)
    candidates = outcome.entry["candidates"]
    assert isinstance(candidates, list)
    assert candidates[: len(offered)] == offered
    shown = [option.key for option in INTAKE.by_name["sector"].input.options(outcome.entry, SITUATION)]
    assert shown[-1] == "again"
    assert INTAKE.by_name["sector"].input.tap("again", outcome.entry, SITUATION) == Kept({})


@pytest.mark.parametrize(
    ("question", "text", "offered"),
    [
        ("project_kind", "je veux vendre", ["growth", "takeover"]),
        ("project_kind", "I want to sell", ["growth", "takeover"]),
        ("project_kind", "vendre", ["growth", "takeover"]),
        ("project_kind", "vendre mon entreprise", ["takeover", "growth"]),
        ("project_kind", "vendre l'entreprise", ["takeover", "growth"]),
        ("project_kind", "vendre ma boîte", ["takeover", "growth"]),
        ("project_kind", "je veux vendre ma société", ["takeover", "growth"]),
        ("project_kind", "sell my business", ["takeover", "growth"]),
        ("project_kind", "selling the company", ["takeover", "growth"]),
        ("project_kind", "céder mon entreprise", ["takeover"]),
        ("project_kind", "faire racheter ma société", ["takeover"]),
        ("project_kind", "acheter une entreprise", ["takeover", "investment"]),
        ("project_kind", "buy a company", ["takeover", "investment"]),
        ("project_kind", "lancer ma boîte", ["creation", "new_product"]),
        ("project_kind", "reprise d'activité", ["takeover"]),
        ("call_time", "ce soir", ["evening"]),
        ("call_time", "this morning", ["morning"]),
    ],
)  # fmt: skip
def test_a_word_of_a_choice_that_means_another_thing_beside_others_is_asked(
    question: str, text: str, offered: list[str]
) -> None:
    field = INTAKE.by_name[question].input
    outcome = field.read(text, {}, SITUATION)

    assert isinstance(outcome, Kept)
    assert outcome.entry == {"candidates": offered}
    assert field.options(outcome.entry, SITUATION)[-1].key == "again"


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("vendre plus", "growth"), ("développer mon entreprise", "growth"), ("créer une société", "creation"),
        ("racheter une entreprise", "takeover"), ("take over a company", "takeover"),
    ],
)  # fmt: skip
def test_what_is_done_with_a_firm_is_understood_where_it_is_plain(text: str, key: str) -> None:
    assert INTAKE.by_name["project_kind"].input.read(text, {}, SITUATION) == Settled(key)


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("DG", "head"), ("directrice générale", "head"), ("auto-entrepreneuse", "head"),
        ("co-gérante", "head"),
        ("exploitant agricole", "head"), ("repreneur", "head"), ("présidente de l'association", "head"),
        ("gérant(e) de SARL", "head"), ("dirigeant·e", "head"), ("C'est moi le patron", "head"),
        ("je crée mon entreprise", "head"),
        ("self-employed", "head"), ("I'm the owner", "head"), ("conjointe collaboratrice", "delegate"),
        ("le fils du gérant", "delegate"), ("assistante de direction", "delegate"), ("DAF", "delegate"),
        ("je suis salariée", "delegate"), ("sales manager", "delegate"),
        ("chargée de mission CCI", "adviser"),
        ("expert-comptable", "adviser"), ("consultante", "adviser"), ("chartered accountant", "adviser"),
    ],
)  # fmt: skip
def test_a_role_is_named_in_many_words(text: str, role: str) -> None:
    assert INTAKE.by_name["role"].input.read(text, {}, SITUATION) == Settled(role)


@pytest.mark.parametrize(
    ("text", "offered"),
    [
        ("comptable de la boîte", ["adviser", "delegate"]), ("associé", ["head", "delegate"]),
        ("mandataire", ["delegate", "head", "adviser"]),
        ("c'est ma femme la patronne", ["delegate", "head", "adviser"]),
        ("je ne suis pas le gérant", ["delegate", "adviser", "head"]),
        ("I'm not the owner", ["delegate", "adviser", "head"]),
        ("il est le patron", ["head", "delegate", "adviser"]),
        ("ancien gérant", ["head", "delegate", "adviser"]), ("dirigeent", ["head", "delegate", "adviser"]),
        ("my husband is the boss", ["delegate", "head", "adviser"]),
        ("présidente du CE", ["head", "delegate", "adviser"]),
        ("futur gérant", ["head", "delegate"]), ("maire", ["adviser", "delegate"]),
    ],
)  # fmt: skip
def test_whose_role_it_is_is_asked(text: str, offered: list[str]) -> None:
    outcome = INTAKE.by_name["role"].input.read(text, {}, SITUATION)

    assert isinstance(outcome, Kept)
    assert outcome.entry == {"candidates": offered}


def test_words_of_two_choices_offer_both() -> None:
    outcome = Choice(YES_NO).read("oui ou nope", {}, SITUATION)

    assert isinstance(outcome, Kept)
    assert outcome.entry == {"candidates": ["yes", "no"]}
    assert Choice(YES_NO).tap("c1", outcome.entry, SITUATION) == Settled("no")
    assert [str(option.label.msgid) for option in Choice(YES_NO).options(outcome.entry, SITUATION)] == [
        "Yes",
        "No",
    ]


@pytest.mark.parametrize("key", ["maybe", "c0", "c²", "", "yes "])
def test_only_listed_choices_can_be_tapped(key: str) -> None:
    with pytest.raises(InvalidAnswer):
        Choice(YES_NO).tap(key, {}, SITUATION)


@pytest.mark.parametrize("answer", ["maybe", None, 1, True, ["yes"], {}])
def test_a_choice_that_is_no_longer_listed_does_not_fit(answer: Answer) -> None:
    assert not Choice(YES_NO).fits(answer, SITUATION)


def kept(entry: Entry, text: str) -> Entry:
    outcome = TICKS.read(text, entry, SITUATION)
    assert isinstance(outcome, Kept)
    return outcome.entry


def test_typed_words_are_kept_next_to_the_ticks() -> None:
    entry = kept(kept({"codes": ["a"]}, "un mot"), "deux mots")

    assert entry == {"codes": ["a"], "words": "un mot\n\ndeux mots"}
    assert TICKS.tap("done", entry, SITUATION) == Settled(entry)
    assert TICKS.recap(entry, SITUATION) is not None


def test_words_alone_are_not_lost() -> None:
    entry = kept({}, "un mot")

    assert "done" in [option.key for option in TICKS.options(entry, SITUATION)]
    assert TICKS.tap("done", entry, SITUATION) == Settled({"codes": [], "words": "un mot"})


@pytest.mark.parametrize("text", ["2", "1, 2", "👍", ""])
def test_what_holds_no_word_is_not_kept_next_to_the_ticks(text: str) -> None:
    assert refused(TICKS, text) == "Please touch one of the buttons below the question."


def test_skills_in_words_alone_are_another_skill() -> None:
    skills = INTAKE.by_name["skills"].input
    outcome = skills.read("un brasseur", {}, SITUATION)

    assert isinstance(outcome, Kept)
    assert skills.tap("done", outcome.entry, SITUATION) == Settled(
        {"codes": ["other"], "words": "un brasseur"}
    )


@pytest.mark.parametrize("text", ["non", "aucun", "Ni l'un ni l'autre.", "none", "neither"])
def test_none_of_them_may_be_typed_where_it_is_an_answer(text: str) -> None:
    assert TICKS.read(text, {}, SITUATION) == Settled({"codes": []})
    assert isinstance(NEEDED.read(text, {}, SITUATION), Kept)


def test_at_least_one_tick_is_needed_where_none_is_no_answer() -> None:
    with pytest.raises(InvalidAnswer) as refusal:
        NEEDED.tap("done", {"words": "un mot"}, SITUATION)
    assert refusal.value.message.msgid == "Tick at least one line, then touch “Done”."
    with pytest.raises(InvalidAnswer):
        NEEDED.tap("none", {}, SITUATION)


def test_a_tick_is_taken_back_by_a_second_tap() -> None:
    first = TICKS.tap("a", {}, SITUATION)
    assert first == Kept({"codes": ["a"]})
    assert TICKS.tap("a", first.entry, SITUATION) == Kept({"codes": []})


@pytest.mark.parametrize("answer", [None, "a", ["a"], {"codes": "a"}, {"codes": ["z"]}, {"codes": [{}]}, {}])
def test_stored_ticks_of_another_shape_do_not_fit(answer: Answer) -> None:
    assert not TICKS.fits(answer, SITUATION)


def test_one_tap_unticks_all_that_was_ticked_in_advance() -> None:
    skills = INTAKE.by_name["skills"].input
    situation = Situation({"description": "vendre en ligne à l'étranger"}, sample_world())
    assert any(option.ticked for option in skills.options({}, situation))
    assert "unticked" in [option.key for option in skills.options({}, situation)]
    emptied = skills.tap("unticked", {}, situation)
    assert isinstance(emptied, Kept)
    assert not any(option.ticked for option in skills.options(emptied.entry, situation))
    assert "unticked" not in [option.key for option in skills.options(emptied.entry, situation)]


def test_one_tap_removes_the_words_and_leaves_the_ticks() -> None:
    said: Entry = {"codes": ["a"], "words": "trop long"}
    assert "unsaid" in [option.key for option in TICKS.options(said, SITUATION)]
    left = TICKS.tap("unsaid", said, SITUATION)
    assert isinstance(left, Kept)
    assert left.entry == {"codes": ["a"]}
    assert "unsaid" not in [option.key for option in TICKS.options(left.entry, SITUATION)]


@pytest.mark.parametrize("question", ["role", "project_kind", "priority_skill"])
def test_none_of_a_choice_is_said_of_choices_whatever_they_are(question: str) -> None:
    situation = Situation({"skills": {"codes": ["sales", "hr", "finance"]}}, SITUATION.world)
    first = INTAKE.by_name[question].input.options({}, situation)[0].key
    *_, none = INTAKE.by_name[question].input.options({"candidates": [first]}, situation)

    assert none.label == say("None of these choices")

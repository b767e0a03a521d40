import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from conversations.understanding.skills import SKILLS, suggest
from conversations.understanding.vocabulary import vocabulary

MESSAGES = tomllib.loads(Path(__file__).with_name("skill_messages.toml").read_text("utf-8"))
CODES = [skill.code for skill in SKILLS]


def codes(description: str, project_kind: str | None = None) -> list[str]:
    return [suggestion.code for suggestion in suggest(description, project_kind)]


def messages(of: str) -> Iterator[tuple[str, str]]:
    for need, texts in MESSAGES[of].items():
        for text in texts:
            yield need, text


def test_the_codes_are_those_of_the_network() -> None:
    assert CODES == [
        "strategy",
        "sales",
        "hr",
        "industrial_organisation",
        "management_finance",
        "quality",
        "hse",
        "technical",
        "digital",
        "business_creation",
        "purchasing_logistics",
        "legal",
        "export",
        "rd_innovation",
        "communication_marketing",
        "other",
    ]


def test_skills_no_source_attests_are_marked_so() -> None:
    assert [skill.code for skill in SKILLS if not skill.attested] == CODES[10:]


def test_every_skill_but_the_open_one_has_words_that_lead_to_it() -> None:
    lexicon = vocabulary("skills")
    assert set(lexicon) - {"project_kinds"} == set(CODES) - {"other"}
    assert {code for kind in lexicon["project_kinds"].values() for code in kind} <= set(CODES)


@pytest.mark.parametrize(("of", "floor"), [("needs", 0.75), ("symptoms", 0.65)])
def test_most_messages_find_their_skill_among_three(of: str, floor: float) -> None:
    found = [(need, codes(text)) for need, text in messages(of)]
    first = sum(suggested[:1] == [need] for need, suggested in found) / len(found)
    among_three = sum(need in suggested for need, suggested in found) / len(found)
    print(f"{of}: {len(found)} messages, first {first:.0%}, among three {among_three:.0%}")
    assert among_three >= floor


@pytest.mark.parametrize("text", [*MESSAGES["off_topic"]["messages"], "", "?", "\u0301", "a" * 4096])
def test_a_text_about_nothing_suggests_nothing(text: str) -> None:
    assert suggest(text) == ()


@pytest.mark.parametrize("kind", [None, "growth", "investment", "productivity", "new_product", "takeover"])
@pytest.mark.parametrize(("instead", "text"), [*messages("no_description")])
def test_what_is_said_instead_of_a_project_ticks_nothing(instead: str, text: str, kind: str | None) -> None:
    assert codes(text, kind) == [], instead


def test_a_suggestion_tells_the_words_it_comes_from_as_they_were_typed() -> None:
    first, *_ = suggest("Je voudrais RECRUTER un bon vendeur et mieux former l'équipe")
    assert first.code == "hr"
    assert first.because == ("RECRUTER", "former", "équipe")


@pytest.mark.parametrize(
    "typed", ["recruter un vendeur", "recrutement d'un vendeur", "RECRUTÉ un vendeur", "reccruter un vendeur"]
)
def test_endings_accents_and_slips_of_the_finger_do_not_matter(typed: str) -> None:
    assert "hr" in codes(typed)


def test_a_phrase_says_more_than_its_words() -> None:
    assert codes("il faut vendre en ligne")[0] == "digital"
    assert codes("il faut vendre")[0] == "sales"


def test_a_word_said_ten_times_counts_once() -> None:
    assert codes("site site site site site site, et surtout recruter et former") == codes(
        "site, et surtout recruter et former"
    )


def test_the_kind_of_project_supports_the_words_and_suggests_nothing_alone() -> None:
    assert codes("bonjour", "creation") == []
    assert codes("j'ai une idée", None) == []
    assert codes("j'ai une idée", "creation") == ["business_creation"]
    assert codes("recruter", "kind of another version") == ["hr"]


def test_no_more_skills_are_suggested_than_asked_for() -> None:
    everything = "recruter, vendre, site internet, certification, export, brevet, trésorerie"
    assert len(suggest(everything)) == 3
    assert len(suggest(everything, limit=5)) == 5


def test_the_same_words_always_suggest_the_same_skills() -> None:
    assert {tuple(codes(text)) for _, text in messages("needs") for _ in range(2)} == {
        tuple(codes(text)) for _, text in messages("needs")
    }


@pytest.mark.parametrize(
    ("description", "never"),
    [
        ("payer les salaires et les fournisseurs", {"hr", "purchasing_logistics"}),
        ("lancer une ligne de vêtements pour enfants", {"industrial_organisation", "technical"}),
        ("une ligne de vêtements", {"industrial_organisation", "technical"}),
        ("mon client, M. Rossi", set(CODES)),
        ("fin", set(CODES)),
        ("le projet de mon client, M. Rossi", set(CODES)),
        ("Nous sommes une chaudronnerie de douze personnes à Bar-le-Duc.", set(CODES)),
    ],
)
def test_a_stray_word_ticks_nothing(description: str, never: set[str]) -> None:
    assert never.isdisjoint(codes(description))


@pytest.mark.parametrize(
    ("description", "wanted", "declined"),
    [
        ("refaire le site, pas besoin de commercial", "digital", "sales"),
        ("on veut tout revoir, sauf la compta", "strategy", "management_finance"),
        ("Nous n'avons pas besoin de comptable ni de juriste. On cherche à vendre.", "sales", "legal"),
        ("we need a website, we don't need marketing", "digital", "communication_marketing"),
        ("trouver des clients, mais pas besoin d'exporter", "sales", "export"),
    ],
)
def test_what_is_declined_is_not_ticked(description: str, wanted: str, declined: str) -> None:
    assert wanted in codes(description)
    assert declined not in codes(description)


@pytest.mark.parametrize(
    "description",
    [
        "j'arrive pas à trouver de vendeuse",
        "impossible de trouver un boulanger",
        "personne ne répond à mes annonces",
        "on n'a plus de chauffeurs",
        "we can't find a cook",
    ],
)
def test_trouble_in_hiring_is_heard(description: str) -> None:
    assert codes(description)[0] == "hr"


def test_a_lack_is_no_refusal() -> None:
    assert "digital" in codes("on n'a pas de site internet")
    assert "sales" in codes("nous n'avons pas de commercial pour trouver des clients")


def test_who_one_is_hides_nothing_of_what_one_needs() -> None:
    assert codes("Bonjour. Nous sommes une boulangerie de quatre personnes. On voudrait recruter.")[0] == "hr"


@pytest.mark.parametrize(
    ("word", "need"),
    [
        ("TMS", "hse"),
        ("BFR", "management_finance"),
        ("piratage", "digital"),
        ("ordonnancement", "industrial_organisation"),
    ],
)
def test_a_trade_s_own_word_is_enough(word: str, need: str) -> None:
    assert codes(word)[0] == need


@pytest.mark.parametrize(
    ("description", "code"),
    [
        ("Nous voulons exporter", "export"), ("nous souhaitons exporter", "export"),
        ("we want to export", "export"), ("on veut vendre à l'étranger", "export"),
        ("ouvrir un deuxième magasin", "strategy"), ("embaucher 2 mécaniciens", "hr"),
        ("J'ai un garage à Toul, 5 salariés, je veux embaucher 2 mécaniciens", "hr"),
        ("gérante d'un salon à Nancy, je cherche à recruter une coiffeuse", "hr"),
        ("s'agrandir", "industrial_organisation"), ("réaménager", "industrial_organisation"),
    ],
)  # fmt: skip
def test_a_short_and_plain_wish_ticks_what_it_takes(description: str, code: str) -> None:
    assert code in [each.code for each in suggest(description)]


@pytest.mark.parametrize(
    "words", ["nous souhaitons participer", "i want to stop", "je veux parler à quelqu'un"]
)
def test_a_wish_that_is_no_project_ticks_nothing(words: str) -> None:
    assert suggest(words) == ()


@pytest.mark.parametrize("kind", [None, "investment"])
@pytest.mark.parametrize(
    ("description", "never"),
    [
        ("une presse plieuse pour faire nous memes les tolles", "communication_marketing"),
        ("remplacer la presse", "communication_marketing"),
        ("un nouveau portail pour latelier et un camion de plus", "digital"),
        ("je veux acheter une scie numerique", "digital"),
        ("une scie numerique ca coute 45k jpeux pas avec la banque qui suit pas", "digital"),
        ("cest mon comptable ki ma dit de vous contacter", "legal"),
        ("peu importe la machine, il faut en changer", "export"),
        ("je trouve des chantiers", "hr"),
        ("faut que jembauche 2 vendeuses", "sales"),
    ],
)
def test_a_word_of_two_senses_ticks_nothing_by_itself(description: str, never: str, kind: str | None) -> None:
    assert never not in codes(description, kind)


@pytest.mark.parametrize(
    ("description", "wanted"),
    [
        ("refaire notre portail client en ligne", "digital"),
        ("passer au numérique", "digital"),
        ("faire parler de nous dans la presse, soigner notre communication", "communication_marketing"),
        ("trouver un vendeur pour prospecter", "sales"),
        ("importer des oranges d'Espagne", "export"),
    ],
)
def test_a_second_sign_tells_which_sense_is_meant(description: str, wanted: str) -> None:
    assert wanted in codes(description)

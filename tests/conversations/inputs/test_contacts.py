"""How people tell how to be reached: every spelling is the number, and no word beside it is lost."""

import phonenumbers
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from conversations.companies import CompanyKind
from conversations.inputs import CompanyInput, ContactInput, InvalidAnswer, Kept, Settled
from conversations.situation import Answer, Situation
from tests.conversations.inputs.test_measures import candidates, refused, settled
from tests.conversations.worlds import a_walk, sample_world, typed

SITUATION = Situation({}, sample_world())
CONTACT, COMPANY = ContactInput(), CompanyInput()
PHONE: dict[str, Answer] = {"phone": "+33639981234"}
EMAIL: dict[str, Answer] = {"email": "camille@example.com"}


@pytest.mark.parametrize(
    "text",
    [
        "+33 (0)6 39 98 12 34", "+33(0)639981234", "+33 (0) 6.39.98.12.34", "(+33) 6 39 98 12 34",
        "(+33)(0)6 39 98 12 34", "+33[0]6 39 98 12 34", "+33 06 39 98 12 34", "0033 (0)6 39 98 12 34",
        "33 (0)6 39 98 12 34", "00 33 6 39 98 12 34", "+ 33 6 39 98 12 34", "+33-(0)6-39-98-12-34",
        "06,39,98,12,34", "06:39:98:12:34", "06 – 39 – 98 – 12 – 34", "O6 39 98 12 34", "(0)6 39 98 12 34",
        "639981234", "33639981234.0", "tel0639981234", "Tél. : 06 39 98 12 34",
        "Fax 01 99 00 12 35, tél 0639981234", "06·39·98·12·34", "０６ ３９ ９８ １２ ３４",
        "T. 06 39 98 12 34", "((+33).(0).639981234)",
        "zéro six trente-neuf quatre-vingt-dix-huit douze trente-quatre",
        "zero six, trente neuf, quatre vingt dix huit, douze, trente quatre",
        "06 trente-neuf 98 douze 34", "06 39 98 douze 34", "zéro six, trente-neuf, 98 12 34",
        "oh six three nine nine eight one two three four",
        "plus trente-trois six trente-neuf quatre-vingt-dix-huit douze trente-quatre",
    ],
)  # fmt: skip
def test_a_number_is_taken_however_it_is_spelt(text: str) -> None:
    assert settled(CONTACT, text) == PHONE


@pytest.mark.parametrize(
    ("text", "phone"),
    [
        ("0692 00 12 34", "+262692001234"),
        ("+33 692 00 12 34", "+262692001234"),
        ("+262 692 00 12 34", "+262692001234"),
        ("05 90 20 12 34", "+590590201234"),
        ("+352 621 123 456", "+352621123456"),
        ("+41 (0)79 123 45 67", "+41791234567"),
        ("+687 27 12 34", "+687271234"),
        ("+212 06 12 34 56 78", "+212612345678"),
        ("zéro six quatre-vingt-treize zéro un douze trente-quatre", "+262693011234"),
        ("zéro six soixante-dix quatre-vingts quatre-vingt-dix dix", "+33670809010"),
        ("zéro six soixante douze trente quatre cinquante", "+33660123450"),
        ("zéro quatre soixante-cinq soixante et onze double zéro double trois", "+33465710033"),
    ],
)
def test_a_number_overseas_or_abroad_is_taken(text: str, phone: str) -> None:
    assert settled(CONTACT, text) == {"phone": phone}


@pytest.mark.parametrize(
    "text",
    [
        "camille arobase example point com", "camille (at) example (point) com", "camille<at>example.com",
        "Camille AT example DOT com", "camille[at]example[dot]com", "camille @ example .com",
        "camille@example. com", "camille@example com", "camille@example,com", "camille@example;com",
        "camille@example..com", "camille@@example.com", "camille(@)example.com", "mailto:camille@example.com",
        "camille(a)example.com", "camille -at- example.com", "camille-arobase-example-point-com",
        "{camille@example.com}", "'camille@example.com'", "mailto:camille@example.com?subject=projet",
        "camille@example.co m", "camille＠example．com",
    ],
)  # fmt: skip
def test_an_address_is_taken_however_its_signs_are_told(text: str) -> None:
    answer = settled(CONTACT, text)
    assert isinstance(answer, dict)
    assert str(answer["email"]).lower() == EMAIL["email"]


@pytest.mark.parametrize(
    ("text", "email"),
    [
        ("camille@example.con", "camille@example.com"),
        ("camille@hotmial.con", "camille@hotmail.com"),
        ('mon mail : camille"gmail.com', "camille@gmail.com"),
        ("camille gmail com", "camille@gmail.com"),
        ("camille at gmail", "camille@gmail.com"),
        ("www.camille@gmail.com", "camille@gmail.com"),
        ("camille at example.com", "camille@example.com"),
        ("camille.durand.orange.fr", "camille.durand@orange.fr"),
        ("camille durand@example.com", "camilledurand@example.com"),
        ("camille@example.xq", "camille@example.xq"),
    ],
)
def test_an_address_that_has_a_slip_is_proposed(text: str, email: str) -> None:
    offered = candidates(CONTACT, text)
    assert isinstance(offered, list)
    assert isinstance(offered[0], dict)
    assert offered[0]["email"] == email


@pytest.mark.parametrize(
    ("text", "email"),
    [
        ("camille@gmailcom", "camille@gmail.com"),
        ('camille"gmail.com', "camille@gmail.com"),
        ("camilleàorange.fr", "camille@orange.fr"),
        ("camille tiret du 6 durand arobase orange point fr", "camille-durand@orange.fr"),
        ("camille tiret du 8 durand arobase orange point fr", "camille_durand@orange.fr"),
        ("camille souligné durand arobase orange point fr", "camille_durand@orange.fr"),
        ("camille (plus) alize (at) example (dot) com", "camille+alize@example.com"),
    ],
)
def test_an_address_whose_sign_or_dot_alone_was_missed_is_taken(text: str, email: str) -> None:
    assert settled(CONTACT, text) == {"email": email}


@pytest.mark.parametrize(
    "text",
    [
        "mon mail: camille@example.com mon tel: 06 39 98 12 34",
        "06 39 98 12 34 ou par mail à camille@example.com",
        "Camille Durand – camille@example.com – +33 (0)6 39 98 12 34",
        "Camille Durand\nGérante\nMob. 06 39 98 12 34\ncamille arobase example point com",
        "06 39 98 12 34\ncamille@example.com, merci beaucoup",
    ],
)
def test_a_phone_and_an_address_of_one_message_are_both_kept(text: str) -> None:
    assert settled(CONTACT, text) == PHONE | EMAIL


def test_a_second_message_completes_the_first() -> None:
    first = CONTACT.read("06 39 98 12 34 camille@example", {}, SITUATION)
    assert isinstance(first, Kept)
    assert CONTACT.read("camille@example.com", first.entry, SITUATION) == Settled(PHONE | EMAIL)
    two = CONTACT.read("06 39 98 12 34 ou 04 65 71 12 34", {}, SITUATION)
    assert isinstance(two, Kept)
    both = CONTACT.read("camille@example.com", two.entry, SITUATION)
    assert isinstance(both, Kept)
    assert both.entry["candidates"] == [PHONE | EMAIL, {"phone": "+33465711234"} | EMAIL]


def test_a_zero_too_many_is_asked_about() -> None:
    assert candidates(CONTACT, "004-92-58-76-11") == [{"phone": "+33492587611"}, {"phone": "+492587611"}]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("l'ancien numéro de ma femme : 06 39 98 12 34", "l'ancien numéro de ma femme"),
        ("06 39 98 12 34 si urgence", "si urgence"),
        ("mon numéro d'avant 06 39 98 12 34", "mon numéro d'avant"),
    ],
)
def test_the_words_beside_a_number_are_proposed_with_it_and_kept(text: str, words: str) -> None:
    offered = candidates(CONTACT, text)
    assert isinstance(offered, list)
    assert isinstance(offered[0], dict)
    assert offered[0]["words"] == words
    assert words in str(CONTACT.show(offered[0], SITUATION).values["text"])


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("06 39 98 12 34 après 18h", "après 18h"),
        ("le matin au 06 39 98 12 34", "le matin au"),
        ("06 39 98 12 34, seulement le soir", "seulement le soir"),
        ("06 39 98 12 34 entre 12h et 14h", "entre 12h et 14h"),
        ("06 39 98 12 34 poste 12", "poste 12"),
        ("06 39 98 12 34 Ext. 1234", "Ext. 1234"),
        ("demander Mme Durand 06 39 98 12 34", "demander Mme Durand"),
        ("06 39 98 12 34 (le portable de ma femme)", "le portable de ma femme"),
        ("c'est celui de ma femme : 06 39 98 12 34", "c'est celui de ma femme"),
        ("tous les jours sauf le lundi au 06 39 98 12 34", "tous les jours sauf le lundi au"),
    ],
)
def test_when_to_call_and_whom_to_ask_for_are_kept_without_asking(text: str, words: str) -> None:
    assert settled(CONTACT, text) == PHONE | {"words": words}


def test_a_number_from_elsewhere_is_never_taken_for_a_french_one() -> None:
    refused(CONTACT, "+687 12 34 56")


@pytest.mark.parametrize(
    "text",
    [
        "bonjour, mon numéro c'est le {}, merci", "vous pouvez m'appeler au {}", "{} (portable)",
        "n'hésitez pas à m'appeler au {}", "Camille Durand, gérante : {}", "you can reach me on {}",
        "WhatsApp {}",
    ],
)  # fmt: skip
def test_words_that_change_nothing_are_left(text: str) -> None:
    assert settled(CONTACT, text.format("06 39 98 12 34")) == PHONE


def test_the_name_and_the_company_told_before_change_nothing() -> None:
    known = Situation(
        {"name": "camille durand", "company": {"kind": CompanyKind.NAMED, "name": "mirabelle"}},
        sample_world(),
    )
    outcome = CONTACT.read("camille durand, mirabelle, 06 39 98 12 34", {}, known)
    assert outcome == Settled(PHONE)


@pytest.mark.parametrize(
    "text",
    [
        "zéro six trente-neuf quatre-vingt-dix-huit douze",
        "un deux trois",
        "12",
        "c'est dans la signature",
        "732 829 320",
        "@camille",
    ],
)
def test_what_reaches_nobody_is_asked_again(text: str) -> None:
    assert refused(CONTACT, text).startswith("I found neither")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("06 39 98 12 ..", "I count"),
        ("06 12 34 56 789", "I count"),
        ("mon numéro 06 12 34 56 7", "I count"),
        ("jean@martin", "The end of"),
        ("camille@", "The end of"),
        ("ne m'appelez pas", "An e-mail address is enough"),
        ("pas de téléphone", "An e-mail address is enough"),
        ("vous pouvez m'écrire ici", "The operator can write to you here"),
    ],
)
def test_what_nearly_reaches_somebody_is_told_what_it_lacks(text: str, said: str) -> None:
    assert refused(CONTACT, text).startswith(said)


def test_a_number_that_lacks_a_digit_is_told_so_where_a_name_is_asked_too() -> None:
    walk = a_walk(until="name")
    assert "I count" in typed(walk, "06 12 34 56 7")


DEAD, ALIVE = "06 11 22 33 44", "06 39 98 12 34"


@pytest.mark.parametrize(
    "text",
    [
        f"mon portable {ALIVE} plutôt que le {DEAD} qui ne marche plus", f"{ALIVE} et pas {DEAD}",
        f"{ALIVE} (le {DEAD} ne marche plus)", f"le {DEAD} n'est plus bon, c'est le {ALIVE}",
        f"au lieu du {DEAD}, le {ALIVE}", f"{ALIVE} à la place du {DEAD}", f"{ALIVE} remplace le {DEAD}",
        f"mon numéro {DEAD} est coupé, appelez-moi au {ALIVE}", f"use {ALIVE} instead of {DEAD}",
        f"{DEAD} no longer works, {ALIVE}", f"the {DEAD} is dead, call {ALIVE}",
        f"le {DEAD} est à ma femme, moi c'est le {ALIVE}",
    ],
)  # fmt: skip
def test_of_two_numbers_the_dead_one_is_not_offered(text: str) -> None:
    outcome = CONTACT.read(text, {}, SITUATION)
    assert isinstance(outcome, Kept)
    offered = outcome.entry["candidates"]
    assert isinstance(offered, list)
    assert [each["phone"] for each in offered if isinstance(each, dict)] == ["+33639981234"]


@pytest.mark.parametrize(
    "text",
    ["camille@example.com plutôt que contact@example.com", "camille@example.com et non contact@example.com"],
)
def test_of_two_addresses_the_former_one_is_not_offered(text: str) -> None:
    outcome = CONTACT.read(text, {}, SITUATION)
    assert isinstance(outcome, Kept)
    assert outcome.entry["candidates"] == [{"email": "camille@example.com"}]


MOBILES = st.integers(600_000_000, 799_999_999).filter(
    lambda n: phonenumbers.is_valid_number_for_region(phonenumbers.parse(f"+33{n}"), "FR")
)
CODES = st.sampled_from(["+33", "(+33)", "+ 33", "0033", "00 33", "(0033)"])
ZEROS = st.sampled_from(["(0)", " (0)", " (0) ", "(0) ", "-(0)", ".(0).", "[0]", " 0", " "])
MARKS = st.sampled_from(["", " ", ".", "-", "\N{NO-BREAK SPACE}", "\N{NARROW NO-BREAK SPACE}"])
AROUND = st.sampled_from(["{}", "tél : {}", "bonjour, c'est le {} merci", "{}.", "Mon portable, {}", "({})"])


@given(MOBILES, CODES, ZEROS, MARKS, AROUND)
@example(602_199_598, "(0033)", ".(0).", "", "{}")
def test_any_spelling_with_the_code_of_france_is_the_number_and_no_company(
    number: int, code: str, zero: str, mark: str, around: str
) -> None:
    digits = str(number)
    pairs = mark.join([digits[0], *(digits[at : at + 2] for at in range(1, 9, 2))])
    text = around.format(f"{code}{zero}{pairs}")

    assert settled(CONTACT, text) == {"phone": f"+33{number}"}
    assert not _is_company(text)


def _is_company(text: str) -> bool:
    try:
        outcome = COMPANY.read(text, {}, SITUATION)
    except InvalidAnswer:
        return False
    offered = outcome.entry["candidates"] if isinstance(outcome, Kept) else [outcome.answer]
    assert isinstance(offered, list)
    return any(_is_numbered(answer) for answer in offered) or isinstance(outcome, Settled)


def _is_numbered(answer: Answer) -> bool:
    return isinstance(answer, dict) and answer.get("kind") == CompanyKind.NUMBER


@pytest.mark.parametrize("text", ["ne m'appelez jamais au 06 39 98 12 34", "pas le 06 39 98 12 34"])
def test_a_number_that_is_denied_is_not_proposed(text: str) -> None:
    assert refused(CONTACT, text).startswith(
        ("I found neither a phone number", "An e-mail address is enough")
    )

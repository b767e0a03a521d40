"""The privacy notice: short before the first question, whole one tap away, all that the law asks for."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.i18n import speak
from bot.services.core.screens import Screen
from bot.services.intake.privacy_notice import whole
from conversations.privacy.retention import KEPT, Controller, LegalBasis
from tests.journeys.acting import BAKER, Actor, Tap

LIMIT = 4096  # characters of a message [Bot API]
LONGEST_SETTING = "é" * 300

CONTROLLER = Controller(
    "Association Exemple Emploi",
    contact="donnees@exemple-emploi.example",
    dpo="dpo@exemple-emploi.example",
    legal_basis=LegalBasis.REQUEST,
    transfer_safeguard="clauses types de l’Exemple",
    policy_url="https://exemple-emploi.example/donnees",
)


def told(language: str, controller: Controller = CONTROLLER, *, registry: bool = True) -> str:
    """Return the whole notice as it is read."""
    screens = whole(controller, registry=registry)
    return "\n".join(speak(each, language, markup=False) for page in screens for each in page.paragraphs)


def read(screen: Screen, language: str) -> str:
    return "\n\n".join(speak(each, language, markup=True) for each in screen.paragraphs)


ARTICLE_13 = {
    "controller": ("Association Exemple Emploi", "Association Exemple Emploi"),
    "its contact": ("donnees@exemple-emploi.example", "donnees@exemple-emploi.example"),
    "data protection officer": ("dpo@exemple-emploi.example", "dpo@exemple-emploi.example"),
    "purposes": ("Pourquoi", "What for"),
    "legal basis": ("votre demande", "at your request"),
    "recipients": ("membres du comité", "members of the committee"),
    "the substitute reads": ("remplace", "stands in"),
    "the coordination reads": ("coordination nationale", "national coordination"),
    "transfer outside the Union": ("Telegram", "Telegram"),
    "safeguard": ("clauses types de l’Exemple", "clauses types de l’Exemple"),
    "access": ("/mesdonnees", "/mydata"),
    "erasure": ("/supprimer", "/delete"),
    "rectification": ("corriger", "correct"),
    "restriction": ("limit", "limit"),
    "objection": ("opposer", "object"),
    "portability": ("réutilisable", "reused"),
    "withdrawal of consent": ("retirer", "take back"),
    "complaint": ("CNIL", "CNIL"),
    "what is compulsory": ("obligatoire", "must"),
    "no automated decision": ("Aucune décision automatique", "No automated decision"),
    "source of the rest": ("Recherche d’entreprises", "Recherche d’entreprises"),
    "in full": ("https://exemple-emploi.example/donnees", "https://exemple-emploi.example/donnees"),
}
"""What articles 13 and 14 ask for, with words that show it is there."""


@pytest.mark.parametrize("item", ARTICLE_13)
def test_the_notice_tells_all_that_the_law_asks_for(item: str) -> None:
    french, english = ARTICLE_13[item]
    assert french in told("fr")
    assert english in told("en")


@pytest.mark.parametrize("language", ["fr", "en"])
def test_each_message_of_it_can_be_sent_however_long_the_settings_are(language: str) -> None:
    longest = Controller(
        *(LONGEST_SETTING,) * 3, LegalBasis.LEGITIMATE_INTERESTS, LONGEST_SETTING, LONGEST_SETTING
    )
    for page in whole(longest, registry=True):
        assert len(read(page, language)) < LIMIT


def test_no_safeguard_is_told_but_in_the_controllers_own_words() -> None:
    silent = told("fr", replace(CONTROLLER, transfer_safeguard=None))
    assert "hors de l’Union européenne" in silent
    for promise in ("garantie", "clause", "adéquat", "certifi"):
        assert promise not in silent


def test_no_officer_is_told_where_none_is_appointed() -> None:
    for none in (None, "aucun", "None"):
        assert "délégué" not in told("fr", replace(CONTROLLER, dpo=none))


def test_the_register_is_a_source_only_where_it_is_asked() -> None:
    assert "Recherche d’entreprises" not in told("fr", registry=False)


@pytest.mark.parametrize("basis", LegalBasis)
def test_each_legal_basis_is_told_in_words(basis: LegalBasis) -> None:
    assert told("fr", replace(CONTROLLER, legal_basis=basis)) != told(
        "fr", replace(CONTROLLER, legal_basis=None)
    )


def test_how_long_is_what_the_purge_reads() -> None:
    durations = {
        timedelta(days=1): "1 jour",
        timedelta(days=30): "30 jours", timedelta(days=365): "12 mois", timedelta(days=1095): "3 ans",
    }  # fmt: skip
    notice = told("fr")
    for kept in KEPT:
        line = speak(kept.what, "fr", markup=False)
        assert re.search(rf"{re.escape(line)}\W+{durations[kept.lasts]}", notice), line


# As it is read


async def test_the_whole_notice_is_one_tap_away_before_the_first_question(camille: Actor) -> None:
    await camille.does("/start")
    assert "Telegram" in camille.screen and "comité" in camille.screen
    await camille.does(Tap("i"))

    notice = "\n".join(message.text or "" for message in camille.person.chat.history)
    assert "Réseau de démonstration" in notice
    assert "CNIL" in notice
    assert camille.has("c"), "the question is one tap away again"
    await camille.does((Tap("c"), Tap("head")))
    assert camille.state == "company"


@pytest.mark.parametrize("command", ["/confidentialite", "/privacy"])
async def test_the_command_tells_the_whole(camille: Actor, command: str) -> None:
    await camille.does(command)

    notice = "\n".join(message.text or "" for message in camille.person.chat.history)
    for told_of in ("Réseau de démonstration", "Telegram", "/supprimer", "cnil.fr"):
        assert told_of in notice
    assert camille.has("n"), "a request is one tap away"


async def test_the_number_is_told_to_be_seen_by_who_sees_it(camille: Actor) -> None:
    await camille.does("/start")
    await camille.fills_in(BAKER, until="contact")
    await camille.does(Tap("w"))

    assert "Personne d’autre" not in camille.screen
    assert "remplace" in camille.screen and "/mesdonnees" in camille.screen

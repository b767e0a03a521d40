"""The company registry fails, lies or says too much: the applicant has their next question all the same."""

import logging

import pytest

from conversations.network.basins import Network
from tests.bot.companies.test_client import BAKERY, FAULTS, FOUND, SILENCE, Clock, registry_at, results, wired
from tests.journeys.acting import BAKER, Actor, refusals
from tests.journeys.test_faults import told
from tests.stage import staged

NUMBER = "000 100 115"
A_DAY = 86_400.0  # seconds: longer than any rest that a registry asks for
LIES = {
    "another company": results(BAKERY),
    "no name": results({"siren": "000100115", "etat_administratif": "A"}),
    "markup": results({**BAKERY, "siren": "000100115", "nom_complet": "<b>Faïencerie & <i>fils"}),
    "an endless name": results({**BAKERY, "siren": "000100115", "nom_complet": "Faïencerie " * 3_000}),
    "an endless town": results(
        {**BAKERY, "siren": "000100115", "siege": {"libelle_commune": "TOUL " * 3_000, "siret": "x"}}
    ),
    "half a character": results({**BAKERY, "siren": "000100115", "nom_complet": "Faïencerie \ud800"}),
    "a thousand companies": results(*[{**BAKERY, "siren": "000100115"}] * 1_000),
    "values of other kinds": results({**BAKERY, "siren": "000100115", "siege": [], "finances": "beaucoup"}),
}


@pytest.mark.parametrize("fault", FAULTS)
async def test_a_registry_that_fails_keeps_nobody_waiting(
    sqlite_url: str, network: Network, caplog: pytest.LogCaptureFixture, fault: str
) -> None:
    clock, answer = Clock(), FAULTS[fault]
    seconds = 0.05 if answer == SILENCE else 5
    async with (
        wired(answer, FOUND) as wire,
        registry_at(wire.url, clock, seconds) as registry,
        staged(sqlite_url, network, registry=registry) as stage,
    ):
        camille, sacha = (Actor(stage, stage.telegram.person(name)) for name in ("Camille", "Sacha"))
        for actor in (camille, sacha):
            await actor.does("/start")
            await actor.fills_in(BAKER, until="company")
        caplog.set_level(logging.INFO)
        await camille.does(BAKER["company"])
        assert (camille.state, len(wire.requests)) == ("place", 1), "asked once, and gone on without"
        clock.now += A_DAY
        await sacha.does(BAKER["company"])
        assert "Mirabelle" in sacha.screen or any("Mirabelle" in label for label in sacha.labels)
        assert refusals(stage) == []

    begun, ended = told(caplog)
    assert "The company registry does not answer" in begun
    assert "The company registry answers again" in ended


@pytest.mark.parametrize("lie", LIES)
async def test_a_registry_that_lies_takes_nobody_s_number_away(
    sqlite_url: str, network: Network, caplog: pytest.LogCaptureFixture, lie: str
) -> None:
    async with (
        wired(LIES[lie]) as wire,
        registry_at(wire.url) as registry,
        staged(sqlite_url, network, registry=registry) as stage,
    ):
        camille = Actor(stage, stage.telegram.person("Camille", language="fr"))
        await camille.does("/start")
        await camille.fills_in(BAKER, until="company")
        caplog.set_level(logging.INFO)
        await camille.does(NUMBER)
        camille.person.taps(camille.labels[0])
        await stage.plays()
        assert camille.answers["company"]["siren"] == NUMBER.replace(" ", "")
        assert camille.state != "company"
        assert refusals(stage) == []
    assert told(caplog) == ()

"""The playground's registry answers as the public one does, with companies that do not exist."""

import signal
import socket
from collections.abc import AsyncIterator
from datetime import date
from typing import TypeAlias

import aiohttp
import pytest
import pytest_asyncio

from bot.companies.client import CompanyRegistry, open_registry
from bot.playground.sample.companies import sample_companies
from bot.playground.sample.registry import create_app, serve

TODAY = date(2026, 11, 22)
Json: TypeAlias = dict[str, object]

# The keys documented for a minimal answer, and those that ``include`` may add.
RESULT_KEYS = set(
    "siren nom_complet nom_raison_sociale sigle nombre_etablissements nombre_etablissements_ouverts "
    "activite_principale activite_principale_naf25 categorie_entreprise caractere_employeur "
    "annee_categorie_entreprise date_creation date_fermeture date_mise_a_jour date_mise_a_jour_insee "
    "date_mise_a_jour_rne etat_administratif nature_juridique section_activite_principale "
    "tranche_effectif_salarie annee_tranche_effectif_salarie statut_diffusion".split()
)
SECONDARY_KEYS = set("complements dirigeants finances matching_etablissements siege tva".split())


pytestmark = pytest.mark.asyncio(loop_scope="module")  # one server for all: stopping it takes 0.2 s


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def url() -> AsyncIterator[str]:
    """Serve the playground's registry."""
    async with serve(create_app(TODAY)) as served:
        yield served


@pytest_asyncio.fixture(loop_scope="module")
async def registry(url: str) -> AsyncIterator[CompanyRegistry]:
    """Open the assistant's own client on it."""
    async with open_registry(url) as opened:
        yield opened


async def ask(url: str, **params: str) -> tuple[int, Json]:
    """Send a raw request and return the status and the answer."""
    async with aiohttp.ClientSession() as session, session.get(f"{url}/search", params=params) as response:
        answer: Json = await response.json()
        return response.status, answer


def listed(answer: Json) -> list[Json]:
    """Return the results of an answer."""
    results = answer["results"]
    assert isinstance(results, list)
    return results


async def test_articles_count_for_nothing_in_a_search(registry: CompanyRegistry) -> None:
    (bakery,) = await registry.search("la boulangerie fictive Mirabelle")
    assert bakery.name == "BOULANGERIE FICTIVE MIRABELLE"


async def test_a_company_is_found_by_its_number(registry: CompanyRegistry) -> None:
    (bakery,) = await registry.search("000 100 016")
    assert (bakery.name, bakery.commune, bakery.section) == ("BOULANGERIE FICTIVE MIRABELLE", "55029", "C")
    assert (bakery.created_on, bakery.turnover, bakery.turnover_year) == (date(2014, 11, 1), 310_000, 2024)
    assert await registry.search(bakery.siret or "") == (bakery,)


async def test_a_branch_is_found_where_it_is(registry: CompanyRegistry) -> None:
    head_office, toul, dijon = [
        (await registry.search(siret))[0] for siret in sample_companies()[28].establishments
    ]
    assert [head_office.commune, toul.commune, dijon.commune] == ["75115", "54528", "21231"]


@pytest.mark.parametrize(
    ("words", "sirens"),
    [
        ("boulangerie mirabelle", ["000100016"]),
        ("MIRABELLE BOULANGERIE", ["000100016"]),
        ("emaux", ["000100131"]),
        ("Émaux fict", ["000100131"]),
        ("garage toul", ["000100123"]),
        ("saint denis", ["000100222"]),
        ("boulangerie inconnue", []),
        ("discrète", []),
    ],
)
async def test_every_word_of_the_name_or_the_town_has_to_match_whatever_its_accents(
    registry: CompanyRegistry, words: str, sirens: list[str]
) -> None:
    assert [company.siren for company in await registry.search(words)] == sirens


async def test_closed_and_discreet_companies_are_told_as_they_are(registry: CompanyRegistry) -> None:
    (closed,) = await registry.search("quincaillerie")
    (discreet,) = await registry.search("000100313")
    assert (closed.active, closed.name) == (False, "QUINCAILLERIE IMAGINAIRE DU TEMPS PASSÉ")
    assert (discreet.active, discreet.name, discreet.commune) == (True, "", "88160")


@pytest.mark.parametrize("number", ["000999999", "00099999900000"])
async def test_an_unknown_number_is_an_empty_answer_and_not_an_error(url: str, number: str) -> None:
    status, answer = await ask(url, q=number)
    assert (status, answer["results"], answer["total_results"]) == (200, [], 0)


@pytest.mark.parametrize(
    "params",
    [
        {},
        {"q": "ab"},
        {"q": "fictive", "per_page": "26"},
        {"q": "fictive", "per_page": "beaucoup"},
        {"q": "fictive", "page": "0"},
        {"q": "fictive", "limite_matching_etablissements": "101"},
        {"q": "fictive", "include": "siege"},
        {"q": "fictive", "minimal": "true", "include": "bilan"},
    ],
)
async def test_a_wrong_request_is_refused_the_documented_way(url: str, params: dict[str, str]) -> None:
    status, answer = await ask(url, **params)
    assert (status, list(answer)) == (400, ["erreur"])


async def test_pages_follow_one_another(url: str) -> None:
    answers = [
        (await ask(url, q="fictive", per_page=size, page=page))[1]
        for size, page in [("4", "1"), ("2", "1"), ("2", "2")]
    ]
    four, first, second = (listed(answer) for answer in answers)
    assert [len(four), first + second] == [4, four]
    assert len({answer["total_results"] for answer in answers}) == 1


@pytest.mark.parametrize(
    ("params", "secondary"),
    [
        ({}, SECONDARY_KEYS),
        ({"minimal": "true"}, set()),
        ({"minimal": "True", "include": "siege,score"}, {"siege", "score"}),
    ],
)
async def test_an_answer_holds_the_documented_keys(
    url: str, params: dict[str, str], secondary: set[str]
) -> None:
    _, answer = await ask(url, q="000100016", **params)
    assert set(answer) == {"results", "total_results", "page", "per_page", "total_pages"}
    assert set(listed(answer)[0]) == RESULT_KEYS | secondary


async def test_serving_leaves_signals_alone_and_stops_cleanly() -> None:
    before = signal.getsignal(signal.SIGINT)
    async with serve(create_app(TODAY)) as url:
        assert (await ask(url, q="fictive"))[0] == 200
        assert signal.getsignal(signal.SIGINT) is before
    port = int(url.rsplit(":", 1)[1])
    with socket.socket() as probe:
        assert probe.connect_ex(("127.0.0.1", port)) != 0
    async with serve(create_app(TODAY), port) as again:
        assert again == url

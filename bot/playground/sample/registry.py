"""A local registry of invented companies, speaking the schema of "Recherche d'entreprises".

It has ``/search`` by name, town or number, and neither the filters nor the heads of companies.
"""

import re
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import date
from typing import TypeAlias

from starlette.applications import Starlette
from starlette.datastructures import QueryParams
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.playground.sample.companies import Invented, Town, sample_companies
from bot.serving import listener, serving
from conversations.companies import section_of_naf
from conversations.understanding.words import fold

MASK = "[NON-DIFFUSIBLE]"
STOP_WORDS = frozenset("la le les l un une des du de d et a au aux en".split())
"""Words that count for nothing in a search, as in the public one [the French stop words of its index]."""
SECONDARY = ("complements", "dirigeants", "finances", "matching_etablissements", "siege", "tva")

Record: TypeAlias = dict[str, object]


def create_app(today: date) -> Starlette:
    """Return the registry as it stands on a day, from which the ages of companies are counted."""
    companies = sample_companies()

    async def search(request: Request) -> Response:
        query = request.query_params
        terms, included = query.get("q", "").strip(), _included(query)
        page, per_page = _whole(query, "page", 1, 1000), _whole(query, "per_page", 10, 25)
        most_places = _whole(query, "limite_matching_etablissements", 10, 100)
        if len(terms) < 3:
            raise HTTPException(400, "3 caractères minimum pour les termes de la requête")
        found = [(company, sirets) for company in companies if (sirets := _match(company, terms)) is not None]
        results = [
            _result(company, sirets[:most_places], included, today)
            for company, sirets in found[(page - 1) * per_page : page * per_page]
        ]
        return JSONResponse(
            {
                "results": results,
                "total_results": len(found),
                "page": page,
                "per_page": per_page,
                "total_pages": -(-len(found) // per_page),
            }
        )

    return Starlette(routes=[Route("/search", search)], exception_handlers={HTTPException: _refuse})


@asynccontextmanager
async def serve(app: Starlette, port: int = 0) -> AsyncIterator[str]:
    """Serve an application on the loopback and give its base URL; port 0 takes any free one."""
    listening = listener("127.0.0.1", port)
    async with serving(app, listening):
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"


async def _refuse(request: Request, error: Exception) -> Response:
    """Answer an error the way the registry does."""
    assert isinstance(error, HTTPException)
    return JSONResponse({"erreur": error.detail}, error.status_code)


def _whole(query: QueryParams, name: str, default: int, highest: int) -> int:
    """Read a numeric parameter between 1 and ``highest``."""
    text = query.get(name, str(default))
    if not re.fullmatch(r"\d{1,4}", text, re.ASCII) or not 1 <= int(text) <= highest:
        raise HTTPException(400, f"Veuillez indiquer un paramètre `{name}` entre `1` et `{highest}`.")
    return int(text)


def _included(query: QueryParams) -> tuple[str, ...]:
    """Return the secondary keys asked for: all of them unless a minimal answer is wanted."""
    minimal, asked = query.get("minimal", "false").lower() == "true", query.get("include")
    if not minimal and asked:
        raise HTTPException(400, "Veuillez indiquer `minimal=True` pour utiliser le paramètre `include`.")
    wanted = asked.split(",") if asked else ()
    if not set(wanted) <= {*SECONDARY, "score"}:
        raise HTTPException(400, "Au moins un champ à inclure est non valide.")
    return tuple(wanted) if minimal else SECONDARY


def _match(company: Invented, terms: str) -> list[str] | None:
    """Return the SIRETs that made the company match, none for a SIREN; None when it does not match."""
    if re.fullmatch(r"\d{9}", terms, re.ASCII):
        return [] if terms == company.siren else None
    if re.fullmatch(r"\d{14}", terms, re.ASCII):
        return [terms] if terms in company.establishments else None
    matching = [
        siret
        for siret, town in company.establishments.items()
        if _is_named(f"{'' if company.masked else company.name} {town.name}", terms)
    ]
    return matching or None


def _is_named(name: str, terms: str) -> bool:
    """Tell whether every term that counts starts a word of the name, whatever the case and the accents."""
    words, sought = fold(name).split(), fold(terms).split()
    counted = [term for term in sought if term not in STOP_WORDS] or sought
    return all(any(word.startswith(term) for word in words) for term in counted)


def _result(company: Invented, matching: Sequence[str], included: Sequence[str], today: date) -> Record:
    """Return a company as the registry describes it."""
    created_on = date(today.year - company.years, today.month, 1).isoformat()
    accounts_year = str(today.year - 2)  # headcounts and accounts are published two years later
    places: Mapping[str, Town] = company.establishments
    siege, *_ = places
    name = MASK if company.masked else company.name.upper()
    secondary: Record = {
        "siege": _place(company, siege, created_on) | {"departement": places[siege].department},
        "matching_etablissements": [_place(company, siret, created_on) for siret in matching],
        "finances": {accounts_year: {"ca": company.turnover, "resultat_net": company.turnover // 25}}
        if company.turnover
        else None,
        "dirigeants": [],
        "complements": {},
        "tva": [],
        "score": 1.0,
    }
    return {
        "siren": company.siren,
        "nom_complet": name,
        "nom_raison_sociale": name,
        "sigle": MASK if company.masked else None,
        "nombre_etablissements": len(places),
        "nombre_etablissements_ouverts": 0 if company.closed else len(places),
        "activite_principale": company.naf,
        "activite_principale_naf25": None,
        "categorie_entreprise": company.category,
        "caractere_employeur": "N" if company.headcount_band == "NN" else "O",
        "annee_categorie_entreprise": accounts_year,
        "date_creation": created_on,
        "date_fermeture": date(today.year - 1, 12, 31).isoformat() if company.closed else None,
        "date_mise_a_jour": None,
        "date_mise_a_jour_insee": None,
        "date_mise_a_jour_rne": None,
        "etat_administratif": "C" if company.closed else "A",
        "nature_juridique": company.legal_form,
        "section_activite_principale": section_of_naf(company.naf),
        "tranche_effectif_salarie": company.headcount_band,
        "annee_tranche_effectif_salarie": None if company.headcount_band == "NN" else accounts_year,
        "statut_diffusion": "P" if company.masked else "O",
    } | {key: secondary[key] for key in included}


def _place(company: Invented, siret: str, created_on: str) -> Record:
    """Return an establishment as the registry describes it, without the keys no assistant would read."""
    town = company.establishments[siret]
    head_office = siret == next(iter(company.establishments))
    address = f"1 RUE DE LA FICTION {town.postcode} {town.name}"
    return {
        "siret": siret,
        "activite_principale": company.naf,
        "adresse": MASK if company.masked else address,
        "code_postal": MASK if company.masked else town.postcode,
        "commune": town.commune,
        "libelle_commune": town.name,
        "epci": town.epci,
        "region": town.region,
        "date_creation": created_on,
        "est_siege": head_office,
        "etat_administratif": "F" if company.closed else "A",
        "statut_diffusion_etablissement": "P" if company.masked else "O",
        "tranche_effectif_salarie": company.headcount_band if head_office else None,
        "annee_tranche_effectif_salarie": None,
        "nom_commercial": None,
        "liste_enseignes": None,
        "latitude": None,
        "longitude": None,
    }

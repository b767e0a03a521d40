"""The public company registry, "Recherche d'entreprises": asked politely, believed cautiously.

Whatever goes wrong there ends in ``RegistryUnavailable``: the conversation then asks the person instead.
Its limits and its schema: https://recherche-entreprises.api.gouv.fr
"""

import asyncio
import json
import logging
import math
import re
import time
from collections import OrderedDict, deque
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from datetime import date
from http import HTTPStatus
from typing import TypeAlias

import aiohttp

from conversations.companies import RegisteredCompany, section_of_naf

logger = logging.getLogger(__name__)

USER_AGENT = "alize-assistant (Telegram bot of the Alize network; looks up one company at a time)"
TIMEOUT_SECONDS = 2.0
REQUESTS_PER_SECOND = 7  # of one address; the registry also limits whole hosting providers
RESULTS = 6  # as many as a phone shows as buttons
SHORTEST_QUERY, LONGEST_QUERY = 3, 120  # less is refused, more is not a name
MAX_BODY_BYTES = 512 * 1024  # six companies take less than 30 kB
CACHED_QUERIES, CACHE_SECONDS = 512, 24 * 3600
FAILURES_BEFORE_REST, REST_SECONDS = 5, 30
PAUSE_SECONDS, LONGEST_PAUSE_SECONDS = 3, 300  # after a 429, which may not say how long to wait
MASKED = "[NON-DIFFUSIBLE]"

Record: TypeAlias = Mapping[str, object]
Companies: TypeAlias = tuple[RegisteredCompany, ...]


class RegistryUnavailable(Exception):
    """The registry gave no usable answer; the text says why, for the logs, and never holds the query."""


class Pace:
    """At most ``per_second`` starts in any second."""

    def __init__(self, per_second: int) -> None:
        self._starts: deque[float] = deque(maxlen=per_second)

    def book(self, now: float, longest_wait: float) -> float | None:
        """Book the next start and return the seconds to wait for it; None, and no booking, if too long."""
        full = len(self._starts) == self._starts.maxlen
        start = max(now, self._starts[0] + 1) if full else now
        if start - now > longest_wait:
            return None
        self._starts.append(start)
        return start - now


class Breaker:
    """Leave a failing service in peace, then let one request through to see whether it is back."""

    def __init__(self) -> None:
        self._failures = 0
        self._retry_at = self._paused_until = -math.inf

    def admits(self, now: float) -> bool:
        """Tell whether a request may be sent; after a rest, only one may until its outcome is known."""
        if now < max(self._retry_at, self._paused_until):
            return False
        if self._failures >= FAILURES_BEFORE_REST:
            self._retry_at = now + REST_SECONDS
        return True

    def succeed(self) -> None:
        """Note that the service answers."""
        self._failures, self._retry_at = 0, -math.inf

    def fail(self, now: float) -> None:
        """Note a failure; enough of them in a row open a rest."""
        self._failures += 1
        if self._failures >= FAILURES_BEFORE_REST:
            self._retry_at = now + REST_SECONDS

    def pause(self, now: float, seconds: float) -> None:
        """Send nothing for a while, as the service asked."""
        self._paused_until = max(self._paused_until, now + seconds)


class Cache:
    """The last answers, for a day at most; the least recently used leave first."""

    def __init__(self) -> None:
        self._answers: OrderedDict[str, tuple[float, Companies]] = OrderedDict()

    def get(self, query: str, now: float) -> Companies | None:
        """Return the answer to a query; None when there is none or it is too old."""
        expiry, companies = self._answers.get(query, (-math.inf, ()))
        if expiry <= now:
            self._answers.pop(query, None)
            return None
        self._answers.move_to_end(query)
        return companies

    def put(self, query: str, companies: Companies, now: float) -> None:
        """Keep an answer."""
        self._answers[query] = (now + CACHE_SECONDS, companies)
        self._answers.move_to_end(query)
        if len(self._answers) > CACHED_QUERIES:
            self._answers.popitem(last=False)


class CompanyRegistry:
    """Look companies up by name or by number. ``clock`` is monotonic, in seconds."""

    def __init__(
        self,
        url: str,
        session: aiohttp.ClientSession,
        *,
        timeout_seconds: float = TIMEOUT_SECONDS,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._search_url = url.rstrip("/") + "/search"
        self._session = session
        self._timeout_seconds = timeout_seconds
        self._clock = clock
        self._sleep = sleep
        self._pace = Pace(REQUESTS_PER_SECOND)
        self._breaker = Breaker()
        self._cache = Cache()

    async def search(self, text: str) -> Companies:
        """Return the companies of this name, best first, or the one with this SIREN or SIRET.

        Empty when there is none. Raises RegistryUnavailable, and nothing else.
        """
        words = " ".join(text.split())
        digits = re.sub(r"[\s.]", "", words)
        number = digits if re.fullmatch(r"\d{9}|\d{14}", digits, re.ASCII) else None
        query = number or words[:LONGEST_QUERY].casefold()
        if len(query) < SHORTEST_QUERY:
            return ()
        companies = self._cache.get(query, self._clock())
        if companies is None:
            companies = read_companies(await self._ask(query), number)
            if companies:  # a company registered this morning has to be found this afternoon
                self._cache.put(query, companies, self._clock())
        return companies

    async def _ask(self, query: str) -> list[object]:
        """Return the results for a query, as the registry gives them."""
        if not self._breaker.admits(self._clock()):
            raise RegistryUnavailable("resting after failures")
        # Half of the time at most is spent in the queue, so that a time-out is the registry's doing.
        wait = self._pace.book(self._clock(), self._timeout_seconds / 2)
        if wait is None:
            raise RegistryUnavailable("too many requests waiting")
        try:
            async with asyncio.timeout(self._timeout_seconds):
                await self._sleep(wait)
                results = await self._fetch(query)
        except RegistryUnavailable as error:
            logger.warning("company registry: %s", error)
            raise
        except (aiohttp.ClientError, OSError, ValueError, RecursionError) as error:
            # Not chained: they may quote the query. A time-out is an OSError; deep JSON recurses.
            self._breaker.fail(self._clock())
            logger.warning("company registry: %s", type(error).__name__)
            raise RegistryUnavailable(type(error).__name__) from None
        self._breaker.succeed()
        return results

    async def _fetch(self, query: str) -> list[object]:
        """Send one request and return its results; raise in any other case than the documented answer."""
        params = {
            "q": query,
            "minimal": "true",
            "include": "siege,matching_etablissements,finances",  # and not the names of the heads
            "limite_matching_etablissements": "1",
            "per_page": str(RESULTS),
        }
        headers = {"User-Agent": USER_AGENT}
        async with self._session.get(
            self._search_url, params=params, headers=headers, allow_redirects=False
        ) as response:
            if response.status == HTTPStatus.TOO_MANY_REQUESTS:
                self._breaker.pause(self._clock(), _pause(response.headers.get("Retry-After")))
            elif response.status == HTTPStatus.BAD_REQUEST:
                self._breaker.succeed()  # our query is at fault, the registry is well
            elif response.status != HTTPStatus.OK:
                self._breaker.fail(self._clock())
            if response.status != HTTPStatus.OK:
                raise RegistryUnavailable(f"HTTP {response.status}")
            body = bytearray()
            async for chunk in response.content.iter_chunked(64 * 1024):
                body += chunk
                if len(body) > MAX_BODY_BYTES:
                    raise ValueError("answer too long")
        answer = json.loads(body)
        results = answer.get("results") if isinstance(answer, dict) else None
        if not isinstance(results, list):
            raise ValueError("answer without results")
        return results


@asynccontextmanager
async def open_registry(url: str) -> AsyncIterator[CompanyRegistry]:
    """Open the registry at a base URL, with one keep-alive session closed on the way out."""
    async with aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar()) as session:
        yield CompanyRegistry(url, session)


def read_companies(results: list[object], number: str | None) -> Companies:
    """Read what can be read; ``number`` is the SIREN or SIRET asked for, None after a search by name."""
    companies = (_read_company(_record(result), number) for result in results)
    return tuple(
        company for company in companies if company and (number is None or company.siren == number[:9])
    )[:RESULTS]


def _read_company(record: Record, number: str | None) -> RegisteredCompany | None:
    """Return the company of a result; None for a ghost, with no number or with neither name nor state."""
    siren, state = _text(record, "siren", r"\d{9}"), _text(record, "etat_administratif")
    place = _establishment(record, number)
    name = _text(record, "nom_complet") or _text(record, "nom_raison_sociale")
    if siren is None or not (name or state):
        return None
    naf = _text(record, "activite_principale")
    turnover_year, turnover = _last_turnover(_record(record.get("finances")))
    asked_place_shut = place.get("etat_administratif") == "F" and place.get("siret") == (number or "")
    return RegisteredCompany(
        siren=siren,
        name=(name or "").removesuffix(" ()"),
        siret=_text(place, "siret", r"\d{14}"),
        commune=_text(place, "commune", r"\d[\dAB]\d{3}"),
        city=_text(place, "libelle_commune"),
        created_on=_day(_text(record, "date_creation")),
        headcount_band=_text(record, "tranche_effectif_salarie"),
        headcount_year=_year(_text(record, "annee_tranche_effectif_salarie")),
        naf=naf,
        section=section_of_naf(naf),
        legal_form=_text(record, "nature_juridique"),
        category=_text(record, "categorie_entreprise"),
        active=False if asked_place_shut else {"A": True, "C": False}.get(state or ""),
        turnover=turnover,
        turnover_year=turnover_year,
    )


def _establishment(record: Record, number: str | None) -> Record:
    """Return the establishment asked for, empty when it is not there: another one may be in another basin."""
    head_office = _record(record.get("siege"))
    if number is None or len(number) == 9:
        return head_office
    matching = record.get("matching_etablissements")
    places = [*(_record(place) for place in (matching if isinstance(matching, list) else [])), head_office]
    return next((place for place in places if place.get("siret") == number), {})


def _last_turnover(finances: Record) -> tuple[int | None, int | None]:
    """Return the last year with a turnover and its euros; zero stands next to profits, so it is no figure."""
    for year in sorted(finances, reverse=True):
        turnover = _record(finances[year]).get("ca")
        if _year(year) and type(turnover) is int and turnover > 0:
            return _year(year), turnover
    return None, None


def _record(value: object) -> Record:
    return value if isinstance(value, dict) else {}


def _text(record: Record, key: str, pattern: str = r".+") -> str | None:
    """Return a text of the expected form; None when it is missing, masked or anything else."""
    value = record.get(key)
    if not isinstance(value, str) or MASKED in value or not re.fullmatch(pattern, value.strip(), re.ASCII):
        return None
    return value.strip()


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text[:10]) if text else None
    except ValueError:
        return None


def _year(text: str | None) -> int | None:
    return int(text) if text and re.fullmatch(r"\d{4}", text, re.ASCII) else None


def _pause(retry_after: str | None) -> int:
    """Return the seconds to wait; the front server names none, and a date is not worth reading."""
    if retry_after is None or not re.fullmatch(r"\d{1,6}", retry_after, re.ASCII):
        return PAUSE_SECONDS
    return min(int(retry_after), LONGEST_PAUSE_SECONDS)

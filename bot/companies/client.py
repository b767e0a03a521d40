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
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from http import HTTPStatus
from http.cookiejar import CookieJar, DefaultCookiePolicy

import httpx

from bot.companies.answers import RESULTS, Companies, read_companies
from bot.tls import trusted
from models.database.outages import Outage

logger = logging.getLogger(__name__)

USER_AGENT = "alize-assistant (Telegram bot of the Alize network; looks up one company at a time)"
TIMEOUT_SECONDS = 2.0
REQUESTS_PER_SECOND = 7  # of one address; the registry also limits whole hosting providers
SHORTEST_QUERY, LONGEST_QUERY = 3, 120  # less is refused, more is not a name
MAX_BODY_BYTES = 512 * 1024  # six companies take less than 30 kB
CACHED_QUERIES, CACHE_SECONDS = 512, 24 * 3600
FAILURES_BEFORE_REST, REST_SECONDS = 5, 30
PAUSE_SECONDS, LONGEST_PAUSE_SECONDS = 3, 300  # after a 429, which may not say how long to wait


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
        session: httpx.AsyncClient,
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
        self._outage = Outage(clock)

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
            self._unanswered(str(error))
            raise
        except (httpx.HTTPError, httpx.InvalidURL, OSError, ValueError, RecursionError) as error:
            # Not chained: they may quote the query. A time-out is an OSError; deep JSON recurses.
            self._breaker.fail(self._clock())
            self._unanswered(type(error).__name__)
            raise RegistryUnavailable(type(error).__name__) from None
        self._breaker.succeed()
        if length := self._outage.ends():
            logger.warning("The company registry answers again, after %s", length)
        return results

    def _unanswered(self, cause: str) -> None:
        if self._outage.begins():
            logger.warning("The company registry does not answer (%s): companies describe themselves", cause)

    async def _fetch(self, query: str) -> list[object]:
        """Send one request and return its results; raise in any other case than the documented answer."""
        params = {
            "q": query,
            "minimal": "true",
            "include": "siege,matching_etablissements,finances",  # and not the names of the heads
            "limite_matching_etablissements": "1",
            "per_page": str(RESULTS),
        }
        # Nothing that grows once unpacked.
        headers = {"User-Agent": USER_AGENT, "Accept-Encoding": "identity"}
        async with self._session.stream("GET", self._search_url, params=params, headers=headers) as response:
            if response.status_code == HTTPStatus.TOO_MANY_REQUESTS:
                self._breaker.pause(self._clock(), _pause(response.headers.get("Retry-After")))
            elif response.status_code == HTTPStatus.BAD_REQUEST:
                self._breaker.succeed()  # our query is at fault, the registry is well
            elif response.status_code != HTTPStatus.OK:
                self._breaker.fail(self._clock())
            if response.status_code != HTTPStatus.OK:
                raise RegistryUnavailable(f"HTTP {response.status_code}")
            body = bytearray()
            async for chunk in response.aiter_raw():
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
    no_cookies = CookieJar(DefaultCookiePolicy(allowed_domains=()))
    async with httpx.AsyncClient(cookies=no_cookies, timeout=TIMEOUT_SECONDS, verify=trusted()) as session:
        yield CompanyRegistry(url, session)


def _pause(retry_after: str | None) -> int:
    """Return the seconds to wait; the front server names none, and a date is not worth reading."""
    if retry_after is None or not re.fullmatch(r"\d{1,6}", retry_after, re.ASCII):
        return PAUSE_SECONDS
    return min(int(retry_after), LONGEST_PAUSE_SECONDS)

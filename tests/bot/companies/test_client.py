"""The company registry: asked politely, and never in the way when it fails."""

import asyncio
import gzip
import json
import logging
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field

import httpx
import pytest

from bot.companies.client import (
    CACHE_SECONDS,
    CACHED_QUERIES,
    FAILURES_BEFORE_REST,
    MAX_BODY_BYTES,
    PAUSE_SECONDS,
    REST_SECONDS,
    Breaker,
    Cache,
    CompanyRegistry,
    RegistryUnavailable,
    open_registry,
)
from bot.logs import quiet_libraries
from conversations.companies import RegisteredCompany

SILENCE = b""


def http(status: str, body: bytes | str, **headers: str | int) -> bytes:
    """Return an HTTP answer as it goes over the wire."""
    content = body.encode() if isinstance(body, str) else body
    fields = {"Content-Type": "application/json", "Content-Length": len(content), **headers}
    lines = [f"HTTP/1.1 {status}", *(f"{key.replace('_', '-')}: {value}" for key, value in fields.items())]
    return "\r\n".join([*lines, "Connection: close", "", ""]).encode() + content


def results(*records: object) -> bytes:
    """Return a good answer."""
    return http("200 OK", json.dumps({"results": records, "total_results": len(records)}))


BAKERY = {"siren": "000100016", "nom_complet": "BOULANGERIE FICTIVE MIRABELLE", "etat_administratif": "A"}
FOUND, NOTHING = results(BAKERY), results()
BROKEN = http("500 Internal Server Error", '{"erreur": "Une erreur est survenue."}')


@dataclass
class Clock:
    """A time that only sleep moves."""

    now: float = 1000.0
    naps: list[float] = field(default_factory=list)

    def __call__(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.naps.append(seconds)


@dataclass
class Wire:
    """A server that gives prepared answers in turn, the last one for ever; it remembers the requests."""

    answers: list[bytes]
    url: str = ""
    requests: list[str] = field(default_factory=list)
    handling: list[asyncio.Task[None] | None] = field(default_factory=list)

    async def handle(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.handling.append(asyncio.current_task())
        with suppress(ConnectionError, asyncio.IncompleteReadError):
            self.requests.append((await reader.readuntil(b"\r\n\r\n")).decode())
            answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
            if answer == SILENCE:
                await reader.read()  # until the client gives up
            writer.write(answer)
            await writer.drain()
        writer.close()
        with suppress(ConnectionError):
            await writer.wait_closed()


@asynccontextmanager
async def wired(*answers: bytes) -> AsyncIterator[Wire]:
    """Serve raw answers on the loopback."""
    wire = Wire(list(answers))
    server = await asyncio.start_server(wire.handle, "127.0.0.1", 0)
    wire.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    async with server:
        yield wire
    await asyncio.gather(*(task for task in wire.handling if task))


@asynccontextmanager
async def registry_at(
    url: str, clock: Clock | None = None, timeout_seconds: float = 5
) -> AsyncIterator[CompanyRegistry]:
    """Open the client on a server of the test."""
    clock = clock or Clock()
    async with httpx.AsyncClient() as session:
        yield CompanyRegistry(url, session, timeout_seconds=timeout_seconds, clock=clock, sleep=clock.sleep)


async def outcome(registry: CompanyRegistry, text: str = "mirabelle") -> str:
    """Search, and tell in one word what came out."""
    try:
        return "found" if await registry.search(text) else "nothing"
    except RegistryUnavailable as error:
        return str(error)


async def test_a_name_finds_the_company() -> None:
    async with wired(FOUND) as wire, open_registry(wire.url + "/") as registry:
        assert await registry.search("  Boulangerie \n Mirabelle ") == (
            RegisteredCompany("000100016", "BOULANGERIE FICTIVE MIRABELLE", active=True),
        )


async def test_a_query_names_its_sender_and_never_asks_for_the_heads_of_companies() -> None:
    async with wired(FOUND) as wire, registry_at(wire.url) as registry:
        await registry.search("Boulangerie & Cie #1")
    request = wire.requests[0]
    assert request.startswith("GET /search?q=boulangerie+%26+cie+%231&minimal=true&include=")
    assert "User-Agent: alize-assistant" in request
    assert "dirigeants" not in request


@pytest.mark.parametrize("typed", ["000100016", "000 100 016", " 000.100.016", "000\u00a0100\u202f016"])
async def test_a_number_is_sent_bare_however_it_is_typed(typed: str) -> None:
    async with wired(FOUND) as wire, registry_at(wire.url) as registry:
        assert await outcome(registry, typed) == "found"
    assert "?q=000100016&" in wire.requests[0]


async def test_an_endless_text_is_cut() -> None:
    async with wired(NOTHING) as wire, registry_at(wire.url) as registry:
        assert await outcome(registry, "x" * 4096) == "nothing"
    assert "q=" + "x" * 120 + "&" in wire.requests[0]


@pytest.mark.parametrize("text", ["", "  ", "ab", " a b"[:3]])
async def test_less_than_three_characters_are_not_worth_a_request(text: str) -> None:
    async with wired(FOUND) as wire, registry_at(wire.url) as registry:
        assert await outcome(registry, text) == "nothing"
    assert wire.requests == []


FAULTS = {
    "bad request": http("400 Bad Request", '{"erreur": "3 caractères minimum"}'),
    "not found": http("404 Not Found", '{"erreur": "inconnu"}'),
    "server error": BROKEN,
    "bad gateway in HTML": http("502 Bad Gateway", "<html>nginx</html>", Content_Type="text/html"),
    "no content": http("204 No Content", ""),
    "too many requests, in HTML": http("429 Too Many Requests", "<html>", Content_Type="text/html"),
    "too many requests, looking like JSON": http("429 Too Many Requests", '{"results": []}', Retry_After=3),
    "captive portal": http("200 OK", "<html>Bienvenue</html>", Content_Type="text/html"),
    "invalid JSON": http("200 OK", '{"results": ['),
    "not UTF-8": http("200 OK", b'{"results": "\xff\xfe"}'),
    "endless nesting": http("200 OK", "[" * 100_000),
    "endless number": http("200 OK", '{"results": ' + "9" * 10_000 + "}"),
    "empty body": http("200 OK", ""),
    "a list": http("200 OK", "[]"),
    "null": http("200 OK", "null"),
    "no results": http("200 OK", '{"total_results": 1}'),
    "null results": http("200 OK", '{"results": null}'),
    "results of a wrong type": http("200 OK", '{"results": {"siren": "000100016"}}'),
    "truncated body": http("200 OK", '{"results": []', Content_Length=15),
    "huge body": http("200 OK", '{"results": [], "padding": "' + "x" * MAX_BODY_BYTES + '"}'),
    "packed, unasked": http("200 OK", gzip.compress(b'{"results": []}'), Content_Encoding="gzip"),
    "not HTTP": b"SSH-2.0-OpenSSH_9.2\r\n\r\n",
    "cut before the headers end": b"HTTP/1.1 200 OK\r\nContent-Type: app",
    "silence": SILENCE,
}


@pytest.mark.parametrize("fault", FAULTS)
async def test_any_fault_only_makes_the_registry_unavailable(fault: str) -> None:
    timeout_seconds = 0.05 if FAULTS[fault] == SILENCE else 5
    async with wired(FAULTS[fault]) as wire, registry_at(wire.url, None, timeout_seconds) as registry:
        with pytest.raises(RegistryUnavailable):
            await registry.search("mirabelle")


async def test_a_registry_that_refuses_connections_is_unavailable() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    async with registry_at(f"http://127.0.0.1:{port}") as registry:
        with pytest.raises(RegistryUnavailable):
            await registry.search("mirabelle")


@pytest.mark.parametrize("url", ["", "not a url", "http://", "http://[", "ftp://127.0.0.1", "http://a..b"])
async def test_a_wrong_address_is_an_unavailable_registry(url: str) -> None:
    async with registry_at(url) as registry:
        with pytest.raises(RegistryUnavailable):
            await registry.search("mirabelle")


async def test_a_redirection_is_not_followed() -> None:
    async with wired(FOUND) as elsewhere:
        moved = http("302 Found", "", Location=elsewhere.url + "/search?q=mirabelle")
        async with wired(moved) as wire, registry_at(wire.url) as registry:
            assert await outcome(registry) == "HTTP 302"
    assert elsewhere.requests == []


@pytest.mark.parametrize(
    "fault", [BROKEN, FAULTS["invalid JSON"], FAULTS["truncated body"], b"nonsense\r\n\r\n"]
)
async def test_what_people_look_for_never_reaches_the_logs(
    fault: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    quiet_libraries("DEBUG")
    async with wired(fault) as wire, registry_at(wire.url) as registry:
        with pytest.raises(RegistryUnavailable) as raised:
            await registry.search("Prudence Imaginaire")
    assert "company registry" in caplog.text
    assert "prudence" not in f"{caplog.text} {raised.value} {raised.value.__cause__}".lower()


async def test_an_outage_is_told_when_it_begins_and_when_it_ends(caplog: pytest.LogCaptureFixture) -> None:
    async with wired(BROKEN, BROKEN, BROKEN, FOUND) as wire, registry_at(wire.url) as registry:
        outcomes = [await outcome(registry, name) for name in ("prune", "reine", "claude", "mirabelle")]
    assert outcomes[-1] == "found"
    begun, ended = caplog.messages
    assert "does not answer (HTTP 500)" in begun and "answers again, after" in ended


async def test_an_answer_is_asked_once_a_day() -> None:
    clock = Clock()
    async with wired(FOUND) as wire, registry_at(wire.url, clock) as registry:
        for text in ("Mirabelle", " mirabelle ", "MIRABELLE"):
            assert await outcome(registry, text) == "found"
        assert len(wire.requests) == 1
        clock.now += CACHE_SECONDS
        assert await outcome(registry) == "found"
        assert len(wire.requests) == 2


async def test_an_answer_already_known_is_given_while_the_registry_is_down() -> None:
    async with wired(FOUND, BROKEN) as wire, registry_at(wire.url) as registry:
        assert [await outcome(registry), await outcome(registry, "autre")] == ["found", "HTTP 500"]
        assert await outcome(registry) == "found"


async def test_a_company_that_was_not_there_yet_is_asked_again() -> None:
    async with wired(NOTHING, FOUND) as wire, registry_at(wire.url) as registry:
        assert [await outcome(registry), await outcome(registry)] == ["nothing", "found"]


def test_the_answers_kept_are_bounded_and_the_least_used_leave_first() -> None:
    cache = Cache()
    for number in range(CACHED_QUERIES):
        cache.put(str(number), (), now=0)
    cache.get("0", now=1)
    cache.put("one more", (), now=1)
    assert cache.get("0", now=1) == ()
    assert cache.get("1", now=1) is None


async def test_no_more_than_seven_requests_leave_in_a_second() -> None:
    clock = Clock()
    async with wired(NOTHING) as wire, registry_at(wire.url, clock) as registry:
        for _ in range(15):
            await outcome(registry)
    assert clock.naps == [0] * 7 + [1] * 7 + [2]


async def test_a_search_that_would_wait_more_than_half_of_its_time_is_given_up_at_once() -> None:
    async with wired(NOTHING) as wire, registry_at(wire.url, timeout_seconds=2) as registry:
        heard = [await outcome(registry) for _ in range(25)]
    assert heard == ["nothing"] * 14 + ["too many requests waiting"] * 11
    assert len(wire.requests) == 14


async def test_a_failing_registry_is_left_alone_then_tried_again() -> None:
    clock = Clock()
    failures = [BROKEN] * FAILURES_BEFORE_REST
    async with wired(*failures, BROKEN, FOUND) as wire, registry_at(wire.url, clock) as registry:
        for _ in failures:
            assert await outcome(registry) == "HTTP 500"
        assert await outcome(registry) == "resting after failures"
        clock.now += REST_SECONDS
        assert await outcome(registry) == "HTTP 500"  # the trial fails: another rest
        assert await outcome(registry) == "resting after failures"
        clock.now += REST_SECONDS
        assert await outcome(registry) == "found"
        assert await outcome(registry, "autre") == "found"
    assert len(wire.requests) == FAILURES_BEFORE_REST + 3


async def test_failures_count_only_in_a_row() -> None:
    nearly = [BROKEN] * (FAILURES_BEFORE_REST - 1)
    async with wired(*nearly, NOTHING, *nearly, FOUND) as wire, registry_at(wire.url) as registry:
        heard = [await outcome(registry) for _ in range(2 * FAILURES_BEFORE_REST)]
    assert heard[-1] == "found"


async def test_queries_the_registry_refuses_do_not_stop_the_others() -> None:
    refusals = [FAULTS["bad request"]] * (FAILURES_BEFORE_REST + 1)
    async with wired(*refusals, FOUND) as wire, registry_at(wire.url) as registry:
        heard = [await outcome(registry) for _ in range(FAILURES_BEFORE_REST + 2)]
    assert heard == ["HTTP 400"] * (FAILURES_BEFORE_REST + 1) + ["found"]


def test_after_a_rest_one_request_goes_first_and_alone() -> None:
    breaker = Breaker()
    for _ in range(FAILURES_BEFORE_REST):
        breaker.fail(now=0)
    assert [breaker.admits(REST_SECONDS), breaker.admits(REST_SECONDS)] == [True, False]
    breaker.succeed()
    assert breaker.admits(REST_SECONDS)


def test_a_trial_that_never_comes_back_does_not_close_the_registry_for_ever() -> None:
    breaker = Breaker()
    for _ in range(FAILURES_BEFORE_REST):
        breaker.fail(now=0)
    assert breaker.admits(REST_SECONDS)
    assert breaker.admits(2 * REST_SECONDS)


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"Retry_After": 7}, 7),
        ({}, PAUSE_SECONDS),
        ({"Retry_After": "soon"}, PAUSE_SECONDS),
        ({"Retry_After": "Sun, 22 Nov 2026 21:00:00 GMT"}, PAUSE_SECONDS),
        ({"Retry_After": 999_999}, 300),
        ({"Retry_After": "9" * 5_000}, PAUSE_SECONDS),
    ],
)
async def test_too_many_requests_are_followed_by_the_pause_asked_for(
    headers: dict[str, str | int], seconds: int
) -> None:
    clock = Clock()
    refusal = http("429 Too Many Requests", "Too Many Requests.", **headers)
    async with wired(refusal, FOUND) as wire, registry_at(wire.url, clock) as registry:
        assert await outcome(registry) == "HTTP 429"
        clock.now += seconds - 1
        assert await outcome(registry) == "resting after failures"
        assert len(wire.requests) == 1
        clock.now += 1
        assert await outcome(registry) == "found"

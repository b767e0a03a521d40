"""Where a URL leads, and by which proxy."""

from base64 import b64encode
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import SplitResult, quote, unquote, urlsplit
from urllib.request import getproxies, proxy_bypass

from bot.telegram.client.connection import ProxyError

PORTS = {"http": 80, "https": 443}
PATH = "/:%?=&~;,+@!$'()*"  # what stands as it is in the path and the query of a URL


@dataclass(frozen=True, slots=True)
class Address:
    """A host and a port, spoken to in TLS or not."""

    host: str
    port: int
    is_secure: bool


@dataclass(frozen=True, slots=True)
class Route:
    """The way to a URL: ``first``: who is connected to, a proxy or the server itself.

    ``tunnel``: what the proxy is asked, to speak to the server through it; None without one.
    ``target``, ``headers``: what a request names, and its headers that are always the same.
    """

    first: Address
    server: Address
    tunnel: bytes | None
    target: str
    headers: str

    @property
    def place(self) -> tuple[Address, Address]:
        """Return what two calls have in common that may use the same connection."""
        return self.first, self.server


@lru_cache  # as many as methods are called
def route(url: str) -> Route:
    """Find the way to a URL; raise ProxyError for a proxy of a kind that is not known.

    The environment names the proxies (``HTTPS_PROXY``, ``NO_PROXY``…), as for PTB's own client.
    """
    parts = urlsplit(url)
    server = _address(parts)
    headers = f"Host: {_named(parts)}\r\n{_password(parts, 'Authorization')}"
    target = quote(parts.path + (f"?{parts.query}" if parts.query else ""), safe=PATH) or "/"
    proxy = None if proxy_bypass(_named(parts)) else getproxies().get(parts.scheme)
    if not proxy:
        return Route(server, server, None, target, headers)
    by = urlsplit(proxy if "://" in proxy else f"http://{proxy}")
    if by.scheme not in PORTS:
        raise ProxyError(f"{by.scheme} proxies are not known; name one that speaks http")
    password = _password(by, "Proxy-Authorization")
    if not server.is_secure:
        return Route(_address(by), server, None, f"http://{_named(parts)}{target}", headers + password)
    named = f"[{server.host}]" if ":" in server.host else server.host
    wanted = f"{named}:{server.port}"
    tunnel = f"CONNECT {wanted} HTTP/1.1\r\nHost: {wanted}\r\n{password}\r\n".encode()
    return Route(_address(by), server, tunnel, target, headers)


def _address(parts: SplitResult) -> Address:
    return Address(parts.hostname or "", parts.port or PORTS[parts.scheme], parts.scheme == "https")


def _named(parts: SplitResult) -> str:
    """Return the host and the port as the URL writes them, without a name and a password."""
    return parts.netloc.rpartition("@")[2]


def _password(parts: SplitResult, header: str) -> str:
    """Return the header that says the name and the password of a URL; nothing without them [RFC 7617]."""
    if parts.username is None:
        return ""
    told = f"{unquote(parts.username)}:{unquote(parts.password or '')}"
    return f"{header}: Basic {b64encode(told.encode()).decode()}\r\n"

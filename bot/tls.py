"""Who is believed to be who they say, on the network: the authorities that this machine trusts."""

import ssl
from functools import cache


@cache
def trusted() -> ssl.SSLContext:
    """Return what checks a server's certificate; read once, which takes 20 ms and 2 MB each time."""
    return ssl.create_default_context()

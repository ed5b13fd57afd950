"""What the cap on the source must hold, in the terms of the two programs that hold it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from urllib.parse import urlsplit

from terrane_stream.declaration import Declaration
from terrane_stream.errors import DeclarationError
from terrane_stream.sources import FdsnSource

PORT = 8060
# Of the head's own, lost with a reboot: sockets, configurations, the log, what `progress` reads.
FOLDER = Path("/run/terrane-stream/cap")
METRICS = FOLDER / "metrics.json"
# nginx counts whole requests a second or a minute, and time in milliseconds.
# https://nginx.org/en/docs/http/ngx_http_limit_req_module.html#limit_req_zone
SLOWEST, FASTEST = Fraction(1, 60), Fraction(1000)
# Requests that leave exactly 1/N s apart put N + 1 into some seconds: the first and the last need only be displaced by
# a millisecond. With N / (1 + d) of them a second, N fit into every second as long as none is displaced by d seconds.
# The queue leaves more room than the guard behind it: what the guard had to hold back drains at the difference.
QUEUE_DISPLACED, GUARD_DISPLACED = Fraction(40, 1000), Fraction(20, 1000)
# sockaddr_un holds 108 bytes; the longest name of a socket in the folder is 12.
LONGEST_FOLDER = 90


@dataclass(frozen=True)
class Upstream:
    """The data centre."""

    scheme: str
    host: str
    port: int
    path: str
    """Before /fdsnws/, without a slash at its end; mostly empty."""

    @property
    def authority(self) -> str:
        """As it stands in a Host header."""
        usual = {"http": 80, "https": 443}[self.scheme]
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == usual else f"{host}:{self.port}"


@dataclass(frozen=True)
class Cap:
    upstream: Upstream
    rate: Fraction
    """Requests a second, as declared."""
    concurrent: int
    """Requests at once, waiting for their turn or at the source."""
    clients: int
    """That may wait: twice the fleet's threads, as one that was killed may be there still."""
    address: str
    port: int
    """That the fleet asks."""
    folder: Path
    ca: Path
    """Bundle of certificates that the source's is verified with."""

    @property
    def queue_per_minute(self) -> int:
        return per_minute(self.rate, QUEUE_DISPLACED)

    @property
    def guard_per_minute(self) -> int:
        return per_minute(self.rate, GUARD_DISPLACED)

    @property
    def log(self) -> Path:
        return self.folder / "access.log"

    @property
    def metrics(self) -> Path:
        return self.folder / METRICS.name


def per_minute(rate: Fraction, displaced: Fraction) -> int:
    """Whole requests a minute, never more than `rate` requests a second.

    Below one a second no room is needed: no second has two.
    """
    room = displaced if rate >= 1 else Fraction(0)
    return math.floor(rate * 60 / (1 + room))


def cap_of(declaration: Declaration, address: str, port: int, folder: Path, ca: Path) -> Cap:
    """Raises DeclarationError where the source has no cap, or one that cannot be held."""
    source = declaration.source
    if not isinstance(source, FdsnSource):
        raise DeclarationError(f"the source is {source.kind!r}; only the requests to a data centre (fdsn) are capped")
    if len(str(folder)) > LONGEST_FOLDER:
        raise DeclarationError(f"{folder} is longer than {LONGEST_FOLDER} characters; sockets lie in it")
    rate = exact(source.requests_per_second)
    if not SLOWEST <= rate <= FASTEST:
        raise DeclarationError(
            f"requestsPerSecond is {source.requests_per_second:g}; what can be held is 1/60 (one a minute) to 1000"
        )
    threads = declaration.workers.max * declaration.worker.threads
    return Cap(
        upstream=upstream_of(source.url),
        rate=rate,
        concurrent=source.concurrent,
        clients=max(1024, 2 * threads),
        address=address,
        port=port,
        folder=folder,
        ca=ca,
    )


def exact(number: float) -> Fraction:
    """What was written: 0.1, not the binary fraction next to it."""
    return Fraction(repr(number))


def upstream_of(url: str) -> Upstream:
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise DeclarationError(f"{url} is no address of a service; https://HOST is one")
    path = parts.path.rstrip("/").removesuffix("/fdsnws")
    if not set(path) <= PATH_CHARACTERS:
        raise DeclarationError(f"{url}: a path of letters, digits and -._~/ is needed")
    return Upstream(parts.scheme, parts.hostname, parts.port or {"http": 80, "https": 443}[parts.scheme], path)


# What needs no quoting in a configuration.
PATH_CHARACTERS = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~/")

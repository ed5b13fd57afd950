"""cap: holds the fleet's requests to the data centre at the declared rate, by nginx and HAProxy.

It writes their configurations, keeps both running, finds the centre again when its address changes, and writes what
passed every 10 s to metrics.json in its folder.
"""

from __future__ import annotations

import argparse
import contextlib
import logging
import signal
import socket
import threading
from pathlib import Path

from terrane_node.clock import Clock, SystemClock
from terrane_stream.arguments import add_declaration
from terrane_stream.cap_programs import Programs
from terrane_stream.cap_settings import FOLDER, PORT, Cap, Upstream, cap_of
from terrane_stream.cap_watch import Watch
from terrane_stream.declaration import read_declaration
from terrane_stream.errors import StreamError

log = logging.getLogger("terrane.stream.cap")

LOOK_SECONDS = 1.0
RESOLVE_SECONDS = 60.0
# Debian's, and the RHEL family's.
CA_BUNDLES = (Path("/etc/ssl/certs/ca-certificates.crt"), Path("/etc/pki/tls/certs/ca-bundle.crt"))


def configure(parser: argparse.ArgumentParser) -> None:
    add_declaration(parser)
    parser.add_argument("--address", metavar="IP", help="to listen on (default: that of the route to the network)")
    parser.add_argument("--port", type=int, default=PORT, help="to listen on (default: %(default)s)")
    parser.add_argument("--folder", type=Path, default=FOLDER, help="for sockets and logs (default: %(default)s)")
    parser.add_argument("--ca", type=Path, help="certificates to trust (default: the system's)")


def run(arguments: argparse.Namespace) -> int:
    cap = cap_of(
        read_declaration(arguments.declaration),
        arguments.address or own_address(),
        arguments.port,
        arguments.folder,
        arguments.ca or ca_bundle(),
    )
    ended = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: ended.set())
    hold(cap, ended)
    return 0


def hold(cap: Cap, ended: threading.Event, clock: Clock | None = None) -> None:
    """Until `ended` is set."""
    clock = clock or SystemClock()
    with Programs(cap) as programs:
        found = _first_addresses(cap.upstream, ended)
        if not found:
            return
        programs.start(found)
        log.info("%g requests/s, %d at once, to %s", cap.rate, cap.concurrent, ", ".join(found))
        resolved = clock.monotonic()
        with contextlib.closing(Watch(cap, clock)) as watch:
            while not ended.wait(LOOK_SECONDS):
                programs.revive()
                if watch.look():
                    programs.reopen_log()
                if clock.monotonic() - resolved >= RESOLVE_SECONDS:
                    found, resolved = _follow(cap.upstream, found, programs), clock.monotonic()


def _first_addresses(upstream: Upstream, ended: threading.Event) -> list[str]:
    """A head may be up before its names are."""
    while not ended.is_set():
        try:
            return addresses(upstream)
        except OSError as error:
            log.warning("%s: %s; asking again", upstream.host, error)
            ended.wait(5)
    return []


def _follow(upstream: Upstream, known: list[str], programs: Programs) -> list[str]:
    try:
        found = addresses(upstream)
    except OSError as error:
        log.warning("%s: %s; staying with %s", upstream.host, error, ", ".join(known))
        return known
    if found != known:
        log.info("%s is now %s", upstream.host, ", ".join(found))
        programs.move(found)
    return found


def addresses(upstream: Upstream) -> list[str]:
    """Of IPv4 where there are any: a network without a route for IPv6 has names that have addresses of both."""
    found = socket.getaddrinfo(upstream.host, upstream.port, type=socket.SOCK_STREAM)
    by_family = {family: sorted({str(a[4][0]) for a in found if a[0] == family}) for family, *_ in found}
    return by_family.get(socket.AF_INET) or by_family[socket.AF_INET6]


def own_address() -> str:
    """The address that this machine's packets to the network carry. Nothing is sent."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        # A documentation address (RFC 5737): anything behind the default route will do.
        probe.connect(("192.0.2.1", 9))
        return str(probe.getsockname()[0])


def ca_bundle() -> Path:
    for path in CA_BUNDLES:
        if path.exists():
            return path
    raise StreamError(f"no bundle of certificates: none of {', '.join(map(str, CA_BUNDLES))} exists")

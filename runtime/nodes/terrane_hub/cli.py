"""The command line: `python -m terrane_hub COMMAND --declaration FILE`.

Exit code 0: done. 1: not done, the reason is on stderr. 2: wrong use.
"""

from __future__ import annotations

import argparse
import logging
import sys
from collections.abc import Callable, Sequence
from datetime import datetime, timezone
from pathlib import Path

from terrane_hub.declaration import read_declaration
from terrane_hub.errors import HubError
from terrane_hub.places import Places, read_places

log = logging.getLogger("terrane.hub")

DECLARATION = Path("/opt/terrane/hub/declaration.json")


def main(arguments: Sequence[str] | None = None) -> int:
    given = parser().parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(levelname)s %(name)s: %(message)s", stream=sys.stderr)
    run: Callable[[argparse.Namespace, Places], None] = given.run
    try:
        run(given, read_places(given.place))
        return 0
    except HubError as error:
        print(f"terrane_hub {given.command}: {error}", file=sys.stderr)
    except KeyboardInterrupt:
        print(f"terrane_hub {given.command}: interrupted", file=sys.stderr)
    except Exception:  # noqa: BLE001 (the journal is where a defect must show)
        log.exception("%s: unexpected", given.command)
    return 1


def parser() -> argparse.ArgumentParser:
    top = argparse.ArgumentParser(prog="terrane_hub", description="Programs of a Terrane notebook gateway.")
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")
    _command(commands, "prepare", "make state, keys, accounts and the front's configuration ready", _prepare)
    _command(commands, "front", "become nginx", _front)
    _command(commands, "proxy", "become the proxy before hub and sessions", _proxy)
    _command(commands, "hub", "become JupyterHub", _hub)
    _command(commands, "tunnel", "become the SSH server that ends the tunnels of sessions", _tunnel)
    _command(commands, "certificate", "get the certificate by ACME, or renew it where it is due", _certificate)
    _command(commands, "kernels", "fetch images of kernels; keep each kernel for those who may use it", _kernels)
    listing = _command(commands, "sessions", "print who has a session", _sessions)
    listing.add_argument("--json", action="store_true", help="for programs")
    using = _command(commands, "usage", "print who has used how many hours of which size in a month", _usage)
    using.add_argument("--month", metavar="YYYY-MM", help="in UTC (this month)")
    using.add_argument("--json", action="store_true", help="for programs")
    homes = _command(commands, "homes", "print how large homes are, and what becomes of them", _homes)
    homes.add_argument("--json", action="store_true", help="for programs")
    _command(commands, "measure", "measure homes", _measure)
    _command(commands, "tidy", "put homes aside that nobody has come to for long", _tidy)
    _command(commands, "store-key", "print what a store has to trust", _store_key)
    announcing = _command(commands, "announce", "show a line on the hub's pages", _announce)
    what = announcing.add_mutually_exclusive_group(required=True)
    what.add_argument("text", nargs="?", help="the line")
    what.add_argument("--clear", action="store_true", help="take the line away")
    return top


def _command(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]",
    name: str,
    text: str,
    run: Callable[[argparse.Namespace, Places], None],
) -> argparse.ArgumentParser:
    added = commands.add_parser(name, help=text, description=text)
    added.set_defaults(run=run)
    added.add_argument(
        "--declaration", type=Path, default=DECLARATION, metavar="FILE", help="what the gateway is (%(default)s)"
    )
    added.add_argument(
        "--place", type=Path, metavar="FILE", help="folders and ports other than a gateway's (JSON; none)"
    )
    return added


# The modules of a command are loaded when it is used: the proxy needs none of the hub's.


def _prepare(given: argparse.Namespace, places: Places) -> None:
    from terrane_hub.prepare import prepare

    prepare(read_declaration(given.declaration), places)


def _kernels(given: argparse.Namespace, places: Places) -> None:
    from terrane_hub.kernel_files import fetch_kernels, publish_kernels
    from terrane_hub.sizes import today

    declaration = read_declaration(given.declaration)
    fetch_kernels(declaration, places)
    publish_kernels(declaration, places, today())


def _front(given: argparse.Namespace, places: Places) -> None:
    from terrane_hub.programs import run_front

    run_front(places)


def _proxy(given: argparse.Namespace, places: Places) -> None:
    from terrane_hub.programs import run_proxy

    run_proxy(places)


def _hub(given: argparse.Namespace, places: Places) -> None:
    from terrane_hub.programs import run_hub

    run_hub(given.declaration, given.place, places)


def _tunnel(given: argparse.Namespace, places: Places) -> None:
    from terrane_hub.programs import run_tunnel

    run_tunnel(places)


def _certificate(given: argparse.Namespace, places: Places) -> None:
    from terrane_hub.acme import keep_certificate

    keep_certificate(read_declaration(given.declaration), places)


def _sessions(given: argparse.Namespace, places: Places) -> None:
    from terrane_hub.session_list import as_json, as_table, sessions

    found = sessions(places)
    print(as_json(found) if given.json else as_table(found))


def _usage(given: argparse.Namespace, places: Places) -> None:
    from terrane_hub.usage import as_json, as_table, month_of, usage_of
    from terrane_hub.usage_book import UsageBook

    now = datetime.now(timezone.utc)
    found = usage_of(UsageBook(places.state).uses(), *month_of(given.month, now), now)
    print(as_json(found) if given.json else as_table(found))


def _homes(given: argparse.Namespace, places: Places) -> None:
    from terrane_hub.home_list import as_json, as_table, home_lines
    from terrane_hub.sizes import today

    lines = home_lines(read_declaration(given.declaration), places, today())
    print(as_json(lines) if given.json else as_table(lines))


def _measure(given: argparse.Namespace, places: Places) -> None:
    from terrane_hub.home_list import entries
    from terrane_hub.home_use import measure_all

    names = [entry.name for entry in entries(read_declaration(given.declaration), places)]
    log.info("measured: %s", ", ".join(measure_all(places.state, places.homes, names)) or "no home")


def _tidy(given: argparse.Namespace, places: Places) -> None:
    from terrane_hub.home_list import tidy
    from terrane_hub.sizes import today

    for words in tidy(read_declaration(given.declaration), places, today()):
        log.info("%s", words)


def _store_key(given: argparse.Namespace, places: Places) -> None:
    from terrane_hub.store_words import trust_words

    print(trust_words(read_declaration(given.declaration), places))


def _announce(given: argparse.Namespace, places: Places) -> None:
    from terrane_hub.announcement import announce

    announce(places.state, "" if given.clear else given.text.strip())

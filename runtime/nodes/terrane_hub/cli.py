"""The command line: `python -m terrane_hub COMMAND --declaration FILE`.

Exit code 0: done. 1: not done, the reason is on stderr. 2: wrong use.
"""

from __future__ import annotations

import argparse
import logging
import sys
from collections.abc import Callable, Sequence
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
    _command(commands, "certificate", "become certbot, which gets or renews the certificate", _certificate)
    listing = _command(commands, "sessions", "print who has a session", _sessions)
    listing.add_argument("--json", action="store_true", help="for programs")
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


def _front(given: argparse.Namespace, places: Places) -> None:
    from terrane_hub.programs import run_front

    run_front(places)


def _proxy(given: argparse.Namespace, places: Places) -> None:
    from terrane_hub.programs import run_proxy

    run_proxy(places)


def _hub(given: argparse.Namespace, places: Places) -> None:
    from terrane_hub.programs import run_hub

    run_hub(given.declaration, given.place, places)


def _certificate(given: argparse.Namespace, places: Places) -> None:
    from terrane_hub.programs import run_certificate

    run_certificate(read_declaration(given.declaration), given.declaration, places)


def _sessions(given: argparse.Namespace, places: Places) -> None:
    from terrane_hub.session_list import as_json, as_table, sessions

    found = sessions(places)
    print(as_json(found) if given.json else as_table(found))


def _announce(given: argparse.Namespace, places: Places) -> None:
    from terrane_hub.announcement import announce

    announce(places.state, "" if given.clear else given.text.strip())

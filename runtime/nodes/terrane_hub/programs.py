"""The programs that units run. Each takes the place of this one, so that systemd watches the program itself."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NoReturn

from terrane_hub.front import FILE
from terrane_hub.keys import credential
from terrane_hub.places import DECLARATION_VARIABLE, LOOPBACK, PLACES_VARIABLE, Places, program
from terrane_hub.tunnel_server import server_command

CONFIG = Path(__file__).with_name("jupyterhub_config.py")
TOKEN_VARIABLE = "CONFIGPROXY_AUTH_TOKEN"


def front_command(places: Places) -> list[str]:
    return [program("nginx"), "-c", str(places.run / FILE), "-g", "daemon off;"]


def proxy_command(places: Places) -> list[str]:
    """The default route comes from the hub; while it is away, its pages are an error and sessions go on."""
    return [
        program(places.proxy_program),
        *("--ip", LOOPBACK, "--port", str(places.proxy_port)),
        *("--api-ip", LOOPBACK, "--api-port", str(places.proxy_api_port)),
        *("--error-target", f"http://{LOOPBACK}:{places.hub_port}/hub/error"),
        *("--log-level", "warn"),
    ]


def hub_command() -> list[str]:
    return [sys.executable, "-m", "jupyterhub", "-f", str(CONFIG)]


def run_front(places: Places) -> NoReturn:
    _become(front_command(places), os.environ)


def run_proxy(places: Places) -> NoReturn:
    """Needs no file of root's where the unit hands it its token (LoadCredential=proxy_token:...)."""
    token = credential("proxy_token", places.state / "proxy_token")
    _become(proxy_command(places), {**os.environ, TOKEN_VARIABLE: token})


def run_hub(declaration_file: Path, places_file: Path | None, places: Places) -> NoReturn:
    environment = {**os.environ, DECLARATION_VARIABLE: str(declaration_file.resolve())}
    if places_file is not None:
        environment[PLACES_VARIABLE] = str(places_file.resolve())
    above = str(CONFIG.parent.parent)
    environment["PYTHONPATH"] = os.pathsep.join(filter(None, [above, environment.get("PYTHONPATH", "")]))
    os.chdir(places.state)
    _become(hub_command(), environment)


def run_tunnel(places: Places) -> NoReturn:
    _become(server_command(places), os.environ)


def _become(command: Sequence[str], environment: Mapping[str, str]) -> NoReturn:
    sys.stdout.flush()
    sys.stderr.flush()
    os.execve(command[0], list(command), dict(environment))

"""The programs that units run. Each takes the place of this one, so that systemd watches the program itself."""

from __future__ import annotations

import os
import shlex
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NoReturn

from terrane_hub.certificates import certbot_command
from terrane_hub.declaration import Declaration
from terrane_hub.errors import HubError
from terrane_hub.front import FILE
from terrane_hub.keys import credential
from terrane_hub.places import DECLARATION_VARIABLE, LOOPBACK, PLACES_VARIABLE, Places, program

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


def run_certificate(declaration: Declaration, declaration_file: Path, places: Places) -> NoReturn:
    if declaration.tls.kind != "acme":
        raise HubError(f'tls.kind is "{declaration.tls.kind}"; a certificate is asked for where it is "acme"')
    mine = [sys.executable, "-m", "terrane_hub", "prepare", "--declaration", str(declaration_file.resolve())]
    reload = [program("nginx"), "-c", str(places.run / FILE), "-s", "reload"]
    after = f"cd {shlex.quote(str(CONFIG.parent.parent))} && {shlex.join(mine)} && {shlex.join(reload)}"
    command = certbot_command(declaration, places, after)
    _become([program(command[0]), *command[1:]], os.environ)


def _become(command: Sequence[str], environment: Mapping[str, str]) -> NoReturn:
    sys.stdout.flush()
    sys.stderr.flush()
    os.execve(command[0], list(command), dict(environment))

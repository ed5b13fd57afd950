"""A whole gateway on loopback: nginx, the proxy, JupyterHub, and an OpenID provider where people sign in at one."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import unit
from browser import LOOPBACK, Browser
from machines_world import add_to_world, munge, tunnel
from directory_server import READER_PASSWORD, WRITER_PASSWORD
from processes import answers, free_ports, running, stop, wait_until
from programs_cache import node_modules
from world import HERE, in_world, make_world, world_environment

from terrane_hub.certificates import self_signed

PORTS = ("https_port", "http_port", "proxy_port", "proxy_api_port", "hub_port")
LOGIN_HOST = "login.test"
CLIENT_SECRET = "client-secret-of-the-tests"
TOKEN = "0123456789abcdef0123456789abcdef"
PROXY_SECRET = "proxy-secret-of-the-tests"
STOP_SECONDS = 20
CERTIFICATE_DAYS = 1


class Gateway:
    """Files are below `folder`; the logs of the programs too, as NAME.log."""

    def __init__(self, folder: Path, declaration: dict[str, Any], people: dict[str, dict[str, Any]]) -> None:
        self.folder = folder
        *ports, self.login_port = free_ports(len(PORTS) + 1)
        self.ports = dict(zip(PORTS, ports))
        self.base = f"https://{unit.HOST}:{self.ports['https_port']}"
        self.trusted = folder / "trusted.pem"
        self.homes = folder / "homes"
        self.state = folder / "state"
        self._people = people
        self._hub: subprocess.Popen[bytes] | None = None
        self.tunnel_port: int | None = declaration.get("machines", {}).get("tunnelPort")
        self._write(declaration)
        self.world = make_world(folder / "world", self.homes / ".notebooks/accounts", (unit.HOST, LOGIN_HOST))
        (self.world / "units").chmod(0o777)
        if self.tunnel_port is not None:
            add_to_world(self.world)

    def browser(self, address: str = LOOPBACK, **headers: str) -> Browser:
        """`headers`: with '_' for '-'."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return Browser(self.base, self.trusted, address, named)

    def direct(self, address: str = LOOPBACK, **headers: str) -> Browser:
        """To the hub itself, as a program of the machine may go."""
        browser = self.browser(address, **headers)
        browser.base = f"http://{LOOPBACK}:{self.ports['hub_port']}"
        return browser

    def command(self, name: str, *arguments: str) -> list[str]:
        files = ["--declaration", str(self.folder / "declaration.json"), "--place", str(self.folder / "place.json")]
        return [sys.executable, "-m", "terrane_hub", name, *files, *arguments]

    def ask(self, name: str, *arguments: str) -> str:
        """What a command prints."""
        environment = {**os.environ, **self._environment()}
        done = subprocess.run(
            self.command(name, *arguments), env=environment, capture_output=True, text=True, check=False
        )
        if done.returncode != 0:
            raise AssertionError(f"{name} ended with {done.returncode}: {done.stderr}")
        return done.stdout

    def sessions(self) -> list[dict[str, Any]]:
        return list(json.loads(self.ask("sessions", "--json")))

    def log(self) -> str:
        """Of all programs."""
        files = [*self.folder.glob("*.log"), *self.world.glob("units/*.log")]
        return "\n".join(file.read_text(encoding="utf-8", errors="replace") for file in sorted(files))

    # ---- programs

    @contextlib.contextmanager
    def up(self) -> Iterator[Gateway]:
        with contextlib.ExitStack() as stack:
            if self._people:
                stack.enter_context(self._provider())
            self.ask("prepare")
            if self.tunnel_port is not None:
                stack.enter_context(munge(self.world))
                stack.enter_context(self._tunnel(self.tunnel_port))
            for name, port in (("proxy", "proxy_api_port"), ("front", "https_port")):
                stack.enter_context(self._program(name, self.ports[port]))
            stack.callback(self._end_units)
            self.start_hub()
            stack.callback(self.stop_hub)
            yield self

    def start_hub(self) -> None:
        log = self.folder / "hub.log"
        environment = {**os.environ, **self._environment(), **world_environment()}
        with open(log, "ab") as output:
            self._hub = subprocess.Popen(
                in_world(self.world, self.command("hub")),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                env=environment,
                start_new_session=True,
            )
        wait_until(self._hub_is_up, 60, "the hub answers")

    def stop_hub(self, by: int = signal.SIGTERM) -> None:
        """Its units go on; what it has started itself ends with it, as systemd ends all of a unit's processes."""
        assert self._hub is not None
        children = Path(f"/proc/{self._hub.pid}/task/{self._hub.pid}/children").read_text(encoding="ascii").split()
        if by == signal.SIGKILL:
            os.kill(self._hub.pid, by)
        stop(self._hub)
        for pid in map(int, children):
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)

    def _hub_is_up(self) -> bool:
        assert self._hub is not None
        if self._hub.poll() is not None:
            raise RuntimeError(f"the hub ended: {(self.folder / 'hub.log').read_text(encoding='utf-8')[-3000:]}")
        if not answers(self.ports["hub_port"]):
            return False
        try:
            health = self.browser().http.get(f"http://{LOOPBACK}:{self.ports['proxy_port']}/hub/health", timeout=5)
            return bool(health.status_code == 200)
        except OSError:
            return False

    def _program(self, name: str, port: int) -> contextlib.AbstractContextManager[Any]:
        return running(self.command(name), self.folder / f"{name}.log", lambda: answers(port), self._environment())

    def _tunnel(self, port: int) -> contextlib.AbstractContextManager[None]:
        return tunnel(self.world, self.command("tunnel"), self.folder / "tunnel.log", port, self._environment())

    def _provider(self) -> contextlib.AbstractContextManager[Any]:
        settings = {
            "issuer": f"https://{LOGIN_HOST}:{self.login_port}",
            "redirect": f"{self.base}/hub/oauth_callback",
            "secret": CLIENT_SECRET,
            "certificate": str(self.folder / "login.pem"),
            "people": self._people,
        }
        (self.folder / "provider.json").write_text(json.dumps(settings), encoding="utf-8")
        arguments = ["node", str(HERE / "provider.mjs"), str(node_modules()), str(self.login_port)]
        log = self.folder / "provider.log"
        return running([*arguments, str(self.folder / "provider.json")], log, lambda: answers(self.login_port))

    def _end_units(self) -> None:
        for file in self.world.glob("units/*.pid"):
            with contextlib.suppress(ProcessLookupError):
                os.killpg(int(file.read_text(encoding="ascii")), signal.SIGKILL)

    # ---- files

    def _write(self, declaration: dict[str, Any]) -> None:
        if self._people:
            declaration["identity"] = {
                **declaration["identity"],
                "issuer": f"https://{LOGIN_HOST}:{self.login_port}",
            }
        folders = {"state": self.state, "secrets": self.folder / "secrets", "run": self.folder / "run"}
        place = {
            **{name: str(folder) for name, folder in folders.items()},
            "accounts": str(self.homes / ".notebooks/accounts"),
            "homes": str(self.homes),
            "session_config": str(self.homes / ".notebooks/config"),
            "kernels": str(self.homes / ".notebooks/kernels"),
            "images": str(self.homes / ".notebooks/images"),
            "front_log": str(self.folder / "requests.log"),
            "acme_webroot": str(self.folder / "acme"),
            "session_environment": sys.prefix,
            "proxy_program": str(node_modules() / ".bin/configurable-http-proxy"),
            "front_addresses": [LOOPBACK],
            "hub_address": LOOPBACK,
            **self.ports,
        }
        for name, value in (("declaration", declaration), ("place", place)):
            (self.folder / f"{name}.json").write_text(json.dumps(value), encoding="utf-8")
        (self.homes / ".notebooks").mkdir(parents=True)
        (self.folder / "secrets").mkdir()
        mine, login = self_signed(unit.HOST, CERTIFICATE_DAYS), self_signed(LOGIN_HOST, CERTIFICATE_DAYS)
        secrets = {"certificate": mine, "client-secret": CLIENT_SECRET, "token": TOKEN, "proxy-secret": PROXY_SECRET}
        secrets |= {"directory-reader": READER_PASSWORD, "directory-writer": WRITER_PASSWORD}
        for name, text in secrets.items():
            (self.folder / "secrets" / name).write_text(text, encoding="utf-8")
        (self.folder / "login.pem").write_text(login, encoding="utf-8")
        self.trusted.write_text("".join(_certificate(pem) for pem in (mine, login)), encoding="utf-8")

    def _environment(self) -> dict[str, str]:
        path = os.pathsep.join([str(unit.PACKAGES), os.environ.get("PYTHONPATH", "")])
        return {"PYTHONPATH": path, "PYTHONDONTWRITEBYTECODE": "1", "SSL_CERT_FILE": str(self.trusted)}


@contextlib.contextmanager
def gateway(people: dict[str, dict[str, Any]] | None = None, **fields: Any) -> Iterator[Gateway]:
    """`people`: claims by login, of those whom the provider knows; none where nobody signs in at one. `fields` replace
    those of the declaration."""
    # An SSH server reads nothing below a folder in which everybody writes.
    place = "/var/cache" if "machines" in fields else None
    with tempfile.TemporaryDirectory(prefix="terrane-hub-", dir=place, ignore_cleanup_errors=True) as name:
        folder = Path(name)
        folder.chmod(0o755)
        try:
            with Gateway(folder, unit.document(**fields), people or {}).up() as up:
                yield up
        finally:
            keep = os.environ.get("TERRANE_HUB_LOGS")
            if keep:
                shutil.copytree(folder, Path(keep) / folder.name, symlinks=True, dirs_exist_ok=True)


def _certificate(pem: str) -> str:
    """Without its key."""
    return pem[pem.index("-----BEGIN CERTIFICATE-----") :]

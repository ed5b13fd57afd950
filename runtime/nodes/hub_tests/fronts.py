"""The front alone, before a server that answers with what it was asked."""

from __future__ import annotations

import contextlib
import json
import tempfile
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import unit
from browser import LOOPBACK, Browser
from processes import answers, free_ports, running

from terrane_hub.certificates import self_signed
from terrane_hub.front import FILE, front_configuration
from terrane_hub.places import Places
from terrane_hub.programs import front_command

KEY = "key-of-the-front"


class _Echo(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        if self.headers.get("Upgrade"):
            return self._echo_lines()
        self.rfile.read(int(self.headers.get("Content-Length") or 0))
        body = json.dumps({"path": self.path, "headers": self.headers.items()}).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("X-JupyterHub-Version", "6.1.1")
        self.end_headers()
        self.wfile.write(body)

    do_POST = do_GET

    def _echo_lines(self) -> None:
        """As a session does with a websocket: the connection goes on for as long as both like."""
        self.send_response(101)
        self.send_header("Upgrade", "lines")
        self.send_header("Connection", "Upgrade")
        self.end_headers()
        while line := self.rfile.readline():
            self.wfile.write(line)
        self.close_connection = True

    def log_message(self, *_: Any) -> None:
        pass


@dataclass(frozen=True)
class Front:
    places: Places
    trusted: Path

    @property
    def base(self) -> str:
        return f"https://{unit.HOST}:{self.places.https_port}"

    def browser(self, address: str = LOOPBACK, plain: bool = False) -> Browser:
        base = f"http://{unit.HOST}:{self.places.http_port}" if plain else self.base
        return Browser(base, self.trusted, address)

    def log(self) -> str:
        return "".join(file.read_text(encoding="utf-8") for file in sorted(self.places.run.glob("*.log")))


@contextlib.contextmanager
def front(**fields: Any) -> Iterator[Front]:
    """`fields` replace those of the declaration."""
    with tempfile.TemporaryDirectory(prefix="terrane-front-") as name, contextlib.ExitStack() as stack:
        folder = Path(name)
        folder.chmod(0o755)
        declaration = unit.declared(**fields)
        https, http = free_ports(2)
        echo = stack.enter_context(_echoing())
        places = Places(
            secrets=folder,
            run=folder,
            front_log=str(folder / "requests.log"),
            acme_webroot=folder / "acme",
            acme=folder / "authorities",
            state=folder / "state",
            accounts=folder / "accounts",
            homes=folder / "homes",
            session_config=folder / "sessions",
            front_addresses=(LOOPBACK,),
            https_port=https,
            http_port=http,
            proxy_port=echo,
        )
        certificate = self_signed(unit.HOST, 1)
        for file in ("certificate", "placeholder.pem", "own.pem"):
            (folder / file).write_text(certificate, encoding="utf-8")
        (folder / FILE).write_text(front_configuration(declaration, places, KEY), encoding="utf-8")
        stack.enter_context(running(front_command(places), folder / "front.log", lambda: answers(https)))
        yield Front(places, folder / "certificate")


@contextlib.contextmanager
def _echoing() -> Iterator[int]:
    server = ThreadingHTTPServer((LOOPBACK, 0), _Echo)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield int(server.server_address[1])
    finally:
        server.shutdown()
        server.server_close()
        thread.join()

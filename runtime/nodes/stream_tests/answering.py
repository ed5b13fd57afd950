"""A web server that answers as a test wants, and counts what it is asked."""

from __future__ import annotations

import contextlib
import ssl
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path


@dataclass(frozen=True)
class Answer:
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b"data"
    after: float = 0.0
    """Seconds before it comes."""


@dataclass
class Asked:
    port: int
    paths: list[str] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    bodies: list[bytes] = field(default_factory=list)
    connections: set[int] = field(default_factory=set)
    """Clients' ends of them."""
    now: int = 0
    most: int = 0
    """Requests at once."""
    lock: threading.Lock = field(default_factory=threading.Lock)


class Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 512


@contextlib.contextmanager
def answering(
    answer: Callable[[str], Answer] = lambda path: Answer(),
    tls: ssl.SSLContext | None = None,
    host: str = "127.0.0.1",
    port: int = 0,
) -> Iterator[Asked]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            with asked.lock:
                asked.now += 1
                asked.most = max(asked.most, asked.now)
                asked.paths.append(self.path)
                asked.headers.append({name.lower(): value for name, value in self.headers.items()})
                asked.connections.add(self.client_address[1])
                asked.bodies.append(self.rfile.read(int(self.headers.get("Content-Length", 0))))
            given = answer(self.path)
            time.sleep(given.after)
            with asked.lock:
                asked.now -= 1
            self.send_response(given.status)
            for name, value in given.headers.items():
                self.send_header(name, value)
            body = b"" if given.status == 204 else given.body
            if given.status != 204:
                self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        do_POST = do_GET

        def log_message(self, format: str, *arguments: object) -> None:
            pass

    server = Server((host, port), Handler)
    asked = Asked(server.server_address[1])
    if tls is not None:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    try:
        yield asked
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def certificate(folder: Path, name: str) -> tuple[ssl.SSLContext, Path]:
    """For a server of that name, signed by nobody but itself; the file is what trusts it."""
    key, file = folder / f"{name}.key", folder / f"{name}.pem"
    subject = ["-subj", f"/CN={name}", "-addext", f"subjectAltName=DNS:{name}"]
    curve = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"]
    subprocess.run(
        ["openssl", "req", "-x509", *curve, *subject, "-keyout", str(key), "-out", str(file)],
        check=True,
        capture_output=True,
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file, key)
    return context, file

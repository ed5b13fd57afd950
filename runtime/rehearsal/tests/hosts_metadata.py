"""A metadata service as small as a boot needs it: tokens, an id, a name, user data; and a resolver."""

from __future__ import annotations

import http.server
import json
import socket
import threading
from collections.abc import Callable

from terrane_rehearsal.world import Instance

TOKEN = "token"


def serve(listener: socket.socket, who: Callable[[str], Instance | None]) -> http.server.ThreadingHTTPServer:
    class Handler(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *_: object) -> None:
            """Quiet."""

        def answer(self, code: int, body: bytes = b"") -> None:
            self.send_response(code)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def do_PUT(self) -> None:
            self.answer(200, TOKEN.encode())

        def do_GET(self) -> None:
            instance = who(self.client_address[0])
            if instance is None:
                return self.answer(404)
            if self.headers.get("X-aws-ec2-metadata-token") != TOKEN:
                return self.answer(401)
            body = tree(instance, self.path)
            return self.answer(404) if body is None else self.answer(200, body)

    server = http.server.ThreadingHTTPServer(("", 0), Handler, bind_and_activate=False)
    server.socket.close()
    server.socket = listener
    server.server_address = listener.getsockname()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


def serve_names(listener: socket.socket) -> None:
    """A resolver that knows nothing, and says so at once. Ends when the socket is closed."""

    def answer() -> None:
        while True:
            try:
                question, who = listener.recvfrom(512)
                listener.sendto(question[:2] + b"\x81\x83" + question[4:6] + bytes(6) + question[12:], who)
            except OSError:
                return

    threading.Thread(target=answer, daemon=True).start()


def tree(instance: Instance, path: str) -> bytes | None:
    name = path.split("/", 2)[-1].rstrip("/")
    leaves = {
        "meta-data/instance-id": instance.id,
        "meta-data/local-hostname": instance.private_dns_name,
        "meta-data/hostname": instance.private_dns_name,
        "meta-data/local-ipv4": instance.address,
        "meta-data/placement/availability-zone": instance.zone,
        # Without an id in it, cloud-init would ask again each time that it wants to know who it is.
        "dynamic/instance-identity/document": json.dumps({"instanceId": instance.id, "region": instance.region}),
    }
    if name == "user-data":
        return instance.user_data or None
    if name in leaves:
        return leaves[name].encode()
    below = {key[len(name) + 1 :] for key in leaves if key.startswith(name + "/")}
    children = sorted({each.split("/")[0] + ("/" if "/" in each else "") for each in below})
    return "\n".join(children).encode() if children else None

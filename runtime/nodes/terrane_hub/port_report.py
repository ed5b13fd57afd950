"""What a session on a node may tell the hub: the port on which it listens, and nothing else.

batchspawner's own handler sets any attribute of the spawner that a session names, `exec_prefix` among them, which the
hub runs in a shell as root.
"""

from __future__ import annotations

from typing import Any

from jupyterhub.apihandlers import APIHandler, default_handlers
from tornado.web import HTTPError, authenticated

ADDRESS = r"/api/batchspawner"
PORTS = range(1024, 65536)


def port_of(body: Any) -> int:
    """Raises HTTPError 400."""
    if not isinstance(body, dict) or set(body) != {"port"}:
        raise HTTPError(400, "an object with a port, and nothing else, is needed")
    port = body["port"]
    if not isinstance(port, int) or isinstance(port, bool) or port not in PORTS:
        raise HTTPError(400, f"a port from {PORTS.start} to {PORTS.stop - 1} is needed")
    return port


class PortHandler(APIHandler):  # type: ignore[misc]
    @authenticated  # type: ignore[misc]
    def post(self) -> None:
        """Of the session whose token comes with the request, while it starts."""
        port = port_of(self.get_json_body())
        token = self.get_auth_token()
        spawners = getattr(self.current_user, "spawners", {}).values()
        spawner = next((one for one in spawners if token and one.api_token == token), None)
        if spawner is None or spawner.pending != "spawn":
            raise HTTPError(403, "this is not the token of a session that starts")
        spawner.port = port
        self.set_status(201)
        self.finish({"message": "the port is known"})


def replace_handler() -> None:
    """Instead of batchspawner's, which its import has put there."""
    default_handlers[:] = [one for one in default_handlers if one[0] != ADDRESS]
    default_handlers.append((ADDRESS, PortHandler))

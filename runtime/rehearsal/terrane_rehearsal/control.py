"""What the command line asks of a running rehearsal: JSON over a unix socket that only root opens."""

from __future__ import annotations

import os
import socket
import threading
from pathlib import Path
from typing import Any, Protocol

from flask import Flask, jsonify, request
from werkzeug.serving import BaseWSGIServer, WSGIRequestHandler, make_server


class Answers(Protocol):
    """Everything that can be asked."""

    def status(self) -> dict[str, Any]: ...

    def events(self, after: int) -> list[dict[str, Any]]: ...

    def text(self, host: str, which: str) -> str: ...

    def report(self, destroyed: bool) -> dict[str, Any]: ...

    def faults(self) -> list[dict[str, Any]]: ...

    def fault(self, spec: dict[str, Any]) -> str: ...

    def begin_oci(self, region: str | None) -> list[dict[str, str]]: ...

    def secret(self, arn: str, value: str) -> None: ...

    def down(self) -> None: ...


def application(answers: Answers) -> Flask:
    app = Flask("terrane_rehearsal")
    app.json.sort_keys = False  # type: ignore[attr-defined]

    @app.get("/status")
    def status() -> Any:
        return jsonify(answers.status())

    @app.get("/events")
    def events() -> Any:
        return jsonify(events=answers.events(int(request.args.get("after", "0"))))

    @app.get("/logs")
    def logs() -> Any:
        return jsonify(text=answers.text(request.args["host"], request.args.get("which", "boot")))

    @app.get("/report")
    def report() -> Any:
        return jsonify(answers.report(request.args.get("destroyed") == "1"))

    @app.get("/faults")
    def faults() -> Any:
        return jsonify(faults=answers.faults())

    @app.post("/faults")
    def fault() -> Any:
        return jsonify(done=answers.fault(request.get_json()))

    @app.post("/oci")
    def oci() -> Any:
        return jsonify(standIns=answers.begin_oci(request.get_json().get("region")))

    @app.post("/secrets")
    def secrets() -> Any:
        given = request.get_json()
        answers.secret(str(given["arn"]), str(given["value"]))
        return jsonify({})

    @app.post("/down")
    def down() -> Any:
        answers.down()
        return jsonify({})

    @app.errorhandler(LookupError)
    @app.errorhandler(ValueError)
    def refused(error: Exception) -> Any:
        return jsonify(error=str(error)), 400

    return app


class _Quiet(WSGIRequestHandler):
    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """The command line asks several times a second: that is no news."""


def serve(path: Path, answers: Answers) -> BaseWSGIServer:
    """The socket is there when this returns."""
    path.unlink(missing_ok=True)
    # A path in a deep folder may be longer than the 107 bytes that a socket's address holds: bound by a short one.
    folder = os.open(path.parent, os.O_DIRECTORY)
    listener = socket.socket(socket.AF_UNIX)
    try:
        listener.bind(f"/proc/self/fd/{folder}/{path.name}")
    finally:
        os.close(folder)
    os.chmod(path, 0o600)
    listener.listen(64)
    server = make_server(
        "unix://", 0, application(answers), threaded=True, request_handler=_Quiet, fd=listener.fileno()
    )
    listener.detach()
    threading.Thread(target=server.serve_forever, name="control", daemon=True).start()
    return server

"""One call of a function: a process without capabilities, in a network of its own that holds one door to the cloud."""

from __future__ import annotations

import ctypes
import io
import json
import os
import socket
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from terrane_rehearsal.network.namespaces import current, in_own_network, meanwhile

RUNNER = """
import importlib, json, os, sys, traceback
sys.path.insert(0, os.getcwd())
module, _, name = os.environ["_HANDLER"].rpartition(".")
class Context:
    function_name = os.environ["AWS_LAMBDA_FUNCTION_NAME"]
    memory_limit_in_mb = os.environ["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"]
    aws_request_id = "rehearsal"
event = json.load(sys.stdin)
answer = os.fdopen(int(sys.argv[1]), "w")
try:
    json.dump({"answer": getattr(importlib.import_module(module.replace("/", ".")), name)(event, Context())}, answer)
except Exception as error:
    traceback.print_exc()
    json.dump({"error": f"{type(error).__name__}: {error}"}, answer)
"""
"""What Lambda's runtime does with a handler: https://docs.aws.amazon.com/lambda/latest/dg/python-handler.html"""

LONGEST_OUTPUT = 1 << 16
# https://man7.org/linux/man-pages/man1/setpriv.1.html
WITHOUT_POWERS = ("setpriv", "--bounding-set=-all", "--inh-caps=-all", "--no-new-privs")
_DEATHSIG, _SIGKILL = 1, 9
_libc = ctypes.CDLL(None, use_errno=True)


@dataclass(frozen=True)
class Program:
    name: str
    handler: str
    archive: bytes
    seconds: float
    memory_mib: int
    settings: Mapping[str, str]


@dataclass(frozen=True)
class Outcome:
    seconds: float
    output: str
    answer: str
    """JSON."""
    error: str
    """Empty: the handler returned."""


def run(
    program: Program, event: str, credentials: Mapping[str, str], open_door: Callable[[socket.socket], None]
) -> Outcome:
    """`open_door` serves the cloud on a listening socket of the process's network, as long as the socket is open."""
    outside = current()
    try:
        with tempfile.TemporaryDirectory(prefix="terrane-function-") as folder:
            with zipfile.ZipFile(io.BytesIO(program.archive)) as archive:
                archive.extractall(folder)
            return in_own_network(lambda: _there(program, event, credentials, open_door, Path(folder), outside))
    finally:
        os.close(outside)


def _there(
    program: Program,
    event: str,
    credentials: Mapping[str, str],
    open_door: Callable[[socket.socket], None],
    folder: Path,
    outside: int,
) -> Outcome:
    listener = socket.create_server(("127.0.0.1", 0))
    url = f"http://127.0.0.1:{listener.getsockname()[1]}"
    # Its threads reach the emulator, which is outside.
    meanwhile(outside, lambda: open_door(listener))
    reading, writing = os.pipe()
    began = time.monotonic()
    process = subprocess.Popen(
        [*WITHOUT_POWERS, sys.executable, "-I", "-c", RUNNER, str(writing)],
        cwd=folder,
        env=_environment(program, credentials, url),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        pass_fds=(writing,),
        preexec_fn=_ends_with_us,
    )
    os.close(writing)
    with os.fdopen(reading, encoding="utf-8") as answers:
        try:
            output, _ = process.communicate(event, timeout=program.seconds)
            said = answers.read()
        except subprocess.TimeoutExpired:
            process.kill()
            output, said = (
                process.communicate()[0],
                json.dumps({"error": f"Task timed out after {program.seconds:.2f} seconds"}),
            )
    return _outcome(time.monotonic() - began, output, said, process.returncode)


def _outcome(seconds: float, output: str, said: str, code: int) -> Outcome:
    try:
        found = json.loads(said)
    except ValueError:
        found = {"error": f"Runtime exited with error: exit status {code}"}
    error = str(found.get("error", ""))
    answer = json.dumps(found.get("answer")) if not error else json.dumps({"errorMessage": error})
    return Outcome(round(seconds, 2), output[-LONGEST_OUTPUT:], answer, error)


def _environment(program: Program, credentials: Mapping[str, str], url: str) -> dict[str, str]:
    # https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html#configuration-envvars-runtime
    return {
        "PATH": "/usr/local/bin:/usr/bin:/bin",
        "LANG": "C.UTF-8",
        "PYTHONDONTWRITEBYTECODE": "1",
        **program.settings,
        **credentials,
        "_HANDLER": program.handler,
        "AWS_LAMBDA_FUNCTION_NAME": program.name,
        "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": str(program.memory_mib),
        "AWS_ENDPOINT_URL": url,
        "AWS_EC2_METADATA_DISABLED": "true",
    }


def _ends_with_us() -> None:
    _libc.prctl(_DEATHSIG, _SIGKILL)

"""What a call of a function is: its role lends itself, its process runs, its output goes to its log group."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

import boto3  # type: ignore[import-untyped, unused-ignore]
import botocore.config  # type: ignore[import-untyped, unused-ignore]
import botocore.exceptions  # type: ignore[import-untyped, unused-ignore]

from terrane_rehearsal.doors.plain import serve_plain
from terrane_rehearsal.functions.process import Outcome, Program, run

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

    from terrane_rehearsal.emulator import Emulator
    from terrane_rehearsal.journal import Journal

PYTHON = "python3"
LAMBDA = "lambda.amazonaws.com"


class Functions:
    def __init__(self, emulator: Emulator, guarded: WSGIApplication, journal: Journal) -> None:
        """`guarded`: the cloud with every call judged, as hosts reach it."""
        self._emulator = emulator
        self._guarded = guarded
        self._journal = journal
        self._door = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._door.getsockname()[1]}"
        self._server = serve_plain(self._door, guarded)
        self._running = 0
        self._changed = threading.Condition()
        emulator.run_functions(self)

    def close(self) -> None:
        self._server.close()

    def call(self, function: Any, event: str) -> tuple[str, bool, str]:
        """The answer as JSON, whether it is an error, and what was printed: in the form of the emulator's own."""
        self._count(1)
        return self._counted(function, event)

    def begin(self, function: Any, event: str) -> None:
        """The same without waiting: whoever calls may hold what the function needs."""
        self._count(1)
        threading.Thread(target=self._counted, args=(function, event), name="function", daemon=True).start()

    def _counted(self, function: Any, event: str) -> tuple[str, bool, str]:
        try:
            outcome = self._outcome(function, event)
        except Exception as error:  # noqa: BLE001 (whoever called hears of it)
            outcome = _refused(f"{type(error).__name__}: {error}")
        name, why = function.function_name, outcome.error
        self._journal.note("function", name=name, took=outcome.seconds, error=why, output=outcome.output)
        self._count(-1)
        return outcome.answer, bool(why), outcome.output

    def _count(self, change: int) -> None:
        with self._changed:
            self._running += change
            self._changed.notify_all()

    def settled(self, seconds: float) -> bool:
        """Whether all calls have ended."""
        with self._changed:
            return self._changed.wait_for(lambda: self._running == 0, seconds)

    def client(self, service: str, role: str, session: str) -> Any:
        """A client that acts as a role, and may do no more than the role."""
        return _client(service, self._emulator.region, self.url, self._emulator.lend(role, session))

    def _outcome(self, function: Any, event: str) -> Outcome:
        if not str(function.run_time).startswith(PYTHON):
            return _refused(f"a rehearsal runs Python alone, not {function.run_time}")
        if not self._emulator.trusts(function.role, LAMBDA):
            return _refused("The role defined for the function cannot be assumed by Lambda.")
        credentials = self._emulator.lend(function.role, function.function_name)
        program = Program(
            name=function.function_name,
            handler=function.handler,
            archive=bytes(function.code_bytes),
            seconds=float(function.timeout),
            memory_mib=int(function.memory_size),
            settings={
                **function.environment_vars,
                "AWS_REGION": function.region,
                "AWS_DEFAULT_REGION": function.region,
            },
        )
        outcome = run(program, event, credentials, self._serve)
        self._log(function, outcome, credentials)
        return outcome

    def _serve(self, listener: socket.socket) -> None:
        # It ends with the network that its socket is in, which nobody reaches when the process has ended.
        server = serve_plain(listener, self._guarded)
        timer = threading.Timer(900, server.close)
        timer.daemon = True
        timer.start()

    def _log(self, function: Any, outcome: Outcome, credentials: Mapping[str, str]) -> None:
        """As the function's role, as Lambda does; a role that may not has no log, and no error."""
        logs = _client("logs", function.region, self.url, credentials)
        group, stream = f"/aws/lambda/{function.function_name}", f"rehearsal-{time.time_ns()}"
        lines = [line for line in outcome.output.splitlines() if line] or ["(nothing was printed)"]
        now = int(time.time() * 1000)
        try:
            logs.create_log_stream(logGroupName=group, logStreamName=stream)
            logs.put_log_events(
                logGroupName=group,
                logStreamName=stream,
                logEvents=[{"timestamp": now, "message": line} for line in lines],
            )
        except botocore.exceptions.ClientError as error:
            self._journal.note("function-log", name=function.function_name, error=str(error))


def failures(events: Iterable[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    """Calls that ended in an error, in the form of a boot that failed."""
    for event in events:
        if event["event"] == "function" and event["error"]:
            tail = str(event["output"]).splitlines()[-20:]
            named = {"id": event["name"], "name": event["name"], "phase": "function"}
            yield {**named, "command": "", "reason": event["error"], "tail": tail}


def _refused(why: str) -> Outcome:
    return Outcome(0.0, "", "{}", why)


def _client(service: str, region: str, url: str, credentials: Mapping[str, str]) -> Any:
    return boto3.client(
        service,
        region_name=region,
        endpoint_url=url,
        aws_access_key_id=credentials["AWS_ACCESS_KEY_ID"],
        aws_secret_access_key=credentials["AWS_SECRET_ACCESS_KEY"],
        aws_session_token=credentials["AWS_SESSION_TOKEN"],
        config=botocore.config.Config(retries={"total_max_attempts": 1}),
    )

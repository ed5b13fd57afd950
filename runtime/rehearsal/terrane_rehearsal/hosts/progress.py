"""How far a boot is, from what cloud-init and the boot itself write. Pure: texts in, a Progress out."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import Any, Literal

STARTING = "systemd"
TAIL_LINES = 12
_PHASE = re.compile(r"^terrane-phase: (\S+) (running|done|failed)\b", re.MULTILINE)
_FAILED = re.compile(r"^terrane-failed: (.*)$", re.MULTILINE)
_FIELD = re.compile(r'(\w+)=(?:"([^"]*)"|(\S+))')
_BROKEN = "Failed to start cloud-init-main.service"
"""On the console: the process that does everything else of cloud-init, and would write a result, has ended."""
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
# Lines of cloud-init itself and of other programs' own reports, which say nothing about a script that failed.
_CLOUD_INIT = re.compile(r"^(Cloud-init v\.|\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d+ - |ci-info: )")


@dataclass(frozen=True)
class Failure:
    phase: str
    command: str
    reason: str
    tail: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Progress:
    state: Literal["booting", "ready", "failed"]
    stage: str
    """The last phase that the boot names, else cloud-init's own stage."""
    failure: Failure | None = None


def progress(status: str, result: str, log: str, console: str = "") -> Progress:
    """Of the texts of cloud-init's status.json, result.json and output log; empty where there is none yet."""
    stage = _stage(_parsed(status), log)
    told = _FAILED.findall(log)
    if told:
        return Progress("failed", stage, _told_failure(told[-1], stage, log))
    finished = _parsed(result)
    if not finished:
        return _unfinished(stage, console)
    errors = [str(error) for error in finished.get("errors", [])]
    if not finished.get("datasource") or finished["datasource"] == "DataSourceNone":
        errors.append("cloud-init got no answer from the metadata service, so there was no user data")
    if errors:
        return Progress("failed", stage, _found_failure(errors, stage, log))
    return Progress("ready", "ready")


def _unfinished(stage: str, console: str) -> Progress:
    plain = _COLOUR.sub("", console)
    if _BROKEN not in plain:
        return Progress("booting", stage)
    return Progress("failed", stage, Failure(stage, "cloud-init", "cloud-init itself failed to run", _tail(plain)))


def _parsed(text: str) -> dict[str, Any]:
    """What is inside `v1`; nothing for a file that is only half written."""
    try:
        return dict(json.loads(text)["v1"])
    except (ValueError, KeyError, TypeError):
        return {}


def _stage(status: dict[str, Any], log: str) -> str:
    phases = _PHASE.findall(log)
    if phases:
        return str(phases[-1][0])
    if status.get("stage"):
        return str(status["stage"])
    stages = [name for name, facts in status.items() if isinstance(facts, dict) and facts.get("start")]
    return max(stages, key=lambda name: float(status[name]["start"])) if stages else STARTING


def _told_failure(line: str, stage: str, log: str) -> Failure:
    facts = {name: quoted or plain for name, quoted, plain in _FIELD.findall(line)}
    phase, command = facts.get("phase") or facts.get("step") or stage, facts.get("command", "")
    return Failure(phase, command, facts.get("reason") or line, _tail(log))


def _found_failure(errors: list[str], stage: str, log: str) -> Failure:
    lines = [line for line in log.splitlines() if line.strip()]
    traced = next((line.lstrip("+ ") for line in reversed(lines) if line.startswith("+")), "")
    said = next((line for line in reversed(lines) if not line.startswith("+") and not _CLOUD_INIT.match(line)), "")
    reason = f"{said} ({errors[0]})" if said else errors[0]
    return Failure(stage, traced, reason, _tail(log))


def _tail(log: str) -> list[str]:
    return log.splitlines()[-TAIL_LINES:]

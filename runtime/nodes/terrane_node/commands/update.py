"""update: the head's timer. Takes over a new bundle that the cluster document names, and tells Slurm if it is there."""

from __future__ import annotations

import argparse
from datetime import datetime
from pathlib import Path

from terrane_node.bundle import Bundle, bundle_of, exchange, unpack
from terrane_node.clock import iso
from terrane_node.commands.report import UPDATE_PHASE, report
from terrane_node.errors import NodeError
from terrane_node.files import read_json, write_json, write_whole
from terrane_node.logs import log
from terrane_node.node import Node
from terrane_node.process import run as run_program

# Of the bundle: what services of the head need beside Slurm's settings.
SERVICES = "services/update.sh"
# An environment of Python's may have to be made anew.
SERVICES_SECONDS = 1200
# A bundle that was refused is tried again, but not every minute.
RETRY_SECONDS = 600


def configure(parser: argparse.ArgumentParser) -> None:
    del parser


def run(node: Node, arguments: argparse.Namespace) -> int:
    del arguments
    bundle = bundle_of(node.documents.cluster(offline=False))
    if bundle.sha256 == in_use(node) or _refused_lately(node, bundle):
        return 0
    report(node, UPDATE_PHASE, "running")
    try:
        take_over(node, bundle)
        renew_services(node)
    except (NodeError, OSError) as error:
        write_json(_memory(node), {"refused": bundle.sha256, "at": iso(node.clock.now()), "reason": str(error)})
        report(node, UPDATE_PHASE, "failed", str(error))
        log.error("update: %s", error)
        return 1
    _memory(node).unlink(missing_ok=True)
    report(node, UPDATE_PHASE, "done")
    return 0


def in_use(node: Node) -> str:
    try:
        return node.paths.bundle_mark.read_text(encoding="ascii").strip()
    except OSError:
        return ""


def take_over(node: Node, bundle: Bundle) -> None:
    """All of it, or nothing: a bundle whose slurm.conf slurmctld refuses is exchanged back."""
    used = node.paths.program
    new = used.with_name(f"{used.name}.new")
    unpack(node.cloud, bundle, new, node.paths.bundle_mark.name)
    used.mkdir(parents=True, exist_ok=True)
    exchange(new, used)
    before = _install(used / "slurm", node.paths.slurm_additions, node.paths.slurm_settings)
    try:
        if node.settings.role == "head" and (used / "slurm").is_dir():
            node.slurm.reconfigure()
    except NodeError:
        _restore(before)
        exchange(new, used)
        raise
    log.info("update: bundle %s is in use; the former one is in %s", bundle.sha256, new)


def renew_services(node: Node) -> None:
    """They go on with the former settings where this fails; the new bundle stays."""
    script = node.paths.program / SERVICES
    if node.settings.role == "head" and script.exists():
        run_program(["bash", str(script)], timeout=SERVICES_SECONDS)


def _install(source: Path, additions: Path, target: Path) -> dict[Path, str | None]:
    """Installs Slurm's settings as the boot does; gives what each file held before, None where there was none."""
    before: dict[Path, str | None] = {}
    for file in sorted(source.glob("*.conf")):
        installed = target / file.name
        old = installed.read_text(encoding="utf-8") if installed.exists() else None
        more = additions / file.name
        text = file.read_text(encoding="utf-8") + (more.read_text(encoding="utf-8") if more.exists() else "")
        if text != old:
            before[installed] = old
            write_whole(installed, text)
    return before


def _restore(before: dict[Path, str | None]) -> None:
    for path, text in before.items():
        if text is None:
            path.unlink(missing_ok=True)
        else:
            write_whole(path, text)


def _memory(node: Node) -> Path:
    return node.paths.state / "update.json"


def _refused_lately(node: Node, bundle: Bundle) -> bool:
    kept = read_json(_memory(node))
    if not isinstance(kept, dict) or kept.get("refused") != bundle.sha256:
        return False
    since = datetime.fromisoformat(str(kept.get("at", "1970-01-01T00:00:00Z")).replace("Z", "+00:00"))
    return (node.clock.now() - since).total_seconds() < RETRY_SECONDS

"""What people read of a stop: at login, on a gateway's pages, and from `terrane-stop`."""

from __future__ import annotations

from collections.abc import Mapping

from terrane_node.errors import CommandError
from terrane_node.files import write_whole
from terrane_node.logs import log
from terrane_node.paths import Paths
from terrane_node.process import run

# pam_motd(8) shows the files of this folder at every login.
MOTD = "/etc/motd.d/90-terrane-stop"
HUB = "bin/terrane-hub"


def sentences(stopped: Mapping[str, str]) -> list[str]:
    """One for each reason, with the partitions that it holds for."""
    by_why: dict[str, list[str]] = {}
    for partition, why in stopped.items():
        by_why.setdefault(why, []).append(partition)
    return [f"No machine is started in {_listed(names)}: {why}." for why, names in by_why.items()]


def tell(paths: Paths, stopped: Mapping[str, str]) -> None:
    """To whoever logs in, and on the pages of a gateway."""
    lines = sentences(stopped)
    motd = paths.at(MOTD)
    if lines:
        write_whole(motd, "\n".join(["", *lines, "Home and results stay. More: /opt/terrane/bin/terrane-stop", ""]))
    else:
        motd.unlink(missing_ok=True)
    hub = paths.program / HUB
    if hub.exists():
        _announce(str(hub), " ".join(lines))


def _announce(hub: str, text: str) -> None:
    try:
        run([hub, "announce", *([text] if text else ["--clear"])])
    except CommandError as error:
        log.error("stop: the pages do not say so: %s", error)


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"

"""The head's name on a machine whose boot has written its address down, in /etc/hosts. A new head has a new one.

The deployment points the name's DNS record at the new head. Nodes that run find it there, without a new boot.
"""

from __future__ import annotations

import re
import socket
from pathlib import Path

from terrane_node.errors import CommandError
from terrane_node.logs import log
from terrane_node.process import run

MARK = "# terrane-head"
_LINE = re.compile(rf"^(?P<address>\S+) (?P<name>\S+) (?P<more>.*){MARK}$", re.MULTILINE)
SLURMCTLD_PORT = 6817
ANSWER_SECONDS = 3
# slurmd ends a health check, from which this is done, after 60 seconds.
DNS_SECONDS = 10


def follow(hosts: Path) -> str | None:
    """Leads the name to where DNS says that the head is, if that is news and a head answers there. The new address."""
    line = _LINE.search(hosts.read_text(encoding="utf-8")) if hosts.exists() else None
    if line is None:
        return None
    address = by_dns(line["name"])
    if address in (None, line["address"]) or not answers(address or ""):
        return None
    text = hosts.read_text(encoding="utf-8")
    # In place: /etc/hosts may be a mount of its own.
    hosts.write_text(_LINE.sub(f"{address} {line['name']} {line['more']}{MARK}", text), encoding="utf-8")
    log.warning("%s is at %s now, no longer at %s", line["name"], address, line["address"])
    return address


def by_dns(name: str) -> str | None:
    """With the dot that ends a full name, /etc/hosts has no such name."""
    try:
        answer = run(["getent", "ahostsv4", f"{name}."], timeout=DNS_SECONDS)
    except CommandError:
        return None
    return answer.split()[0] if answer.split() else None


def answers(address: str, port: int = SLURMCTLD_PORT) -> bool:
    try:
        with socket.create_connection((address, port), timeout=ANSWER_SECONDS):
            return True
    except OSError:
        return False

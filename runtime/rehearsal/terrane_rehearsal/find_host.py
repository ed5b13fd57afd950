"""Which host is meant: by instance id, private address, Name tag, host name, or the tags that name nodes and roles."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from terrane_rehearsal.world import Instance

NAMING_TAGS = ("Name", "terrane:node", "terrane:role")


class HostNotFound(LookupError):
    """Nobody, or more than one, has the name."""


def names_of(instance: Instance) -> tuple[str, ...]:
    """Each once."""
    host = instance.private_dns_name
    given = (instance.id, instance.address, host, host.split(".")[0], *map(instance.tags.get, NAMING_TAGS))
    return tuple(dict.fromkeys(name for name in given if name))


def find(name: str, instances: Iterable[Instance]) -> Instance:
    """Raises HostNotFound; its text lists what there is."""
    everybody = list(instances)
    found = [instance for instance in everybody if name in names_of(instance)]
    if len(found) == 1:
        return found[0]
    if found:
        raise HostNotFound(f"{name!r} is {len(found)} hosts: {', '.join(_shown(each) for each in found)}")
    known = sorted({each for instance in everybody for each in names_of(instance)})
    near = difflib.get_close_matches(name, known, 1)
    meant = f"; did you mean {near[0]!r}?" if near else ""
    raise HostNotFound(f"no host {name!r} among {', '.join(map(_shown, everybody)) or 'none'}{meant}")


def _shown(instance: Instance) -> str:
    node = instance.tags.get("terrane:node") or instance.name
    return f"{node} ({instance.id}, {instance.address})"

"""Which host is meant: by instance id, private address, Name tag, host name, or the tags that name nodes and roles."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from terrane_rehearsal.world import Instance

NAMING_TAGS = ("Name", "terrane:node", "terrane:role")


class HostNotFound(LookupError):
    """Nobody, or more than one, has the name."""


def names_of(instance: Instance) -> tuple[str, ...]:
    given = (instance.tags[tag] for tag in NAMING_TAGS if instance.tags.get(tag))
    return (instance.id, instance.address, instance.private_dns_name, instance.private_dns_name.split(".")[0], *given)


def find(name: str, instances: Iterable[Instance]) -> Instance:
    """Raises HostNotFound; its text lists what there is."""
    everybody = list(instances)
    found = [instance for instance in everybody if name in names_of(instance)]
    if len(found) == 1:
        return found[0]
    if found:
        raise HostNotFound(f"{name!r} is {len(found)} hosts: {', '.join(_shown(each) for each in found)}")
    known = sorted({each for instance in everybody for each in names_of(instance) if each})
    near = difflib.get_close_matches(name, known, 1)
    meant = f"; did you mean {near[0]!r}?" if near else ""
    raise HostNotFound(f"no host {name!r} among {', '.join(map(_shown, everybody)) or 'none'}{meant}")


def _shown(instance: Instance) -> str:
    node = instance.tags.get("terrane:node") or instance.name
    return f"{node} ({instance.id}, {instance.address})"

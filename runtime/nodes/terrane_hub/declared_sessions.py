"""What a session may be: the parts `placement`, `sizes`, `policy` and `homes` of the declaration."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from terrane_hub.fields import Fields

LEAST_MEMORY_MIB = 256
# Longer than a summer without lectures.
LEAST_DAYS = 90


@dataclass(frozen=True)
class Size:
    name: str
    cpus: int
    memory_mib: int
    gpus: int
    partition: str | None
    """Of Slurm; the default one where it is None."""
    groups: tuple[str, ...]
    """Whose members may take it; everybody where it is empty."""
    until: date | None
    """The last day on which it is offered, in UTC."""
    max_seconds: int
    """0: no limit of its own."""


@dataclass(frozen=True)
class Policy:
    idle_seconds: int
    """0: an idle session is left alone."""
    max_seconds: int
    """0: a session may last for ever."""
    sessions_per_user: int
    sessions: int
    """Of all users together."""


@dataclass(frozen=True)
class Homes:
    quota_gib: int | None
    shared: str | None
    delete_after_days: int | None
    writers: tuple[str, ...] = ()
    """Groups whose members write to the shared folder, beside the admins."""


def read_placement(fields: Fields) -> str:
    """'gateway': on the gateway's machine; 'slurm': as jobs."""
    kind = fields.one_of("kind", ("gateway", "slurm"))
    fields.end()
    return kind


def read_sizes(fields: Fields) -> tuple[Size, ...]:
    """At least one; the first is the default."""
    sizes = tuple(_size(child) for child in fields.children("sizes"))
    names = [size.name for size in sizes]
    for name in names:
        if names.count(name) > 1:
            raise fields.refuse("sizes", f"has two of the name {name!r}")
    return sizes


def _size(fields: Fields) -> Size:
    size = Size(
        name=fields.like("name", "[a-z][a-z0-9-]{0,30}", 'a name such as "small", of small letters, digits and "-",'),
        cpus=fields.whole("cpus", least=1),
        memory_mib=fields.whole("memoryMiB", least=LEAST_MEMORY_MIB),
        gpus=fields.whole("gpus", 0),
        partition=fields.maybe("partition", lambda key: fields.like(key, "[A-Za-z0-9_-]+", "a partition of Slurm")),
        groups=fields.texts("groups"),
        until=fields.maybe("until", fields.day),
        max_seconds=fields.whole("maxSeconds", 0),
    )
    if fields.maybe("image", fields.text) is not None:
        raise fields.refuse("image", "is given; sessions run in the gateway's own environment alone")
    fields.end()
    return size


def read_policy(fields: Fields) -> Policy:
    policy = Policy(
        idle_seconds=fields.whole("idleSeconds", 7200),
        max_seconds=fields.whole("maxSeconds", 0),
        sessions_per_user=fields.whole("sessionsPerUser", 1, least=1),
        sessions=fields.whole("sessions", least=1),
    )
    fields.end()
    return policy


def read_homes(fields: Fields) -> Homes:
    homes = Homes(
        quota_gib=fields.maybe("quotaGiB", lambda key: fields.whole(key, least=1)),
        shared=fields.maybe("shared", lambda key: fields.like(key, "/[^\\s]+", "an absolute path")),
        delete_after_days=fields.maybe("deleteAfterDays", lambda key: fields.whole(key, least=LEAST_DAYS)),
        writers=fields.texts("writers"),
    )
    fields.end()
    return homes

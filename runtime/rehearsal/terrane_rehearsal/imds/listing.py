"""Finding an item, or the list of a folder, by version and path.

A folder is listed with or without the slash at its end, and an item answers with one too, as EC2 does. The list of
`public-keys` has entries `0=NAME`; below it the key is the folder `0`. Folders have a slash at their end in a list,
but for those of a version.
"""

from __future__ import annotations

from collections.abc import Iterable

from .tree import Tree

LATEST = "latest"
VERSIONS = (
    *("1.0", "2007-01-19", "2007-03-01", "2007-08-29", "2007-10-10", "2007-12-15", "2008-02-01", "2008-09-01"),
    *("2009-04-04", "2011-01-01", "2011-05-01", "2012-01-12", "2014-02-25", "2014-11-05", "2015-10-20", "2016-04-19"),
    *("2016-06-30", "2016-09-02", "2018-03-28", "2018-08-17", "2018-09-24", "2019-10-01", "2020-10-27", "2021-01-03"),
    *("2021-03-23", "2021-07-15", "2022-09-24", "2024-04-11", LATEST),
)
"""In the order of the text, which is that of time."""

SINCE = {
    "dynamic/": "2009-04-04",
    "meta-data/autoscaling/": "2021-07-15",
    "meta-data/block-device-mapping/": "2007-12-15",
    "meta-data/events/maintenance/": "2018-08-17",
    "meta-data/events/recommendations/": "2020-10-27",
    "meta-data/iam/": "2012-01-12",
    "meta-data/instance-action": "2008-09-01",
    "meta-data/instance-life-cycle": "2019-10-01",
    "meta-data/instance-type": "2007-08-29",
    "meta-data/local-hostname": "2007-01-19",
    "meta-data/mac": "2011-01-01",
    "meta-data/network/": "2011-01-01",
    "meta-data/placement/availability-zone": "2008-02-01",
    "meta-data/placement/region": "2020-08-24",
    "meta-data/public-hostname": "2007-01-19",
    "meta-data/public-ipv4": "2007-01-19",
    "meta-data/services/domain": "2014-02-25",
    "meta-data/services/partition": "2015-10-20",
    "meta-data/spot/instance-action": "2016-11-15",
    "meta-data/spot/termination-time": "2014-11-05",
    "meta-data/tags/": "2021-03-23",
}
"""The first version with an item. https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2-instance-metadata.html."""


def read(leaves: Tree, path: str) -> bytes | None:
    """`path` is the request's, e.g. `/latest/meta-data/`; None is 404."""
    version, _, rest = path.lstrip("/").partition("/")
    if not version:
        return "\n".join(VERSIONS).encode()
    if version not in VERSIONS:
        return None
    shown = {_address(where): (where, value) for where, value in leaves.items() if _since(where) <= version}
    wanted = rest.strip("/")
    if wanted in shown:
        return shown[wanted][1]
    below = f"{wanted}/" if wanted else ""
    names = _entries(below, (where for where, _ in shown.values()))
    return "\n".join(names).encode() if names else None


def _since(where: str) -> str:
    return max((version for prefix, version in SINCE.items() if where.startswith(prefix)), default="1.0")


def _address(where: str) -> str:
    """Of an item in a request: the name of a public key is in lists only."""
    head, found, tail = where.partition("public-keys/0=")
    return f"{head}public-keys/0/{tail.rpartition('/')[2]}" if found else where


def _entries(below: str, paths: Iterable[str]) -> list[str]:
    entries = set()
    for where in paths:
        listed = where if below.endswith("public-keys/") else _address(where)
        if listed.startswith(below):
            name, slash, _ = listed[len(below) :].partition("/")
            entries.add(name + slash if below and not name.startswith("0=") else name)
    return sorted(entries)

"""Which images a rehearsal boots: Debian 13, also in place of Ubuntu 24.04, whose boots take the same steps."""

from __future__ import annotations

from typing import Any

from ..context import current
from ..errors import refuse
from ..images import BY_ID

OWN = "debian-13-x86_64"
"""What every host boots."""
STANDS_IN_FOR = ("debian-13-", "ubuntu-24.04-")


def check_bootable(image: Any) -> None:
    """Refuses what would boot as something else than it is; what Debian 13 stands in for is noted."""
    what = described(image)
    if what is None or not what.startswith(STANDS_IN_FOR):
        refuse(
            "UnsupportedOperation",
            f"The rehearsal cloud does not boot {image.id} ({what or 'an image of unknown content'}): it has "
            "Debian 13, also in place of Ubuntu 24.04. Rehearse with one of these.",
        )
    if what != OWN:
        current().journal.note("not-rehearsed", sentence=f"{image.id} is {what}: {OWN} boots in its place")


def described(image: Any) -> str | None:
    """What it is, e.g. `rocky-9-x86_64`; an image that was made of an instance is what that runs."""
    source = getattr(image, "instance", None)
    known = BY_ID.get(source.image_id if source is not None else image.id)
    return known.what if known is not None else None

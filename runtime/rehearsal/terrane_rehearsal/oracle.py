"""OCI beside AWS: made when it is first asked for, so that a rehearsal of AWS alone does not pay for it."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from terrane_rehearsal.doors.names import is_of_oci_service
from terrane_rehearsal.gates import watched

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

    from terrane_rehearsal.journal import Journal
    from terrane_rehearsal.oci import Oci

DEFAULT_REGION = "us-ashburn-1"
AWS_REGION = "us-east-1"
"""Where a Region of OCI is asked for, AWS has this one."""


@cache
def oci_regions() -> frozenset[str]:
    file = Path(__file__).parent / "oci" / "api" / "regions.json"
    return frozenset(json.loads(file.read_text(encoding="utf-8")))


def regions(asked: str) -> tuple[str, str]:
    """Of AWS and of OCI, where one is asked for; neither knows the other's."""
    return (AWS_REGION, asked) if asked in oci_regions() else (asked, DEFAULT_REGION)


class Oracle:
    """Methods may be called from any thread."""

    def __init__(self, region: str, journal: Journal, began: Callable[[Oci], None]) -> None:
        """`began` is called once, with what was made."""
        self._region, self._journal, self._began = region, journal, began
        self._lock = threading.Lock()
        self._made: Oci | None = None

    @property
    def running(self) -> Oci | None:
        return self._made

    @property
    def region(self) -> str:
        return self._region

    def begin(self, region: str | None = None) -> Oci:
        """Raises ValueError for a Region that there is not, and for a second one: a rehearsal holds one of OCI."""
        if region is not None and region not in oci_regions():
            raise ValueError(f"OCI has no Region {region!r}; there are {', '.join(sorted(oci_regions()))}")
        with self._lock:
            if self._made is None:
                self._made = self._make(region or self._region)
            elif region not in (None, self._region):
                raise ValueError(f"this rehearsal holds {self._region} of OCI; {region} needs another")
            return self._made

    def wsgi(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        return self.begin().wsgi(environ, start_response)

    def before(self, others: WSGIApplication) -> WSGIApplication:
        """Answers what is asked of a name of OCI; everything else is for the others."""

        watching = watched(self.wsgi, self._journal)

        def either(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
            ours = is_of_oci_service(environ.get("HTTP_HOST", ""))
            return (watching if ours else others)(environ, start_response)

        return either

    def _make(self, region: str) -> Oci:
        from terrane_rehearsal.oci import Oci

        self._region = region
        made = Oci(region, journal=self._journal)
        self._began(made)
        return made

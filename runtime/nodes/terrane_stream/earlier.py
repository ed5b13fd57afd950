"""What earlier runs left in the ledger, read while the run goes on: a year of a large network has 20,000 entries."""

from __future__ import annotations

from collections.abc import Iterator
from threading import Thread

from terrane_stream.chunks import Group
from terrane_stream.ledger import Ledger
from terrane_stream.plan import Plan
from terrane_stream.tally import Tally


class Earlier:
    """Counts dead chunks, and finds groups that have other chunks by now: the period was made longer, say."""

    def __init__(self, plan: Plan, ledger: Ledger, tally: Tally) -> None:
        self._plan = plan
        self._ledger = ledger
        self._tally = tally
        self._changed: set[str] = set()
        self._error: BaseException | None = None
        self._reader = Thread(target=self._run, name="earlier", daemon=True)
        self._reader.start()

    def wait(self) -> None:
        """Until all is read. StoreError where it cannot be."""
        self._reader.join()
        if self._error is not None:
            raise self._error

    def changed(self) -> Iterator[Group]:
        """The groups that are to be done again, whole."""
        self.wait()
        return (group for group in self._plan.groups() if group.id in self._changed)

    def _run(self) -> None:
        try:
            self._read()
        except BaseException as error:  # noqa: BLE001 (it is raised where it is waited for)
            self._error = error

    def _read(self) -> None:
        if not self._plan.finished:
            return
        counts = {group.id: group.count for group in self._plan.groups() if group.id in self._plan.finished}
        for entry in self._ledger.entries():
            if entry.group in counts and entry.chunks != counts[entry.group]:
                self._changed.add(entry.group)
                self._tally.reopen(counts[entry.group])
            elif entry.group in counts:
                self._tally.found_dead(len(entry.dead))

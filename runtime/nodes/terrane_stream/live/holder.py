"""The leases that this consumer holds, and the thread that renews them while the detector works."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterable

from terrane_node.clock import Clock
from terrane_stream.errors import StreamError
from terrane_stream.live.leases import Lease, LeaseTable
from terrane_stream.live.source import Fenced

log = logging.getLogger("terrane.stream")

RENEWALS_A_LEASE = 3


class Holder:
    """Its methods may be called by the engine's thread and by the renewing one."""

    def __init__(self, table: LeaseTable, clock: Clock, lease_seconds: float, patience_seconds: float) -> None:
        """`patience_seconds`: an engine that has not polled for so long is taken for stuck; its leases end."""
        self._table = table
        self._clock = clock
        self._pause = lease_seconds / RENEWALS_A_LEASE
        self._patience = patience_seconds
        self._polled = clock.monotonic()
        self._lock = threading.Lock()
        self._held: dict[str, Lease] = {}
        self._lost: set[str] = set()
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._renewing, name="leases", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """No lease is renewed after the return."""
        self._stop.set()
        if self._thread.is_alive():
            self._thread.join()

    def polled(self) -> None:
        """The engine is alive."""
        self._polled = self._clock.monotonic()

    def held(self) -> set[str]:
        with self._lock:
            return set(self._held)

    def asked(self) -> list[str]:
        """Shards that another consumer is to have."""
        with self._lock:
            return sorted(shard for shard, lease in self._held.items() if lease.wanted is not None)

    def lost(self) -> list[str]:
        """Shards that were taken since the last call."""
        with self._lock:
            lost, self._lost = sorted(self._lost), set()
        return lost

    def take(self, seen: Lease, owner: str) -> Lease | None:
        lease = self._table.take(seen, owner)
        if lease is not None:
            with self._lock:
                self._held[lease.shard] = lease
                self._lost.discard(lease.shard)
        return lease

    def commit(self, shard: str, position: str, note: str) -> None:
        held = self._of(shard)
        try:
            self._renewed(self._table.commit(held, position, note))
        except Fenced:
            self.forget(shard)
            raise

    def release(self, shard: str) -> None:
        """One that has been taken, or cannot be reached, will be found expired."""
        held = self._of(shard)
        self.forget(shard)
        try:
            self._table.release(held)
        except StreamError as error:
            log.warning("%s: not given back: %s", shard, error)

    def forget(self, shard: str) -> None:
        with self._lock:
            self._held.pop(shard, None)
            self._lost.discard(shard)

    def renew(self) -> None:
        """All leases, once."""
        if self._clock.monotonic() - self._polled > self._patience:
            log.error("no poll for more than %.0f s: leases are not renewed", self._patience)
            return
        with self._lock:
            leases: Iterable[Lease] = list(self._held.values())
        for lease in leases:
            try:
                self._renewed(self._table.renew(lease))
            except Fenced:
                self._taken(lease)
            except StreamError as error:
                log.warning("%s: not renewed: %s", lease.shard, error)

    def _renewing(self) -> None:
        while not self._stop.wait(self._pause):
            self.renew()

    def _of(self, shard: str) -> Lease:
        with self._lock:
            if shard not in self._held:
                raise Fenced(f"{shard}: its lease has been taken")
            return self._held[shard]

    def _renewed(self, lease: Lease) -> None:
        with self._lock:
            if self._same(lease):
                self._held[lease.shard] = lease

    def _taken(self, lease: Lease) -> None:
        with self._lock:
            if self._same(lease):
                del self._held[lease.shard]
                self._lost.add(lease.shard)

    def _same(self, lease: Lease) -> bool:
        """The lease may have been given back, or taken again, while the table was asked."""
        held = self._held.get(lease.shard)
        return held is not None and held.epoch == lease.epoch

"""Which leases a consumer is to take: those that are free or expired, up to its fair share; and when it has fewer than
another by two or more, one of that one's. Pure, but for what it has seen."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from terrane_stream.live.leases import Lease


@dataclass(frozen=True)
class Plan:
    take: tuple[Lease, ...]
    ask: Lease | None
    """To be handed over by its owner."""


class Watch:
    """Leases as one consumer has seen them change."""

    def __init__(self, owner: str, lease_seconds: float) -> None:
        self._owner = owner
        self._lease_seconds = lease_seconds
        # By shard: epoch and counter, and when they were first seen so.
        self._seen: dict[str, tuple[tuple[int, int], float]] = {}

    def plan(self, leases: Sequence[Lease], held: Collection[str], now: float) -> Plan:
        """`held`: shards that this consumer works on. `now`: seconds of a clock that never goes back."""
        expired = {lease.shard for lease in leases if self._stands_still(lease, now)}
        ready = [lease for lease in leases if not lease.ended and _parents_ended(lease, leases)]
        # Its own that it does not hold: handed to it, or of a process that dropped the shard.
        returned = [lease for lease in ready if lease.owner == self._owner and lease.shard not in held]
        free = [lease for lease in ready if lease.owner is None or lease.shard in expired]
        shares = Counter(lease.owner for lease in ready if lease.owner is not None and lease.shard not in expired)
        shares[self._owner] = len(held) + len(returned)
        fair = math.ceil(len(ready) / len(shares)) if ready else 0
        wanted = [lease for lease in free if lease not in returned and lease.shard not in held]
        take = [*returned, *wanted[: max(0, fair - shares[self._owner])]]
        return Plan(tuple(take), self._from_the_richest(ready, shares) if len(take) == len(returned) else None)

    def _stands_still(self, lease: Lease, now: float) -> bool:
        if lease.owner is None or lease.owner == self._owner:
            self._seen.pop(lease.shard, None)
            return False
        state = (lease.epoch, lease.counter)
        known = self._seen.get(lease.shard)
        if known is None or known[0] != state:
            self._seen[lease.shard] = known = (state, now)
        return now - known[1] >= self._lease_seconds

    def _from_the_richest(self, ready: Sequence[Lease], shares: Counter[str]) -> Lease | None:
        asked = Counter(lease.wanted for lease in ready if lease.wanted is not None)
        # Those asked for count as gone and come, so that one shard alone moves at a time.
        effective = {
            owner: share - sum(1 for lease in ready if lease.owner == owner and lease.wanted)
            for owner, share in shares.items()
        }
        mine = shares[self._owner] + asked[self._owner]
        richest = max(effective, key=lambda owner: (effective[owner], owner))
        if effective[richest] - mine < 2:
            return None
        return next((lease for lease in ready if lease.owner == richest and lease.wanted is None), None)


def _parents_ended(lease: Lease, leases: Sequence[Lease]) -> bool:
    """A parent without a lease has left the stream, and its records with it."""
    ended = {other.shard: other.ended for other in leases}
    return all(ended.get(parent, True) for parent in lease.parents)

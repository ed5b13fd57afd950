"""The faults that are on. Methods may be called from any thread."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from .call import Call
from .fault import Caller, Fault
from .spec import parse


class Faults:
    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._number = 0
        self._faults: dict[str, Fault] = {}

    def __bool__(self) -> bool:
        return bool(self._faults)

    def add(self, spec: Mapping[str, Any]) -> str:
        """A sentence that says what it does, with its id. Raises ValueError where the spec is wrong."""
        with self._lock:
            fault = parse(spec, str(self._number + 1))
            self._number += 1
            self._faults[fault.id] = fault
            return fault.sentence()

    def list(self) -> list[dict[str, Any]]:
        """Those whose number of calls is used up too: `hits` tells whether one did anything."""
        with self._lock:
            return [
                {"id": each.id, "kind": each.kind, "does": each.sentence(), "hits": each.hits, "left": each.left}
                for each in self._faults.values()
            ]

    def clear(self, id: str | None = None) -> None:
        """One, or all. Raises ValueError if there is no such fault."""
        with self._lock:
            if id is None:
                self._faults.clear()
            elif self._faults.pop(id, None) is None:
                raise ValueError(f"no fault {id!r}; there are {', '.join(self._faults) or 'none'}")

    def take(self, call: Call, caller: Callable[[], Caller]) -> tuple[Fault, ...]:
        """Those that concern the call, up to the first that refuses it; each has one call less left."""
        with self._lock:
            near = [each for each in self._faults.values() if each.concerns(call, Caller(each.instance, each.role))]
        if not near:
            return ()
        who = caller()
        taken: tuple[Fault, ...] = ()
        with self._lock:
            for fault in near:
                if fault.concerns(call, who):
                    fault.hits += 1
                    fault.left = None if fault.left is None else fault.left - 1
                    taken = (*taken, replace(fault))
                    if fault.refusal:
                        break
        return taken

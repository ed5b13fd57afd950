"""The user's detector for each key of a shard, with its state."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Mapping
from typing import Any

from terrane_stream.errors import HandlerError
from terrane_stream.handler import Handler
from terrane_stream.live.limit import Limit
from terrane_stream.live.window import Window
from terrane_stream.rows import Row

log = logging.getLogger("terrane.stream")


class Detectors:
    """A function is called for every window. Of a class there is one instance a key: `Detector(key)`, `.detect(window)`
    and, where it has them, `.state()` (JSON-able) and `.restore(state)`."""

    def __init__(self, handler: Handler, limit: Limit) -> None:
        self._handler = handler
        self._limit = limit
        self._instances: dict[str, Any] = {}
        # By key: the partition key, and the state as it was last known.
        self._known: dict[str, tuple[str, Any]] = {}

    def rows(self, window: Window, route: str) -> list[Row]:
        """HandlerError where the user's code fails, takes too long, or gives what is not rows."""
        handler = self._handler
        if not handler.is_class:
            return self._limit.within(lambda: handler.rows(window), handler.name)
        return self._limit.within(lambda: self._from_instance(window, route), handler.name)

    def state(self) -> dict[str, Any]:
        """By key: its partition key and the detector's state. Where a detector fails to tell, the last that it told."""
        for key, instance in self._instances.items():
            if hasattr(instance, "state"):
                try:
                    # A copy: the detector goes on changing its own.
                    state = json.loads(json.dumps(self._handler.guarded(instance.state)))
                    self._known[key] = (self._known[key][0], state)
                except (HandlerError, TypeError, ValueError) as error:
                    log.error("the state of the detector of %s is not kept: %s", key, error)
        return {key: [route, state] for key, (route, state) in self._known.items()}

    def restore(self, states: Mapping[str, Any], takes: Callable[[str], bool]) -> None:
        """Instances are made, and restored, when their key has a window."""
        self._known.update({key: (route, state) for key, (route, state) in states.items() if takes(route)})

    def _from_instance(self, window: Window, route: str) -> list[Row]:
        instance = self._instances.get(window.key)
        if instance is None:
            instance = self._instances[window.key] = self._made(window.key, route)
        return self._handler.rows_from(instance.detect, window)

    def _made(self, key: str, route: str) -> Any:
        instance = self._handler.instance(key)
        if not hasattr(instance, "detect"):
            raise HandlerError(f"{self._handler.file.name}: {self._handler.name} has no method 'detect'")
        _, state = self._known.setdefault(key, (route, None))
        if state is not None and hasattr(instance, "restore"):
            self._handler.guarded(instance.restore, state)
        return instance

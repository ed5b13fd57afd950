"""Reads a JSON object field by field. What is wrong is named by its file and path, with what is allowed."""

from __future__ import annotations

import difflib
import ipaddress
import json
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from terrane_hub.errors import DeclarationError

T = TypeVar("T")
REQUIRED: Any = object()
Network = ipaddress.IPv4Network | ipaddress.IPv6Network


class Fields:
    """One JSON object. A method reads one field; `end` refuses the fields that nobody read."""

    def __init__(self, raw: Any, path: str, file: str) -> None:
        if not isinstance(raw, Mapping):
            raise DeclarationError(f"{file}: {path or 'the document'} is {_shown(raw)}; an object is needed")
        self._raw = raw
        self._path = path
        self._file = file
        self._read: set[str] = set()

    def text(self, key: str, default: Any = REQUIRED) -> str:
        return str(self._field(key, default, lambda value: isinstance(value, str) and value != "", "a text"))

    def like(self, key: str, pattern: str, allowed: str, default: Any = REQUIRED) -> str:
        """A text that the whole of `pattern` matches; `allowed` says it in words."""

        def sound(value: Any) -> bool:
            return isinstance(value, str) and re.fullmatch(pattern, value) is not None

        return str(self._field(key, default, sound, allowed))

    def one_of(self, key: str, allowed: Sequence[str]) -> str:
        words = " or ".join(f'"{word}"' for word in allowed)
        return str(self._field(key, REQUIRED, lambda value: value in allowed, words))

    def whole(self, key: str, default: Any = REQUIRED, least: int = 0) -> int:
        allowed = f"a whole number, {least} or more"
        return int(self._field(key, default, lambda value: _whole(value) and value >= least, allowed))

    def number(self, key: str, default: Any = REQUIRED) -> float:
        return float(self._field(key, default, lambda value: _whole(value) or isinstance(value, float), "a number"))

    def flag(self, key: str, default: Any = REQUIRED) -> bool:
        return bool(self._field(key, default, lambda value: isinstance(value, bool), "true or false"))

    def day(self, key: str) -> date:
        allowed = 'a day such as "2027-06-30"'
        value = self._field(key, REQUIRED, lambda given: isinstance(given, str), allowed)
        try:
            return date.fromisoformat(value)
        except ValueError:
            raise self.wrong(key, value, allowed) from None

    def maybe(self, key: str, read: Callable[[str], T]) -> T | None:
        """What `read` makes of the field, or None where it is absent or null."""
        self._read.add(key)
        return None if self._raw.get(key) is None else read(key)

    def child(self, key: str) -> Fields:
        self._read.add(key)
        return Fields(self._raw.get(key), self._name(key), self._file)

    def children(self, key: str) -> list[Fields]:
        values = self._list(key, 1)
        return [Fields(value, f"{self._name(key)}[{index}]", self._file) for index, value in enumerate(values)]

    def texts(self, key: str, least: int = 0) -> tuple[str, ...]:
        values = self._list(key, least)
        for index, value in enumerate(values):
            if not isinstance(value, str) or not value:
                raise self.wrong(f"{key}[{index}]", value, "a text")
        return tuple(values)

    def networks(self, key: str) -> tuple[Network, ...]:
        """At least one range of addresses, such as 10.1.2.3/32."""
        return tuple(self._network(f"{key}[{index}]", value) for index, value in enumerate(self.texts(key, least=1)))

    def keys(self) -> list[str]:
        """Of an object whose keys are the author's."""
        return list(self._raw)

    def end(self) -> None:
        for key in self._raw:
            if key not in self._read:
                near = difflib.get_close_matches(key, self._read, 1)
                hint = f"; did you mean {near[0]!r}?" if near else f" (known here: {', '.join(sorted(self._read))})"
                raise DeclarationError(f"{self._file}: {self._name(key)} is not known{hint}")

    def wrong(self, key: str, value: Any, allowed: str) -> DeclarationError:
        return DeclarationError(f"{self._file}: {self._name(key)} is {_shown(value)}; {allowed} is needed")

    def refuse(self, key: str, reason: str) -> DeclarationError:
        return DeclarationError(f"{self._file}: {self._name(key)} {reason}")

    def _network(self, key: str, value: str) -> Network:
        try:
            return ipaddress.ip_network(value)
        except ValueError:
            raise self.wrong(key, value, 'a range of addresses such as "10.1.2.3/32", without host bits,') from None

    def _list(self, key: str, least: int) -> list[Any]:
        default: Any = REQUIRED if least else []
        allowed = f"a list of at least {least}" if least else "a list"
        return list(self._field(key, default, lambda value: isinstance(value, list) and len(value) >= least, allowed))

    def _field(self, key: str, default: Any, sound: Callable[[Any], bool], allowed: str) -> Any:
        self._read.add(key)
        value = self._raw.get(key)
        if value is None:
            if default is REQUIRED:
                raise DeclarationError(f"{self._file}: {self._name(key)} is missing; {allowed} is needed")
            return default
        if not sound(value):
            raise self.wrong(key, value, allowed)
        return value

    def _name(self, key: str) -> str:
        return f"{self._path}.{key}" if self._path else key


def fields_of(file: Path) -> Fields:
    """The JSON object that a file holds."""
    try:
        raw = json.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise DeclarationError(f"{file}: cannot be read: {error.strerror}") from error
    except ValueError as error:
        raise DeclarationError(f"{file}: is not JSON: {error}") from error
    return Fields(raw, "", str(file))


def _whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _shown(value: Any) -> str:
    text = json.dumps(value)
    return text if len(text) <= 60 else f"{text[:57]}..."

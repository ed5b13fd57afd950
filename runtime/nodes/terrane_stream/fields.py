"""Reads a JSON object field by field. What is wrong is named by its file and path, with what is allowed."""

from __future__ import annotations

import difflib
import json
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timezone
from pathlib import Path
from typing import Any, TypeVar

from terrane_stream.errors import DeclarationError

T = TypeVar("T")
REQUIRED: Any = object()


class Fields:
    """One JSON object. A method reads one field; `end` refuses the fields that nobody read."""

    def __init__(self, raw: Any, path: str, file: str) -> None:
        self._path = path
        self._file = file
        self._read: set[str] = set()
        if not isinstance(raw, Mapping):
            raise DeclarationError(f"{file}: {path or 'the document'} is {_kind(raw)}; an object is needed")
        self._raw = raw

    def has(self, key: str) -> bool:
        return self._raw.get(key) is not None

    def text(self, key: str, default: Any = REQUIRED) -> str:
        return str(self._field(key, default, lambda value: isinstance(value, str) and value != "", "a text"))

    def maybe_empty(self, key: str, default: Any = REQUIRED) -> str:
        return str(self._field(key, default, lambda value: isinstance(value, str), "a text"))

    def one_of(self, key: str, allowed: Sequence[str], default: Any = REQUIRED) -> str:
        words = " or ".join(f'"{word}"' for word in allowed)
        return str(self._field(key, default, lambda value: value in allowed, words))

    def whole(self, key: str, default: Any = REQUIRED, least: int = 0) -> int:
        return int(self._field(key, default, lambda value: _whole(value) and value >= least, _at_least("whole", least)))

    def number(self, key: str, default: Any = REQUIRED, above: float = 0) -> float:
        return float(
            self._field(key, default, lambda value: _number(value) and value > above, f"a number above {above:g}")
        )

    def number_or_zero(self, key: str, default: Any = REQUIRED) -> float:
        return float(self._field(key, default, lambda value: _number(value) and value >= 0, "a number, 0 or more"))

    def flag(self, key: str, default: Any = REQUIRED) -> bool:
        return bool(self._field(key, default, lambda value: isinstance(value, bool), "true or false"))

    def moment(self, key: str, default: Any = REQUIRED) -> datetime:
        """A time in UTC; one without an offset is UTC."""
        allowed = 'a time such as "2012-01-01T00:00:00Z"'
        value = self._field(key, default, lambda given: isinstance(given, str), allowed)
        if isinstance(value, datetime):
            return value
        try:
            parsed = datetime.fromisoformat(value)
        except ValueError:
            raise self.wrong(key, value, allowed) from None
        return parsed.replace(tzinfo=timezone.utc) if parsed.tzinfo is None else parsed.astimezone(timezone.utc)

    def maybe(self, key: str, read: Callable[[str], T]) -> T | None:
        """What `read` makes of the field, or None where it is absent or null."""
        if not self.has(key):
            self._read.add(key)
            return None
        return read(key)

    def child(self, key: str) -> Fields:
        self._read.add(key)
        return Fields(self._raw.get(key), self._name(key), self._file)

    def children(self, key: str, least: int = 1) -> list[Fields]:
        values = self._list(key, least)
        return [Fields(value, f"{self._name(key)}[{index}]", self._file) for index, value in enumerate(values)]

    def texts(self, key: str, least: int = 1) -> tuple[str, ...]:
        values = self._list(key, least)
        for index, value in enumerate(values):
            if not isinstance(value, str) or not value:
                raise self.wrong(f"{key}[{index}]", value, "a text")
        return tuple(values)

    def skip(self, key: str) -> None:
        self._read.add(key)

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

    def _list(self, key: str, least: int) -> list[Any]:
        allowed = "a list" if least == 0 else f"a list of at least {least}"
        return list(self._field(key, REQUIRED, lambda value: isinstance(value, list) and len(value) >= least, allowed))

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
        text = file.read_text(encoding="utf-8")
    except OSError as error:
        raise DeclarationError(f"{file}: cannot be read: {error.strerror}") from error
    try:
        raw = json.loads(text)
    except ValueError as error:
        raise DeclarationError(f"{file}: is not JSON: {error}") from error
    return Fields(raw, "", str(file))


def _whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and value == value


def _at_least(kind: str, least: int) -> str:
    return f"a {kind} number, {least} or more"


def _kind(value: Any) -> str:
    names = {type(None): "missing", list: "a list", str: "a text", bool: "a flag", int: "a number", float: "a number"}
    return names.get(type(value), type(value).__name__)


def _shown(value: Any) -> str:
    text = json.dumps(value)
    return text if len(text) <= 60 else f"{text[:57]}..."

"""What a detector gives, as rows: flat dictionaries of plain values."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from terrane_stream.errors import HandlerError

Value = str | int | float | bool | None
Row = dict[str, Value]

# Parquet's widest whole number.
LARGEST = 2**63 - 1
# The column that the results put first.
CHUNK = "chunk"


def rows_of(given: Any, whose: str) -> list[Row]:
    """`given`: a list of dictionaries, a pandas DataFrame, or None. `whose`: begins the message of an error."""
    if given is None:
        return []
    if hasattr(given, "to_dict") and hasattr(given, "columns"):
        given = given.to_dict("records")
    if not isinstance(given, (list, tuple)):
        raise HandlerError(f"{whose} gave {kind_of(given)}; a list of dictionaries, a DataFrame or None is needed")
    return [_row(row, f"{whose} gave row {number}") for number, row in enumerate(given)]


def _row(given: Any, where: str) -> Row:
    if not isinstance(given, Mapping):
        raise HandlerError(f"{where} as {kind_of(given)}; a dictionary is needed")
    return {_column(column, where): _value(value, f"{where}, column {column!r}") for column, value in given.items()}


def _column(column: Any, where: str) -> str:
    if not isinstance(column, str) or not column:
        raise HandlerError(f"{where} with a column named {column!r}; a text is needed")
    if column == CHUNK:
        raise HandlerError(f"{where} with a column named {CHUNK!r}; the results have one of that name already")
    return _text(column, where)


def _value(value: Any, where: str) -> Value:
    # NumPy's own numbers and flags, as a detector's arithmetic gives them.
    if type(value).__module__ == "numpy" and getattr(value, "shape", None) == ():
        value = value.item()
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int):
        if not -LARGEST - 1 <= value <= LARGEST:
            raise HandlerError(f"{where}: {value} does not fit into 64 bits")
        return int(value)
    if isinstance(value, float):
        return float(value)
    if isinstance(value, str):
        return _text(value, where)
    raise HandlerError(f"{where} is {kind_of(value)}; a value is a str, int, float, bool or None{_remedy(value)}")


def _text(value: str, where: str) -> str:
    try:
        value.encode()
    except UnicodeEncodeError:
        raise HandlerError(f"{where} is a text that is no Unicode: {value!r}") from None
    return str(value)


def _remedy(value: Any) -> str:
    if hasattr(value, "isoformat"):
        return " (give value.isoformat())"
    if isinstance(value, (Mapping, list, tuple)) or hasattr(value, "ndim"):
        return " (give one column for each part, or one row)"
    return ""


def kind_of(value: Any) -> str:
    kind = type(value)
    name = kind.__name__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__name__}"
    return f"{'an' if name[0] in 'aeiou' else 'a'} {name}"

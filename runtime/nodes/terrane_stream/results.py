"""A group's rows as a Parquet file whose bytes the rows alone determine.

The first column is `chunk`; the others follow by name. Rows are sorted by chunk, then as the detector gave them. A
column is of one kind: flags, whole numbers, numbers (whole ones among them become such) or texts.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow
import pyarrow.parquet

from terrane_stream.rows import CHUNK, Row, Value

# All that pyarrow's defaults may change between releases.
OPTIONS: dict[str, Any] = {
    "version": "2.6",
    "data_page_version": "1.0",
    "compression": "zstd",
    "compression_level": 3,
    "use_dictionary": True,
    "write_statistics": True,
    "row_group_size": 1 << 20,
    "store_schema": True,
}
TYPES = {bool: pyarrow.bool_(), int: pyarrow.int64(), float: pyarrow.float64(), str: pyarrow.string()}
NAMES = {bool: "flags", int: "whole numbers", float: "numbers", str: "texts"}

Kinds = dict[str, type]


@dataclass(frozen=True)
class Packed:
    data: bytes
    rows: int
    misfits: Mapping[str, str]
    """Chunks whose rows are left out, with the reason: a column of another kind than in the chunks before."""


def pack(rows: Mapping[str, Sequence[Row]]) -> Packed:
    """`rows`: by chunk."""
    columns: Kinds = {}
    misfits: dict[str, str] = {}
    fitting: list[tuple[str, Row]] = []
    for chunk in sorted(rows):
        wider, reason = _wider(columns, rows[chunk])
        if reason:
            misfits[chunk] = reason
            continue
        columns = wider
        fitting += ((chunk, row) for row in rows[chunk])
    return Packed(_written(_table(columns, fitting)), len(fitting), misfits)


def unpack(data: bytes) -> dict[str, list[Row]]:
    """The rows by chunk; a chunk without rows is not in it."""
    rows: dict[str, list[Row]] = {}
    for row in pyarrow.parquet.read_table(io.BytesIO(data)).to_pylist():
        rows.setdefault(row.pop(CHUNK), []).append(row)
    return rows


def _wider(columns: Kinds, rows: Sequence[Row]) -> tuple[Kinds, str]:
    """The kinds that hold these rows, too; or why there are none."""
    kinds = dict(columns)
    for row in rows:
        for name, value in row.items():
            known = kinds.get(name, type(None))
            kind = _both(known, type(value))
            if kind is None:
                return columns, f"column {name!r} holds {NAMES[known]}, and {value!r} is none of them"
            kinds[name] = kind
    return kinds, ""


def _both(first: type, second: type) -> type | None:
    if first is second or second is type(None):
        return first
    if first is type(None):
        return second
    return float if {first, second} == {int, float} else None


def _table(columns: Kinds, rows: Sequence[tuple[str, Row]]) -> Any:
    schema = [pyarrow.field(CHUNK, pyarrow.string(), nullable=False)]
    arrays = [pyarrow.array([chunk for chunk, _ in rows], pyarrow.string())]
    for name in sorted(columns):
        # A column that is empty throughout has no kind.
        type_ = TYPES.get(columns[name], pyarrow.null())
        schema.append(pyarrow.field(name, type_))
        arrays.append(pyarrow.array([_as(columns[name], row.get(name)) for _, row in rows], type_))
    return pyarrow.Table.from_arrays(arrays, schema=pyarrow.schema(schema))


def _as(kind: type, value: Value) -> Value:
    return float(value) if kind is float and value is not None else value


def _written(table: Any) -> bytes:
    file = io.BytesIO()
    pyarrow.parquet.write_table(table, file, **OPTIONS)
    return file.getvalue()

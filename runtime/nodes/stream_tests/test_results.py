from __future__ import annotations

import hashlib
import io
import subprocess
import sys
import unittest
from typing import Any

import pyarrow
import pyarrow.parquet
from unit import PACKAGES, FolderCase

from terrane_stream.results import pack, unpack
from terrane_stream.rows import Row

ROWS: dict[str, list[Row]] = {
    "b": [{"f": 2.5, "n": 1, "s": "x", "ok": True}, {"f": 1.5, "n": 2, "s": "ü", "ok": False}],
    "a": [{"f": 3, "late": None}],
    "c": [],
}


def table(rows: dict[str, list[Row]]) -> Any:
    return pyarrow.parquet.read_table(io.BytesIO(pack(rows).data))


class Results(unittest.TestCase):
    def test_rows_are_sorted_by_chunk_and_then_as_given(self) -> None:
        self.assertEqual(table(ROWS)["chunk"].to_pylist(), ["a", "b", "b"])
        self.assertEqual(table(ROWS)["f"].to_pylist(), [3.0, 2.5, 1.5])
        self.assertEqual(pack(ROWS).rows, 3)

    def test_the_first_column_is_the_chunk_and_the_others_follow_by_name(self) -> None:
        self.assertEqual(table(ROWS).column_names, ["chunk", "f", "late", "n", "ok", "s"])

    def test_columns_have_fixed_types(self) -> None:
        types = {field.name: str(field.type) for field in table(ROWS).schema}
        self.assertEqual(
            types, {"chunk": "string", "f": "double", "late": "null", "n": "int64", "ok": "bool", "s": "string"}
        )

    def test_the_same_rows_give_the_same_bytes_in_any_order_and_process(self) -> None:
        backwards = {chunk: [dict(reversed(row.items())) for row in ROWS[chunk]] for chunk in reversed(ROWS)}
        self.assertEqual(pack(ROWS).data, pack(backwards).data)
        program = "import hashlib; from terrane_stream.results import pack; "
        program += f"print(hashlib.sha256(pack({ROWS!r}).data).hexdigest())"
        other = subprocess.run([sys.executable, "-B", "-c", program], cwd=PACKAGES, capture_output=True, check=True)
        self.assertEqual(other.stdout.decode().strip(), hashlib.sha256(pack(ROWS).data).hexdigest())

    def test_a_group_without_rows_is_a_table_without_rows(self) -> None:
        self.assertEqual((table({"a": []}).num_rows, table({}).column_names), (0, ["chunk"]))

    def test_a_chunk_with_another_kind_of_value_is_left_out_with_the_reason(self) -> None:
        packed = pack({"a": [{"v": 1}], "b": [{"v": "n/a"}], "c": [{"v": 2.5}], "d": [{"v": None}], "e": [{"v": True}]})
        self.assertEqual(
            packed.misfits,
            {
                "b": "column 'v' holds whole numbers, and 'n/a' is none of them",
                "e": "column 'v' holds numbers, and True is none of them",
            },
        )
        self.assertEqual(unpack(packed.data), {"a": [{"v": 1.0}], "c": [{"v": 2.5}], "d": [{"v": None}]})

    def test_what_is_read_and_written_again_has_the_same_bytes(self) -> None:
        data = pack(ROWS).data
        self.assertEqual(pack(unpack(data)).data, data)


class Sizes(FolderCase):
    def test_a_month_of_rows_is_written_in_a_moment(self) -> None:
        month: dict[str, list[Row]] = {
            f"{chunk:03d}": [{"f": i / 7, "n": i} for i in range(100)] for chunk in range(124)
        }
        self.assertLess(len(pack(month).data), 100_000)


if __name__ == "__main__":
    unittest.main()

from __future__ import annotations

import math
import sys
import threading
import time
import unittest
from typing import Any

import numpy
from unit import FolderCase

from terrane_stream.errors import HandlerError, StreamError
from terrane_stream.handler import Handler, load_handler
from terrane_stream.rows import rows_of
from terrane_stream.watchdog import TooLong, Watch
from terrane_stream.work import detected


class HandlerCase(FolderCase):
    number = 0

    def setUp(self) -> None:
        super().setUp()
        self.addCleanup(sys.path.__setitem__, slice(None), list(sys.path))

    def handler(self, text: str, name: str = "detect") -> Handler:
        return load_handler(self.folder, f"{self.module(text)}.{name}")

    def module(self, text: str) -> str:
        """A module that no other test has loaded."""
        HandlerCase.number += 1
        name = f"detector{HandlerCase.number}"
        (self.folder / f"{name}.py").write_text(text, encoding="utf-8")
        self.addCleanup(sys.modules.pop, name, None)
        return name

    def message(self, text: str, name: str = "detect") -> str:
        return self.refused(HandlerError, lambda: self.handler(text, name).rows(None)).replace(
            f"detector{HandlerCase.number}", "htn"
        )


class Loading(HandlerCase):
    def test_a_function_gives_rows(self) -> None:
        handler = self.handler("def detect(stream):\n    return [{'n': len(stream)}]\n")
        self.assertEqual((handler.rows("abc"), handler.is_class), ([{"n": 3}], False))

    def test_a_class_makes_a_detector_for_a_key(self) -> None:
        text = "class Detector:\n  def __init__(self, key): self.key = key\n"
        text += "  def detect(self, window): return [{'k': self.key}]\n"
        handler = self.handler(text, "Detector")
        detector = handler.instance("IU.ANMO")
        self.assertTrue(handler.is_class)
        self.assertEqual(handler.rows_from(detector.detect, None), [{"k": "IU.ANMO"}])

    def test_a_module_may_be_in_a_package_and_import_its_neighbours(self) -> None:
        (self.folder / "pack").mkdir()
        (self.folder / "pack/near.py").write_text("VALUE = 3\n", encoding="utf-8")
        (self.folder / "pack/htn.py").write_text("from pack.near import VALUE\ndef detect(s): return [{'v': VALUE}]\n")
        self.assertEqual(load_handler(self.folder, "pack.htn.detect").rows(None), [{"v": 3}])

    def test_what_cannot_be_loaded_is_told_with_the_users_file(self) -> None:
        for text, name, message in (
            ("def detekt(s): ...", "detect", "htn.py: has no 'detect'; did you mean 'detekt'?"),
            ("def a(s): ...\ndef b(s): ...", "detect", "htn.py: has no 'detect' (there is: a, b)"),
            ("detect = 3", "detect", "htn.py: 'detect' is an int, not a function or a class"),
            ("def detect(): ...", "detect", "htn.py: 'detect' must take one argument: too many positional arguments"),
            (
                "def detect(a, b): ...",
                "detect",
                "htn.py: 'detect' must take one argument: missing a required argument: 'b'",
            ),
        ):
            self.assertEqual(self.message(text, name), message)

    def test_a_module_that_fails_is_told_with_its_line(self) -> None:
        self.assertRegex(
            self.message("import numpy\nimport obspyy\n"),
            r"^htn.py line 2 in <module> of .*: cannot be loaded: ModuleNotFoundError: No module named 'obspyy'$",
        )
        self.assertRegex(self.message("def detect(:\n"), r"^htn.py:1: SyntaxError: invalid syntax")

    def test_an_absent_module_is_told_with_those_that_are_there(self) -> None:
        (self.folder / "htn.py").write_text("", encoding="utf-8")
        message = self.refused(HandlerError, lambda: load_handler(self.folder, "htm.detect"))
        self.assertEqual(message.partition(": ")[2], "has no module 'htm'; did you mean 'htn'?")
        message = self.refused(HandlerError, lambda: load_handler(self.folder / "none", "htn.detect"))
        self.assertEqual(message, "none: there is no such folder")

    def test_a_module_with_a_name_of_pythons_own_is_refused(self) -> None:
        (self.folder / "queue.py").write_text("def detect(s): ...", encoding="utf-8")
        message = self.refused(HandlerError, lambda: load_handler(self.folder, "queue.detect"))
        self.assertRegex(message, r"the name of the module 'queue' is taken by /.*/queue.py; give another$")


class Errors(HandlerCase):
    def test_what_the_detector_raises_is_told_with_its_line(self) -> None:
        text = "import math\ndef help(x):\n    return math.sqrt(x)\ndef detect(s):\n    return help(-1)\n"
        self.assertEqual(self.message(text), "htn.py line 3 in help: ValueError: math domain error")

    def test_what_a_library_raises_is_told_with_the_users_line(self) -> None:
        text = "import numpy\ndef detect(s):\n    return numpy.zeros(2).reshape(3)\n"
        self.assertEqual(
            self.message(text), "htn.py line 3 in detect: ValueError: cannot reshape array of size 2 into shape (3,)"
        )

    def test_what_is_no_row_is_told_with_its_place(self) -> None:
        for given, message in (
            ("3", "gave an int; a list of dictionaries, a DataFrame or None is needed"),
            ("[{'a': 1}, 2]", "gave row 1 as an int; a dictionary is needed"),
            ("[{'a': {'b': 1}}]", "gave row 0, column 'a' is a dict; a value is a str, int, float, bool or None"),
            ("[{'a': [1]}]", "gave row 0, column 'a' is a list; a value is a str, int, float, bool or None"),
            ("[{3: 1}]", "gave row 0 with a column named 3; a text is needed"),
            ("[{'chunk': 1}]", "gave row 0 with a column named 'chunk'; the results have one of that name already"),
            ("[{'a': 2**63}]", "gave row 0, column 'a': 9223372036854775808 does not fit into 64 bits"),
            ("[{'a': '\\ud800'}]", "gave row 0, column 'a' is a text that is no Unicode: '\\ud800'"),
            ("[{'a': b'x'}]", "gave row 0, column 'a' is a bytes; a value is a str, int, float, bool or None"),
        ):
            with self.subTest(given):
                told = self.message(f"def detect(s):\n    return {given}\n")
                self.assertTrue(told.startswith(f"htn.py: detect {message}"), told)

    def test_a_time_is_refused_with_the_remedy(self) -> None:
        text = "from obspy import UTCDateTime\ndef detect(s):\n    return [{'t': UTCDateTime(0)}]\n"
        self.assertRegex(self.message(text), r"is an? obspy.*UTCDateTime; .* \(give value.isoformat\(\)\)$")


class Rows(unittest.TestCase):
    def test_values_of_numpy_become_plain_ones(self) -> None:
        given: list[Any] = [
            {
                "a": numpy.float32(0.5),
                "b": numpy.int16(3),
                "c": numpy.bool_(True),
                "d": numpy.array(2.5),
                "e": numpy.nan,
            }
        ]
        row = rows_of(given, "htn.py: detect")[0]
        self.assertEqual([type(value) for value in row.values()], [float, int, bool, float, float])
        self.assertEqual(list(row.values())[:4], [0.5, 3, True, 2.5])
        self.assertTrue(math.isnan(float(row["e"] or 0)))

    def test_a_data_frame_gives_its_rows(self) -> None:
        class Frame:
            """What pandas offers, which the fleet's environment does not bring."""

            columns = ("a",)

            def to_dict(self, orient: str) -> list[dict[str, int]]:
                return [{"a": 1}, {"a": 2}] if orient == "records" else []

        self.assertEqual(rows_of(Frame(), ""), [{"a": 1}, {"a": 2}])

    def test_none_is_no_rows(self) -> None:
        self.assertEqual((rows_of(None, ""), rows_of([], "")), ([], []))


class Endless(HandlerCase):
    def test_a_detector_that_does_not_end_is_ended(self) -> None:
        text = "def detect(s):\n    while True:\n        try:\n            sum(range(1000))\n"
        text += "        except Exception:\n            pass\n"
        begun = time.monotonic()
        with self.assertRaisesRegex(StreamError, r"^detector\d+.py: detect did not end in 0.1 s$"):
            detected(self.handler(text), None, 0.1)
        self.assertLess(time.monotonic() - begun, 5)

    def test_a_detector_in_time_is_left_alone(self) -> None:
        threads = threading.active_count()
        for _ in range(20):
            with Watch(0.05):
                pass
        time.sleep(0.1)
        self.assertEqual(threading.active_count(), threads)

    def test_a_detector_that_cannot_be_interrupted_ends_its_process(self) -> None:
        ended = threading.Event()
        with self.assertRaises(TooLong), Watch(0.05, grace=0.05, end=ended.set):
            # One call of the C library: no line of Python until it is over.
            time.sleep(0.4)
        self.assertTrue(ended.is_set())


if __name__ == "__main__":
    unittest.main()

"""`python run.py MODULE...`: unittest with a deadline for each test, and the seconds that the longest took.

A test that stands still ends the run; where each of its threads stood is told.
"""

from __future__ import annotations

import faulthandler
import sys
import time
import unittest
from typing import TextIO

# The longest, a day of forty streams, takes two minutes on a machine of its own.
TEST_SECONDS = 600
LONGEST = 12


class Result(unittest.TextTestResult):
    """Between tests the deadline runs as well: classes are set up and taken down."""

    def __init__(self, stream: TextIO, descriptions: bool, verbosity: int) -> None:
        super().__init__(stream, descriptions, verbosity)
        self.begun = time.monotonic()
        self.took: list[tuple[float, str]] = []
        watch()

    def startTest(self, test: unittest.TestCase) -> None:
        self.begun = time.monotonic()
        watch()
        super().startTest(test)

    def stopTest(self, test: unittest.TestCase) -> None:
        super().stopTest(test)
        self.took.append((time.monotonic() - self.begun, test.id()))
        watch()


def watch() -> None:
    faulthandler.dump_traceback_later(TEST_SECONDS, exit=True)


def main(modules: list[str]) -> int:
    suite = unittest.defaultTestLoader.loadTestsFromNames(modules)
    result = unittest.TextTestRunner(verbosity=2, resultclass=Result).run(suite)
    assert isinstance(result, Result)
    for seconds, name in sorted(result.took, reverse=True)[:LONGEST]:
        print(f"{seconds:7.1f} s  {name}", file=sys.stderr)
    return 0 if result.wasSuccessful() else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

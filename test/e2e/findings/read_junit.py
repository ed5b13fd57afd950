"""Reads findings as a program of others does: `read_junit.py FILE`. Prints what it understood."""

import json
import sys

from junitparser import Failure, JUnitXml, Skipped

suites = JUnitXml.fromfile(sys.argv[1])
cases = [case for suite in suites for case in suite]
understood = {
    "suites": [suite.name for suite in suites],
    "cases": len(cases),
    "failed": [case.name for case in cases if any(isinstance(each, Failure) for each in case.result)],
    "skipped": [case.name for case in cases if any(isinstance(each, Skipped) for each in case.result)],
}
print(json.dumps(understood))

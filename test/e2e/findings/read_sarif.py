"""Reads findings as programs of others do: `read_sarif.py SCHEMA FILE`. Prints what they understood.

SCHEMA is the standard's own, draft 4 of JSON Schema; the other reader is sarif-tools.
"""

import json
import sys
from pathlib import Path

from jsonschema import Draft4Validator
from sarif import loader

schema, findings = (json.loads(Path(name).read_text(encoding="utf-8")) for name in sys.argv[1:3])
invalid = [f"{problem.json_path}: {problem.message}" for problem in Draft4Validator(schema).iter_errors(findings)]
understood = {"invalid": invalid}
if not invalid:
    read = loader.load_sarif_file(sys.argv[2])
    understood["tools"] = read.get_distinct_tool_names()
    understood["findings"] = sorted(f"{each['Severity']} {each['Code']} {each['Location']}" for each in read.get_records())
print(json.dumps(understood))

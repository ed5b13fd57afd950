"""Quality of an observatory's instruments in near real time: the tests of QARTOD, by type of instrument.

https://ioos.noaa.gov/project/qartod/: gross range, spike and flat line. limits.csv holds their limits; an instrument of
a type that is not in it is only averaged.
"""

import csv
from pathlib import Path

PASS, SUSPECT, FAIL, NOT_EVALUATED = 1, 3, 4, 2
# Values that must not all be the same within `flat`.
FLAT_COUNT = 10
LIMITS = {
    row["type"]: {name: float(value) for name, value in row.items() if name not in ("type", "unit")}
    for row in csv.DictReader(Path(__file__).with_name("limits.csv").open(encoding="utf-8"))
}


def check(window):
    """One row: the window's mean, which is a data product, and the worst flag; an alert where the range fails."""
    values = [float(record["value"]) for record in window.records]
    kind = window.records[0].get("type", "")
    flags = (
        {test.__name__: test(values, LIMITS[kind]) for test in (gross_range, spike, flat_line)}
        if kind in LIMITS
        else {}
    )
    row = {
        "instrument": window.key,
        "type": kind,
        "time": window.start.isoformat(),
        "records": len(values),
        "mean": round(sum(values) / len(values), 6),
        "flag": max(flags.values(), default=NOT_EVALUATED),
        "tests": " ".join(name for name, flag in flags.items() if flag > PASS),
    }
    if flags.get("gross_range") == FAIL:
        row["alert"] = f"{window.key} ({kind}) is out of range: {min(values)} to {max(values)}"
    return [row]


def gross_range(values, limits):
    if min(values) < limits["fail_low"] or max(values) > limits["fail_high"]:
        return FAIL
    return SUSPECT if min(values) < limits["suspect_low"] or max(values) > limits["suspect_high"] else PASS


def spike(values, limits):
    """A value that differs from the mean of its neighbours."""
    jumps = [
        abs(here - (before + after) / 2) for before, here, after in zip(values, values[1:], values[2:], strict=False)
    ]
    return SUSPECT if max(jumps, default=0.0) > limits["spike"] else PASS


def flat_line(values, limits):
    runs = (values[start : start + FLAT_COUNT] for start in range(len(values) - FLAT_COUNT + 1))
    return SUSPECT if any(max(run) - min(run) < limits["flat"] for run in runs) else PASS

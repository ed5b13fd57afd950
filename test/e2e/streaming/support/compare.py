"""compare.py URL DETECTOR-FOLDER PARQUET...: the same chunks, asked of the data centre by ObsPy and given to the detector
by hand. Prints how many rows there are where they are equal; ends with 1 where one differs."""

import sys

import pyarrow.parquet
from obspy import UTCDateTime
from obspy.clients.fdsn import Client

CHUNK_SECONDS = 6 * 3600


def main(url, folder, *files):
    sys.path.insert(0, folder)
    from htn import detect

    client = Client(base_url=url, service_mappings={"station": None, "event": None})
    found = sorted(described(row) for file in files for row in pyarrow.parquet.read_table(file).to_pylist())
    alone = []
    for station in ("S000", "S001"):
        for number in range(8):
            start = UTCDateTime(2012, 1, 1) + number * CHUNK_SECONDS
            # The last sample is the next chunk's.
            stream = client.get_waveforms("XX", station, "*", "BHZ", start, start + CHUNK_SECONDS - 1e-6)
            name = f"XX.{station}.BHZ.{start.strftime('%Y%m%dT%H%M%SZ')}"
            alone += [described({"chunk": name, **row}) for row in detect(stream) or []]
    if found != sorted(alone):
        print(f"the fleet has {len(found)} rows, the detector alone {len(alone)}", *found, "--", *sorted(alone), sep="\n")
        return 1
    print(len(found))
    return 0


def described(row):
    return repr(sorted((key, value) for key, value in row.items() if value is not None))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))

"""A data centre on this machine: EarthScope's FDSN server with a synthetic archive, behind a limit that refuses.

    with centre(Archive(stations=4, days=1)) as source:
        Client(base_url=source.url)          # ObsPy's own

Needs nginx (Debian: nginx-light) and the packages of requirements.txt beside this file.
"""

from __future__ import annotations

import collections
import contextlib
import json
import math
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import synthetic
from processes import answers, free_port, hurry, punctual, running
from synthetic import Archive

__all__ = ["Archive", "Centre", "Request", "busiest_second", "centre", "per_second"]

NGINX = """daemon off;
worker_processes 1;
pid {folder}/nginx.pid;
error_log {folder}/nginx-error.log warn;
events {{ worker_connections 4096; }}
http {{
  log_format seen escape=json
    '{{"ended":$msec,"seconds":$request_time,"status":$status,"port":$remote_port,"uri":"$request_uri"}}';
  client_body_temp_path {folder}/body;
  proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi;
  scgi_temp_path {folder}/scgi;
  keepalive_requests 1000000;
  limit_req_zone $server_name zone=capacity:64k rate={rate}r/s;
  map $status $retry_after {{ 429 "{retry_after}"; 503 "{retry_after}"; default ""; }}
  map "$arg_format:$arg_level" $station_file {{
    ~^text:channel  channel.txt;
    ~^text:         station.txt;
    default         station.xml;
  }}
  server {{
    listen 127.0.0.1:{port} backlog=4096;
    server_name centre;
    access_log {folder}/access.log seen;
    add_header Retry-After $retry_after always;
    location /fdsnws/dataselect/ {{
      if (-f {folder}/fails) {{ return 503; }}
      limit_req zone=capacity burst={burst} nodelay;
      limit_req_status 429;
      proxy_pass http://127.0.0.1:{server};
      proxy_read_timeout 300s;
    }}
    location = /fdsnws/station/1/query {{
      types {{ application/xml xml; text/plain txt; }}
      root {folder}/station;
      try_files /$station_file =404;
    }}
    location = /fdsnws/station/1/version {{ default_type text/plain; return 200 "1.1.0\n"; }}
    location = /fdsnws/station/1/application.wadl {{
      types {{ }}
      default_type application/xml;
      alias {folder}/station/application.wadl;
    }}
  }}
}}
"""

SERVER = """[index_db]
path = {folder}/index.sqlite
table = tsindex
summary_table = tsindex_summary
[server]
interface = 127.0.0.1
port = {port}
request_limit = 1000000000
maxsectiondays = 10
[logging]
path = {folder}/dataselect.log
level = WARNING
"""

WADL = """<?xml version="1.0"?>
<application xmlns="http://wadl.dev.java.net/2009/02" xmlns:xsd="http://www.w3.org/2001/XMLSchema">
  <resources base="{url}/fdsnws/station/1"><resource path="query"><method name="GET"><request>
{parameters}
  </request></method></resource></resources>
</application>
"""
# Those that ObsPy calls required of a station service, and the format.
STATION_PARAMETERS = (
    *("network", "station", "location", "channel", "starttime", "endtime", "level", "format"),
    *("minlatitude", "maxlatitude", "minlongitude", "maxlongitude"),
)


@dataclass(frozen=True)
class Request:
    """One request as the centre saw it. Times are seconds since 1970, to the millisecond."""

    arrived: float
    ended: float
    status: int
    uri: str
    port: int
    """The client's end of the connection."""


@dataclass(frozen=True)
class Centre:
    url: str
    archive: Archive
    folder: Path

    def requests(self, prefix: str = "/fdsnws/dataselect/1/query") -> list[Request]:
        """Those below the path that have ended, in the order of their arrival."""
        lines = (self.folder / "access.log").read_text(encoding="utf-8").splitlines()
        seen = [_request(json.loads(line)) for line in lines if line.endswith("}")]
        return sorted((one for one in seen if one.uri.startswith(prefix)), key=lambda one: one.arrived)

    def forget(self) -> None:
        """Empties the log."""
        with open(self.folder / "access.log", "r+", encoding="utf-8") as log:
            log.truncate(0)

    def fail(self) -> None:
        """Answers 503 from now on."""
        (self.folder / "fails").touch()

    def recover(self) -> None:
        (self.folder / "fails").unlink(missing_ok=True)


def per_second(requests: list[Request]) -> list[int]:
    """Arrivals in every second of the clock, from the first that had one to the last, empty ones too."""
    counted = collections.Counter(math.floor(one.arrived) for one in requests)
    return [counted[second] for second in range(min(counted), max(counted) + 1)] if counted else []


def busiest_second(requests: list[Request]) -> int:
    """The most arrivals in any 1,000 ms, wherever they start."""
    times = [round(one.arrived * 1000) for one in requests]
    most, first = 0, 0
    for last, time in enumerate(times):
        while time - times[first] >= 1000:
            first += 1
        most = max(most, last - first + 1)
    return most


@contextlib.contextmanager
def centre(
    archive: Archive = Archive(), requests_per_second: int = 73, burst: int = 10, retry_after: int | None = None
) -> Iterator[Centre]:
    """Refuses with 429 what exceeds `requests_per_second` by more than `burst`.

    `retry_after`: seconds, sent with 429 and 503. None: no such header, as most centres do it.
    """
    with tempfile.TemporaryDirectory(prefix="terrane-centre-") as name, contextlib.ExitStack() as stack:
        folder = Path(name)
        folder.chmod(0o755)
        port, server = free_port(), free_port()
        made = Centre(f"http://127.0.0.1:{port}", archive, folder)
        _make_index(archive, folder)
        _make_stations(made)
        (folder / "server.ini").write_text(SERVER.format(folder=folder, port=server), encoding="utf-8")
        (folder / "nginx.conf").write_text(
            NGINX.format(
                folder=folder,
                port=port,
                server=server,
                rate=requests_per_second,
                burst=burst,
                retry_after="" if retry_after is None else retry_after,
            ),
            encoding="utf-8",
        )
        arguments = [_program("portable-fdsnws-dataselect"), str(folder / "server.ini")]
        subprocess.run([arguments[0], "-i", arguments[1]], check=True, capture_output=True)
        hurry(stack.enter_context(running(arguments, folder / "server.out", lambda: answers(server))).pid)
        nginx = [_program("nginx"), "-e", str(folder / "nginx-error.log"), "-c", str(folder / "nginx.conf")]
        # Its log is what tests measure by.
        with punctual():
            stack.enter_context(running(nginx, folder / "nginx.out", lambda: answers(port)))
        yield made


def _make_index(archive: Archive, folder: Path) -> None:
    data = folder / "data"
    files = synthetic.write(archive, data)
    (folder / "files").write_text("".join(f"{path}\n" for path in files), encoding="utf-8")
    subprocess.run(
        [_program("mseedindex"), "-sqlite", str(folder / "index.sqlite"), f"@{folder / 'files'}"],
        check=True,
        capture_output=True,
    )
    # The index is of the whole files: a centre learns of damage from its users.
    synthetic.damage(archive, data)


def _make_stations(made: Centre) -> None:
    folder = made.folder / "station"
    folder.mkdir()
    inventory = synthetic.inventory(made.archive)
    inventory.write(str(folder / "station.xml"), format="STATIONXML")
    for level in ("station", "channel"):
        inventory.write(str(folder / f"{level}.txt"), format="STATIONTXT", level=level)
    parameters = "\n".join(f'    <param name="{name}" style="query" type="xsd:string"/>' for name in STATION_PARAMETERS)
    (folder / "application.wadl").write_text(WADL.format(url=made.url, parameters=parameters), encoding="utf-8")


def _program(name: str) -> str:
    """Beside this Python, on PATH, or where Debian keeps those of the system."""
    beside = Path(sys.executable).parent / name
    found = str(beside) if beside.exists() else shutil.which(name) or shutil.which(name, path="/usr/sbin:/sbin")
    if found is None:
        raise FileNotFoundError(f"{name} is not installed")
    return found


def _request(seen: dict[str, float | int | str]) -> Request:
    ended, seconds = float(seen["ended"]), float(seen["seconds"])
    return Request(round(ended - seconds, 3), ended, int(seen["status"]), str(seen["uri"]), int(seen["port"]))

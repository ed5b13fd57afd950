"""Fetches a chunk from a data centre with ObsPy's own client, through the fleet's cap.

The cap is a server on the head that takes the centre's place: requests wait there for their turn.
"""

from __future__ import annotations

import functools
import http.client
import io
import re
import threading
import urllib.request
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import Any

from obspy import Stream, UTCDateTime
from obspy.clients.fdsn import Client
from obspy.clients.fdsn.header import FDSNException

from terrane_node.clock import Clock
from terrane_stream.chunks import FdsnChunk
from terrane_stream.errors import SourceError
from terrane_stream.miniseed import read_miniseed
from terrane_stream.patience import Backoff, Limit, Used

# What passes: time-outs, too many requests, and a server or a proxy before it that is down. None: no answer at all.
PASSING = frozenset({None, 408, 429, 500, 502, 503, 504})
# ObsPy calls a 404 "no data", too. But that is asked for with nodata=404, which is not sent: it is a wrong URL.
# https://www.fdsn.org/webservices/fdsnws-dataselect-1.1.pdf
NO_DATA = 204
# How a record begins: miniSEED 2, or 3. https://docs.fdsn.org/projects/miniseed3/
RECORD = re.compile(rb"[0-9 \x00]{6}[DRQM]|MS\x03")
# A request waits at the cap, so it may be long before the centre sees it.
REQUEST_SECONDS = 300.0
# An end is inclusive to the service. Times are given to the microsecond.
INSTANT = 1e-6
USER_AGENT = "terrane-stream (ObsPy)"


class _Answers(urllib.request.BaseHandler):
    """Notes each answer's status and what its header says, which ObsPy's exceptions leave out."""

    # Before urllib makes errors of answers.
    handler_order = 900

    def __init__(self) -> None:
        self._of = threading.local()

    def forget(self) -> None:
        self._of.status = self._of.retry_after = self._of.type = None

    @property
    def status(self) -> int | None:
        return getattr(self._of, "status", None)

    @property
    def retry_after(self) -> str | None:
        return getattr(self._of, "retry_after", None)

    @property
    def text(self) -> bool:
        """Whether it is meant for people."""
        return str(getattr(self._of, "type", None)).startswith("text/")

    def http_response(self, request: urllib.request.Request, response: Any) -> Any:
        del request
        self._of.status = response.status
        self._of.retry_after = response.headers.get("Retry-After")
        self._of.type = response.headers.get("Content-Type")
        return response

    https_response = http_response


class Centre:
    """A data centre's service of waveforms. One for all threads of a process."""

    def __init__(self, url: str, clock: Clock, seconds: float = REQUEST_SECONDS) -> None:
        """`seconds`: how long an answer may take."""
        self._clock = clock
        self._answers = _Answers()
        # Without discovery: it would ask for descriptions of services that are not there, which some centres answer
        # with a page of HTML, and it would pass the cap once for every process.
        self._client = Client(
            base_url=url, user_agent=USER_AGENT, timeout=seconds, _discover_services=False, use_gzip=False
        )
        self._client._url_opener.add_handler(self._answers)

    def fetch(self, chunk: FdsnChunk, backoff: Backoff, limit: Limit, used: Used) -> Stream:
        """The chunk's waveforms, cut to it; empty where the centre has none. SourceError where they are refused,
        damaged, or not had in time."""
        while True:
            used.requests += 1
            data, reason = self._request(chunk)
            if data is not None:
                used.bytes = len(data)
                return _cut(chunk, data)
            pause = backoff.pause(used.requests, self._asked())
            if not limit.sleep(pause):
                raise SourceError(
                    f"{reason}; {used.requests} requests in {limit.seconds - limit.left():.0f} s, and the next would "
                    f"be {pause:.0f} s later (an attempt has {limit.seconds:.0f} s)"
                )

    def _request(self, chunk: FdsnChunk) -> tuple[bytes | None, str]:
        """The bytes, none where the centre has no data; or None and why they may yet be had."""
        self._answers.forget()
        body = io.BytesIO()
        try:
            self._client.get_waveforms(
                network=chunk.network,
                station=chunk.station,
                location=chunk.location,
                channel=chunk.channels,
                starttime=UTCDateTime(chunk.start),
                endtime=UTCDateTime(chunk.end) - INSTANT,
                filename=body,
            )
        except (FDSNException, http.client.HTTPException, OSError) as error:
            status = self._answers.status
            if status == NO_DATA:
                return b"", ""
            reason = _reason(status, error)
            # A body that broke off came with a good status.
            if status in PASSING or isinstance(error, (http.client.HTTPException, OSError)):
                return None, reason
            raise SourceError(reason) from None
        data = body.getvalue()
        if self._answers.text and not RECORD.match(data):
            # A page that says that the service is being mended, which proxies give with a good status.
            return None, f"the source answers with a text instead of miniSEED: {_short(data)}"
        return data, ""

    def _asked(self) -> float | None:
        """Seconds. https://www.rfc-editor.org/rfc/rfc9110#field.retry-after: a count of them, or a date."""
        given = self._answers.retry_after
        if given is None:
            return None
        if given.isdigit():
            return float(given)
        try:
            return (parsedate_to_datetime(given) - self._clock.now()).total_seconds()
        except (TypeError, ValueError):
            return None


@functools.lru_cache(maxsize=None)
def centre_of(url: str, clock: Clock, seconds: float) -> Centre:
    return Centre(url, clock, min(seconds, REQUEST_SECONDS))


def _cut(chunk: FdsnChunk, data: bytes) -> Stream:
    """Centres give whole records."""
    if not data:
        return Stream()
    stream = read_miniseed(data)
    return stream.trim(_utc(chunk.start), _utc(chunk.end) - INSTANT)


def _utc(moment: datetime) -> UTCDateTime:
    return UTCDateTime(moment)


def _short(body: bytes) -> str:
    return " ".join(body[:300].decode(errors="replace").split())


def _reason(status: int | None, error: BaseException) -> str:
    text = " ".join(str(error).split())[:300]
    return f"the source answers {status}: {text}" if status is not None else f"the source does not answer: {text}"

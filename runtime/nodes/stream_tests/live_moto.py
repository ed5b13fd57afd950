"""The emulator as a process, for streams: one request after another, and each record in the same time.

Its streams and tables are not made for several requests at once: a conditional write that two threads try at the same
moment succeeds for both.

`python live_moto.py PORT`
"""

from __future__ import annotations

import logging
import sys
from typing import Any

from moto.kinesis.models import Shard
from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app
from werkzeug.serving import run_simple


def last(shard: Any) -> int:
    """The same as the emulator's, which copies the shard's keys for every record that is put: a day takes hours."""
    return next(reversed(shard.records), 0)


if __name__ == "__main__":
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    setattr(Shard, "get_max_sequence_number", last)
    run_simple("127.0.0.1", int(sys.argv[1]), DomainDispatcherApplication(create_backend_app), threaded=False)

"""Takes what is secret out of addresses in the hub's log. The hub does so where it logs requests, not where errors."""

from __future__ import annotations

import logging
import re

LOGGERS = ("tornado.general", "tornado.application", "tornado.access")
SECRET = re.compile(r"(?i)([?&][^=&\s]*(?:token|code|state|key|secret|auth|xsrf)[^=&\s]*=)[^&\s)\"']*")


def scrubbed(text: str) -> str:
    return SECRET.sub(r"\1[secret]", text)


class Scrub(logging.Filter):
    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = scrubbed(record.getMessage()), ()
        return True


def scrub_logs() -> None:
    """Once for each logger: a filter is not inherited."""
    for name in LOGGERS:
        logger = logging.getLogger(name)
        if not any(isinstance(one, Scrub) for one in logger.filters):
            logger.addFilter(Scrub())

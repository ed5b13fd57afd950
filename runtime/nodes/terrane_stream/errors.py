"""What the programs raise. The message is what an operator reads: it names the cause and never holds a secret.

Every error travels between processes: it is made of its message alone.
"""

from __future__ import annotations


class StreamError(Exception):
    """A program cannot do what it was asked; the message says why."""


class DeclarationError(StreamError):
    """The declaration file or the place file is absent or malformed."""


class HandlerError(StreamError):
    """The user's detector cannot be loaded, failed, or gave what is not rows. The message names the user's file."""


class StoreError(StreamError):
    """A bucket refused a request, and would refuse it again."""


class NoSuchObject(StoreError):
    """The bucket has no object of this key."""


class StoreUnavailable(StoreError):
    """The bucket did not answer, or asked to be left alone for a while."""


class SourceError(StreamError):
    """The data centre, or the bucket that is read, did not give a chunk's data whole and sound."""


class Hopeless(StreamError):
    """All chunks fail: to go on would ask the data centre for everything, for nothing."""

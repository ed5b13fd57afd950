"""What the programs raise. The message is what an operator reads, so it names the cause and never holds a secret."""

from __future__ import annotations


class NodeError(Exception):
    """A program cannot do what it was asked; the message says why."""


class SettingsError(NodeError):
    """The node's settings or a document of the cluster are absent or malformed."""


class CommandError(NodeError):
    """A program of the system failed, was not found, or took too long."""


class CloudError(NodeError):
    """The cloud refused a request. `code` is the cloud's own error code."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(f"{code}: {message}")
        self.code = code
        self.message = message


class CloudUnreachable(CloudError):
    """No answer came from the cloud: no route, no credentials, a time-out, or throttling without end."""


class NotYet(CloudError):
    """The deployment has not made it so far."""


class OutOfCapacity(CloudError):
    """The cloud has none of these machines now; another machine type, subnet or price may still be had."""

"""What the programs raise. The message names the cause and what is allowed, and never holds a secret."""

from __future__ import annotations


class HubError(Exception):
    """A program cannot do what it was asked; the message says why."""


class DeclarationError(HubError):
    """The declaration file or the place file is absent or malformed."""


class SecretError(HubError):
    """A secret that the declaration needs is absent, or is not what it has to be."""


class DiscoveryError(HubError):
    """The identity provider does not say where its endpoints are."""


class AccountsError(HubError):
    """The book of accounts cannot be used."""


class DirectoryError(HubError):
    """The institution's directory does not do what it is asked; the message is for operators."""


class DirectoryAway(DirectoryError):
    """It does not answer, now."""


class LoginRefused(HubError):
    """This person gets no account; the message is shown to them."""


class SessionRefused(HubError):
    """This session does not start; the message is shown to who asked for it.

    `status`: of the HTTP answer.
    """

    def __init__(self, message: str, status: int = 403) -> None:
        super().__init__(message)
        self.status = status

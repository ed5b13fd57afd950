"""The institution's directory: who is in it. Over TLS, or not at all.

python-ldap is the distribution's: it has no wheels, and shows through the hub's environment.
"""

from __future__ import annotations

import contextlib
import socket
import ssl
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import ldap
from ldap.filter import escape_filter_chars

from terrane_hub.declared_accounts import READER, WRITER, DirectoryDeclared
from terrane_hub.errors import DirectoryAway, DirectoryError, LoginRefused
from terrane_hub.keys import read_secret
from terrane_hub.names import shown

CONNECT_SECONDS = 5
ANSWER_SECONDS = 10
LDAPS_PORT = 636
CLASS = "posixAccount"
ATTRIBUTES = ["uid", "uidNumber", "gidNumber"]

Attributes = dict[str, list[bytes]]


@dataclass(frozen=True)
class DirectoryAccount:
    name: str
    uid: int
    gid: int


@dataclass(frozen=True)
class Directory:
    declared: DirectoryDeclared
    secrets: Path
    """The folder with the passwords."""

    def find(self, attribute: str, value: str) -> DirectoryAccount | None:
        """Whose attribute has this value, of which no letter means anything to the directory.

        Raises LoginRefused where several have it, or the entry is not whole; DirectoryError.
        """
        with self.reading() as connection:
            found = self.matching(connection, attribute, value, ATTRIBUTES)
        if len(found) > 1:
            raise LoginRefused(
                f"the institution's directory has {len(found)} accounts whose {attribute} is {shown(value)};"
                " tell its operators"
            )
        return _account(found[0], value) if found else None

    def matching(self, connection: Any, attribute: str, value: str, wanted: list[str]) -> list[Attributes]:
        """Of all accounts below the base."""
        text = f"(&(objectClass={CLASS})({attribute}={escape_filter_chars(value)}))"
        found = connection.search_s(self.declared.base, ldap.SCOPE_SUBTREE, text, wanted)
        # Without a name are references to other directories, which are not followed.
        return [attributes for name, attributes in found if name is not None]

    def check(self) -> None:
        """Raises DirectoryAway where it does not answer, and DirectoryError where it answers and refuses."""
        with self.reading() as connection:
            try:
                connection.search_s(self.declared.base, ldap.SCOPE_BASE, "(objectClass=*)", ["1.1"])
            except ldap.NO_SUCH_OBJECT:
                who = self.declared.bind_dn or "who is anonymous"
                raise DirectoryError(
                    f"{self.declared.url} has no {self.declared.base}, or does not show it to {who}"
                ) from None
        if self.declared.provision is not None:
            with self.writing():
                pass

    @contextlib.contextmanager
    def reading(self) -> Iterator[Any]:
        dn = self.declared.bind_dn
        with self._connected(dn, None if dn is None else READER) as connection:
            yield connection

    @contextlib.contextmanager
    def writing(self) -> Iterator[Any]:
        assert self.declared.provision is not None
        with self._connected(self.declared.provision.bind_dn, WRITER) as connection:
            yield connection

    @contextlib.contextmanager
    def _connected(self, dn: str | None, secret: str | None) -> Iterator[Any]:
        """One connection for each question: libldap shares none among threads. Errors are this package's own."""
        try:
            connection = self._opened()
            try:
                if dn is not None and secret is not None:
                    connection.simple_bind_s(dn, read_secret(self.secrets / secret))
                yield connection
            finally:
                connection.unbind_ext_s()
        except (ldap.INVALID_CREDENTIALS, ldap.INAPPROPRIATE_AUTH):
            raise DirectoryError(f"{self.declared.url} does not take {dn} with the password of {secret}") from None
        except (ldap.SERVER_DOWN, ldap.CONNECT_ERROR, ldap.TIMEOUT, ldap.UNAVAILABLE, ldap.BUSY) as error:
            raise self._unreached(error) from None
        except ldap.LDAPError as error:
            raise DirectoryError(f"{self.declared.url}: {_said(error)}") from None

    def _opened(self) -> Any:
        connection = ldap.initialize(self.declared.url, bytes_strictness="error")
        connection.set_option(ldap.OPT_PROTOCOL_VERSION, ldap.VERSION3)
        connection.set_option(ldap.OPT_REFERRALS, 0)
        connection.set_option(ldap.OPT_NETWORK_TIMEOUT, CONNECT_SECONDS)
        connection.set_option(ldap.OPT_TIMEOUT, ANSWER_SECONDS)
        connection.set_option(ldap.OPT_X_TLS_REQUIRE_CERT, ldap.OPT_X_TLS_DEMAND)
        if self.declared.authority is not None:
            connection.set_option(ldap.OPT_X_TLS_CACERTFILE, str(self.declared.authority))
        # What was set counts from here on.
        connection.set_option(ldap.OPT_X_TLS_NEWCTX, 0)
        if self.declared.start_tls:
            connection.start_tls_s()
        return connection

    def _unreached(self, error: Exception) -> DirectoryError:
        """libldap says the same of a server that is not there and of one whose certificate is not good."""
        if isinstance(error, ldap.CONNECT_ERROR) or self._has_another_certificate():
            trusted = self.declared.authority or "the machine's authorities"
            return DirectoryError(
                f"{self.declared.url} is there, but not with a certificate of its name that {trusted} vouches for"
            )
        return DirectoryAway(f"{self.declared.url} does not answer: {_said(error)}")

    def _has_another_certificate(self) -> bool:
        """What stands before a directory that is away may take a connection, and end it."""
        address = urlsplit(self.declared.url)
        if address.scheme != "ldaps":
            return False
        context = ssl.create_default_context(cafile=self.declared.authority)
        host = address.hostname or ""
        try:
            with socket.create_connection((host, address.port or LDAPS_PORT), timeout=CONNECT_SECONDS) as plain:
                with context.wrap_socket(plain, server_hostname=host):
                    return False
        except ssl.SSLCertVerificationError:
            return True
        except OSError:
            return False


def _account(attributes: Attributes, value: str) -> DirectoryAccount:
    """Attributes have a name in any case, as the directory's operators have written it."""
    given = {name.lower(): values for name, values in attributes.items()}
    one = {name: given.get(name.lower(), []) for name in ATTRIBUTES}
    counts = {name: len(values) for name, values in one.items() if len(values) != 1}
    if counts:
        wrong = ", ".join(f"{count} of {name}" for name, count in counts.items())
        raise LoginRefused(f"the account of {shown(value)} in the institution's directory has {wrong}; one is needed")
    try:
        name, uid, gid = (one[name][0].decode("utf-8") for name in ATTRIBUTES)
        return DirectoryAccount(name, int(uid), int(gid))
    except ValueError:
        raise LoginRefused(f"the account of {shown(value)} in the institution's directory has no numbers") from None


def _said(error: Exception) -> str:
    details = error.args[0] if error.args and isinstance(error.args[0], dict) else {}
    return ": ".join(str(details[key]) for key in ("desc", "info") if key in details) or type(error).__name__

"""Accounts of the machines, for the people who sign in."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from terrane_hub.account_book import Book, Entry, read_book, write_book
from terrane_hub.account_files import publish
from terrane_hub.declaration import Declaration, LoginAccountsDeclared
from terrane_hub.errors import DirectoryNotServed, LoginRefused
from terrane_hub.homes import make_home
from terrane_hub.names import machine_names, posix_name, shown
from terrane_hub.people import Person
from terrane_hub.places import Places
from terrane_hub.whole_files import locked

MACHINE_FILES = (Path("/etc/passwd"), Path("/etc/group"))


class Accounts(Protocol):
    """Where accounts come from. Nothing else in this package knows whether they are made or found."""

    def take(self, person: Person) -> str:
        """The account's name; account and home are there afterwards. Raises LoginRefused."""

    def login_of(self, name: str) -> str | None:
        """The login with which the account of this name was made; None where there is no such account."""

    def prepare(self) -> None:
        """What has to be before the first login. Idempotent."""


@dataclass(frozen=True)
class LoginAccounts:
    """Accounts made from logins, kept in a folder that all machines of the cluster share."""

    declared: LoginAccountsDeclared
    folder: Path
    homes: Path
    skeleton: Path
    shared: str | None = None
    machine_files: tuple[Path, ...] = MACHINE_FILES

    def prepare(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o755)
        with locked(self.folder / "lock"):
            publish(self.folder, self._book().entries, self.homes)

    def take(self, person: Person) -> str:
        with locked(self.folder / "lock"):
            book = self._book()
            entry = book.of_subject(person.subject)
            if entry is None:
                entry = self._new(book, person)
                book = book.having(entry)
                write_book(self.folder, book)
            publish(self.folder, book.entries, self.homes)
        make_home(self.homes / entry.name, entry.uid, self.skeleton, self.shared)
        return entry.name

    def login_of(self, name: str) -> str | None:
        entry = self._book().of_name(name)
        return entry.login if entry else None

    def _book(self) -> Book:
        return read_book(self.folder, self.declared.first_uid)

    def _new(self, book: Book, person: Person) -> Entry:
        name = posix_name(person.login, self.declared.replace, machine_names(*self.machine_files))
        other = book.of_name(name)
        if other is not None:
            raise LoginRefused(
                f"the login {shown(person.login)} makes the account {name!r}, which is another person's already;"
                " ask the operators of the gateway"
            )
        if book.next_uid > self.declared.last_uid:
            first, last = self.declared.first_uid, self.declared.last_uid
            raise LoginRefused(f"all numbers for accounts from {first} to {last} are given; tell the operators")
        return Entry(name, book.next_uid, person.login, person.subject)


def accounts_of(declaration: Declaration, places: Places) -> Accounts:
    """Raises DirectoryNotServed where the accounts are a directory's."""
    declared = declaration.accounts
    if not isinstance(declared, LoginAccountsDeclared):
        raise DirectoryNotServed(
            f'accounts.kind is "directory" ({declared.url}), which this version does not serve; "login" is allowed'
        )
    return LoginAccounts(declared, places.accounts, places.homes, places.skeleton, declaration.homes.shared)

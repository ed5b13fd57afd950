"""Accounts of the machines, for the people who sign in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from terrane_hub.account_book import Book, Entry, read_book, write_book
from terrane_hub.account_files import publish
from terrane_hub.declaration import Declaration
from terrane_hub.declared_accounts import LoginAccountsDeclared
from terrane_hub.errors import LoginRefused
from terrane_hub.home_aside import bring_back
from terrane_hub.home_days import note_seen
from terrane_hub.homes import link_shared, make_home
from terrane_hub.names import machine_names, posix_name, shown
from terrane_hub.people import Person, is_admin
from terrane_hub.places import Places
from terrane_hub.shared_folder import group_line, make_shared, note_writer, writers_gid
from terrane_hub.sizes import today
from terrane_hub.whole_files import locked

MACHINE_FILES = (Path("/etc/passwd"), Path("/etc/group"))


def writes_not(_: Person) -> bool:
    return False


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
    writes: Callable[[Person], bool] = writes_not
    """Who writes to the shared folder."""
    machine_files: tuple[Path, ...] = MACHINE_FILES

    def prepare(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o755)
        with locked(self.folder / "lock"):
            publish(self.folder, self._book().entries, self.homes, self._groups())
        if self.shared is not None:
            make_shared(Path(self.shared), writers_gid(self.declared.first_uid))

    def take(self, person: Person) -> str:
        with locked(self.folder / "lock"):
            book = self._book()
            entry = book.of_subject(person.subject)
            if entry is None:
                entry = self._new(book, person)
                book = book.having(entry)
                write_book(self.folder, book)
            if self.shared is not None:
                note_writer(self.folder, entry.name, self.writes(person))
            publish(self.folder, book.entries, self.homes, self._groups())
        note_seen(self.folder, entry.name, today())
        bring_back(self.homes, entry.name, entry.uid)
        make_home(self.homes / entry.name, entry.uid, self.skeleton, self.shared)
        if self.shared is not None:
            link_shared(self.homes / entry.name, entry.uid, self.shared)
        return entry.name

    def login_of(self, name: str) -> str | None:
        entry = self._book().of_name(name)
        return entry.login if entry else None

    def _taken(self) -> set[str]:
        """Names of the machine's own, and of what lies beside the homes."""
        beside = set() if self.shared is None else {Path(self.shared).name}
        return machine_names(*self.machine_files) | beside

    def _groups(self) -> str:
        if self.shared is None:
            return ""
        return group_line(self.folder, writers_gid(self.declared.first_uid))

    def _book(self) -> Book:
        return read_book(self.folder, self.declared.first_uid)

    def _new(self, book: Book, person: Person) -> Entry:
        name = posix_name(person.login, self.declared.replace, self._taken())
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
    declared = declaration.accounts
    folders = (places.accounts, places.homes, places.skeleton)
    if isinstance(declared, LoginAccountsDeclared):
        shared = declaration.homes.shared
        return LoginAccounts(declared, *folders, shared, lambda person: may_write(person, declaration))
    # What it needs is on machines with a directory alone.
    from terrane_hub.directory import Directory
    from terrane_hub.directory_accounts import DirectoryAccounts

    return DirectoryAccounts(Directory(declared, places.secrets), *folders)


def may_write(person: Person, declaration: Declaration) -> bool:
    """To the shared folder."""
    access = declaration.identity.access
    return bool(person.groups & frozenset(declaration.homes.writers)) or is_admin(person, access)

"""Accounts of the institution's directory: found there, or made there at a person's first login."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from terrane_hub.account_book import Book, Entry, read_book, write_book
from terrane_hub.account_rules import PASSWD, group_problem, machine_uids, nss_uid, uid_problem
from terrane_hub.accounts import MACHINE_FILES
from terrane_hub.directory import Directory, DirectoryAccount
from terrane_hub.directory_provision import provision
from terrane_hub.errors import DirectoryAway, DirectoryError, LoginRefused
from terrane_hub.home_aside import bring_back
from terrane_hub.home_days import note_seen
from terrane_hub.homes import make_home
from terrane_hub.names import machine_names, posix_name, shown
from terrane_hub.people import Person
from terrane_hub.sizes import today
from terrane_hub.whole_files import locked

log = logging.getLogger("terrane.hub")

UID = "uid"
# Until the machine's name service knows an entry that is new.
KNOWN_SECONDS = 20.0
LOOK_SECONDS = 0.5


@dataclass(frozen=True)
class DirectoryAccounts:
    """Who somebody is, is kept in a book: nobody else becomes the same account later, and a directory that is away for
    a while keeps nobody out who has been here."""

    directory: Directory
    folder: Path
    homes: Path
    skeleton: Path
    machine_files: tuple[Path, ...] = MACHINE_FILES
    passwd: Path = PASSWD
    known: Callable[[str], int | None] = nss_uid
    patience: float = KNOWN_SECONDS

    def prepare(self) -> None:
        """A directory that is away now may come back; one that refuses what is declared will not change its mind."""
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o755)
        self._book()
        try:
            self.directory.check()
        except DirectoryAway as error:
            log.warning("%s; nobody who is new can sign in until it does", error)

    def take(self, person: Person) -> str:
        entry = self._book().of_subject(person.subject)
        try:
            account = self._found(person, entry)
        except DirectoryError as error:
            log.error("%s", error)
            return self._of_before(entry, error)
        self._check(account)
        self._note(person, account)
        self._wait_until_known(account)
        note_seen(self.folder, account.name, today())
        bring_back(self.homes, account.name, account.uid)
        make_home(self.homes / account.name, account.uid, self.skeleton, gid=account.gid)
        return account.name

    def login_of(self, name: str) -> str | None:
        """As the machine knows it, which remembers while the directory is away."""
        entry = self._book().of_name(name)
        return entry.login if entry is not None and self.known(name) == entry.uid else None

    def _found(self, person: Person, entry: Entry | None) -> DirectoryAccount:
        """Who has been here keeps the account, whatever they are called now."""
        attribute, value = (UID, entry.name) if entry is not None else self._sought(person)
        account = self.directory.find(attribute, value)
        if account is None and entry is None and self.directory.declared.provision is not None:
            provision(self.directory, self._name(person), person)
            account = self.directory.find(attribute, value)
        if account is None:
            raise LoginRefused(
                f"{shown(person.login)} has no account in the institution's directory; ask its operators for one"
            )
        return account

    def _sought(self, person: Person) -> tuple[str, str]:
        attribute = self.directory.declared.login_attribute
        if attribute is None:
            return UID, self._name(person)
        # Some letters are the same to a directory that are not to the identity provider.
        if not person.login.isascii() or not person.login.isprintable() or not person.login.strip():
            raise LoginRefused(f"the login {shown(person.login)} has characters that no account here is found by")
        return attribute, person.login

    def _name(self, person: Person) -> str:
        return posix_name(person.login, self.directory.declared.replace, machine_names(*self.machine_files))

    def _check(self, account: DirectoryAccount) -> None:
        if posix_name(account.name, (), machine_names(*self.machine_files)) != account.name:
            raise LoginRefused(f"the directory's account {shown(account.name)} is not written in small letters")
        problem = uid_problem(account.uid, self.directory.declared) or group_problem([account.gid])
        if problem is not None:
            raise LoginRefused(f"the directory gives the account {account.name!r} {problem}; tell its operators")
        own = machine_uids(self.passwd).get(account.uid)
        if own is not None:
            raise LoginRefused(
                f"the directory gives the account {account.name!r} uid {account.uid}, which is the account {own!r}"
                " of the gateway's machine; tell the operators of the gateway"
            )

    def _note(self, person: Person, account: DirectoryAccount) -> None:
        with locked(self.folder / "lock"):
            book = self._book()
            for entry in (book.of_subject(person.subject), book.of_name(account.name)):
                _same(entry, person, account)
            if book.of_subject(person.subject) is None:
                write_book(self.folder, book.having(Entry(account.name, account.uid, person.login, person.subject)))

    def _wait_until_known(self, account: DirectoryAccount) -> None:
        end = time.monotonic() + self.patience
        while (uid := self.known(account.name)) is None and time.monotonic() < end:
            time.sleep(LOOK_SECONDS)
        if uid is None:
            raise LoginRefused(
                f"the gateway's machine does not know the account {account.name!r} yet; try again in a minute"
            )
        if uid != account.uid:
            raise LoginRefused(
                f"the gateway's machine knows {account.name!r} with uid {uid}, the directory with {account.uid};"
                " tell the operators of the gateway"
            )

    def _of_before(self, entry: Entry | None, error: DirectoryError) -> str:
        if entry is not None and self.known(entry.name) == entry.uid:
            return entry.name
        if isinstance(error, DirectoryAway):
            raise LoginRefused("the institution's directory does not answer; try again in a minute")
        raise LoginRefused("the institution's directory refuses to be asked; tell the operators of the gateway")

    def _book(self) -> Book:
        return read_book(self.folder, self.directory.declared.first_uid)


def _same(entry: Entry | None, person: Person, account: DirectoryAccount) -> None:
    """Raises LoginRefused where the book has another person, or another number, for this account."""
    if entry is None:
        return
    if entry.subject != person.subject:
        raise LoginRefused(
            f"the login {shown(person.login)} leads to the account {account.name!r}, which another person has used"
            " already; ask the operators of the gateway"
        )
    if entry.uid != account.uid or entry.name != account.name:
        raise LoginRefused(
            f"the account {entry.name!r} had uid {entry.uid} here, and the directory gives {account.name!r} uid"
            f" {account.uid}; files belong to the former, so tell the operators of the gateway"
        )

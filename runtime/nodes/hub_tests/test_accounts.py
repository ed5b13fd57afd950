"""Accounts from logins: numbers that stay, homes that are private, files that the machine's NSS reads."""

from __future__ import annotations

import multiprocessing
import os
import stat
import subprocess
import unittest
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor

import unit
from world import in_world, make_world

from terrane_hub.account_book import read_book
from terrane_hub.accounts import LoginAccounts
from terrane_hub.declared_accounts import LoginAccountsDeclared
from terrane_hub.errors import AccountsError, LoginRefused
from terrane_hub.people import Person

LOGINS = 50


def person(login: str, subject: str = "") -> Person:
    return Person(login, subject or login)


class AccountsTest(unit.FolderCase):
    def setUp(self) -> None:
        super().setUp()
        (self.folder / "homes").mkdir()
        (self.folder / "skel").mkdir()
        (self.folder / "skel/.profile").write_text("umask 077\n", encoding="ascii")
        self.accounts = self.made()
        self.accounts.prepare()

    def made(self, last: int = 49999, shared: str | None = None) -> LoginAccounts:
        declared = LoginAccountsDeclared(20000, last, (("@", "_"), (".", "_")))
        folders = (self.folder / "accounts", self.folder / "homes", self.folder / "skel")
        return LoginAccounts(declared, *folders, shared)

    def uid(self, name: str) -> int:
        entry = read_book(self.folder / "accounts", 20000).of_name(name)
        assert entry is not None
        return entry.uid

    def test_a_number_is_given_once_and_stays(self) -> None:
        self.assertEqual(self.accounts.take(person("ada@example.edu")), "ada_example_edu")
        self.assertEqual(self.accounts.take(person("bob")), "bob")
        again = self.made()
        again.prepare()
        self.assertEqual(again.take(person("ada@example.edu")), "ada_example_edu")
        self.assertEqual((self.uid("ada_example_edu"), self.uid("bob")), (20000, 20001))

    def test_fifty_first_logins_at_once_get_fifty_numbers(self) -> None:
        fork = multiprocessing.get_context("fork")
        people = [person(f"user{number}") for number in range(LOGINS)]
        with ProcessPoolExecutor(8, mp_context=fork) as pool:
            names = list(pool.map(self.accounts.take, people))
        book = read_book(self.folder / "accounts", 20000)
        self.assertEqual(sorted(names), sorted(one.login for one in people))
        self.assertEqual(sorted(one.uid for one in book.entries), list(range(20000, 20000 + LOGINS)))
        self.assertEqual(book.next_uid, 20000 + LOGINS)
        lines = (self.folder / "accounts/passwd").read_text(encoding="ascii").splitlines()
        self.assertEqual(len(lines), LOGINS)
        self.assertEqual(len(list((self.folder / "homes").iterdir())), LOGINS, "no half-made home is left")

    def test_first_logins_of_the_same_person_at_once_make_one_account(self) -> None:
        with ThreadPoolExecutor(8) as pool:
            names = set(pool.map(self.accounts.take, [person("ada")] * 16))
        self.assertEqual(names, {"ada"})
        self.assertEqual(len(read_book(self.folder / "accounts", 20000).entries), 1)
        self.assertEqual([one.name for one in (self.folder / "homes").iterdir()], ["ada"])

    def test_two_logins_that_make_one_name_are_not_one_person(self) -> None:
        self.accounts.take(person("a.b"))
        for login in ("a@b", "A.B", "a_b"):
            message = self.refused(LoginRefused, lambda: self.accounts.take(person(login)))
            self.assertIn("'a_b', which is another person's already", message)

    def test_a_login_that_was_given_to_somebody_else_opens_nothing(self) -> None:
        self.accounts.take(person("ada", "issuer 1"))
        self.refused(LoginRefused, lambda: self.accounts.take(person("ada", "issuer 2")))

    def test_who_is_called_otherwise_now_keeps_the_account(self) -> None:
        self.accounts.take(person("ada.byron", "issuer 1"))
        self.assertEqual(self.accounts.take(person("ada.lovelace", "issuer 1")), "ada_byron")

    def test_a_home_is_private_and_like_the_skeleton(self) -> None:
        self.made(shared="/home/shared").take(person("ada"))
        home = self.folder / "homes/ada"
        found = home.stat()
        self.assertEqual((stat.S_IMODE(found.st_mode), found.st_uid, found.st_gid), (0o700, 20000, 20000))
        self.assertEqual((home / ".profile").stat().st_uid, 20000)
        self.assertEqual(os.readlink(home / "shared"), "/home/shared")

    def test_a_home_that_is_there_is_left_as_it_is(self) -> None:
        self.accounts.take(person("ada"))
        (self.folder / "homes/ada/work").write_text("mine", encoding="ascii")
        self.accounts.take(person("ada"))
        self.assertEqual((self.folder / "homes/ada/work").read_text(encoding="ascii"), "mine")

    def test_a_folder_or_link_of_somebody_else_is_no_home(self) -> None:
        (self.folder / "homes/ada").symlink_to("/etc")
        self.assertIn(
            "not a folder of uid 20000", self.refused(LoginRefused, lambda: self.accounts.take(person("ada")))
        )
        (self.folder / "homes/bob").mkdir()
        self.assertIn("it has uid 0", self.refused(LoginRefused, lambda: self.accounts.take(person("bob"))))

    def test_when_all_numbers_are_given_a_login_is_refused(self) -> None:
        few = self.made(last=20000)
        few.take(person("ada"))
        message = self.refused(LoginRefused, lambda: few.take(person("bob")))
        self.assertIn("from 20000 to 20000 are given", message)

    def test_a_book_that_is_damaged_is_not_begun_anew(self) -> None:
        (self.folder / "accounts/book.json").write_text('{"format": 1}', encoding="ascii")
        self.assertIn("restore it", self.refused(AccountsError, lambda: self.accounts.take(person("ada"))))

    def test_logins_are_roots_alone_to_read(self) -> None:
        self.accounts.take(person("ada@example.edu"))
        modes = {
            name: stat.S_IMODE((self.folder / "accounts" / name).stat().st_mode) for name in ("book.json", "shadow")
        }
        self.assertEqual(modes, {"book.json": 0o600, "shadow": 0o640})
        self.assertNotIn("@", (self.folder / "accounts/passwd").read_text(encoding="ascii"))

    def test_the_machine_knows_the_accounts_through_its_own_name_service(self) -> None:
        self.accounts.take(person("ada@example.edu"))
        world = make_world(self.folder / "world", self.folder / "accounts", (unit.HOST,))
        name = "ada_example_edu"
        script = f"getent passwd {name}; getent group {name}; id -un 20000; getent passwd root | cut -d: -f1"
        told = subprocess.run(in_world(world, ["sh", "-c", script]), capture_output=True, text=True, check=True).stdout
        home = self.folder / "homes/ada_example_edu"
        passwd = f"ada_example_edu:x:20000:20000::{home}:/bin/bash"
        self.assertEqual(told.split(), [passwd, "ada_example_edu:x:20000:", "ada_example_edu", "root"])


if __name__ == "__main__":
    unittest.main()

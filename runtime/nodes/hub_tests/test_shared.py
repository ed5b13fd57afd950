"""The shared folder: everybody reads, members of the writers' groups write, by the machine's own accounts."""

from __future__ import annotations

import subprocess
import unittest
from pathlib import Path

import unit
from world import in_world, make_world

from terrane_hub.accounts import LoginAccounts, accounts_of, may_write
from terrane_hub.errors import HubError, LoginRefused
from terrane_hub.people import Person
from terrane_hub.places import Places
from terrane_hub.shared_folder import make_shared


def person(login: str, *groups: str) -> Person:
    return Person(login, login, groups=frozenset(groups))


class SharedTest(unit.FolderCase):
    def setUp(self) -> None:
        super().setUp()
        self.homes = self.folder / "homes"
        self.homes.mkdir()
        (self.folder / "skel").mkdir()
        places = Places(
            accounts=self.folder / "accounts", homes=self.homes, skeleton=self.folder / "skel", state=self.folder
        )
        self.shared = self.homes / "shared"
        homes = {"quotaGiB": None, "shared": str(self.shared), "deleteAfterDays": None, "writers": ["staff"]}
        identity = {**unit.OIDC, "admins": ["root-of-physics"]}
        self.declaration = unit.declared(homes=homes, identity=identity)
        accounts = accounts_of(self.declaration, places)
        assert isinstance(accounts, LoginAccounts)
        self.accounts = accounts
        self.accounts.prepare()

    def in_session(self, name: str, script: str) -> str:
        """With a writer's mask, as the session's unit or job has it."""
        world = self.folder / f"world-{name}-{len(list(self.folder.iterdir()))}"
        command = in_world(
            make_world(world, self.folder / "accounts", ()),
            ["runuser", "-u", name, "--", "sh", "-c", f"umask 0002; cd {self.homes / name}; {script}"],
        )
        said = subprocess.run(command, capture_output=True, text=True, check=False, timeout=30)
        return said.stdout + said.stderr

    def test_members_write_and_everybody_reads(self) -> None:
        self.accounts.take(person("ada", "staff", "physics"))
        self.accounts.take(person("bob", "physics"))
        self.assertEqual(self.in_session("ada", "echo lecture > shared/notes; mkdir shared/week-1; echo ok"), "ok\n")
        self.assertEqual(self.in_session("bob", "cat shared/notes"), "lecture\n")
        self.assertIn("Permission denied", self.in_session("bob", "echo x >> shared/notes"))
        self.assertIn("Permission denied", self.in_session("bob", "touch shared/week-1/mine"))
        self.assertIn("Permission denied", self.in_session("bob", f"ls {self.homes}/ada"))

    def test_who_is_no_longer_a_member_no_longer_writes(self) -> None:
        self.accounts.take(person("ada", "staff"))
        self.assertEqual(self.in_session("ada", "echo a > shared/a && echo ok"), "ok\n")
        self.accounts.take(person("ada"))
        self.assertIn("Permission denied", self.in_session("ada", "echo b > shared/b"))

    def test_another_member_goes_on_with_what_one_began(self) -> None:
        for name in ("ada", "bob"):
            self.accounts.take(person(name, "staff"))
        self.in_session("ada", "mkdir shared/week-1; echo one > shared/week-1/notes")
        self.in_session("bob", "echo two >> shared/week-1/notes")
        self.assertEqual(self.in_session("ada", "cat shared/week-1/notes"), "one\ntwo\n")

    def test_admins_write_and_others_do_not(self) -> None:
        self.assertTrue(may_write(person("root-of-physics"), self.declaration))
        self.assertFalse(may_write(person("bob", "physics"), self.declaration))

    def test_a_home_from_before_gets_the_link_and_keeps_what_it_has(self) -> None:
        self.accounts.take(person("ada"))
        link = self.homes / "ada/shared"
        self.assertEqual(link.readlink(), self.shared)
        link.unlink()
        link.write_text("mine", encoding="ascii")
        self.accounts.take(person("ada"))
        self.assertEqual(link.read_text(encoding="ascii"), "mine")
        link.unlink()
        self.accounts.take(person("ada"))
        self.assertTrue(link.is_symlink())

    def test_nobody_is_called_as_the_folder_is(self) -> None:
        self.assertIn("machine's own", self.refused(LoginRefused, lambda: self.accounts.take(person("shared"))))

    def test_what_is_there_as_something_else_is_not_taken(self) -> None:
        file = Path(self.folder / "file")
        file.write_text("data", encoding="ascii")
        self.assertIn("something else", self.refused(HubError, lambda: make_shared(file, 19999)))


if __name__ == "__main__":
    unittest.main()

"""Names of accounts from logins: what is taken, and why not the rest."""

from __future__ import annotations

import unittest

import unit

from terrane_hub.errors import LoginRefused
from terrane_hub.names import machine_names, posix_name

RULES = (("@", "_"), (".", "_"))


class NamesTest(unit.FolderCase):
    def test_logins_become_names(self) -> None:
        for login, name in (
            ("ada", "ada"),
            ("Ada.Lovelace@Example.edu", "ada_lovelace_example_edu"),
            ("_x-1", "_x-1"),
            ("a" * 32, "a" * 32),
        ):
            self.assertEqual(posix_name(login, RULES), name)

    def test_paths_controls_and_foreign_letters_are_refused(self) -> None:
        for login in (
            "",
            "..",
            "../root",
            "a/../../etc",
            "a/b",
            "a\\b",
            "a b",
            "a\n",
            "a\nroot:x:0:0",
            "a\x00",
            "a:b",
            "a\u202eb",
            "\u212aarl",
            "ada\uff0eb",
            "-rf",
            "1ada",
            "a" * 33,
            "a" * 300,
            "@",
            "._.",
            "$(id)",
            "{USERNAME}",
            "ada;id",
            "%2e%2e",
        ):
            with self.subTest(login):
                self.refused(LoginRefused, lambda: posix_name(login, RULES))

    def test_accounts_of_the_machine_are_refused(self) -> None:
        (self.folder / "passwd").write_text("root:x:0:0::/root:/bin/sh\nlocal-one:x:1001:1001::/:/bin/sh\n# x\n")
        taken = machine_names(self.folder / "passwd", self.folder / "absent")
        for login in ("root", "ROOT", "daemon", "www-data", "systemd-network", "slurm", "jupyterhub", "local-one"):
            message = self.refused(LoginRefused, lambda: posix_name(login, RULES, taken))
            self.assertIn("one of the machine's own", message)

    def test_a_message_shows_no_control_characters(self) -> None:
        message = self.refused(LoginRefused, lambda: posix_name("a\x1b[31m\n" + "b" * 200, RULES))
        self.assertTrue(message.isprintable())
        self.assertLess(len(message), 300)


if __name__ == "__main__":
    unittest.main()

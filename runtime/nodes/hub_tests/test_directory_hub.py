"""A whole gateway whose accounts are a real directory's: what people see. The name service is the tests' own."""

from __future__ import annotations

import os
import tempfile
import unittest
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, ClassVar
from unittest import mock

import unit
from authority import Authority
from browser import Browser, text_of
from directory_server import READER_PASSWORD, WRITER_PASSWORD, DirectoryServer
from hub_case import HubCase
from processes import free_ports
from programs_cache import python_ldap

LOOPBACK, PROXY = "127.0.0.1", "127.0.0.2"
PEOPLE: dict[str, dict[str, Any]] = {
    "ada": {"uidNumber": 200001, "mail": "ada@example.edu"},
    "mallory": {"uidNumber": 200002, "mail": "mallory@example.edu"},
    "zero": {"uidNumber": 0, "mail": "zero@example.edu"},
}
# As sssd gives them, and groups that the directory says they are in.
PASSWD = "".join(
    f"{name}:x:{uid}:100::/nowhere:/bin/bash\n"
    for name, uid in (("ada", 200001), ("mallory", 200002), ("eve_example_edu", 20000))
)
GROUP = "docker-of-the-directory:x:998:mallory\n"


class DirectoryHubTest(HubCase):
    running: ClassVar[AbstractContextManager[None]]

    @classmethod
    def setUpClass(cls) -> None:
        folder = Path(cls.enterClassContext(tempfile.TemporaryDirectory(prefix="terrane-directory-")))
        authority = Authority(folder / "authority")
        cls.server = DirectoryServer(folder / "server", free_ports(1)[0], authority.issue(LOOPBACK, "IP"))
        cls.server.make(PEOPLE)
        cls.running = cls.server.up()
        cls.running.__enter__()
        cls.addClassCleanup(cls.running.__exit__, None, None, None)
        cls.enterClassContext(mock.patch.dict(os.environ, {"PYTHONPATH": str(python_ldap())}))
        made = {"objectClasses": ["inetOrgPerson", "posixAccount"], "attributes": {"mail": "{login}", "sn": "{uid}"}}
        cls.fields = {
            "identity": unit.HEADER,
            "accounts": {
                **unit.DIRECTORY,
                "url": f"ldaps://{LOOPBACK}:{cls.server.port}",
                "certificateAuthority": str(authority.certificate),
                "loginAttribute": "mail",
                "provision": {**unit.PROVISION, **made},
            },
        }
        super().setUpClass()
        accounts = cls.gateway.homes / ".notebooks/accounts"
        (accounts / "passwd").write_text(PASSWD, encoding="ascii")
        (accounts / "group").write_text(GROUP, encoding="ascii")

    def came(self, login: str) -> Browser:
        """By way of the proxy."""
        return self.gateway.browser(PROXY, Remote_User=login)

    def test_a_person_of_the_directory_has_a_session_under_its_uid(self) -> None:
        browser = self.came("ada@example.edu")
        self.assertEqual(browser.get("/hub/login").status_code, 200)
        self.assertEqual((self.gateway.homes / "ada").stat().st_uid, 200001)
        browser.choose()
        self.assertEqual(browser.get("/hub/api/user").json()["name"], "ada")

    def test_who_is_new_has_an_account_afterwards(self) -> None:
        browser = self.came("eve@example.edu")
        self.assertEqual(browser.get("/hub/login").status_code, 200)
        self.assertEqual(browser.get("/hub/api/user").json()["name"], "eve_example_edu")
        self.assertEqual((self.gateway.homes / "eve_example_edu").stat().st_uid, 20000)

    def test_a_uid_of_machines_is_refused_with_a_page_that_says_so(self) -> None:
        self.check_says(self.came("zero@example.edu").get("/hub/login"), 403, "uid 0, but those of people are 2000")

    def test_who_is_in_a_group_of_machines_by_the_directorys_word_gets_no_session(self) -> None:
        browser = self.came("mallory@example.edu")
        self.assertEqual(browser.get("/hub/login").status_code, 200)
        answer = browser.choose()
        # On a machine that is busy the hub tells it on the next page.
        page = browser.get(answer.headers["Location"]) if answer.status_code == 302 else answer
        self.assertIn("the account 'mallory' is in group 998, which is of machines", text_of(page.text))
        self.assertNotIn("mallory", [one["user"] for one in self.gateway.sessions()])

    def test_passwords_are_in_no_log(self) -> None:
        self.came("ada@example.edu").get("/hub/login")
        for password in (READER_PASSWORD, WRITER_PASSWORD):
            self.assertNotIn(password, self.gateway.log())


if __name__ == "__main__":
    unittest.main()

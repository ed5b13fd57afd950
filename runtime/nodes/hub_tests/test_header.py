"""Logins by the word of an identity proxy: believed from it, and from nobody else."""

from __future__ import annotations

import sqlite3
import unittest

import unit
from gateway import PROXY_SECRET
from hub_case import HubCase

PROXY = "127.0.0.2"
STATE = '{"key": "a key to a home"}'
IDENTITY = {
    **unit.HEADER,
    "secretHeader": "X-Gateway-Secret",
    "groupsHeader": "Remote-Groups",
    "stateHeaders": ["auth_data"],
    "allowedGroups": ["staff"],
}
FORGED = {"Remote_User": "ada@example.edu", "X_Gateway_Secret": PROXY_SECRET, "X_Terrane_Peer": PROXY}


class HeaderTest(HubCase):
    fields = {"identity": IDENTITY}

    def test_who_the_proxy_names_is_signed_in(self) -> None:
        browser = self.gateway.browser(PROXY, Remote_User="ada@example.edu", X_Gateway_Secret=PROXY_SECRET)
        answer = browser.get("/hub/login?next=%2Fhub%2Fhome", headers={"auth_data": STATE})
        self.check_says(answer, 200, "ada_example_edu")
        with sqlite3.connect(self.gateway.state / "jupyterhub.sqlite") as database:
            kept = database.execute("select encrypted_auth_state from users where name = 'ada_example_edu'").fetchone()
        self.assertTrue(kept[0])
        self.assertNotIn(b"a key to a home", bytes(kept[0]))

    def test_groups_come_from_their_own_header(self) -> None:
        said = {"Remote_User": "bob", "X_Gateway_Secret": PROXY_SECRET}
        self.assertEqual(self.gateway.browser(PROXY, **said).get("/hub/login").status_code, 403)
        browser = self.gateway.browser(PROXY, **said, Remote_Groups="visitors; staff")
        self.assertEqual(browser.get("/hub/login").status_code, 200)

    def test_who_comes_as_somebody_else_is_the_other_one(self) -> None:
        browser = self.gateway.browser(PROXY, X_Gateway_Secret=PROXY_SECRET)
        for login, name in (("ada@example.edu", "ada_example_edu"), ("cleo@example.edu", "cleo_example_edu")):
            browser.get("/hub/login", headers={"Remote-User": login})
            self.assertEqual(browser.get("/hub/api/user").json()["name"], name)

    def test_from_elsewhere_the_front_refuses(self) -> None:
        self.assertEqual(self.gateway.browser(**FORGED).get("/hub/login").status_code, 403)
        self.assertEqual(self.gateway.browser("127.0.0.9", **FORGED).get("/hub/home").status_code, 403)

    def test_what_does_not_come_through_the_front_the_hub_refuses(self) -> None:
        """Also from the proxy's own address: programs of the machine and of the nodes reach the hub."""
        for address in ("127.0.0.1", PROXY):
            answer = self.gateway.direct(address, **FORGED).get("/hub/login")
            self.check_says(answer, 403, "did not come through the gateway's front")
            forged = self.gateway.direct(address, **FORGED, X_Terrane_Front="guess").get("/hub/login")
            self.check_says(forged, 403, "did not come through the gateway's front")

    def test_without_the_proxys_secret_the_hub_refuses(self) -> None:
        for said in ({}, {"X_Gateway_Secret": "wrong"}, {"X_Gateway_Secret": ""}):
            browser = self.gateway.browser(PROXY, Remote_User="ada@example.edu", **said)
            self.check_says(browser.get("/hub/login"), 403, "has not the proxy's secret")

    def test_names_that_are_none_are_refused(self) -> None:
        for login, words in (
            ("", "gave no name"),
            ("root@example.edu/../..", "a part of a path"),
            ("../../root@example.edu", "a part of a path"),
            ("ada@example.edu, root", "characters that an account's name cannot have"),
            ("Ada@example.edu", "another person's already"),
        ):
            self.gateway.browser(PROXY, Remote_User="ada@example.edu", X_Gateway_Secret=PROXY_SECRET).get("/hub/login")
            said = {"Remote_User": login, "X_Gateway_Secret": PROXY_SECRET, "Remote_Groups": "staff"}
            browser = self.gateway.browser(PROXY, **said)
            with self.subTest(login):
                self.check_says(browser.get("/hub/login"), 403, words)

    def test_a_login_leads_to_no_other_host(self) -> None:
        browser = self.gateway.browser(PROXY, Remote_User="ada@example.edu", X_Gateway_Secret=PROXY_SECRET)
        for following in ("https://evil.example", "//evil.example", "/\\evil.example", "%2F%2Fevil.example"):
            self.check_stays(browser.get(f"/hub/login?next={following}", follow=False))

    def test_the_secret_is_in_no_log(self) -> None:
        self.gateway.browser(PROXY, Remote_User="ada@example.edu", X_Gateway_Secret=PROXY_SECRET).get("/hub/login")
        self.assertNotIn(PROXY_SECRET, self.gateway.log())


if __name__ == "__main__":
    unittest.main()

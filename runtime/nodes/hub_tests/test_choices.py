"""Starting a session: its size, and its place among the others, are looked at by the hub."""

from __future__ import annotations

import unittest

import unit
from hub_case import HubCase

PEOPLE = {login: {"groups": ["staff", *more]} for login, more in (("ada", ["labs"]), ("bob", []), ("cleo", []))}
SIZES = [
    unit.SMALL,
    {**unit.SMALL, "name": "big", "cpus": 4, "groups": ["labs"]},
    {**unit.SMALL, "name": "course", "until": "2020-06-30"},
]
SIGNED_IN = {"idleSeconds": 0, "maxSeconds": 0}


class SizeTest(HubCase):
    people = PEOPLE
    fields = {"sizes": SIZES, "policy": {**SIGNED_IN, "sessionsPerUser": 1, "sessions": 2}}

    def test_the_page_offers_ones_own_sizes_alone(self) -> None:
        pages = {login: self.signed_in(login).get("/hub/spawn").text for login in ("ada", "bob")}
        self.assertIn('value="big"', pages["ada"])
        self.assertNotIn('value="big"', pages["bob"])
        for page in pages.values():
            self.assertIn('value="small" checked', page)
            self.assertNotIn('value="course"', page)

    def test_a_size_that_is_posted_and_was_not_offered_is_refused(self) -> None:
        bob = self.signed_in("bob")
        for size, status, words in (
            ("huge", 400, "the size 'huge' is not known; offered to you: small"),
            ("big", 403, "the size 'big' is for members of labs"),
            ("course", 403, "the size 'course' was offered until 2020-06-30"),
            ("<script>x</script>", 400, "is not known"),
            (None, 400, "0 sizes are given; one is needed"),
        ):
            with self.subTest(size):
                answer = bob.choose(size)
                self.check_says(answer, status, words)
                self.assertNotIn("<script>x", answer.text)

    def test_the_api_looks_at_the_size_too(self) -> None:
        bob = self.signed_in("bob")
        bob.get("/hub/home")
        headers = {"X-XSRFToken": bob.cookie("_xsrf", "/hub/")}
        for options in ({"size": "big"}, {"size": "huge"}, {"size": ["small"]}):
            answer = bob.post("/hub/api/users/bob/server", json=options, headers=headers)
            self.assertIn(answer.status_code, (400, 403), answer.text)
        self.assertEqual(self.gateway.sessions(), [])

    def test_an_address_starts_nothing(self) -> None:
        bob = self.signed_in("bob")
        self.check_says(bob.get("/hub/spawn?size=small"), 400, "not by an address")
        self.check_says(bob.get("/hub/spawn?opt-size=small"), 400, "not by an address")
        self.assertEqual(self.gateway.sessions(), [])

    def test_the_third_session_of_two_is_refused_with_a_page_that_says_so(self) -> None:
        ada, bob, cleo = (self.signed_in(login) for login in ("ada", "bob", "cleo"))
        ada.start("ada", "big")
        bob.start("bob")
        self.assertEqual(
            [(one["user"], one["size"]) for one in self.gateway.sessions()], [("ada", "big"), ("bob", "small")]
        )
        refused = cleo.choose("small")
        self.check_says(refused, 429, "All 2 sessions of this gateway are in use")
        self.assertIn(self.stop(ada, "ada").status_code, (202, 204))
        cleo.start("cleo")
        self.stop(cleo, "cleo")
        self.stop(bob, "bob")

    def test_a_session_has_no_other_beside_it_under_a_name(self) -> None:
        ada = self.signed_in("ada")
        ada.get("/hub/home")
        headers = {"X-XSRFToken": ada.cookie("_xsrf", "/hub/")}
        answer = ada.post("/hub/api/users/ada/servers/second", json={"size": "small"}, headers=headers)
        self.assertEqual(answer.status_code, 400)
        self.assertIn("Named servers are not enabled", answer.text)


class TwoEachTest(HubCase):
    people = PEOPLE
    fields = {"policy": {**SIGNED_IN, "sessionsPerUser": 2, "sessions": 26}}

    def test_the_third_session_of_a_user_who_may_have_two_is_refused(self) -> None:
        ada = self.signed_in("ada")
        ada.start("ada")
        headers = {"X-XSRFToken": ada.cookie("_xsrf", "/hub/")}
        url = "/hub/api/users/ada/servers/"
        self.assertIn(ada.post(f"{url}second", json={"size": "small"}, headers=headers).status_code, (201, 202))
        refused = ada.post(f"{url}third", json={"size": "small"}, headers=headers)
        self.assertEqual(refused.status_code, 400)
        self.assertIn("maximum of 1 named servers", refused.json()["message"])
        self.assertEqual([one["name"] for one in self.gateway.sessions()], ["", "second"])


if __name__ == "__main__":
    unittest.main()

"""Logins at an OpenID provider: who comes in, who does not, and what a session is closed to."""

from __future__ import annotations

import unittest
from typing import Any

import unit
from browser import text_of
from hub_case import HubCase
from kernels import start_kernel

EVIL = (
    "https://evil.example/",
    "//evil.example",
    "///evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "%2F%2Fevil.example",
    "%5C%5Cevil.example",
    "/%09/evil.example",
    "https:evil.example",
    "javascript:alert(1)",
    "https://notebooks.test@evil.example/",
)
PEOPLE: dict[str, dict[str, Any]] = {
    "ada@example.edu": {"email": "ada@example.edu", "email_verified": True},
    "bob": {"groups": ["staff", "terrane:operators"]},
    "eve": {"groups": ["visitors"], "email": "eve@other.org", "email_verified": True},
    "una": {"email": "una@example.edu", "email_verified": False},
    "mallory": {"groups": ["staff"]},
    "root": {"groups": ["staff"]},
    "../ada": {"groups": ["staff"]},
    "ada.example.edu": {"groups": ["staff"]},
    "olga": {},
}


class LoginTest(HubCase):
    people = PEOPLE
    fields = {"identity": {**unit.OIDC, "blockedUsers": ["mallory"], "admins": ["olga"]}}

    def test_two_people_sign_in_and_neither_enters_the_others_session_or_home(self) -> None:
        ada, bob = self.signed_in("ada@example.edu"), self.signed_in("bob")
        ada.start("ada_example_edu")
        bob.start("bob")
        ours = start_kernel(ada, self.gateway.trusted, "ada_example_edu")
        self.assertEqual(ours.run("import os; print(os.getuid(), os.getcwd())"), self._identity("ada_example_edu"))
        theirs = start_kernel(bob, self.gateway.trusted, "bob")
        home = self.gateway.homes / "ada_example_edu"
        with self.assertRaisesRegex(AssertionError, "PermissionError"):
            theirs.run(f"import os; os.listdir({str(home)!r})")
        for path in ("/user/ada_example_edu/lab", "/user/ada_example_edu/api/kernels"):
            self.assertEqual(bob.get(path).status_code, 403, path)
        token = ours.run("import os; print(os.environ['JUPYTERHUB_API_TOKEN'])").strip()
        self._check_token(token)
        for browser, user in ((ada, "ada_example_edu"), (bob, "bob")):
            self.assertIn(self.stop(browser, user).status_code, (202, 204))

    def test_who_is_in_no_allowed_group_gets_a_page_that_says_so(self) -> None:
        answer = self.gateway.browser().sign_in("eve")
        self.check_says(answer, 403, "'eve' is not in a group, at an e-mail domain or on a list")
        self.assertFalse((self.gateway.homes / "eve").exists())

    def test_an_address_that_nobody_verified_is_not_of_its_domain(self) -> None:
        answer = self.gateway.browser().sign_in("una")
        self.check_says(answer, 403, "at example.edu that the identity provider has not verified")

    def test_who_is_blocked_does_not_come_in_with_an_allowed_group(self) -> None:
        self.check_says(self.gateway.browser().sign_in("mallory"), 403, "'mallory' is blocked on this gateway")

    def test_names_of_the_system_paths_and_other_peoples_names_are_refused(self) -> None:
        self.signed_in("ada@example.edu")
        for login, words in (
            ("root", "is one of the machine's own"),
            ("../ada", "has a part of a path in it"),
            ("ada.example.edu", "is another person's already"),
        ):
            self.check_says(self.gateway.browser().sign_in(login), 403, words)

    def test_after_a_log_out_a_page_needs_a_login(self) -> None:
        ada = self.signed_in("ada@example.edu")
        self.assertEqual(ada.get("/hub/home", follow=False).status_code, 200)
        ada.get("/hub/logout", follow=False)
        self.assertIn("/hub/login", ada.get("/hub/home", follow=False).headers["Location"])
        self.assertEqual(ada.get("/hub/api/user").status_code, 403)

    def test_a_login_leads_to_no_other_host(self) -> None:
        ada = self.signed_in("ada@example.edu")
        for following in EVIL:
            with self.subTest(following):
                self.check_stays(ada.get(f"/hub/login?next={following}", follow=False))
                fresh = self.gateway.browser()
                answer = fresh.sign_in("ada@example.edu", f"?next={following}")
                self.assertTrue(answer.url.startswith(f"{self.gateway.base}/"), answer.url)

    def test_a_state_that_is_not_the_browsers_own_signs_nobody_in(self) -> None:
        answer = self.gateway.browser().get("/hub/oauth_callback?code=stolen&state=eyJzdGF0ZV9pZCI6ICJ4In0=")
        self.assertEqual(answer.status_code, 400)

    def test_cookies_are_secure_and_pages_say_what_they_load(self) -> None:
        answer = self.gateway.browser().sign_in("bob")
        cookies = [cookie for step in (*answer.history, answer) for cookie in step.raw.headers.getlist("Set-Cookie")]
        mine = [cookie for cookie in cookies if cookie.startswith(("jupyterhub-hub-login=", "jupyterhub-session-id="))]
        self.assertEqual(len(mine), 2, cookies)
        for cookie in mine:
            for word in ("Secure", "HttpOnly", "SameSite=Lax"):
                self.assertIn(word, cookie)
        self.assertIn("frame-ancestors 'none'", answer.headers["Content-Security-Policy"])
        self.assertIn("default-src 'self'", answer.headers["Content-Security-Policy"])

    def test_users_make_no_tokens(self) -> None:
        bob = self.signed_in("bob")
        bob.get("/hub/home")
        headers = {"X-XSRFToken": bob.cookie("_xsrf", "/hub/")}
        answer = bob.post("/hub/api/users/bob/tokens", json={"note": "mine"}, headers=headers)
        self.assertIn(answer.status_code, (403, 404))

    def test_a_group_of_the_provider_makes_no_operator(self) -> None:
        bob = self.signed_in("bob")
        self.assertEqual(bob.get("/hub/admin").status_code, 403)
        self.assertEqual(bob.get("/hub/api/users").status_code, 403)

    def test_operators_list_and_stop_sessions_and_enter_none(self) -> None:
        bob, olga = self.signed_in("bob"), self.signed_in("olga")
        bob.start("bob")
        listed = {one["name"]: one for one in olga.get("/hub/api/users").json()}
        self.assertTrue(listed["bob"]["servers"][""]["ready"])
        self.assertEqual(olga.get("/hub/admin").status_code, 200)
        self.assertEqual(olga.get("/user/bob/lab").status_code, 403)
        headers = {"X-XSRFToken": olga.cookie("_xsrf", "/hub/")}
        for path in ("/hub/api/users/bob/tokens", "/hub/api/users/new", "/hub/api/users/ada_example_edu/server"):
            self.assertIn(olga.post(path, json={}, headers=headers).status_code, (403, 404), path)
        self.assertIn(self.stop(olga, "bob").status_code, (202, 204))

    def test_a_line_of_the_operators_is_on_the_pages_at_once(self) -> None:
        self.gateway.ask("announce", "Closed <b>tonight</b>")
        self.assertIn("Closed <b>tonight</b>", text_of(self.gateway.browser().get("/hub/login").text))
        self.assertNotIn("<b>tonight", self.gateway.browser().get("/hub/login").text)
        self.gateway.ask("announce", "--clear")
        self.assertNotIn("tonight", self.gateway.browser().get("/hub/login").text)

    def _identity(self, user: str) -> str:
        lines = (self.gateway.homes / ".notebooks/accounts/passwd").read_text(encoding="ascii").splitlines()
        uid = next(line.split(":")[2] for line in lines if line.startswith(f"{user}:"))
        return f"{uid} {self.gateway.homes / user}\n"

    def _check_token(self, token: str) -> None:
        """It is right: in a header it opens what it is for. In an address it opens nothing."""
        stranger = self.gateway.browser()
        header = {"Authorization": f"token {token}"}
        path = "/user/ada_example_edu/api/kernels"
        self.assertEqual(stranger.get(path, headers=header).status_code, 200)
        self.assertNotEqual(stranger.get(f"{path}?token={token}", follow=False).status_code, 200)
        self.assertEqual(stranger.get("/hub/api/user", headers=header).status_code, 200)
        self.assertEqual(stranger.get(f"/hub/api/user?token={token}").status_code, 400)
        self.assertEqual(self.gateway.direct().get(f"/hub/api/user?token={token}").status_code, 403)


if __name__ == "__main__":
    unittest.main()

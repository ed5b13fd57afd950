"""The one user's token: right, wrong, guessed, in an address."""

from __future__ import annotations

import re
import unittest

import requests
import unit
from browser import Browser
from gateway import TOKEN
from hub_case import HubCase

from terrane_hub.throttle import FREE_FAILURES


class TokenTest(HubCase):
    fields = {"identity": unit.TOKEN}

    def test_the_right_token_signs_the_user_in(self) -> None:
        browser = self.gateway.browser("127.0.0.21")
        self.assertEqual(self.give(browser, TOKEN).status_code, 200)
        self.assertEqual(browser.get("/hub/api/user").json()["name"], "ada")

    def test_a_wrong_token_is_refused_on_the_page(self) -> None:
        browser = self.gateway.browser("127.0.0.22")
        for token in ("wrong", "", TOKEN[:-1], TOKEN.upper()):
            self.check_says(self.give(browser, token), 403, "This is not the token of this gateway")

    def test_who_guesses_waits_also_with_the_right_one_and_others_do_not(self) -> None:
        browser = self.gateway.browser("127.0.0.23")
        for _ in range(FREE_FAILURES):
            self.assertEqual(self.give(browser, "guess").status_code, 403)
        self.check_says(self.give(browser, TOKEN), 429, "Too many wrong tokens; try again in")
        self.assertEqual(self.give(self.gateway.browser("127.0.0.24"), TOKEN).status_code, 200)

    def test_a_token_in_an_address_opens_nothing_and_is_in_no_log(self) -> None:
        browser = self.gateway.browser("127.0.0.25")
        self.assertEqual(browser.get(f"/hub/login?token={TOKEN}").status_code, 400)
        direct = self.gateway.direct("127.0.0.25")
        self.assertEqual(direct.get(f"/hub/login?token={TOKEN}").status_code, 400)
        self.assertEqual(self.give(direct, "", query=f"?token={TOKEN}").status_code, 400)
        self.assertEqual(browser.get("/hub/api/user").status_code, 403)
        self.assertNotIn(TOKEN, self.gateway.log(), "in the logs")

    def test_a_form_of_another_page_signs_nobody_in(self) -> None:
        answer = self.gateway.browser("127.0.0.26").post("/hub/login", {"token": TOKEN})
        self.assertEqual(answer.status_code, 403)

    def test_a_login_leads_to_no_other_host(self) -> None:
        browser = self.gateway.browser("127.0.0.27")
        for following in ("https://evil.example", "//evil.example", "/\\evil.example", "%2F%2Fevil.example"):
            self.check_stays(self.give(browser, TOKEN, query=f"?next={following}", follow=False))

    def give(self, browser: Browser, token: str, query: str = "", follow: bool = True) -> requests.Response:
        """On the login page."""
        page = browser.get("/hub/login")
        found = re.search(r'name="_xsrf" value="([^"]+)"', page.text)
        xsrf = found[1] if found else browser.cookie("_xsrf", "/hub/")
        return browser.post(f"/hub/login{query}", {"_xsrf": xsrf, "token": token}, follow=follow)


if __name__ == "__main__":
    unittest.main()

"""Whoever signs out is out, and whoever has kept a copy of the cookies too."""

from __future__ import annotations

import unittest

from browser import Browser
from hub_case import HubCase
from processes import wait_until


class LogoutTest(HubCase):
    people = {"ada": {"groups": ["staff"]}}

    def copy(self, of: Browser) -> Browser:
        browser = self.gateway.browser()
        browser.http.cookies.update(of.http.cookies)
        return browser

    def test_a_copy_of_the_cookies_opens_nothing_after_signing_out(self) -> None:
        ada = self.signed_in("ada")
        ada.start("ada")
        ada.get("/user/ada/lab")
        copy = self.copy(ada)
        self.assertEqual(copy.get("/hub/home", follow=False).status_code, 200)
        self.assertEqual(copy.get("/user/ada/api/kernels", follow=False).status_code, 200)

        self.assertIn("/hub/login", ada.get("/hub/logout", follow=False).headers["Location"])
        for browser in (ada, copy):
            self.assertIn("/hub/login", browser.get("/hub/home", follow=False).headers["Location"])
        self.assertEqual(ada.get("/user/ada/api/kernels", follow=False).status_code, 403)
        wait_until(
            lambda: copy.get("/user/ada/api/kernels", follow=False).status_code == 403,
            40,
            "the session believes the copy no more",
        )
        self.assertEqual([one["state"] for one in self.gateway.sessions()], ["ready"], "the session itself goes on")

    def test_what_a_browser_shows_is_not_kept(self) -> None:
        """Its button that leads back would show it to whoever sits there next."""
        ada = self.signed_in("ada")
        self.assertIn("no-store", ada.get("/hub/home").headers["Cache-Control"])


if __name__ == "__main__":
    unittest.main()

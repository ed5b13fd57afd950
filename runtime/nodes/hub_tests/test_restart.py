"""What outlives the hub: sessions, their kernels' variables, logins, numbers of accounts."""

from __future__ import annotations

import json
import signal
import unittest

from hub_case import HubCase
from kernels import start_kernel

PEOPLE = {login: {"groups": ["staff"]} for login in ("ada", "bob")}


class RestartTest(HubCase):
    people = PEOPLE

    def test_a_session_and_its_kernel_outlive_the_hub(self) -> None:
        ada = self.signed_in("ada")
        ada.start("ada")
        kernel = start_kernel(ada, self.gateway.trusted, "ada")
        kernel.run("import os; answer = 42; uid = os.getuid()")
        before = self.gateway.sessions()
        for how in (signal.SIGTERM, signal.SIGKILL):
            self.gateway.stop_hub(how)
            self.assertEqual(kernel.run("print(answer)"), "42\n", "the proxy is not the hub's")
            self.gateway.start_hub()
            self.assertEqual(kernel.run("print(answer, uid == os.getuid())"), "42 True\n")
        after = self.gateway.sessions()
        self.assertEqual(
            [(one["user"], one["size"], one["since"]) for one in after], [("ada", "small", before[0]["since"])]
        )
        self.assertEqual(ada.get("/hub/home", follow=False).status_code, 200, "the login is the one from before")
        self.signed_in("bob")
        self.signed_in("ada")
        lines = (self.gateway.homes / ".notebooks/accounts/passwd").read_text(encoding="ascii").splitlines()
        self.assertEqual([line.split(":")[:3] for line in lines], [["ada", "x", "20000"], ["bob", "x", "20001"]])

    def test_who_is_blocked_since_is_let_through_no_more(self) -> None:
        bob = self.signed_in("bob")
        self.assertEqual(bob.get("/hub/home", follow=False).status_code, 200)
        file = self.gateway.folder / "declaration.json"
        declaration = json.loads(file.read_text(encoding="utf-8"))
        declaration["identity"]["blockedUsers"] = ["bob"]
        file.write_text(json.dumps(declaration), encoding="utf-8")
        self.gateway.stop_hub()
        self.gateway.start_hub()
        self.assertIn("/hub/login", bob.get("/hub/home", follow=False).headers["Location"])
        self.check_says(bob.sign_in("bob"), 403, "'bob' is blocked on this gateway")


if __name__ == "__main__":
    unittest.main()

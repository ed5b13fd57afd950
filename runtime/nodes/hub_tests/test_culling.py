"""A session that nobody uses is stopped."""

from __future__ import annotations

import json
import unittest

from hub_case import HubCase
from kernels import start_kernel
from processes import wait_until


class CullingTest(HubCase):
    people = {"ada": {"groups": ["staff"]}}
    fields = {"policy": {"idleSeconds": 5, "maxSeconds": 0, "sessionsPerUser": 1, "sessions": 26}}

    def test_an_idle_session_is_stopped(self) -> None:
        ada = self.signed_in("ada")
        ada.start("ada")
        wait_until(lambda: self.gateway.sessions() == [], 60, "the session is stopped")
        self.assertIn("Culling server ada", self.gateway.log())
        [use] = json.loads(self.gateway.ask("usage", "--json"))
        self.assertEqual((use["user"], use["size"], use["sessions"]), ("ada", "small", 1))
        self.assertGreater(use["hours"], 0)
        again = json.loads(self.gateway.ask("usage", "--json"))
        self.assertEqual(again, [use], "what has ended grows no more")


class BusyTest(HubCase):
    people = {"ada": {"groups": ["staff"]}}
    fields = {"policy": {"idleSeconds": 5, "maxSeconds": 0, "sessionsPerUser": 1, "sessions": 26}}

    def test_a_session_that_calculates_and_says_nothing_is_not_idle(self) -> None:
        ada = self.signed_in("ada")
        ada.start("ada")
        kernel = start_kernel(ada, self.gateway.trusted, "ada")
        self.assertEqual(kernel.run("import time; time.sleep(20); print('done')"), "done\n")
        wait_until(lambda: self.gateway.sessions() == [], 60, "the session is stopped when the calculation is over")


class AgeTest(HubCase):
    people = {"ada": {"groups": ["staff"]}}
    fields = {"policy": {"idleSeconds": 0, "maxSeconds": 5, "sessionsPerUser": 1, "sessions": 26}}

    def test_a_session_that_has_had_its_time_is_stopped(self) -> None:
        ada = self.signed_in("ada")
        ada.start("ada")
        wait_until(lambda: self.gateway.sessions() == [], 60, "the session is stopped")


if __name__ == "__main__":
    unittest.main()

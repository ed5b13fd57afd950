"""A gateway with quotas, a shared folder and homes that come to an end: what people and operators see."""

from __future__ import annotations

import json
import os
import unittest
from datetime import date, timedelta

import unit
from browser import text_of
from hub_case import HubCase
from kernels import start_kernel
from processes import wait_until

from terrane_hub.home_use import use_of

GIB = 1 << 30
BIG = {**unit.SMALL, "name": "big", "cpus": 4, "memoryMiB": 2048}


class HomePagesTest(HubCase):
    people = {
        "ada": {"groups": ["staff"]},
        "bob": {"groups": ["staff", "lecturers"]},
        "eve": {"groups": ["staff"]},
    }
    fields = {"sizes": [BIG, unit.SMALL]}

    @classmethod
    def setUpClass(cls) -> None:
        # The folder is beside the homes, whose place is known later.
        cls.fields = {**cls.fields, "homes": {"quotaGiB": 1, "shared": None, "deleteAfterDays": 90}}
        super().setUpClass()

    def test_beyond_the_quota_the_smallest_size_is_there_to_make_room(self) -> None:
        ada = self.signed_in("ada")
        self.assertNotIn("Your home takes", text_of(ada.get("/hub/spawn").text))
        home = self.gateway.homes / "ada"
        with open(home / "large", "wb") as file:
            os.posix_fallocate(file.fileno(), 0, GIB + (200 << 20))
        self.gateway.ask("measure")
        page = ada.get("/hub/spawn")
        self.check_says(page, 200, "Your home takes 1.2 of 1.0 GiB (119 %")
        self.check_says(page, 200, "you get the smallest size, for 1 h")
        self.assertNotIn('value="big"', page.text)
        self.check_says(ada.choose("big"), 403, "until there is room again you get the size small")
        ada.start("ada", "small")
        told = (self.gateway.world / "units/notebook-ada.json").read_text(encoding="utf-8")
        self.assertIn("--property=RuntimeMaxSec=3600", json.loads(told))
        # As the person does in the session; when it ends the home is measured again.
        kernel = start_kernel(ada, self.gateway.trusted, "ada")
        kernel.run("import os; os.unlink(os.path.expanduser('~/large'))")
        self.assertIn(self.stop(ada, "ada").status_code, (202, 204))
        wait_until(self._has_room, 30, "the home is measured again")
        page = ada.get("/hub/spawn")
        self.assertIn('value="big"', page.text)
        self.check_says(page, 200, "Your home takes 0.0 of 1.0 GiB")

    def _has_room(self) -> bool:
        use = use_of(self.gateway.state, "ada")
        return use is not None and use.bytes < GIB

    def test_operators_see_what_becomes_of_homes_and_who_returns_has_theirs(self) -> None:
        self.signed_in("eve")
        home = self.gateway.homes / "eve"
        (home / "thesis").write_text("years", encoding="ascii")
        seen = self.gateway.homes / ".notebooks/accounts/seen/eve"
        self.assertEqual(seen.read_text(encoding="ascii").strip(), date.today().isoformat())
        seen.write_text((date.today() - timedelta(days=91)).isoformat(), encoding="ascii")
        self.assertIn("put aside at the next tidy", self.gateway.ask("homes"))
        self.assertTrue(home.exists(), "a listing moves nothing")
        self.gateway.ask("tidy")
        self.assertFalse(home.exists())
        lines = {one["user"]: one for one in json.loads(self.gateway.ask("homes", "--json"))}
        self.assertRegex(lines["eve"]["becomes"], r"aside since \d{4}-\d\d-\d\d, deleted on \d{4}-\d\d-\d\d")
        self.signed_in("eve")
        self.assertEqual((home / "thesis").read_text(encoding="ascii"), "years")
        self.gateway.ask("tidy")
        self.assertTrue(home.exists(), "they have come")


if __name__ == "__main__":
    unittest.main()

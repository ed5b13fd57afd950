"""Who may come in: nobody by default, then what the lists say."""

from __future__ import annotations

import unittest

import unit  # noqa: F401 (the package's path)

from terrane_hub.declared_identity import Access
from terrane_hub.people import Person, group_claim, is_admin, refusal, true_claim

ADA = Person("ada@example.edu", "1", "ada@example.edu", True, frozenset({"staff"}))


class PeopleTest(unittest.TestCase):
    def test_nobody_is_allowed_by_default(self) -> None:
        self.assertIn("not in a group", refusal(ADA, Access()) or "")

    def test_one_match_allows(self) -> None:
        for access in (
            Access(allowed_groups=("staff",)),
            Access(allowed_domains=("example.edu",)),
            Access(allowed_users=("ADA@example.edu",)),
            Access(admins=("ada@example.edu",)),
        ):
            self.assertIsNone(refusal(ADA, access), access)

    def test_a_block_wins_over_everything(self) -> None:
        access = Access(("staff",), ("example.edu",), ("ada@example.edu",), ("Ada@Example.edu",), ("ada@example.edu",))
        self.assertIn("is blocked", refusal(ADA, access) or "")

    def test_a_domain_counts_whole_and_verified(self) -> None:
        access = Access(allowed_domains=("example.edu",))
        unverified = Person("eve", "2", "eve@example.edu", False)
        self.assertIn("has not verified", refusal(unverified, access) or "")
        for email in ("eve@cs.example.edu", "eve@notexample.edu", "eve@example.edu.evil.org", "example.edu", ""):
            self.assertIsNotNone(refusal(Person("eve", "2", email, True), access), email)

    def test_admins_are_known_by_their_login(self) -> None:
        self.assertTrue(is_admin(ADA, Access(admins=("ada@Example.edu",))))
        self.assertFalse(is_admin(ADA, Access(allowed_users=("ada@example.edu",))))

    def test_claims_of_other_kinds_are_nothing(self) -> None:
        self.assertEqual([true_claim(value) for value in (True, "true", 1, "yes", None)], [True, True] + [False] * 3)
        self.assertEqual(group_claim(["a", 1, "", None]), {"a"})
        self.assertEqual([group_claim(value) for value in ("a", "", {"a": 1}, None)], [{"a"}, set(), set(), set()])


if __name__ == "__main__":
    unittest.main()

from __future__ import annotations

import unittest

from terrane_rehearsal.imds.tokens import Tokens, lifetime


class ATokenOfVersionTwo(unittest.TestCase):
    def setUp(self) -> None:
        self.now = 100.0
        self.tokens = Tokens(lambda: self.now)

    def test_is_valid_for_its_instance_until_it_ends(self) -> None:
        token = self.tokens.issue("i-1", 60)
        self.assertEqual(len(token), 56)
        self.now += 59
        self.assertEqual(self.tokens.remaining("i-1", token), 1)
        self.now += 1
        self.assertIsNone(self.tokens.remaining("i-1", token))

    def test_is_not_valid_for_another_instance(self) -> None:
        self.assertIsNone(self.tokens.remaining("i-2", self.tokens.issue("i-1", 60)))

    def test_cannot_be_made_up_or_prolonged(self) -> None:
        token = self.tokens.issue("i-1", 60)
        for forged in ("", "x", "é", "AAAA" * 14, "B" + token[1:], token[:-4] + "AAAA"):
            self.assertIsNone(self.tokens.remaining("i-1", forged), forged)

    def test_lives_for_one_second_to_six_hours(self) -> None:
        self.assertEqual([lifetime(text) for text in ("1", "21600")], [1, 21600])
        for wrong in (None, "", "0", "-1", "21601", "1.5", "ten", "²"):
            self.assertIsNone(lifetime(wrong), wrong)


if __name__ == "__main__":
    unittest.main()

from __future__ import annotations

import unittest
from collections.abc import Mapping
from typing import Any

from terrane_rehearsal.iam.ask import Ask, Values
from terrane_rehearsal.iam.judge import Decision, Outcome, judge
from terrane_rehearsal.iam.statements import statements

from .iam_support import Policy, allow, document

ALLOWED, NOT_ALLOWED, DENIED, UNTOLD = Outcome.ALLOWED, Outcome.NOT_ALLOWED, Outcome.DENIED, Outcome.UNTOLD
OBJECT = "arn:aws:s3:::b/geo/x"


def decide(
    policy: dict[str, Any],
    action: str = "s3:GetObject",
    resource: str | None = OBJECT,
    boundary: dict[str, Any] | None = None,
    given: Mapping[str, Any] | None = None,
    **more: Any,
) -> Decision:
    """`given`, and `more` with `__` for the colon: condition keys; others are absent, None is unknown."""
    known = {name.replace("__", ":").lower(): value for name, value in {**(given or {}), **more}.items()}

    def find(key: str) -> Values | None:
        value = known.get(key, ())
        return (value,) if isinstance(value, str) else value

    limit = statements([Policy("limit", boundary)]) if boundary else None
    return judge(Ask(action, resource), find, statements([Policy("p", policy)]), limit)


def under(conditions: dict[str, Any], **given: Any) -> Outcome:
    return decide(document(allow("s3:GetObject", Condition=conditions)), **given).outcome


class Elements(unittest.TestCase):
    def test_nothing_is_allowed_by_default(self) -> None:
        self.assertEqual(decide(document()).outcome, NOT_ALLOWED)

    def test_actions_match_by_wildcard_whatever_their_case(self) -> None:
        for action in ("s3:*", "s3:Get*", "S3:getobject", "*", "s3:GetObjec?"):
            self.assertEqual(decide(document(allow(action))).outcome, ALLOWED, action)
        for action in ("s3:Put*", "s3:Get", "ec2:*"):
            self.assertEqual(decide(document(allow(action))).outcome, NOT_ALLOWED, action)

    def test_resources_match_part_by_part(self) -> None:
        for arn in (
            "*",
            "arn:aws:s3:::b/*",
            "arn:aws:s3:::b/geo/?",
            "arn:aws:s3:*:*:b/*",
            "arn:aws:s3:::*",
            "arn:aws:s3*",
        ):
            self.assertEqual(decide(document(allow("*", on=arn))).outcome, ALLOWED, arn)
        for arn in ("arn:aws:s3:::b", "arn:aws:s3:::B/*", "arn:*:b/*", "arn:aws:sqs:::*", "arn:aws:s3:::b/geo"):
            self.assertEqual(decide(document(allow("*", on=arn))).outcome, NOT_ALLOWED, arn)

    def test_an_action_without_resources_needs_a_star(self) -> None:
        only = document(allow("ec2:*", on="arn:aws:ec2:*:*:instance/*"))
        self.assertEqual(decide(only, "ec2:DescribeInstances", "*").outcome, NOT_ALLOWED)
        self.assertEqual(decide(document(allow("ec2:*")), "ec2:DescribeInstances", "*").outcome, ALLOWED)

    def test_a_resource_to_be_made_is_matched_by_a_pattern_alone(self) -> None:
        new = "arn:aws:ec2:us-west-2:1:instance/*"
        self.assertEqual(decide(document(allow("*", on="arn:aws:ec2:*:*:instance/*")), "ec2:X", new).outcome, ALLOWED)
        self.assertEqual(
            decide(document(allow("*", on="arn:aws:ec2:*:*:instance/i-1")), "ec2:X", new).outcome, NOT_ALLOWED
        )

    def test_not_action_and_not_resource_are_all_others(self) -> None:
        others = document({"Effect": "Allow", "NotAction": "iam:*", "NotResource": ["arn:aws:s3:::secret/*"]})
        self.assertEqual(decide(others).outcome, ALLOWED)
        self.assertEqual(decide(others, resource="arn:aws:s3:::secret/x").outcome, NOT_ALLOWED)
        self.assertEqual(decide(others, "iam:GetRole", "arn:aws:iam::1:role/r").outcome, NOT_ALLOWED)

    def test_an_exception_of_resources_without_its_value_cannot_be_told(self) -> None:
        others = document({"Effect": "Allow", "Action": "*", "NotResource": "arn:aws:s3:::${aws:PrincipalTag/x}/*"})
        self.assertEqual(decide(others).outcome, UNTOLD)

    def test_deny_wins_over_allow(self) -> None:
        deny = {"Sid": "No", "Effect": "Deny", "Action": "s3:*", "Resource": "*"}
        decision = decide(document(allow("*"), deny))
        self.assertEqual((decision.outcome, [each.sid for each in decision.by]), (DENIED, ["No"]))

    def test_it_says_which_statements_allow(self) -> None:
        decision = decide(document(allow("s3:*", Sid="A"), allow("ec2:*", Sid="B"), allow("*", Sid="C")))
        self.assertEqual([each.sid for each in decision.by], ["A", "C"])


class Boundary(unittest.TestCase):
    def test_it_limits_what_the_identity_is_allowed(self) -> None:
        wide, narrow = document(allow("*")), document(allow("ec2:*"))
        refused = decide(wide, boundary=narrow)
        self.assertEqual((refused.outcome, refused.boundary), (NOT_ALLOWED, True))
        self.assertEqual(decide(wide, boundary=document(allow("s3:Get*"))).outcome, ALLOWED)
        self.assertFalse(decide(narrow, boundary=wide).boundary)

    def test_its_deny_is_explicit(self) -> None:
        deny = document(allow("*"), {"Effect": "Deny", "Action": "s3:*", "Resource": "*"})
        refused = decide(document(allow("*")), boundary=deny)
        self.assertEqual((refused.outcome, refused.boundary), (DENIED, True))


class Operators(unittest.TestCase):
    def test_one_value(self) -> None:
        cases: list[tuple[str, str, str, bool]] = [
            ("StringEquals", "a", "a", True),
            ("StringEquals", "a*", "ab", False),
            ("StringEqualsIgnoreCase", "A", "a", True),
            ("StringLike", "a*", "ab/c", True),
            ("StringLike", "a?", "abc", False),
            ("NumericLessThan", "10", "9", True),
            ("NumericLessThan", "10", "10", False),
            ("NumericLessThanEquals", "10", "10.0", True),
            ("NumericGreaterThan", "10", "9", False),
            ("NumericGreaterThanEquals", "9.5", "10", True),
            ("NumericEquals", "10", "ten", False),
            ("DateLessThan", "2026-06-01T00:00:00Z", "2026-01-01T00:00:00Z", True),
            ("DateGreaterThan", "1780000000", "2026-01-01T00:00:00Z", False),
            ("DateEquals", "2026-01-01", "2026-01-01T00:00:00Z", True),
            ("Bool", "true", "TRUE", True),
            ("Bool", "true", "false", False),
            ("BinaryEquals", "QmluYXJ5", "QmluYXJ5", True),
            ("IpAddress", "10.0.0.0/8", "10.1.2.3", True),
            ("IpAddress", "10.1.2.3", "10.1.2.4", False),
            ("IpAddress", "2001:db8::/32", "10.1.2.3", False),
            ("ArnLike", "arn:aws:ec2:*:*:launch-template/lt-*", "arn:aws:ec2:r:1:launch-template/lt-1", True),
            ("ArnLike", "arn:aws:*:launch-template/*", "arn:aws:ec2:r:1:launch-template/lt-1", False),
            ("ArnEquals", "arn:aws:iam::1:role/*", "arn:aws:iam::1:role/a/b", True),
        ]
        negations = {"StringEquals", "StringEqualsIgnoreCase", "StringLike", "NumericEquals", "DateEquals"}
        for name, wanted, given, holds in cases:
            with self.subTest(name, wanted=wanted, given=given):
                self.assertEqual(under({name: {"x:k": wanted}}, x__k=given), ALLOWED if holds else NOT_ALLOWED)
                if name in negations | {"ArnLike", "ArnEquals", "IpAddress"}:
                    other = "NotIpAddress" if name == "IpAddress" else name.replace("Equals", "NotEquals", 1)
                    other = other.replace("Like", "NotLike")
                    outcome = under({other: {"x:k": wanted}}, x__k=given)
                    self.assertEqual(outcome, NOT_ALLOWED if holds else ALLOWED, other)

    def test_several_wanted_values_are_alternatives_and_keys_and_operators_are_all_needed(self) -> None:
        both = {"StringEquals": {"x:a": ["1", "2"], "x:b": "3"}, "Bool": {"x:c": True}}
        self.assertEqual(under(both, x__a="2", x__b="3", x__c="true"), ALLOWED)
        self.assertEqual(under(both, x__a="2", x__b="4", x__c="true"), NOT_ALLOWED)
        self.assertEqual(under(both, x__a="2", x__b="3", x__c="false"), NOT_ALLOWED)
        self.assertEqual(under({"StringNotEquals": {"x:a": ["1", "2"]}}, x__a="2"), NOT_ALLOWED)

    def test_an_absent_key_fails_a_positive_operator_and_passes_a_negated_one(self) -> None:
        for name in ("StringEquals", "StringLike", "Bool", "NumericLessThan", "IpAddress", "ArnLike", "DateLessThan"):
            self.assertEqual(under({name: {"x:k": "1"}}), NOT_ALLOWED, name)
            self.assertEqual(under({f"{name}IfExists": {"x:k": "1"}}), ALLOWED, name)
        for name in ("StringNotEquals", "StringNotLike", "ArnNotLike", "NotIpAddress"):
            self.assertEqual(under({name: {"x:k": "1"}}), ALLOWED, name)

    def test_if_exists_compares_what_exists(self) -> None:
        self.assertEqual(under({"StringEqualsIfExists": {"x:k": "1"}}, x__k="2"), NOT_ALLOWED)

    def test_null_asks_whether_the_key_is_there(self) -> None:
        self.assertEqual(under({"Null": {"x:k": "true"}}), ALLOWED)
        self.assertEqual(under({"Null": {"x:k": "true"}}, x__k="1"), NOT_ALLOWED)
        self.assertEqual(under({"Null": {"x:k": "false"}}, x__k="1"), ALLOWED)

    def test_for_all_values(self) -> None:
        only = {"ForAllValues:StringEquals": {"aws:TagKeys": ["phase", "reason"]}}
        self.assertEqual(under(only, aws__TagKeys=("phase",)), ALLOWED)
        self.assertEqual(under(only, aws__TagKeys=("phase", "owner")), NOT_ALLOWED)
        self.assertEqual(under(only), ALLOWED)
        none_of = {"ForAllValues:StringNotLike": {"aws:TagKeys": ["terrane:*"]}}
        self.assertEqual(under(none_of, aws__TagKeys=("a", "terrane:b")), NOT_ALLOWED)

    def test_for_any_value(self) -> None:
        some = {"ForAnyValue:StringLike": {"aws:TagKeys": ["terrane:*"]}}
        self.assertEqual(under(some, aws__TagKeys=("a", "terrane:b")), ALLOWED)
        self.assertEqual(under(some, aws__TagKeys=("a",)), NOT_ALLOWED)
        self.assertEqual(under(some), NOT_ALLOWED)

    def test_names_of_keys_are_not_case_sensitive(self) -> None:
        self.assertEqual(
            under({"StringEquals": {"AWS:requesttag/Team": "x"}}, **{"aws__RequestTag/team": "x"}), ALLOWED
        )


class Variables(unittest.TestCase):
    def test_they_stand_for_the_value_in_resources_and_conditions(self) -> None:
        own = document(allow("*", on="arn:aws:s3:::b/${aws:PrincipalTag/team}/*"))
        self.assertEqual(decide(own, given={"aws:PrincipalTag/team": "geo"}).outcome, ALLOWED)
        self.assertEqual(decide(own, given={"aws:PrincipalTag/team": "oce"}).outcome, NOT_ALLOWED)
        same = {"StringEquals": {"aws:ResourceTag/team": "${aws:PrincipalTag/team}"}}
        self.assertEqual(under(same, **{"aws__ResourceTag/team": "a", "aws__PrincipalTag/team": "a"}), ALLOWED)

    def test_a_wildcard_in_a_value_stands_for_itself(self) -> None:
        own = document(allow("*", on="arn:aws:s3:::b/${aws:PrincipalTag/team}/*"))
        self.assertEqual(decide(own, given={"aws:PrincipalTag/team": "*"}).outcome, NOT_ALLOWED)

    def test_without_a_value_nothing_matches_but_a_default(self) -> None:
        self.assertEqual(
            decide(document(allow("*", on="arn:aws:s3:::b/${aws:PrincipalTag/team}/*"))).outcome, NOT_ALLOWED
        )
        self.assertEqual(
            decide(document(allow("*", on="arn:aws:s3:::b/${aws:PrincipalTag/team, 'geo'}/*"))).outcome, ALLOWED
        )

    def test_escapes(self) -> None:
        self.assertEqual(under({"StringLike": {"x:k": "a${*}b"}}, x__k="a*b"), ALLOWED)
        self.assertEqual(under({"StringLike": {"x:k": "a${*}b"}}, x__k="axb"), NOT_ALLOWED)

    def test_the_older_version_has_none(self) -> None:
        old = document(allow("*", on="arn:aws:s3:::b/${aws:PrincipalTag/team}/*"), version="2008-10-17")
        self.assertEqual(decide(old, given={"aws:PrincipalTag/team": "geo"}).outcome, NOT_ALLOWED)


class Untold(unittest.TestCase):
    def test_an_unknown_key_refuses_and_is_named(self) -> None:
        decision = decide(
            document(allow("*", Condition={"StringEquals": {"aws:PrincipalOrgID": "o-1"}})), aws__PrincipalOrgID=None
        )
        self.assertEqual((decision.outcome, decision.because), (UNTOLD, ("aws:principalorgid",)))

    def test_another_statement_may_allow_it_still(self) -> None:
        policy = document(allow("*", Condition={"StringEquals": {"x:k": "1"}}), allow("s3:*"))
        self.assertEqual(decide(policy, x__k=None).outcome, ALLOWED)

    def test_a_deny_that_may_apply_refuses(self) -> None:
        deny = {"Effect": "Deny", "Action": "*", "Resource": "*", "Condition": {"StringNotEquals": {"x:k": "1"}}}
        self.assertEqual(decide(document(allow("*"), deny), x__k=None).outcome, UNTOLD)
        self.assertEqual(decide(document(deny), x__k=None).outcome, NOT_ALLOWED)

    def test_a_known_mismatch_settles_it(self) -> None:
        both = {"StringEquals": {"x:k": "1", "x:l": "1"}}
        self.assertEqual(under(both, x__k=None, x__l="2"), NOT_ALLOWED)

    def test_an_unknown_resource_is_allowed_by_a_star_alone(self) -> None:
        self.assertEqual(decide(document(allow("*")), "x:Y", None).outcome, ALLOWED)
        decision = decide(document(allow("*", on="arn:aws:x:::*")), "x:Y", None)
        self.assertEqual((decision.outcome, decision.because), (UNTOLD, ("the resource",)))

    def test_an_unknown_operator_refuses_and_is_named(self) -> None:
        decision = decide(document(allow("*", Condition={"StringResembles": {"x:k": "1"}})), x__k="1")
        self.assertEqual((decision.outcome, decision.because), (UNTOLD, ("operator StringResembles",)))

    def test_several_values_without_a_set_operator_cannot_be_told(self) -> None:
        self.assertEqual(under({"StringEquals": {"aws:TagKeys": "a"}}, aws__TagKeys=("a", "b")), UNTOLD)
        self.assertEqual(under({"StringEquals": {"aws:TagKeys": "a"}}, aws__TagKeys=("a",)), ALLOWED)


if __name__ == "__main__":
    unittest.main()

"""Condition operators: how one value of a request compares with one value of a policy.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
"""

from __future__ import annotations

import operator
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation
from ipaddress import ip_address, ip_network

from .patterns import arn_fits, fits

Compare = Callable[[str, str], bool]
"""(the request's value, the policy's): may raise ValueError for what is not of the operator's type."""


@dataclass(frozen=True)
class Operator:
    compare: Compare
    wildcards: bool = False
    """The policy's value is a pattern."""
    negated: bool = False


def _numbers(compare: Callable[[Decimal, Decimal], bool]) -> Compare:
    def compared(given: str, wanted: str) -> bool:
        try:
            return compare(Decimal(given), Decimal(wanted))
        except InvalidOperation as error:
            raise ValueError(f"{given!r} or {wanted!r} is no number") from error

    return compared


def _dates(compare: Callable[[datetime, datetime], bool]) -> Compare:
    return lambda given, wanted: compare(_date(given), _date(wanted))


def _date(text: str) -> datetime:
    """ISO 8601, or seconds since 1970."""
    if text.lstrip("-").isdigit() and len(text) != 4:
        return datetime.fromtimestamp(int(text), UTC)
    moment = datetime.fromisoformat(f"{text}-01-01" if len(text) == 4 else text)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _network(given: str, wanted: str) -> bool:
    return ip_address(given) in ip_network(wanted, strict=False)


_ORDER = {
    "Equals": operator.eq,
    "LessThan": operator.lt,
    "LessThanEquals": operator.le,
    "GreaterThan": operator.gt,
    "GreaterThanEquals": operator.ge,
}

_POSITIVE = {
    "StringEquals": Operator(operator.eq),
    "StringEqualsIgnoreCase": Operator(lambda given, wanted: given.lower() == wanted.lower()),
    "StringLike": Operator(lambda given, wanted: fits(wanted, given), wildcards=True),
    "ArnEquals": Operator(lambda given, wanted: arn_fits(wanted, given), wildcards=True),
    "ArnLike": Operator(lambda given, wanted: arn_fits(wanted, given), wildcards=True),
    "Bool": Operator(lambda given, wanted: given.lower() == wanted.lower()),
    "BinaryEquals": Operator(operator.eq),
    "IpAddress": Operator(_network),
    **{f"Numeric{name}": Operator(_numbers(compare)) for name, compare in _ORDER.items()},
    **{f"Date{name}": Operator(_dates(compare)) for name, compare in _ORDER.items()},
}

_NEGATED = {
    "StringNotEquals": "StringEquals",
    "StringNotEqualsIgnoreCase": "StringEqualsIgnoreCase",
    "StringNotLike": "StringLike",
    "ArnNotEquals": "ArnEquals",
    "ArnNotLike": "ArnLike",
    "NotIpAddress": "IpAddress",
    "NumericNotEquals": "NumericEquals",
    "DateNotEquals": "DateEquals",
}


def _negation(of: Operator) -> Operator:
    return Operator(of.compare, of.wildcards, negated=True)


OPERATORS = {
    name.lower(): each
    for name, each in {**_POSITIVE, **{name: _negation(_POSITIVE[of]) for name, of in _NEGATED.items()}}.items()
}

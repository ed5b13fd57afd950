"""The grammar of policies and of the matching rules of dynamic groups.

https://docs.oracle.com/en-us/iaas/Content/Identity/Concepts/policysyntax.htm
https://docs.oracle.com/en-us/iaas/Content/Identity/Tasks/managingdynamicgroups.htm
"""

from __future__ import annotations

import re

from ..errors import invalid

WORD = r"[A-Za-z0-9_.@/'\-]+"
QUOTED = r"'[^']+'"
NAMES = rf"(?:{QUOTED}|{WORD})(?:\s*/\s*(?:{QUOTED}|{WORD}))?(?:\s*,\s*(?:{QUOTED}|{WORD}))*"
IDS = rf"id\s+{WORD}(?:\s*,\s*id\s+{WORD})*"
SUBJECT = rf"any-user|any-group|(?:dynamic-group|group)\s+(?:{IDS}|{NAMES})|service\s+{NAMES}|resource\s+\S+\s+\S+"
VERBS = ("inspect", "read", "use", "manage")
PERMISSIONS = r"\{\s*[A-Z0-9_]+(?:\s*,\s*[A-Z0-9_]+)*\s*\}"
VERB = rf"(?P<verb>{'|'.join(VERBS)}|(?-i:{PERMISSIONS})|[a-z]+)"
SCOPE = r"tenancy|compartment\s+id\s+[\w.\-]+|compartment\s+(?!id\s)[\w.\-:]+"
ALLOW = re.compile(
    rf"\s*allow\s+(?P<subject>{SUBJECT})\s+to\s+{VERB}(?:\s+(?P<resource>[a-z0-9\-]+))?\s+in\s+(?P<scope>{SCOPE})"
    r"(?:\s+where\s+(?P<where>.+?))?\s*",
    re.IGNORECASE | re.DOTALL,
)
OTHER = re.compile(r"\s*(define|endorse|admit|deny)\s+.+", re.IGNORECASE | re.DOTALL)
"""Statements between tenancies: taken as they are."""
OPERAND = r"(?:'[^']*'|/[^/]*/|\([^()]*\)|[\w.\-@]+)"
CONDITION = re.compile(
    rf"\s*[a-z][\w.\-/]*\s*(?:!=|=|\bnot\s+in\b|\bin\b|\bbefore\b|\bafter\b|\bbetween\b)\s*{OPERAND}"
    rf"(?:\s+and\s+{OPERAND})?\s*",
    re.IGNORECASE,
)
BLOCK = re.compile(r"\s*(any|all)\s*\{(?P<inside>.*)\}\s*", re.IGNORECASE | re.DOTALL)
MATCH = re.compile(
    r"\s*(?:instance\.(?:id|compartment\.id)|resource\.(?:id|type|compartment\.id)|tag\.[\w\-]+\.[\w\-]+\.value)"
    r"\s*(?:(?:!=|=)\s*'[^']*')?\s*",
    re.IGNORECASE,
)


def check(statement: str) -> None:
    """Refuses what is not a statement."""
    if OTHER.fullmatch(statement):
        return
    found = ALLOW.fullmatch(statement)
    if found is None:
        invalid(f"No permissions found: the statement cannot be parsed: {statement!r}")
    verb = found["verb"].lower()
    if verb not in VERBS and not verb.startswith("{"):
        invalid(f"The verb {verb!r} is not one of {', '.join(VERBS)}: {statement!r}")
    if verb.startswith("{") == bool(found["resource"]):
        invalid(f"A verb goes with a resource type, and permissions go without: {statement!r}")
    if found["where"] is not None and not holds_together(found["where"], CONDITION):
        invalid(f"The condition cannot be parsed: {found['where']!r}")


def check_matching_rule(rule: str) -> None:
    if not holds_together(rule, MATCH):
        invalid(f"matchingRule cannot be parsed: {rule!r}")


def holds_together(text: str, single: re.Pattern[str]) -> bool:
    """One condition, or `any {…}` or `all {…}` of several, which may be such blocks too."""
    block = BLOCK.fullmatch(text)
    if block is None:
        return single.fullmatch(text) is not None
    return all(holds_together(each, single) for each in split(block["inside"]))


def split(text: str) -> list[str]:
    """At the commas outside of braces, parentheses and quotes."""
    parts, depth, quoted, start = [], 0, False, 0
    for n, sign in enumerate(text):
        quoted ^= sign == "'"
        depth += 0 if quoted else (sign in "{(") - (sign in "})")
        if sign == "," and not depth and not quoted:
            parts.append(text[start:n])
            start = n + 1
    return [*parts, text[start:]]

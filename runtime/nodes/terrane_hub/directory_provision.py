"""New entries in the institution's directory, and the numbers that they get."""

from __future__ import annotations

import random
import time
from typing import Any

import ldap
from ldap.dn import escape_dn_chars

from terrane_hub.account_rules import machine_uids, uid_problem
from terrane_hub.declared_accounts import ProvisionDeclared
from terrane_hub.directory import Directory
from terrane_hub.errors import DirectoryError, LoginRefused
from terrane_hub.people import Person

NUMBER = "uidNumber"
COUNTER_CLASS = "x-nextUserIdentifier"
# Others take numbers at the same moment; each round one of them at least gets one.
TURNS = 400
LONGEST_PAUSE = 0.3
# Numbers in a row that somebody has already.
MOST_TAKEN = 1000


def provision(directory: Directory, name: str, person: Person) -> None:
    """Makes the entry; one of that name that another has made since stays. Raises LoginRefused, DirectoryError."""
    declared = directory.declared.provision
    assert declared is not None
    dn = f"uid={escape_dn_chars(name)},{declared.under}"
    with directory.writing() as connection:
        uid = free_uid(directory, connection)
        try:
            connection.add_s(dn, list(entry(declared, name, uid, person).items()))
        except ldap.ALREADY_EXISTS:
            return
        except (ldap.UNDEFINED_TYPE, ldap.OBJECT_CLASS_VIOLATION, ldap.INVALID_SYNTAX) as error:
            raise DirectoryError(f"the directory does not take an entry {dn} as it is declared: {error}") from None


def entry(declared: ProvisionDeclared, name: str, uid: int, person: Person) -> dict[str, list[bytes]]:
    values = {"{uid}": name, "{login}": person.login, "{email}": person.email, "{uidNumber}": str(uid)}
    # posixAccount wants a common name.
    texts = {"cn": name, **{key: _filled(text, values) for key, text in declared.attributes}}
    texts |= {
        "uid": name,
        NUMBER: str(uid),
        "gidNumber": str(declared.gid),
        "homeDirectory": declared.home.replace("{uid}", name),
    }
    made = {key: [text.encode("utf-8")] for key, text in texts.items() if text}
    return {"objectClass": [one.encode("ascii") for one in declared.object_classes], **made}


def free_uid(directory: Directory, connection: Any) -> int:
    """A number that was given to nobody, neither by a counter nor by hand."""
    own = machine_uids()
    for _ in range(MOST_TAKEN):
        uid = take_number(directory, connection)
        problem = uid_problem(uid, directory.declared)
        if problem is not None:
            raise LoginRefused(f"the directory's next number is {problem}; tell the operators of the gateway")
        if uid not in own and not directory.matching(connection, NUMBER, str(uid), ["1.1"]):
            return uid
    raise DirectoryError(f"{MOST_TAKEN} numbers in a row are taken; set {NUMBER} of the counter beyond them")


def take_number(directory: Directory, connection: Any) -> int:
    """The next one of the counter, once and for nobody else: what it was is deleted and what it will be added in one
    change, which a directory refuses where it is another number by now."""
    declared = directory.declared.provision
    assert declared is not None
    for turn in range(TURNS):
        number = _number(connection, declared)
        change = [
            (ldap.MOD_DELETE, NUMBER, [str(number).encode("ascii")]),
            (ldap.MOD_ADD, NUMBER, [str(number + 1).encode("ascii")]),
        ]
        try:
            connection.modify_s(declared.counter, change)
            return number
        except (ldap.NO_SUCH_ATTRIBUTE, ldap.TYPE_OR_VALUE_EXISTS):
            time.sleep(random.uniform(0, min(LONGEST_PAUSE, 0.005 * (turn + 1))))  # noqa: S311 (nothing secret)
    raise DirectoryError(f"{declared.counter}: others were faster {TURNS} times")


def _number(connection: Any, declared: ProvisionDeclared) -> int:
    try:
        ((_, attributes),) = connection.search_s(declared.counter, ldap.SCOPE_BASE, "(objectClass=*)", [NUMBER])
        (number,) = attributes[NUMBER]
        return int(number)
    except ldap.NO_SUCH_OBJECT:
        _make_counter(connection, declared)
        return declared.first_uid
    except (KeyError, ValueError):
        raise DirectoryError(f"{declared.counter} has not one {NUMBER}; give it the next one to be issued") from None


def _make_counter(connection: Any, declared: ProvisionDeclared) -> None:
    classes = [COUNTER_CLASS.encode("ascii")]
    name = ldap.dn.str2dn(declared.counter)[0][0]
    made = [
        ("objectClass", classes),
        (name[0], [name[1].encode("utf-8")]),
        (NUMBER, [str(declared.first_uid).encode("ascii")]),
    ]
    try:
        connection.add_s(declared.counter, made)
    except ldap.ALREADY_EXISTS:
        pass
    except (ldap.UNDEFINED_TYPE, ldap.INVALID_SYNTAX, ldap.OBJECT_CLASS_VIOLATION) as error:
        raise DirectoryError(
            f"the directory has no {declared.counter}, and does not take one of class {COUNTER_CLASS}: {error};"
            " load its schema, or make the entry"
        ) from None


def _filled(text: str, values: dict[str, str]) -> str:
    for placeholder, value in values.items():
        text = text.replace(placeholder, value)
    return text

"""The declaration file: what is read, and what an error names."""

from __future__ import annotations

import json
import unittest
from datetime import date
from typing import Any

import unit

from terrane_hub.declaration import read_declaration
from terrane_hub.declared_identity import Oidc
from terrane_hub.errors import DeclarationError


def changed(part: str, **fields: Any) -> dict[str, Any]:
    """A declaration with other fields in one of its parts."""
    return {part: {**unit.document()[part], **fields}}


def directory(**fields: Any) -> dict[str, Any]:
    return {"accounts": {**unit.DIRECTORY, **fields}}


class DeclarationTest(unit.FolderCase):
    def test_a_whole_declaration(self) -> None:
        size = {**unit.SMALL, "gpus": 1, "partition": "gpu", "groups": ["a"], "until": "2027-06-30", "maxSeconds": 60}
        read = unit.declared(sizes=[{**size, "image": None}], placement={"kind": "slurm"})
        assert isinstance(read.identity, Oidc)
        self.assertEqual(read.identity.access.allowed_groups, ("staff",))
        self.assertEqual((read.sizes[0].until, read.sizes[0].partition), (date(2027, 6, 30), "gpu"))
        self.assertEqual((read.placement, read.policy.sessions), ("slurm", 26))

    def test_errors_name_the_field_what_it_is_and_what_is_allowed(self) -> None:
        cases: list[tuple[dict[str, Any], str]] = [
            ({"format": 2}, "format is 2; 1 "),
            ({"host": "not a host"}, 'host is "not a host"; a name such as'),
            ({"polcy": {}}, "polcy is not known; did you mean 'policy'?"),
            ({"sizes": []}, "sizes is []; a list of at least 1"),
            ({"sizes": [unit.SMALL, unit.SMALL]}, "sizes has two of the name 'small'"),
            ({"sizes": [{**unit.SMALL, "cpus": 0}]}, "sizes[0].cpus is 0; a whole number, 1 or more"),
            ({"sizes": [{**unit.SMALL, "until": "soon"}]}, 'sizes[0].until is "soon"; a day such as'),
            ({"sizes": [{**unit.SMALL, "image": "x"}]}, "sizes[0].image is given"),
            ({"sizes": [{**unit.SMALL, "partition": "a;b"}]}, "sizes[0].partition is"),
            (changed("policy", sessions=0), "policy.sessions is 0; a whole number, 1 or more"),
            (changed("policy", sessionsPerUser=None, sessions=None), "policy.sessions is missing"),
            (changed("identity", issuer="http://x"), 'identity.issuer is "http://x"; an address such as'),
            (changed("identity", scopes=["profile"]), 'identity.scopes is ["profile"]; a list with "openid"'),
            (changed("accounts", firstUid=0), "accounts.firstUid is 0; a whole number, 1000 or more"),
            (changed("accounts", lastUid=19999), "accounts.lastUid is 19999; a number from firstUid (20000)"),
            (changed("accounts", replace={"@": "/"}), 'accounts.replace.@ is "/"; small letters, digits'),
            (
                {"tls": {"kind": "balancer", "from": ["10.0.0.1/8"]}},
                'tls.from[0] is "10.0.0.1/8"; a range of addresses',
            ),
            ({"identity": {**unit.HEADER, "from": []}}, "identity.from is []; a list of at least 1"),
            (
                {"identity": {**unit.HEADER, "allowedGroups": ["g"]}},
                "identity.allowedGroups is given, but groupsHeader",
            ),
            (directory(url="ldap://x.test"), "accounts.url is without TLS, and startTls is not given"),
            (directory(url="https://x.test"), 'accounts.url is "https://x.test"; an address such as "ldaps://'),
            (directory(lastUid=2**31), "accounts.lastUid is 2147483648; a number from firstUid (2000)"),
            (directory(bindPassword="x"), "accounts.bindPassword is not known"),
            (directory(loginAttribute="a)(b"), 'accounts.loginAttribute is "a)(b"; an attribute'),
            (directory(provision={**unit.PROVISION, "home": "/home"}), "accounts.provision.home is"),
            (directory(provision={**unit.PROVISION, "objectClasses": []}), "accounts.provision.objectClasses is []"),
            ({"identity": {"kind": "token", "user": "Ada L"}}, 'identity.user is "Ada L"; the name of an account'),
        ]
        for fields, words in cases:
            with self.subTest(words):
                self.assertIn(words, self.refused(DeclarationError, lambda: unit.declared(**fields)))

    def test_a_file_that_is_no_declaration(self) -> None:
        file = self.folder / "declaration.json"
        self.assertIn("cannot be read", self.refused(DeclarationError, lambda: read_declaration(file)))
        file.write_text("{", encoding="utf-8")
        self.assertIn("is not JSON", self.refused(DeclarationError, lambda: read_declaration(file)))
        file.write_text(json.dumps(unit.document()), encoding="utf-8")
        self.assertEqual(read_declaration(file).name, "teaching")


if __name__ == "__main__":
    unittest.main()

"""What all tests share: the path of the package, documents as a stack writes them, a folder for each test."""

from __future__ import annotations

import json
import logging
import sys
import tempfile
import unittest
from collections.abc import Callable
from pathlib import Path
from typing import Any

PACKAGES = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(PACKAGES))
sys.dont_write_bytecode = True
logging.getLogger("terrane").addHandler(logging.NullHandler())
logging.getLogger("terrane").propagate = False

from terrane_hub.declaration import Declaration, declaration_of  # noqa: E402
from terrane_hub.fields import Fields  # noqa: E402

HOST = "notebooks.test"
OIDC = {
    "kind": "oidc",
    "issuer": "https://login.test",
    "clientId": "hub",
    "scopes": ["openid", "profile", "email"],
    "usernameClaim": "preferred_username",
    "groupsClaim": "groups",
    "allowedGroups": ["staff"],
    "allowedDomains": ["example.edu"],
    "allowedUsers": [],
    "blockedUsers": [],
    "admins": [],
}
HEADER = {"kind": "header", "header": "Remote-User", "from": ["127.0.0.2/32"], "allowedDomains": ["example.edu"]}
TOKEN = {"kind": "token", "user": "ada"}
DIRECTORY = {
    "kind": "directory",
    "url": "ldaps://directory.test",
    "startTls": False,
    "base": "dc=example,dc=edu",
    "bindDn": "cn=reader,dc=example,dc=edu",
    "certificateAuthority": None,
    "loginAttribute": None,
    "firstUid": 2000,
    "lastUid": 2147483647,
    "replace": {"@": "_", ".": "_"},
    "provision": None,
}
PROVISION = {
    "bindDn": "cn=writer,dc=example,dc=edu",
    "firstUid": 20000,
    "gid": 100,
    "home": "/home/{uid}",
    "under": "ou=people,dc=example,dc=edu",
    "counter": "cn=uidNext,dc=example,dc=edu",
    "objectClasses": ["account", "posixAccount"],
    "attributes": {},
}
SMALL = {"name": "small", "cpus": 2, "memoryMiB": 1024}


def document(**fields: Any) -> dict[str, Any]:
    """A declaration with a provider's logins on the gateway's machine; `fields` replace."""
    return {
        "format": 1,
        "name": "teaching",
        "host": HOST,
        "identity": OIDC,
        "accounts": {"kind": "login", "firstUid": 20000, "lastUid": 49999, "replace": {"@": "_", ".": "_"}},
        "placement": {"kind": "gateway"},
        "sizes": [SMALL],
        "policy": {"idleSeconds": 7200, "maxSeconds": 0, "sessionsPerUser": 1, "sessions": 26},
        "homes": {"quotaGiB": None, "shared": None, "deleteAfterDays": None},
        "tls": {"kind": "certificate"},
        **fields,
    }


def declared(**fields: Any) -> Declaration:
    return declaration_of(Fields(json.loads(json.dumps(document(**fields))), "", "declaration.json"))


class FolderCase(unittest.TestCase):
    """`folder` is a new one for each test, which all users may enter."""

    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory(prefix="terrane-hub-")
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.folder.chmod(0o755)

    def refused(self, kind: type[BaseException], call: Callable[[], Any]) -> str:
        """The message of the error."""
        with self.assertRaises(kind) as caught:
            call()
        return str(caught.exception)

"""A real directory, OpenLDAP, on loopback: TLS or nothing, a reader, a writer, and people.

`python directory_server.py FOLDER PORT CERTIFICATE PEOPLE`: until its standard input ends. CERTIFICATE: a file with key
and chain; PEOPLE: a JSON file with attributes by account name, for a folder that is not there yet.
"""

from __future__ import annotations

import contextlib
import json
import os
import resource
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from processes import answers, running
from programs_cache import slapd_tree

SUFFIX = "dc=example,dc=edu"
PEOPLE = f"ou=people,{SUFFIX}"
READER, WRITER = f"cn=reader,{SUFFIX}", f"cn=writer,{SUFFIX}"
READER_PASSWORD, WRITER_PASSWORD = "reader-password-of-the-tests", "writer-password-of-the-tests"
SCHEMAS = ("core", "cosine", "inetorgperson", "nis")
OWN_SCHEMA = Path(__file__).resolve().parents[3] / "examples/ldap-hooks/schema.ldif"
# It makes room for as many connections as it may have.
OPEN_FILES = 1024


class DirectoryServer:
    """`scheme`: 'ldaps', or 'ldap', where who does not start TLS is told nothing."""

    def __init__(self, folder: Path, port: int, certificate: Path, scheme: str = "ldaps") -> None:
        self.folder = folder
        self.port = port
        self.log = folder / "slapd.log"
        self._certificate = certificate
        self._scheme = scheme
        self._tree = slapd_tree()

    def make(self, people: Mapping[str, Mapping[str, Any]]) -> None:
        for name in ("config", "data"):
            (self.folder / name).mkdir(parents=True)
        self._load(0, self._configuration())
        self._load(1, "\n\n".join([*_trunk(), *(person(name, **given) for name, given in people.items())]))

    @contextlib.contextmanager
    def up(self) -> Iterator[None]:
        # -d keeps it in the foreground; 256 are connections and what is asked on them.
        url = f"{self._scheme}://127.0.0.1:{self.port}/"
        command = [str(self._program()), "-F", str(self.folder / "config"), "-h", url, "-d", "256"]
        with running(command, self.log, lambda: answers(self.port), self._environment()):
            yield

    def _load(self, database: int, text: str) -> None:
        file = self.folder / f"{database}.ldif"
        file.write_text(text, encoding="utf-8")
        command = [str(self._program()), "-T", "add", "-n", str(database), "-F", str(self.folder / "config")]
        environment = {**os.environ, **self._environment()}
        done = subprocess.run([*command, "-l", str(file)], env=environment, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise RuntimeError(f"slapd does not load {file}: {done.stderr}")

    def _program(self) -> Path:
        return self._tree / "usr/sbin/slapd"

    def _environment(self) -> dict[str, str]:
        libraries = sorted({str(path.parent) for path in self._tree.rglob("usr/lib/*/*.so*")})
        return {"LD_LIBRARY_PATH": ":".join(libraries), "TMPDIR": "/tmp"}

    def _configuration(self) -> str:
        schemas = [self._tree / f"etc/ldap/schema/{name}.ldif" for name in SCHEMAS]
        return f"""dn: cn=config
objectClass: olcGlobal
cn: config
olcTLSCertificateFile: {self._certificate}
olcTLSCertificateKeyFile: {self._certificate}
olcSecurity: ssf=128

dn: cn=module{{0}},cn=config
objectClass: olcModuleList
cn: module{{0}}
olcModulePath: {self._tree}/usr/lib/ldap
olcModuleLoad: back_mdb

dn: cn=schema,cn=config
objectClass: olcSchemaConfig
cn: schema

{"".join(f"include: file://{file}{chr(10)}{chr(10)}" for file in (*schemas, OWN_SCHEMA))}
dn: olcDatabase={{1}}mdb,cn=config
objectClass: olcDatabaseConfig
objectClass: olcMdbConfig
olcDatabase: {{1}}mdb
olcDbDirectory: {self.folder}/data
olcSuffix: {SUFFIX}
olcDbMaxSize: 104857600
olcDbNoSync: TRUE
olcAccess: to attrs=userPassword by anonymous auth by * none
olcAccess: to * by dn.exact="{WRITER}" write by dn.exact="{READER}" read by * none
"""


def person(name: str, **given: Any) -> str:
    """`given`: attributes; `sn` and the classes of inetOrgPerson are there."""
    attributes = {
        "objectClass": ["inetOrgPerson", "posixAccount"],
        "cn": name,
        "sn": name,
        "uid": name,
        "gidNumber": 100,
        "homeDirectory": f"/institute/{name}",
        **given,
    }
    return "\n".join([f"dn: uid={name},{PEOPLE}", *_lines(attributes)])


def _trunk() -> list[str]:
    secrets = {READER: READER_PASSWORD, WRITER: WRITER_PASSWORD}
    return [
        f"dn: {SUFFIX}\nobjectClass: dcObject\nobjectClass: organization\no: Example",
        f"dn: {PEOPLE}\nobjectClass: organizationalUnit",
        *(
            f"dn: {dn}\nobjectClass: organizationalRole\nobjectClass: simpleSecurityObject\nuserPassword: {password}"
            for dn, password in secrets.items()
        ),
    ]


def _lines(attributes: Mapping[str, Any]) -> list[str]:
    return [
        f"{name}: {value}"
        for name, values in attributes.items()
        for value in (values if isinstance(values, list) else [values])
    ]


def main(folder: str, port: str, certificate: str, people: str) -> None:
    resource.setrlimit(resource.RLIMIT_NOFILE, (OPEN_FILES, OPEN_FILES))
    server = DirectoryServer(Path(folder), int(port), Path(certificate))
    if not server.folder.exists():
        server.make(json.loads(Path(people).read_text(encoding="utf-8")))
    with server.up():
        sys.stdin.read()


if __name__ == "__main__":
    main(*sys.argv[1:])

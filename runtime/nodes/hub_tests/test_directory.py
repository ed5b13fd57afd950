"""Accounts of a real directory: found, made, numbered, refused; and what happens while it is away."""

from __future__ import annotations

import multiprocessing
import socket
import stat
import sys
import threading
import unittest
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import ExitStack, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import directory_server
import unit
from authority import Authority
from directory_server import DirectoryServer
from processes import free_ports
from programs_cache import python_ldap

sys.path.append(str(python_ldap()))

from terrane_hub.account_book import read_book  # noqa: E402
from terrane_hub.accounts import accounts_of  # noqa: E402
from terrane_hub.declared_accounts import DirectoryDeclared  # noqa: E402
from terrane_hub.directory import Directory  # noqa: E402
from terrane_hub.directory_accounts import DirectoryAccounts  # noqa: E402
from terrane_hub.directory_provision import take_number  # noqa: E402
from terrane_hub.errors import DirectoryAway, DirectoryError, LoginRefused  # noqa: E402
from terrane_hub.people import Person  # noqa: E402
from terrane_hub.places import Places  # noqa: E402

PEOPLE: dict[str, dict[str, Any]] = {
    "ada": {"uidNumber": 5001, "gidNumber": 100, "mail": "ada.byron@example.edu"},
    "bob": {"uidNumber": 1_000_005, "gidNumber": 5000, "mail": "bob@example.edu"},
    "twin": {"uidNumber": 5003, "mail": "twins@example.edu"},
    "twin2": {"uidNumber": 5004, "mail": "twins@example.edu"},
    "zero": {"uidNumber": 0},
    "low": {"uidNumber": 999},
    "slurmlike": {"uidNumber": 64030},
    "sudoer": {"uidNumber": 5005, "gidNumber": 27},
    "root": {"uidNumber": 5006},
    "owned": {"uidNumber": 4242},
    "many": {"uidNumber": 5007, "uid": ["many", "more"]},
    "Grace": {"uidNumber": 5008},
}
LOOPBACK = "127.0.0.1"
# An account of the machine's own, for the tests.
PASSWD = "root:x:0:0::/root:/bin/sh\nadmin:x:4242:4242::/home/admin:/bin/sh\n"
NUMBERS = 50


def person(login: str, subject: str = "", email: str = "") -> Person:
    return Person(login, subject or login, email)


def numbers_of(declared: DirectoryDeclared, secrets: Path, count: int) -> list[int]:
    """As one gateway takes them."""
    directory = Directory(declared, secrets)
    taken = []
    for _ in range(count):
        with directory.writing() as connection:
            taken.append(take_number(directory, connection))
    return taken


def _end_all(server: socket.socket) -> None:
    with suppress(OSError):
        while True:
            server.accept()[0].close()


class DirectoryTest(unit.FolderCase):
    def setUp(self) -> None:
        super().setUp()
        for name in ("homes", "secrets", "server"):
            (self.folder / name).mkdir()
        (self.folder / "passwd").write_text(PASSWD, encoding="ascii")
        self.issuer = Authority(self.folder / "authority")
        # libldap takes "localhost" for the name that the machine has in its network.
        self.certificate, self.authority = self.issuer.issue(LOOPBACK, "IP"), self.issuer.certificate
        (self.folder / "secrets/directory-reader").write_text(directory_server.READER_PASSWORD, encoding="ascii")
        (self.folder / "secrets/directory-writer").write_text(directory_server.WRITER_PASSWORD, encoding="ascii")
        self.server = self.made_server()
        self.running = ExitStack()
        self.addCleanup(self.running.close)
        self.running.enter_context(self.server.up())

    def made_server(self, scheme: str = "ldaps", folder: str = "server") -> DirectoryServer:
        server = DirectoryServer(self.folder / folder / scheme, free_ports(1)[0], self.certificate, scheme)
        server.make(PEOPLE)
        return server

    def declared(self, **fields: Any) -> DirectoryDeclared:
        url = f"ldaps://{LOOPBACK}:{self.server.port}"
        given = {**unit.DIRECTORY, "url": url, "certificateAuthority": str(self.authority), **fields}
        read = unit.declared(accounts=given).accounts
        assert isinstance(read, DirectoryDeclared)
        return read

    def accounts(self, folder: str = "accounts", **fields: Any) -> DirectoryAccounts:
        directory = Directory(self.declared(**fields), self.folder / "secrets")
        made = DirectoryAccounts(
            directory,
            self.folder / folder,
            self.folder / "homes",
            self.folder / "skel",
            passwd=self.folder / "passwd",
            known=self.found_by_another,
            patience=0,
        )
        made.folder.mkdir(exist_ok=True)
        return made

    def found_by_another(self, name: str) -> int | None:
        """In place of the machine's name service, which asks the directory too; what it knows it remembers."""
        found = Directory(self.declared(), self.folder / "secrets")
        try:
            account = found.find("uid", name)
        except DirectoryAway:
            return PEOPLE.get(name, {}).get("uidNumber")
        return None if account is None else account.uid

    def provisioning(self, **fields: Any) -> dict[str, Any]:
        return {"provision": {**unit.PROVISION, **fields}}

    def entry(self, name: str) -> dict[str, list[str]]:
        directory = Directory(self.declared(), self.folder / "secrets")
        with directory.reading() as connection:
            (found,) = directory.matching(connection, "uid", name, ["*"])
        return {key: [value.decode("utf-8") for value in values] for key, values in found.items()}

    # ---- lookups

    def test_a_person_of_the_directory_has_its_uid_and_group(self) -> None:
        accounts = self.accounts()
        accounts.prepare()
        self.assertEqual(accounts.take(person("ada")), "ada")
        self.assertEqual(accounts.take(person("bob")), "bob")
        found = [(self.folder / "homes" / name).stat() for name in ("ada", "bob")]
        self.assertEqual([(one.st_uid, one.st_gid) for one in found], [(5001, 100), (1_000_005, 5000)])
        self.assertEqual([stat.S_IMODE(one.st_mode) for one in found], [0o700, 0o700])
        self.assertEqual(accounts.login_of("ada"), "ada")

    def test_a_person_is_found_by_an_attribute(self) -> None:
        accounts = self.accounts(loginAttribute="mail")
        self.assertEqual(accounts.take(person("ada.byron@example.edu")), "ada")
        self.assertIn("2 accounts", self.refused(LoginRefused, lambda: accounts.take(person("twins@example.edu"))))
        self.refused(LoginRefused, lambda: accounts.take(person("nobody@example.edu")))

    def test_who_is_not_in_the_directory_is_told_so(self) -> None:
        message = self.refused(LoginRefused, lambda: self.accounts().take(person("eve")))
        self.assertIn("'eve' has no account in the institution's directory; ask its operators", message)

    def test_a_login_means_nothing_to_the_directory_but_itself(self) -> None:
        for login in ("*", "a*", "ada)(uid=*", "ada)(|(uid=*))", "*)(objectClass=*", "ada\\2a", "\\61da", "ad\x00a"):
            for attribute in (None, "mail", "uid"):
                with self.subTest(login, attribute=attribute):
                    accounts = self.accounts(loginAttribute=attribute)
                    self.refused(LoginRefused, lambda: accounts.take(person(login)))
        self.assertEqual(list((self.folder / "homes").iterdir()), [])

    def test_over_starttls_as_well_and_in_the_clear_not_at_all(self) -> None:
        server = self.made_server("ldap")
        with server.up():
            url = f"ldap://{LOOPBACK}:{server.port}"
            self.assertEqual(self.accounts(url=url, startTls=True).take(person("ada")), "ada")
            clear = Directory(replace(self.declared(), url=url), self.folder / "secrets")
            self.assertIn("onfidentiality", self.refused(DirectoryError, lambda: clear.find("uid", "ada")))

    # ---- refusals

    def test_accounts_that_are_no_persons_are_refused(self) -> None:
        for login, words in (
            ("zero", "uid 0, but those of people are 2000 to"),
            ("low", "uid 999, but those of people"),
            ("slurmlike", "uid 64030, but 60000 to 65535 are accounts of machines"),
            ("sudoer", "group 27, which is of machines"),
            ("root", "one of the machine's own"),
            ("owned", "uid 4242, which is the account 'admin'"),
            ("many", "2 of uid"),
            ("grace", "not written in small letters"),
        ):
            with self.subTest(login):
                self.assertIn(words, self.refused(LoginRefused, lambda: self.accounts().take(person(login))))
        self.assertEqual(list((self.folder / "homes").iterdir()), [])

    def test_nobody_becomes_the_account_of_somebody_else(self) -> None:
        accounts = self.accounts()
        accounts.take(person("ada", "issuer 1"))
        for login, subject in (("ada", "issuer 2"), ("Ada", "issuer 3")):
            message = self.refused(LoginRefused, lambda: accounts.take(person(login, subject)))
            self.assertIn("another person has used already", message)
        self.assertEqual(accounts.take(person("ada.lovelace", "issuer 1")), "ada")

    def test_files_of_another_uid_are_not_given_away(self) -> None:
        accounts = self.accounts()
        accounts.take(person("ada"))
        self.change("ada", uidNumber="5999")
        message = self.refused(LoginRefused, lambda: accounts.take(person("ada")))
        self.assertIn("had uid 5001 here, and the directory gives 'ada' uid 5999", message)

    def test_a_machine_that_knows_another_uid_gives_no_session(self) -> None:
        other = replace(self.accounts(), known=lambda _: 5002)
        message = self.refused(LoginRefused, lambda: other.take(person("ada")))
        self.assertIn("knows 'ada' with uid 5002, the directory with 5001", message)
        none = replace(self.accounts("two"), known=lambda _: None)
        self.assertIn("does not know the account", self.refused(LoginRefused, lambda: none.take(person("bob"))))

    # ---- what goes wrong

    def test_a_wrong_password_is_the_operators_to_mend(self) -> None:
        (self.folder / "secrets/directory-reader").write_text("wrong-one", encoding="ascii")
        accounts = self.accounts()
        message = self.refused(DirectoryError, accounts.prepare)
        self.assertIn("does not take cn=reader,dc=example,dc=edu with the password of directory-reader", message)
        self.assertNotIn("wrong-one", message)
        shown = self.refused(LoginRefused, lambda: accounts.take(person("ada")))
        self.assertIn("refuses to be asked; tell the operators", shown)

    def test_a_wrong_password_of_the_writer_is_seen_at_once(self) -> None:
        (self.folder / "secrets/directory-writer").write_text("wrong-one", encoding="ascii")
        message = self.refused(DirectoryError, self.accounts(**self.provisioning()).prepare)
        self.assertIn("directory-writer", message)

    def test_a_base_that_is_not_there_is_seen_at_once(self) -> None:
        message = self.refused(DirectoryError, self.accounts(base="dc=example,dc=org").prepare)
        self.assertIn("has no dc=example,dc=org", message)

    def test_a_certificate_of_another_authority_is_no_directory(self) -> None:
        self.authority = Authority(self.folder / "other").certificate
        message = self.refused(DirectoryError, self.accounts().prepare)
        self.assertIn("not with a certificate of its name that", message)

    def test_a_certificate_of_another_name_is_no_directory(self) -> None:
        self.running.close()
        self.certificate = self.issuer.issue("directory.test")
        self.server = self.made_server(folder="other")
        with self.server.up():
            message = self.refused(DirectoryError, self.accounts().prepare)
        self.assertIn("not with a certificate of its name", message)

    def test_while_it_is_away_who_has_been_here_goes_on_and_others_are_told_to_wait(self) -> None:
        accounts = self.accounts()
        accounts.take(person("ada"))
        self.running.close()
        accounts.prepare()
        self.assertEqual(accounts.take(person("ada")), "ada")
        self.assertEqual(accounts.login_of("ada"), "ada")
        self.assertIn("does not answer; try again", self.refused(LoginRefused, lambda: accounts.take(person("bob"))))
        with self.server.up():
            self.assertEqual(accounts.take(person("bob")), "bob")

    def test_what_stands_before_it_may_take_a_connection_and_end_it(self) -> None:
        self.running.close()
        with socket.create_server((LOOPBACK, self.server.port)) as balancer:
            threading.Thread(target=_end_all, args=(balancer,), daemon=True).start()
            self.refused(DirectoryAway, lambda: self.accounts().directory.find("uid", "ada"))
            balancer.shutdown(socket.SHUT_RDWR)

    def test_a_directory_that_refuses_keeps_nobody_out_who_has_been_here(self) -> None:
        self.accounts().take(person("ada"))
        other = self.accounts(certificateAuthority=str(Authority(self.folder / "other").certificate))
        self.assertEqual(other.take(person("ada")), "ada")
        self.assertIn("refuses to be asked", self.refused(LoginRefused, lambda: other.take(person("bob"))))

    def test_passwords_are_in_no_log_of_the_directory_or_of_ours(self) -> None:
        with self.assertLogs("terrane.hub") as logs:
            self.running.close()
            self.accounts().prepare()
        text = "\n".join(logs.output) + self.server.log.read_text(encoding="utf-8")
        self.assertNotIn(directory_server.READER_PASSWORD, text)

    # ---- new people

    def test_who_is_new_gets_an_entry(self) -> None:
        accounts = self.accounts(**self.provisioning())
        accounts.prepare()
        self.assertEqual(accounts.take(person("eve.moss@example.edu")), "eve_moss_example_edu")
        entry = self.entry("eve_moss_example_edu")
        self.assertEqual(entry["uidNumber"] + entry["gidNumber"], ["20000", "100"])
        self.assertEqual(entry["homeDirectory"], ["/home/eve_moss_example_edu"])
        self.assertEqual(sorted(entry["objectClass"]), ["account", "posixAccount"])
        found = (self.folder / "homes/eve_moss_example_edu").stat()
        self.assertEqual((found.st_uid, found.st_gid), (20000, 100))
        self.assertEqual(accounts.take(person("eve.moss@example.edu")), "eve_moss_example_edu")
        self.assertEqual(accounts.take(person("ada")), "ada", "who is there already gets no second entry")
        self.assertEqual(accounts.take(person("mona")), "mona")
        self.assertEqual(self.entry("mona")["uidNumber"], ["20001"])

    def test_an_entry_has_the_declared_classes_and_attributes(self) -> None:
        classes = ["x-certsDistinguishedName", "posixAccount"]
        attributes = {"emailAddress": "{email}", "o": "Example"}
        accounts = self.accounts(**self.provisioning(objectClasses=classes, attributes=attributes))
        accounts.take(person("eve", email="eve@example.edu"))
        accounts.take(person("mona"))
        entry = self.entry("eve")
        self.assertEqual((entry["email"], entry["o"]), (["eve@example.edu"], ["Example"]))
        self.assertNotIn("email", self.entry("mona"))

    def test_who_was_made_is_found_by_the_attribute_that_is_the_login(self) -> None:
        given = self.provisioning(
            objectClasses=["inetOrgPerson", "posixAccount"], attributes={"mail": "{login}", "sn": "{uid}"}
        )
        accounts = self.accounts(loginAttribute="mail", **given)
        self.assertEqual(accounts.take(person("eve@example.edu")), "eve_example_edu")
        self.assertEqual(self.accounts("two", loginAttribute="mail").take(person("eve@example.edu")), "eve_example_edu")

    def test_numbers_that_somebody_has_are_passed_over(self) -> None:
        accounts = self.accounts(**self.provisioning(firstUid=5001))
        accounts.take(person("eve"))
        self.assertEqual(self.entry("eve")["uidNumber"], ["5002"])
        accounts.take(person("mona"))
        self.assertEqual(self.entry("mona")["uidNumber"], ["5009"])

    def test_a_number_outside_is_given_to_nobody(self) -> None:
        accounts = self.accounts(lastUid=20000, **self.provisioning())
        accounts.take(person("eve"))
        message = self.refused(LoginRefused, lambda: accounts.take(person("mona")))
        self.assertIn("the directory's next number is uid 20001, but those of people are 2000 to 20000", message)

    def test_names_of_machines_get_no_entry(self) -> None:
        accounts = self.accounts(**self.provisioning())
        for login in ("root", "slurm", "../etc", "eve,ou=admins", "eve+cn=x", "-eve"):
            with self.subTest(login):
                self.refused(LoginRefused, lambda: accounts.take(person(login)))
        self.assertEqual(list((self.folder / "homes").iterdir()), [])

    def test_two_gateways_at_once_never_give_a_number_twice(self) -> None:
        declared = self.declared(**self.provisioning())
        fork = multiprocessing.get_context("fork")
        with ProcessPoolExecutor(NUMBERS, mp_context=fork) as pool:
            work = [pool.submit(numbers_of, declared, self.folder / "secrets", 1) for _ in range(NUMBERS)]
            taken = [number for one in work for number in one.result()]
        self.assertEqual(sorted(taken), list(range(20000, 20000 + NUMBERS)))

    def test_fifty_first_logins_at_two_gateways_make_fifty_accounts(self) -> None:
        gateways = [self.accounts(name, **self.provisioning()) for name in ("one", "two")]
        with ThreadPoolExecutor(NUMBERS) as pool:
            work = [pool.submit(gateways[n % 2].take, person(f"new{n}")) for n in range(NUMBERS)]
            names = [one.result() for one in work]
        self.assertEqual(sorted(names), sorted(f"new{n}" for n in range(NUMBERS)))
        uids = [self.entry(name)["uidNumber"][0] for name in names]
        self.assertEqual(len(set(uids)), NUMBERS)
        kept = [one for name in ("one", "two") for one in read_book(self.folder / name, 2000).entries]
        self.assertEqual(sorted(str(one.uid) for one in kept), sorted(uids))

    def test_the_same_person_at_two_gateways_at_once_is_one_account(self) -> None:
        gateways = [self.accounts(name, **self.provisioning()) for name in ("one", "two")]
        with ThreadPoolExecutor(8) as pool:
            names = set(pool.map(lambda n: gateways[n % 2].take(person("eve")), range(8)))
        self.assertEqual(names, {"eve"})
        self.assertEqual(
            {read_book(self.folder / name, 2000).entries[0].uid for name in ("one", "two")},
            {int(self.entry("eve")["uidNumber"][0])},
        )

    def test_a_directory_that_knows_no_such_class_says_so(self) -> None:
        accounts = self.accounts(**self.provisioning(objectClasses=["no-such-class", "posixAccount"]))
        with self.assertLogs("terrane.hub", "ERROR") as logs:
            self.refused(LoginRefused, lambda: accounts.take(person("eve")))
        self.assertIn("does not take an entry uid=eve", logs.output[0])

    # ---- the seam

    def test_the_gateway_serves_what_is_declared(self) -> None:
        places = Places(secrets=self.folder / "secrets", accounts=self.folder / "accounts")
        declaration = unit.declared(accounts={**unit.DIRECTORY, "url": f"ldaps://{LOOPBACK}:{self.server.port}"})
        self.assertIsInstance(accounts_of(declaration, places), DirectoryAccounts)

    def change(self, name: str, **values: str) -> None:
        """Of an account, by the directory's operators."""
        import ldap

        directory = Directory(self.declared(**self.provisioning()), self.folder / "secrets")
        with directory.writing() as connection:
            changes = [(ldap.MOD_REPLACE, key, [value.encode("ascii")]) for key, value in values.items()]
            connection.modify_s(f"uid={name},{directory_server.PEOPLE}", changes)


if __name__ == "__main__":
    unittest.main()

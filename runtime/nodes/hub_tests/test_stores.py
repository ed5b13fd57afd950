"""Stores of an institution: a real sshd that trusts the gateway, a real sshfs in the session, and who is refused."""

from __future__ import annotations

import os
import subprocess
import tempfile
import time
import unittest
from pathlib import Path
from typing import Any

import unit
from hub_case import HubCase
from kernels import Kernel, start_kernel
from processes import free_ports, wait_until
from store_server import make_host_key, store_server

from terrane_hub import ssh_authority
from terrane_hub.store_handler import OPTIONS
from terrane_hub.store_words import AUTHORITY

SECONDS = 3600
WAIT = 30


class StoreCase(HubCase):
    """`erda` is the store; `forged` the same with another host key."""

    people = {"ada": {"groups": ["staff"]}, "bob": {"groups": ["staff"]}}
    more: dict[str, Any] = {}
    server: Path
    port: int

    @classmethod
    def setUpClass(cls) -> None:
        folder = tempfile.TemporaryDirectory(prefix="terrane-store-")
        cls.addClassCleanup(folder.cleanup)
        cls.server = Path(folder.name)
        cls.server.chmod(0o755)
        (cls.port,) = free_ports(1)
        key, other = make_host_key(cls.server / "host"), make_host_key(cls.server / "other")
        (cls.server / "files").mkdir()
        (cls.server / "files/seen.txt").write_text("from the institution", encoding="ascii")
        (cls.server / "files").chmod(0o777)
        store = {"host": "127.0.0.1", "port": cls.port, "path": str(cls.server / "files"), "seconds": SECONDS}
        stores = [
            {"name": "erda", "folder": "erda", "hostKey": key, **store},
            {"name": "forged", "folder": "forged", "hostKey": other, **store},
        ]
        cls.fields = {"stores": stores, **cls.more}
        super().setUpClass()
        trusted = Path(f"{cls.gateway.state / AUTHORITY}.pub")
        cls.enterClassContext(store_server(cls.gateway.world, cls.server, cls.port, trusted))

    def session(self, user: str) -> Kernel:
        browser = self.signed_in(user)
        browser.start(user)
        self.addCleanup(self.stop, browser, user)
        return start_kernel(browser, self.gateway.trusted, user)

    def said(self, kernel: Kernel, code: str) -> str:
        return kernel.run(f"import os, pathlib; home = pathlib.Path.home(); print({code})").strip()

    def check_mounts(self, kernel: Kernel) -> None:
        wait_until(lambda: self.said(kernel, "os.path.ismount(home / 'erda')") == "True", WAIT, "the store is mounted")
        self.assertEqual(self.said(kernel, "(home / 'erda/seen.txt').read_text()"), "from the institution")
        kernel.run("(home / 'erda/made.txt').write_text('by ada')")
        made = (self.server / "files/made.txt").stat()
        self.assertEqual(made.st_uid, 20000, "written by somebody else than the person")
        wait_until(lambda: "forged" in self.said(kernel, "os.listdir(home)"), WAIT, "the forged store has a folder")
        note = "(home / 'forged/NOT-MOUNTED.txt')"
        wait_until(lambda: self.said(kernel, f"{note}.exists()") == "True", WAIT, "the reason is told")
        self.assertIn("Host key verification failed", self.said(kernel, f"{note}.read_text()"))
        self.assertEqual(self.said(kernel, "os.path.ismount(home / 'forged')"), "False")

    def check_private(self) -> None:
        """The key is in memory, for its person alone."""
        (key,) = Path("/dev/shm/terrane-stores-20000").glob("erda.*/key")
        self.assertEqual((key.stat().st_mode & 0o777, key.stat().st_uid), (0o600, 20000))
        self.assertEqual(key.parent.stat().st_mode & 0o777, 0o700)
        # The first lines are the same in all keys of this kind.
        secret = key.read_text(encoding="ascii").splitlines()[3]
        for file in (*self.gateway.folder.rglob("*"), *self.gateway.world.rglob("*")):
            if file.is_file() and not file.is_symlink() and os.stat(file).st_size < 1_000_000:
                self.assertNotIn(secret, file.read_text(encoding="utf-8", errors="replace"), str(file))

    def check_ends(self, user: str) -> None:
        browser = self.signed_in(user)
        self.assertIn(self.stop(browser, user).status_code, (202, 204))
        folder = Path("/dev/shm/terrane-stores-20000")
        wait_until(lambda: not list(folder.glob("*.*/key")), WAIT, "the keys are gone")


class GatewayStoreTest(StoreCase):
    def test_a_session_has_the_store_as_its_person_until_it_ends(self) -> None:
        kernel = self.session("ada")
        self.check_mounts(kernel)
        self.check_private()
        token = self.said(kernel, "os.environ['JUPYTERHUB_API_TOKEN']")
        self.check_ends("ada")
        self._check_refusals(token)

    def _check_refusals(self, token: str) -> None:
        """What the hub certifies, and what not."""
        hub = self.gateway.direct()
        path, header = "/hub/api/terrane/stores/erda", {"Authorization": f"token {token}"}
        body = {"publicKey": self._key("mine")}
        self.assertEqual(hub.post(path, json=body, headers=header).status_code, 403, "of a session that has ended")
        self.assertEqual(hub.post(path, json=body).status_code, 403, "without a token")

    def test_a_certificate_opens_the_store_for_its_account_its_time_and_files_alone(self) -> None:
        self.signed_in("ada")
        self.signed_in("bob")
        good = self._certified("good", "ada", 60)
        self.assertEqual(good("ada", "sftp"), "")
        self.assertIn("Permission denied", good("bob", "sftp"))
        self.assertIn("This service allows sftp connections only", good("ada", "ssh"))
        short = self._certified("short", "ada", 1)
        time.sleep(2.5)
        self.assertIn("Permission denied", short("ada", "sftp"))
        self.assertIn("Certificate invalid: expired", (self.server / "sshd.log").read_text(encoding="utf-8"))

    def _key(self, name: str) -> str:
        file = self.server / f"{name}-{time.monotonic_ns()}"
        key = make_host_key(file)
        file.rename(self.server / name)
        return key

    def _certified(self, name: str, principal: str, seconds: int) -> Any:
        """What a client with such a certificate is told; nothing where it is let in."""
        authority = self.gateway.state / AUTHORITY
        certificate = ssh_authority.sign(authority, self._key(name), [principal], seconds, OPTIONS, "test")
        (self.server / f"{name}-cert.pub").write_text(certificate, encoding="ascii")
        known = " ".join((self.server / "host.pub").read_text(encoding="ascii").split()[:2])
        (self.server / "known").write_text(f"[127.0.0.1]:{self.port} {known}\n", encoding="ascii")
        settings = {
            "IdentityFile": self.server / name,
            "CertificateFile": self.server / f"{name}-cert.pub",
            "IdentitiesOnly": "yes",
            "UserKnownHostsFile": self.server / "known",
            "Port": self.port,
            "BatchMode": "yes",
        }
        options = [word for key, value in settings.items() for word in ("-o", f"{key}={value}")]

        def asks(user: str, how: str) -> str:
            last = ["-b", "/dev/null", f"{user}@127.0.0.1"] if how == "sftp" else [f"{user}@127.0.0.1", "id"]
            said = subprocess.run([how, "-F", "/dev/null", *options, *last], capture_output=True, text=True, timeout=30)
            return "" if said.returncode == 0 else said.stdout + said.stderr

        return asks

    def test_what_a_store_has_to_trust_is_printed(self) -> None:
        told = self.gateway.ask("store-key")
        self.assertIn("TrustedUserCAKeys", told)
        self.assertIn(f"erda: {{user}} at 127.0.0.1:{self.port}", told)
        self.assertTrue(told.splitlines()[-1].startswith("ssh-ed25519 AAAA"))
        key = self.gateway.state / AUTHORITY
        self.assertEqual((key.stat().st_mode & 0o777, key.stat().st_uid), (0o600, 0))


class JobStoreTest(StoreCase):
    more = {"placement": {"kind": "slurm"}}

    def test_a_job_has_the_store_as_its_person_until_it_ends(self) -> None:
        kernel = self.session("ada")
        self.check_mounts(kernel)
        self.check_private()
        script = (self.gateway.world / "units/sbatch.json").read_text(encoding="utf-8")
        self.assertIn("session_store.py around erda:erda forged:forged --", script)
        self.assertNotIn("ssh-ed25519", script)
        self.check_ends("ada")


class AuthorityTest(unit.FolderCase):
    def setUp(self) -> None:
        super().setUp()
        self.authority = self.folder / "state/authority"
        ssh_authority.ensure(self.authority)
        self.key = make_host_key(self.folder / "mine")

    def test_its_key_is_made_once_and_is_roots(self) -> None:
        before = self.authority.read_bytes()
        ssh_authority.ensure(self.authority)
        self.assertEqual(self.authority.read_bytes(), before)
        self.assertEqual(self.authority.stat().st_mode & 0o777, 0o600)

    def test_a_certificate_allows_what_is_asked_for_and_nothing_else(self) -> None:
        given = ssh_authority.sign(self.authority, self.key, ["ada@example.edu"], 600, OPTIONS, "here:ada:erda")
        (self.folder / "one-cert.pub").write_text(given, encoding="ascii")
        shown = subprocess.run(
            ["ssh-keygen", "-L", "-f", str(self.folder / "one-cert.pub")], capture_output=True, text=True, check=True
        )
        lines = [line.strip() for line in shown.stdout.splitlines()]
        self.assertIn("ada@example.edu", lines)
        self.assertIn("force-command internal-sftp", lines)
        self.assertIn("Extensions: (none)", lines)

    def test_what_is_refused(self) -> None:
        def sign(key: str = self.key, name: str = "ada", seconds: int = 60) -> str:
            return ssh_authority.sign(self.authority, key, [name], seconds, OPTIONS, "test")

        for name in ("ada,root", "root", "ROOT", "", "-oProxyCommand=x", "ada bob", "*", "ada\nroot"):
            with self.subTest(name):
                self.assertIn("no certificate", self.refused(ssh_authority.AuthorityError, lambda: sign(name=name)))
        for key in (f"{self.key}\n{self.key}", "ssh-rsa AAAA", f"{self.key} comment", f"cert-authority {self.key}", ""):
            with self.subTest(key):
                self.assertIn("ed25519", self.refused(ssh_authority.AuthorityError, lambda: sign(key=key)))
        for seconds in (0, -1, 24 * 3600 + 1):
            self.assertIn("at most", self.refused(ssh_authority.AuthorityError, lambda: sign(seconds=seconds)))


if __name__ == "__main__":
    unittest.main()

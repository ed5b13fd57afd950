"""Sessions on machines of their own, by a tunnel: a real SSH server, a real client, a real kernel."""

from __future__ import annotations

import json
import socket
import subprocess
import tempfile
import time
import unittest
from pathlib import Path
from typing import Any

import unit
from browser import Browser, text_of
from hub_case import HubCase
from kernels import start_kernel
from processes import free_ports, wait_until

from terrane_hub.session_tunnel import ssh_command
from terrane_hub.tunnel_book import Lease, TunnelBook
from terrane_hub.tunnel_keys import HOST_KEY, public_line, session_key

SMALL = {**unit.SMALL, "name": "small", "partition": "small", "maxSeconds": 28800}
GPU = {**unit.SMALL, "name": "gpu", "cpus": 24, "memoryMiB": 70041, "gpus": 1, "partition": "gpu", "groups": ["gpu"]}
OFFERS = [
    {"name": "small", "machine": "c7i.large", "cores": 1, "memoryMiB": 4096, "usdPerHour": 0.08925},
    {"name": "gpu", "machine": "VM.GPU2.1", "cores": 12, "memoryMiB": 73728, "gpus": 1, "gpu": "P100"},
]
REQUEST = {"cores": 1, "memoryGiB": 1, "gpus": 0, "minutes": 120}
ASKED = {"cores": "1", "memoryGiB": "2", "gpus": "0", "minutes": "7"}


def machines(**fields: Any) -> dict[str, Any]:
    """Of a declaration."""
    return {"offers": OFFERS, "request": REQUEST, "longestMinutes": 480, "tunnelPort": free_ports(1)[0], **fields}


class MachinesTest(HubCase):
    people = {"ada": {"groups": ["staff"]}, "bob": {"groups": ["staff", "gpu"]}}
    fields = {"placement": {"kind": "slurm"}, "sizes": [SMALL, GPU], "machines": machines()}

    def test_a_session_goes_through_its_tunnel_and_listens_on_its_machine_alone(self) -> None:
        ada = self.signed_in("ada")
        self.start(ada, "ada")
        asked = self.told("sbatch.json")
        for line in ("--exclusive", "--no-requeue", "--partition=small", "--mem=0", "--time=0-00:07:00"):
            self.assertIn(f"#SBATCH {line}\n", asked["script"])
        self.assertIn("#SBATCH --comment=notebook:ada:small\n", asked["script"])
        self.check_nothing_in_the_clear(asked)
        updates = (self.gateway.world / "units/updates").read_text(encoding="utf-8").splitlines()
        self.assertIn("nodename=small-1 state=power_down_asap reason=notebook: goes home after its session", updates)
        [line] = self.principals()
        port = int(line.split('permitlisten="127.0.0.1:')[1].split('"')[0])
        kernel = start_kernel(ada, self.gateway.trusted, "ada")
        self.assertEqual(kernel.run("import getpass, os; print(getpass.getuser())"), "ada\n")
        own = kernel.run("print(os.environ['JUPYTERHUB_SERVICE_URL'], os.environ['JUPYTERHUB_API_URL'])").split()
        for address in own:
            self.assertTrue(address.startswith("http://127.0.0.1:"), address)
            self.assertNotIn(f":{port}/", address)
            self.assertNotIn(f":{self.gateway.ports['hub_port']}/", address)
        self.check_listens(port)
        listed = [(one["user"], one["size"], one["node"]) for one in self.gateway.sessions()]
        self.assertEqual(listed, [("ada", "small", "small-1")])
        self.assertIn(self.stop(ada, "ada").status_code, (202, 204))
        wait_until(lambda: self.principals() == [], 20, "the line of the session is gone")

    def start(self, browser: Browser, user: str, **asked: str) -> list[str]:
        """What the page says meanwhile."""
        answer = browser.spawn({**ASKED, **asked})
        self.assertEqual(answer.status_code, 302, text_of(answer.text))
        said = list(browser.progress(user))
        self.assertTrue(said[-1].get("ready"), said)
        return [str(one.get("message")) for one in said]

    def check_nothing_in_the_clear(self, asked: dict[str, Any]) -> None:
        environment = asked["environment"]
        self.assertRegex(environment["TERRANE_SESSION"], "^MUNGE:")
        self.assertFalse([name for name in environment if "TOKEN" in name and name != "JUPYTERHUB_ALLOW_TOKEN_IN_URL"])
        self.assertNotIn("PRIVATE", json.dumps(asked))
        # Whoever else reads it opens nothing, and her own programs have opened it already.
        with self.assertRaises(subprocess.CalledProcessError):
            unmunge = self.gateway.world / "usr/local/sbin/unmunge"
            subprocess.run([unmunge], input=environment["TERRANE_SESSION"].encode(), check=True, capture_output=True)

    def check_listens(self, port: int) -> None:
        """The gateway's end, and nothing on any address that another machine sees."""
        shown = subprocess.run(["ss", "-Hltn"], capture_output=True, text=True, check=True).stdout
        ends = [line.split()[3] for line in shown.splitlines() if line.split()[3].endswith(f":{port}")]
        self.assertEqual(ends, [f"127.0.0.1:{port}"])

    def test_the_page_says_what_there_is_and_what_it_costs(self) -> None:
        page = self.signed_in("bob").get("/hub/spawn").text
        self.assertIn("small (c7i.large): 1 core, 4 GiB, 0.08925 USD an hour", text_of(page))
        self.assertIn("gpu (VM.GPU2.1): 12 cores, 72 GiB, 1 P100, price not known", text_of(page))
        self.assertRegex(page, 'name="minutes" id="machine-minutes" value="120" min="1"\\s+max="480"')
        ada = self.signed_in("ada").get("/hub/spawn").text
        self.assertNotIn("gpu (", text_of(ada))

    def test_what_is_asked_for_is_looked_at_again_whatever_the_page_says(self) -> None:
        ada = self.signed_in("ada")
        refusals = (
            ({"cores": "64"}, "no machine that is offered to you has 64 cores, 2 GiB and 0 GPUs"),
            ({"gpus": "1"}, "there are: small (c7i.large): 1 core, 4 GiB"),
            ({"minutes": "481"}, "481 minutes are asked for; at most 480 are allowed"),
            ({"minutes": "0"}, "'0' is no number of minutes"),
            ({"memoryGiB": "1.5"}, "'1.5' is no number of GiB of memory"),
            ({"cores": "-1"}, "'-1' is no number of cores"),
            ({"cores": "1; touch /tmp/evil"}, "is no number of cores"),
        )
        for change, words in refusals:
            page = ada.spawn({**ASKED, **change})
            self.assertIn(words, text_of(page.text), change)
            self.assertNotEqual(page.status_code, 302)

    def test_a_machine_that_does_not_come_up_is_told_of_with_the_reason(self) -> None:
        broken = self.gateway.world / "units/broken"
        broken.write_text("no capacity: InsufficientInstanceCapacity: <b>none</b> of c7i.large", encoding="utf-8")
        self.addCleanup(broken.unlink)
        bob = self.signed_in("bob")
        self.assertEqual(bob.spawn(ASKED).status_code, 302)
        said = list(bob.progress("bob"))
        self.assertIn("Machine small-1 is launched and boots", [one["message"] for one in said])
        self.assertTrue(said[-1].get("failed"), said)
        page = bob.get("/hub/spawn-pending/bob")
        words = "no machine came up as small-1: no capacity: InsufficientInstanceCapacity: <b>none</b> of c7i.large"
        self.assertIn(words, text_of(page.text))
        self.assertNotIn("<b>none", page.text)
        self.assertEqual(self.principals(), [])

    # ---- the SSH server

    def test_a_session_gets_its_own_port_and_the_hub_and_nothing_else(self) -> None:
        lease, other = self.book().take(), free_ports(1)[0]
        self.addCleanup(self.book().give_back, lease)
        hub, front = self.gateway.ports["hub_port"], self.gateway.ports["https_port"]
        with self.ssh(lease, lease.port, hub) as (process, end):
            wait_until(
                lambda: self.says(end, b"GET /hub/api HTTP/1.0\r\n\r\n").startswith(b"HTTP/1.1 200"), 10, "the hub"
            )
            self.assertIsNone(process.poll())
        with self.ssh(lease, other, hub) as (process, _):
            self.assertEqual(process.wait(20), 255, "another port to listen on")
        with self.ssh(lease, lease.port, front) as (process, end):
            wait_until(lambda: self.listens(lease.port), 10, "the tunnel")
            self.assertEqual(self.says(end, b"GET / HTTP/1.0\r\n\r\n"), b"", "another port to go to")

    def test_there_is_no_shell_no_command_and_no_terminal(self) -> None:
        lease = self.book().take()
        self.addCleanup(self.book().give_back, lease)
        for words in (["true"], ["-tt", "sh"], ["-s", "sftp"]):
            with tempfile.TemporaryDirectory() as folder:
                command = [
                    word for word in self.command(lease, Path(folder), lease.port, 1) if word not in ("-N", "-T")
                ]
                done = subprocess.run([*command, *words], capture_output=True, stdin=subprocess.DEVNULL, timeout=30)
                self.assertEqual(done.returncode, 255, (words, done))
                self.assertEqual(done.stdout, b"")

    def test_certificates_that_are_over_or_of_nobody_or_by_another_authority_open_nothing(self) -> None:
        lease = self.book().take()
        hub = self.gateway.ports["hub_port"]
        with tempfile.TemporaryDirectory() as state:
            from terrane_hub.tunnel_keys import make_tunnel_keys

            make_tunnel_keys(Path(state))
            foreign = session_key(Path(state), lease.principal, 600, time.time())
        keys = {
            "over": session_key(self.gateway.state, lease.principal, 60, time.time() - 3600),
            "of another session": session_key(self.gateway.state, "session-1-of-nobody", 600, time.time()),
            "by another authority": foreign,
        }
        for what, key in keys.items():
            with self.ssh(lease, lease.port, hub, key=key) as (process, _):
                self.assertEqual(process.wait(20), 255, what)
        log = self.gateway.log()
        for words in ("Certificate invalid: expired", "Certificate does not contain an authorized principal"):
            self.assertIn(words, log)
        with self.ssh(lease, lease.port, hub) as (process, _):
            wait_until(lambda: self.listens(lease.port), 10, "the same with its own certificate")
        self.book().give_back(lease)
        with self.ssh(lease, lease.port, hub) as (process, _):
            self.assertEqual(process.wait(20), 255, "of a session that has ended")

    def test_another_host_in_the_gateways_place_is_not_believed(self) -> None:
        lease = self.book().take()
        self.addCleanup(self.book().give_back, lease)
        with tempfile.TemporaryDirectory() as state:
            from terrane_hub.tunnel_keys import make_tunnel_keys

            make_tunnel_keys(Path(state))
            known = public_line(Path(state) / HOST_KEY)
        with self.ssh(lease, lease.port, self.gateway.ports["hub_port"], known=known) as (process, _):
            self.assertEqual(process.wait(20), 255)

    def ssh(self, lease: Lease, listen: int, hub: int, key: Any = None, known: str = "") -> Any:
        return Connection(self, lease, listen, hub, key, known)

    def command(self, lease: Lease, folder: Path, listen: int, hub: int, key: Any = None, known: str = "") -> list[str]:
        key = key or session_key(self.gateway.state, lease.principal, 600, time.time())
        tunnel = {
            "gateway": "127.0.0.1",
            "port": self.gateway.tunnel_port,
            "account": "terrane-tunnel",
            "alias": "gateway",
            "known": f"gateway {known or public_line(self.gateway.state / HOST_KEY)}",
            "key": key.private,
            "certificate": key.certificate,
            "listen": listen,
            "hub": hub,
        }
        self.end = free_ports(1)[0]
        return ssh_command(tunnel, folder, free_ports(1)[0], self.end)

    def book(self) -> TunnelBook:
        return TunnelBook(self.gateway.folder / "run/tunnel/principals", self.gateway.ports["hub_port"])

    def principals(self) -> list[str]:
        return (self.gateway.folder / "run/tunnel/principals").read_text(encoding="ascii").splitlines()

    def told(self, name: str) -> Any:
        return json.loads((self.gateway.world / "units" / name).read_text(encoding="utf-8"))

    def listens(self, port: int) -> bool:
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", port)) == 0

    def says(self, port: int, request: bytes) -> bytes:
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=5) as link:
                link.sendall(request)
                return link.recv(100)
        except OSError:
            return b""


class Connection:
    """An ssh process, and the port of this machine by which it leads to the hub."""

    def __init__(self, case: MachinesTest, lease: Lease, listen: int, hub: int, key: Any, known: str) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.command = case.command(lease, Path(self.folder.name), listen, hub, key, known)
        self.end = case.end

    def __enter__(self) -> tuple[subprocess.Popen[bytes], int]:
        self.process = subprocess.Popen(self.command, stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        return self.process, self.end

    def __exit__(self, *_: object) -> None:
        self.process.terminate()
        self.process.wait()
        self.folder.cleanup()


if __name__ == "__main__":
    unittest.main()

"""Sessions on one machine share its loopback: what of a session is to be found there, and what it answers to others."""

from __future__ import annotations

import contextlib
import unittest
from pathlib import Path

import requests
import zmq
from hub_case import HubCase
from kernels import start_kernel
from processes import with_children

LISTENS = "0A"


def listening(root: int) -> set[int]:
    """TCP ports that a process and those that it has started listen on."""
    sockets = {name for pid in with_children(root) for name in _descriptors(pid)}
    lines = [line.split() for line in Path("/proc/net/tcp").read_text(encoding="ascii").splitlines()[1:]]
    return {
        int(one[1].rpartition(":")[2], 16) for one in lines if one[3] == LISTENS and f"socket:[{one[9]}]" in sockets
    }


def _descriptors(pid: int) -> set[str]:
    found = set()
    for file in Path(f"/proc/{pid}/fd").iterdir():
        with contextlib.suppress(OSError):
            found.add(str(file.readlink()))
    return found


class ApartTest(HubCase):
    people = {login: {"groups": ["staff"]} for login in ("ada", "bob", "cleo")}

    def ports(self, user: str) -> set[int]:
        return listening(int((self.gateway.world / f"units/notebook-{user}.pid").read_text(encoding="ascii")))

    def test_what_a_kernel_says_goes_over_no_port(self) -> None:
        ada = self.signed_in("ada")
        ada.start("ada")
        [server] = self.ports("ada")
        kernel = start_kernel(ada, self.gateway.trusted, "ada")
        where = Path(kernel.run("import ipykernel; print(ipykernel.get_connection_file())").strip())
        self.assertEqual(where.stat().st_mode & 0o777, 0o600)
        self.assertEqual(where.parent.stat().st_mode & 0o077, 0)
        self.assertEqual(len(list(where.parent.glob("kernel-*-ipc-*"))), 5)
        # One port is left: where processes that a cell has forked say what they print, with a number that is secret.
        others = self.ports("ada") - {server}
        self.assertLessEqual(len(others), 1)
        for port in others:
            for kind in (zmq.SUB, zmq.DEALER, zmq.PULL):
                with self.subTest(kind), zmq.Context() as context, context.socket(kind) as listener:
                    listener.linger = 0
                    if kind == zmq.SUB:
                        listener.subscribe(b"")
                    listener.connect(f"tcp://127.0.0.1:{port}")
                    self.assertEqual(kernel.run("print('of ada alone')"), "of ada alone\n")
                    self.assertEqual(listener.poll(500), 0)

    def test_the_servers_own_port_asks_who_comes(self) -> None:
        """Without the front and the proxy, as another's program would."""
        bob = self.signed_in("bob")
        bob.start("bob")
        [port] = self.ports("bob")
        for path in ("lab", "api/kernels", "api/contents", "files/.bash_history"):
            url = f"http://127.0.0.1:{port}/user/bob/{path}"
            answer = requests.get(url, allow_redirects=False, timeout=10)
            with self.subTest(path):
                self.assertIn(answer.status_code, (302, 403), answer.text[:200])
                if answer.status_code == 302:
                    self.assertIn("/hub/api/oauth2/authorize", answer.headers["Location"])

    def test_nobody_is_asked_for_news_of_jupyterlab(self) -> None:
        cleo = self.signed_in("cleo")
        cleo.start("cleo")
        self.assertIn('"@jupyterlab/apputils-extension:announcements"', cleo.get("/user/cleo/lab").text)


if __name__ == "__main__":
    unittest.main()

"""Servers outside the cloud as hosts meet them: real servers on the machine's loopback, reached from a VPC."""

from __future__ import annotations

import http.client
import socket
import struct
import subprocess
import threading
import time
import unittest
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from tests.network_live import PATIENCE, Live, ask, eventually
from tests import test_oracle_network as oracle
from tests.network_worlds import EVERYWHERE, IGW, group, instance, tcp, world
from terrane_rehearsal.network import Listen, Relay, namespaces, servers
from terrane_rehearsal.world import NatGateway, Permission, Route, World

NODE, CENTRE, NAME = "10.0.0.9", "198.18.1.1", "centre.example.org"
WEB, PLAIN, SILENT, SECURE = 8073, 8074, 8075, 443
"""Its ports: one answers by HTTP, one is the test's own, at one nothing listens, one is the cloud's as well."""
CENTRE_RULES = (tcp(WEB, SILENT, cidr="0.0.0.0/0"), tcp(SECURE, cidr="0.0.0.0/0"))
MUCH = 3 << 20
"""Bytes: more than all buffers on the way hold."""
MANY = 100


class Centre(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        body = f"{self.headers['Host']}{self.path}".encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """The tests look at what hosts get."""


def centre(egress: tuple[Permission, ...] = CENTRE_RULES, routes: tuple[Route, ...] = (IGW,)) -> World:
    return world(
        group("sg-node", (), egress),
        instance("i-node", NODE, "sg-node", public_address="54.1.2.3"),
        routes=routes,
    )


class Relayed(Live):
    def setUp(self) -> None:
        subprocess.run(["ip", "link", "set", "lo", "up"], check=True)
        web = ThreadingHTTPServer(("127.0.0.1", 0), Centre)
        threading.Thread(target=web.serve_forever, args=(0.05,), daemon=True).start()
        self.addCleanup(web.server_close)
        self.addCleanup(web.shutdown)
        self.plain = socket.create_server(("127.0.0.1", 0), backlog=MANY)
        self.addCleanup(self.plain.close)
        at, own = web.server_address[1], self.plain.getsockname()[1]
        targets = {WEB: at, SECURE: at, PLAIN: own, SILENT: 1}
        self.outside = servers(f"{NAME}:{port}=127.0.0.1:{target}" for port, target in targets.items())
        super().setUp()
        self.relay = Relay(namespaces.current(), self.notes)
        self.doors: list[Any] = []
        self.fabric.on_vpc.append(self.open)
        self.fabric.on_vpc_gone.append(self.shut)

    def open(self, _vpc: str, listen: Listen) -> None:
        self.addCleanup(listen("0.0.0.0", 443).close)
        self.doors = [self.relay.serve(listen(each.address, each.port), each) for each in self.outside]

    def shut(self, _vpc: str) -> None:
        for door in self.doors:
            door.close()

    def get(self, port: int, path: str) -> str:
        client = http.client.HTTPConnection(NAME, port)
        client.sock = self.connect("i-node", CENTRE, port)
        client.request("GET", path)
        return client.getresponse().read().decode()

    def meet(self) -> tuple[socket.socket, socket.socket]:
        """A connection of the host, and the server's end of it."""
        client = self.connect("i-node", CENTRE, PLAIN)
        self.plain.settimeout(PATIENCE)
        served, _ = self.plain.accept()
        self.addCleanup(served.close)
        served.settimeout(PATIENCE)
        return client, served

    def test_a_host_finds_it_by_name_and_is_answered(self) -> None:
        self.start(centre())
        eventually(lambda: self.assertEqual(ask("i-node", NAME), (0, (CENTRE,))))
        self.assertEqual(ask("i-node", f"www.{NAME}"), (3, ()))
        self.assertEqual(self.get(WEB, "/fdsnws"), f"{NAME}:{WEB}/fdsnws")
        self.assert_sentences()

    def test_in_a_vcn_as_in_a_vpc(self) -> None:
        routes = (Route(EVERYWHERE, "nat-gateway", oracle.NAT),)
        before = oracle.world(routes=routes, nat_gateways={oracle.NAT: NatGateway(oracle.NAT, "")})
        self.apply(before)
        head = before.live[0].id
        self.fabric.attach(before.live[0])
        eventually(lambda: self.assertEqual(ask(head, NAME, resolver="169.254.169.254"), (0, (CENTRE,))))
        self.assert_reaches(head, CENTRE, WEB)

    def test_its_port_443_is_not_the_clouds(self) -> None:
        self.start(centre())
        for _ in range(10):
            self.assertEqual(self.get(SECURE, "/"), f"{NAME}:{SECURE}/")

    def test_closed_egress_refuses_and_tells(self) -> None:
        self.start(centre(egress=(tcp(SECURE, cidr="0.0.0.0/0"),)))
        self.assert_dropped("i-node", CENTRE, WEB)
        self.assert_sentences(
            f"node (10.0.0.9) may not reach {NAME} at tcp/8073: no egress rule of sg-node (node-group) allows it"
        )
        refusal = self.fabric.refused()[0]
        self.assertEqual(refusal.destination, {"kind": "outside", "id": NAME, "name": NAME, "address": CENTRE})

    def test_a_subnet_without_a_way_refuses_and_tells(self) -> None:
        self.start(centre(routes=()))
        self.assert_dropped("i-node", CENTRE, WEB)
        self.assert_sentences(
            f"node (10.0.0.9) cannot reach {NAME} at tcp/8073: rtb-1 of subnet-1 has no default route"
        )

    def test_a_port_that_was_not_given_is_told(self) -> None:
        everything = (tcp(1, 65535, cidr="0.0.0.0/0"),)
        self.start(centre(egress=everything))
        self.assert_dropped("i-node", CENTRE, 80)
        self.assert_sentences(
            f"node (10.0.0.9) cannot reach {NAME} at tcp/80: "
            "--outside gives only tcp/443, tcp/8073, tcp/8074, tcp/8075 of it"
        )

    def test_the_rule_that_lets_through_counts_as_used(self) -> None:
        self.start(centre())
        self.assertEqual(self.get(WEB, "/"), f"{NAME}:{WEB}/")
        self.assertEqual(
            [rule.sentence for rule in self.fabric.unused()],
            ["the egress rule of sg-node (node-group) for tcp/443 to 0.0.0.0/0 was never used"],
        )

    def test_many_at_a_time_and_long_answers_after_the_question_has_ended(self) -> None:
        self.start(centre())
        pairs = [self.meet() for _ in range(MANY)]
        began = time.monotonic()
        for number, (client, _) in enumerate(pairs):
            client.sendall(b"%d" % number)
            client.shutdown(socket.SHUT_WR)
        asked = [_all(served) for _, served in pairs]
        self.assertEqual(sorted(asked, key=int), [b"%d" % number for number in range(MANY)])
        long = [served for _, served in pairs[:10]]
        writing = [_aside(lambda served=served: _answer(served, bytes(MUCH))) for served in long]  # type: ignore[misc]
        for _, served in pairs[10:]:
            _answer(served, b"short")
        lengths = sorted(len(_all(client)) for client, _ in pairs)
        self.assertEqual(lengths, [len(b"short")] * (MANY - 10) + [MUCH] * 10)
        for thread in writing:
            thread.join(PATIENCE)
        self.assertLess(time.monotonic() - began, 20)

    def test_the_server_may_end_first(self) -> None:
        self.start(centre())
        client, served = self.meet()
        _answer(served, b"banner")
        self.assertEqual(_all(client), b"banner")
        client.sendall(b"still asked")
        client.shutdown(socket.SHUT_WR)
        self.assertEqual(_all(served), b"still asked")

    def test_what_is_cut_short_does_not_look_complete(self) -> None:
        self.start(centre())
        for break_, stay in ((0, 1), (1, 0)):
            ends = self.meet()
            ends[break_].sendall(b"half of it")
            self.assertEqual(ends[stay].recv(100), b"half of it")
            ends[break_].setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            ends[break_].close()
            with self.assertRaises(ConnectionResetError):
                ends[stay].recv(100)

    def test_a_server_that_is_not_there_is_told_once(self) -> None:
        self.start(centre())
        for _ in range(3):
            with self.assertRaises(ConnectionResetError):
                self.connect("i-node", CENTRE, SILENT).recv(100)
        self.assertEqual(
            [each["sentence"] for each in self.notes.of("not-rehearsed")],
            [f"{NAME}:{SILENT} leads to 127.0.0.1:1 of this machine (Connection refused): connections to it are reset"],
        )

    def test_connections_end_with_their_vpc(self) -> None:
        self.start(centre())
        _, served = self.meet()
        self.apply(World())
        with self.assertRaises(ConnectionResetError):
            served.recv(100)
        self.assertEqual(list(namespaces.FOLDER.iterdir()), [])


def _all(end: socket.socket) -> bytes:
    end.settimeout(20)
    parts: list[bytes] = []
    while part := end.recv(1 << 16):
        parts.append(part)
    return b"".join(parts)


def _answer(served: socket.socket, data: bytes) -> None:
    served.sendall(data)
    served.shutdown(socket.SHUT_WR)


def _aside(work: Callable[[], None]) -> threading.Thread:
    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    return thread


if __name__ == "__main__":
    unittest.main()

import socket
import unittest
from pathlib import Path
from unittest import mock

from systemdspawner import systemdspawner
from terrane_hub import session_ports, spawner_gateway
from terrane_hub.errors import HubError
from terrane_hub.session_ports import PORTS, Ports


class SessionPorts(unittest.TestCase):
    def test_none_is_among_those_that_linux_gives_away(self) -> None:
        least, most = map(int, Path("/proc/sys/net/ipv4/ip_local_port_range").read_text(encoding="ascii").split())
        self.assertFalse(set(PORTS) & set(range(least, most + 1)))

    def test_those_taken_one_after_the_other_differ_though_nobody_listens_yet(self) -> None:
        ports = Ports()
        taken = [ports.take() for _ in range(200)]
        self.assertEqual(len(set(taken)), 200)
        self.assertLessEqual(set(taken), set(PORTS))

    def test_one_on_which_somebody_listens_and_one_that_is_promised_are_passed_over(self) -> None:
        with socket.socket() as busy:
            busy.bind(("127.0.0.1", 0))
            busy.listen()
            listening = busy.getsockname()[1]
            with mock.patch.object(session_ports, "PORTS", range(listening, listening + 1)):
                ports = Ports()
                with self.assertRaisesRegex(HubError, "no port from"):
                    ports.take()
        with mock.patch.object(session_ports, "PORTS", range(20_000, 20_001)), self.assertRaises(HubError):
            Ports().take({20_000})

    def test_a_session_on_the_gateway_gets_one(self) -> None:
        self.assertTrue(issubclass(spawner_gateway.GatewaySpawner, systemdspawner.SystemdSpawner))
        self.assertIn(systemdspawner.random_port(), PORTS)


if __name__ == "__main__":
    unittest.main()

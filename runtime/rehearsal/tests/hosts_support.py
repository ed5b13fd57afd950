"""A world for hosts as small as their tests need it: instances that the test changes, a network that routes, a loop."""

from __future__ import annotations

import ctypes
import os
import socket
import subprocess
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from http.server import ThreadingHTTPServer
from pathlib import Path
from typing import Any

from terrane_rehearsal.hosts import Hosts, HostState
from terrane_rehearsal.journal import Journal
from terrane_rehearsal.world import Hardware, Instance, InstanceState, World
from tests.hosts_metadata import serve, serve_names

METADATA, RESOLVER, GATEWAY = "169.254.169.254", "10.0.0.2", "10.0.0.1"
_CLONE_NEWNS = 0x20000
_libc = ctypes.CDLL(None, use_errno=True)
_PATH = "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"


def image() -> Path:
    given = os.environ.get("TERRANE_TEST_IMAGE")
    if not given or not Path(given).exists():
        raise RuntimeError("TERRANE_TEST_IMAGE must name a rehearsal image (squashfs), built from guest/")
    return Path(given)


def own_mounts() -> None:
    """As the launcher has it: mounts of this process are nobody else's."""
    if _libc.unshare(_CLONE_NEWNS):
        raise OSError(ctypes.get_errno(), "root is needed")
    run("mount --make-rprivate /")
    for folder in ("/run/netns", "/run/systemd/nspawn"):
        run(f"mkdir -p {folder} && mount -t tmpfs tmpfs {folder}")


def run(script: str) -> str:
    return subprocess.run(["sh", "-ec", script], check=True, capture_output=True, text=True).stdout


def instance(number: int, **facts: Any) -> Instance:
    address = f"10.0.0.{number}"
    base = Instance(
        id=f"i-{number:017x}",
        region="us-east-1",
        state="pending",
        image="ami-1",
        type="c5.large",
        vpc="vpc-1",
        subnet="subnet-1",
        zone="us-east-1a",
        address=address,
        mac=f"02:00:00:00:00:{number:02x}",
        interface="eni-1",
        groups=(),
        hardware=Hardware(),
        private_dns_name=f"ip-10-0-0-{number}.ec2.internal",
        tags={"Name": f"host-{number}"},
        root_size_gib=2,
    )
    return replace(base, **facts)


@dataclass
class Cloud:
    """Instances by id; told by the launcher what became of them."""

    instances: dict[str, Instance] = field(default_factory=dict)
    told: list[tuple[str, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.reboots: Callable[[str], None] = print

    def put(self, made: Instance, state: InstanceState | None = None) -> None:
        self.instances[made.id] = replace(self.instances.get(made.id, made), state=state or made.state)

    def _became(self, what: str, instance_id: str, state: InstanceState) -> None:
        self.told.append((what, instance_id))
        self.put(self.instances[instance_id], state)

    def booted(self, instance_id: str) -> None:
        self._became("booted", instance_id, "running")

    def stopped(self, instance_id: str) -> None:
        self._became("stopped", instance_id, "stopped")

    def ended(self, instance_id: str) -> None:
        self._became("ended", instance_id, "terminated")

    def lost(self, instance_id: str) -> None:
        self.told.append(("lost", instance_id))

    def powered_off(self, instance_id: str) -> None:
        self._became("powered_off", instance_id, "stopped")


@dataclass(frozen=True)
class Link:
    namespace_path: str
    gateway: str = GATEWAY
    resolver: str = RESOLVER
    prefix_length: int = 24


class Wires:
    """A namespace that routes, and one for each host; the metadata service answers in the first."""

    def __init__(self, find: Callable[[str], Instance | None]) -> None:
        self.linked: set[str] = set()
        self._listening: list[socket.socket] = []
        run(
            "ip netns add router; ip -n router link set lo up\n"
            f"ip -n router addr add {METADATA}/32 dev lo; ip -n router addr add {GATEWAY}/32 dev lo\n"
            f"ip -n router addr add {RESOLVER}/32 dev lo\n"
            "ip netns exec router sysctl -qw net.ipv4.ip_forward=1 net.ipv4.conf.default.proxy_arp=1"
        )
        self._metadata = self._serve(find)

    def _serve(self, find: Callable[[str], Instance | None]) -> ThreadingHTTPServer:
        metadata = self._in_router(lambda: socket.create_server((METADATA, 80), backlog=64))
        names = self._in_router(lambda: socket.socket(socket.AF_INET, socket.SOCK_DGRAM))
        names.bind((RESOLVER, 53))
        serve_names(names)
        return serve(metadata, find)

    def accept(self, address: str, port: int) -> None:
        """A server that listens: the kernel accepts for it."""
        run(f"ip -n router addr add {address}/32 dev lo")
        self._listening.append(self._in_router(lambda: socket.create_server((address, port), backlog=64)))

    def _in_router(self, make: Callable[[], socket.socket]) -> socket.socket:
        made: list[socket.socket] = []

        def work() -> None:
            with open("/run/netns/router", encoding="ascii") as namespace:
                if _libc.setns(namespace.fileno(), 0x40000000):
                    raise OSError(ctypes.get_errno(), "setns")
            made.append(make())

        thread = threading.Thread(target=work)
        thread.start()
        thread.join()
        return made[0]

    def attach(self, instance: Instance) -> Link:
        name, device = instance.id, f"v{instance.address.rsplit('.', 1)[1]}"
        if name not in self.linked:
            self.linked.add(name)
            run(
                f"ip netns add {name}; ip -n {name} link set lo up\n"
                f"ip -n router link add {device} type veth peer name ens5 netns {name}\n"
                f"ip -n {name} addr add {instance.address}/24 dev ens5; ip -n {name} link set ens5 up\n"
                f"ip -n {name} route add default via {GATEWAY}\n"
                f"ip netns exec router sysctl -qw net.ipv4.neigh.{device}.proxy_delay=0\n"
                f"ip -n router link set {device} up; ip -n router route replace {instance.address}/32 dev {device}"
            )
        return Link(f"/run/netns/{name}")

    def detach(self, instance_id: str) -> None:
        if instance_id in self.linked:
            self.linked.discard(instance_id)
            run(f"ip -n {instance_id} link del ens5; ip netns del {instance_id}")

    def close(self) -> None:
        self._metadata.shutdown()
        self._metadata.server_close()
        for each in self._listening:
            each.close()
        run("ip netns del router")


class Running:
    """Hosts with a loop, as a rehearsal has them."""

    def __init__(self, folder: Path, world: World | None = None) -> None:
        self.cloud = Cloud()
        self.world = world or World()
        self.journal = Journal(folder / "events.jsonl")
        self.wires = Wires(self._at)
        authority = folder / "ca.pem"
        run(
            "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj '/CN=of this run'"
            f" -keyout /dev/null -out {authority}"
        )
        self.name = f"test{os.getpid()}"
        self.hosts = Hosts(folder, image(), self.wires, self.cloud, authority, self.journal, self.name)
        self._stop = threading.Event()
        self.slowest = 0.0
        self._thread = threading.Thread(target=self._turn, daemon=True)
        self._thread.start()

    def _at(self, address: str) -> Instance | None:
        return next((each for each in self.cloud.instances.values() if each.address == address), None)

    def _turn(self) -> None:
        while not self._stop.wait(0.1):
            began = time.monotonic()
            self.hosts.apply(replace(self.world, instances=dict(self.cloud.instances)))
            self.slowest = max(self.slowest, time.monotonic() - began)

    def state(self, made: Instance) -> HostState | None:
        return next((each for each in self.hosts.states() if each.id == made.id), None)

    def until(self, what: str, true: Callable[[], object], seconds: float = 30) -> None:
        end = time.monotonic() + seconds
        while not true():
            if time.monotonic() > end:
                raise AssertionError(f"{what}: not within {seconds} s; {self.hosts.states()}")
            time.sleep(0.05)

    def until_state(self, made: Instance, wanted: str, seconds: float = 40) -> HostState:
        def reached() -> bool:
            state = self.state(made)
            if state is not None and state.state in ("failed", "dead") and state.state != wanted:
                raise AssertionError(f"{made.name} is not {wanted}: {state}\n{self.hosts.text(made.id, 'boot')}")
            return state is not None and state.state == wanted

        self.until(f"{made.name} {wanted}", reached, seconds)
        found = self.state(made)
        assert found is not None
        return found

    def events(self, kind: str) -> list[dict[str, Any]]:
        return [event for event in self.journal.after(0) if event["event"] == kind]

    def inside(self, made: Instance, script: str) -> subprocess.CompletedProcess[str]:
        """Runs it in the guest, as `terrane rehearse run` does."""
        state = self.state(made)
        assert state is not None and state.leader is not None, state
        enter = ["nsenter", "-t", str(state.leader), "-m", "-u", "-i", "-n", "-p", "--"]
        command = [*enter, "env", "-i", "HOME=/root", _PATH, "bash", "-c", script]
        return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)

    def need(self, made: Instance, script: str) -> str:
        done = self.inside(made, script)
        assert done.returncode == 0, f"{script}: {done.returncode}\n{done.stdout}{done.stderr}"
        return done.stdout

    def close(self) -> None:
        self._stop.set()
        self._thread.join()
        self.hosts.close()
        self.wires.close()

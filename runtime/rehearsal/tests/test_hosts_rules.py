"""What hosts decide and read, without any host."""

from __future__ import annotations

import json
import tempfile
import unittest
from dataclasses import replace
from pathlib import Path

from terrane_rehearsal.hosts import exports
from terrane_rehearsal.hosts.cgroups import hierarchies
from terrane_rehearsal.hosts.decide import REBOOT_CODE, Action, Ended, Life, View, next_action
from terrane_rehearsal.hosts.disks import Disk, device_name, disks_of
from terrane_rehearsal.hosts.first_files import first_files, host_name
from terrane_rehearsal.hosts.lending import Question, find
from terrane_rehearsal.hosts.progress import Progress, progress
from terrane_rehearsal.hosts.states import state_of
from terrane_rehearsal.world import Attachment, FileServer, Hardware, Volume, World
from tests.hosts_support import instance

DONE = json.dumps({"v1": {"datasource": "DataSourceEc2Local", "errors": []}})


class Decisions(unittest.TestCase):
    def test_table(self) -> None:
        cases: list[tuple[View, Action]] = [
            (View(Life.OFF, "pending"), Action.START),
            (View(Life.OFF, "running"), Action.START),
            (View(Life.OFF, "stopped"), Action.WAIT),
            (View(Life.OFF, "stopping"), Action.TELL_STOPPED),
            (View(Life.OFF, "shutting-down"), Action.DELETE),
            (View(Life.OFF, "terminated"), Action.DELETE),
            (View(Life.OFF, None), Action.DELETE),
            (View(Life.OFF, "running", ended=Ended.HALTED), Action.WAIT),
            (View(Life.OFF, "pending", ended=Ended.HALTED), Action.START),
            (View(Life.OFF, "pending", ended=Ended.BROKEN), Action.WAIT),
            (View(Life.STARTING, "terminated"), Action.WAIT),
            (View(Life.UP, "pending"), Action.WATCH),
            (View(Life.UP, "running"), Action.WATCH),
            (View(Life.UP, "stopping"), Action.POWER_OFF),
            (View(Life.UP, "shutting-down"), Action.POWER_OFF),
            (View(Life.UP, None), Action.POWER_OFF),
            (View(Life.DOWN, "running", REBOOT_CODE), Action.START_AGAIN),
            (View(Life.DOWN, "running", 0), Action.POWERED_OFF),
            (View(Life.DOWN, "running", 1), Action.LOST),
            (View(Life.DOWN, "running", -9), Action.LOST),
            (View(Life.DOWN, "stopping", 0), Action.RELEASE),
            (View(Life.DOWN, "shutting-down", REBOOT_CODE), Action.RELEASE),
            (View(Life.RELEASING, "pending"), Action.WAIT),
            (View(Life.GONE, None), Action.WAIT),
        ]
        for view, action in cases:
            with self.subTest(view=view):
                self.assertIs(action, next_action(view))

    def test_shown_states(self) -> None:
        booting, ready = progress("", "", ""), progress("", DONE, "")
        self.assertEqual("booting", state_of(Life.STARTING, None, False, ready))
        self.assertEqual("booting", state_of(Life.UP, None, False, booting))
        self.assertEqual("ready", state_of(Life.UP, None, False, ready))
        self.assertEqual("stopping", state_of(Life.UP, None, True, ready))
        self.assertEqual("stopped", state_of(Life.OFF, Ended.HALTED, False, ready))
        self.assertEqual("dead", state_of(Life.OFF, Ended.BROKEN, False, ready))


class ProgressOfBoots(unittest.TestCase):
    def test_stages_of_cloud_init(self) -> None:
        self.assertEqual(("booting", "systemd"), _short(progress("", "", "")))
        self.assertEqual(("booting", "systemd"), _short(progress('{"v1": {"sta', "", "")))
        running = json.dumps({"v1": {"stage": "init", "init-local": {"start": 1.0}}})
        self.assertEqual(("booting", "init"), _short(progress(running, "", "")))
        between = json.dumps({"v1": {"stage": None, "init-local": {"start": 1.0}, "init": {"start": 2.0}}})
        self.assertEqual(("booting", "init"), _short(progress(between, "", "")))

    def test_phases_of_the_boot_come_first(self) -> None:
        log = "terrane-phase: packages running\nterrane-phase: packages done seconds=3\nterrane-phase: mounts running\n"
        self.assertEqual(("booting", "mounts"), _short(progress("", "", log)))
        self.assertEqual(("ready", "ready"), _short(progress("", DONE, log)))

    def test_failure_that_the_boot_names(self) -> None:
        line = 'terrane-failed: phase="mounts" rc=1 line=19 command="\\"$NODE\\" mounts" reason="no answer (rc=1)"'
        found = progress("", "", f"terrane-phase: mounts running\n{line}\n")
        assert found.failure is not None
        self.assertEqual(("failed", "mounts"), _short(found))
        self.assertEqual(("mounts", "no answer (rc=1)"), (found.failure.phase, found.failure.reason))
        self.assertEqual(line, found.failure.tail[-1])

    def test_failure_of_any_script(self) -> None:
        log = (
            "Cloud-init v. 25.1.4 running 'modules:final' at ...\n+ cat /no\ncat: /no: No such file\n"
            "2026-11-21 17:07:03,177 - cc_scripts_user.py[WARNING]: Failed to run module scripts-user\n"
            "Cloud-init v. 25.1.4 finished at ...\n"
        )
        result = json.dumps({"v1": {"datasource": "DataSourceEc2Local", "errors": ["('scripts-user', ...)"]}})
        found = progress("", result, log)
        assert found.failure is not None
        self.assertEqual("cat /no", found.failure.command)
        self.assertEqual("cat: /no: No such file (('scripts-user', ...))", found.failure.reason)

    def test_no_metadata_is_a_failure(self) -> None:
        for datasource in (None, "DataSourceNone"):
            found = progress("", json.dumps({"v1": {"datasource": datasource, "errors": []}}), "")
            assert found.failure is not None
            self.assertIn("no answer from the metadata service", found.failure.reason)

    def test_cloud_init_that_does_not_run(self) -> None:
        console = "[\x1b[0;1;31mFAILED\x1b[0m] Failed to start \x1b[0;1;39mcloud-init-main.service\x1b[0m - ...\n"
        self.assertEqual("failed", progress("", "", "", console).state)
        self.assertEqual("ready", progress("", DONE, "", console).state)


class Disks(unittest.TestCase):
    def test_names_of_devices(self) -> None:
        asked = ("/dev/sdf", "/dev/xvdg", "sdh", "/dev/sdb1")
        self.assertEqual(["xvdf", "xvdg", "xvdh", "xvdb1"], [device_name(each) for each in asked])

    def test_own_and_attached_ones_but_not_the_root(self) -> None:
        made = instance(4, hardware=Hardware(local_disks_gb=(50,)))
        volumes = [
            Volume("vol-root", 8, "a", Attachment(made.id, "/dev/xvda")),
            Volume("vol-b", 2, "a", Attachment(made.id, "/dev/sdf")),
            Volume("vol-other", 2, "a", Attachment("i-other", "/dev/sdf")),
            Volume("vol-free", 2, "a"),
        ]
        local, volume = disks_of(made, volumes)
        self.assertEqual(("nvme1n1", 50 * 10**9, None), (local.name, local.bytes, local.volume))
        self.assertEqual(Disk("xvdf", 2 << 30, "Amazon Elastic Block Store", "volb", "vol-b"), volume)


class FirstFiles(unittest.TestCase):
    def test_names_and_resolver(self) -> None:
        files = first_files(instance(4), "10.0.0.2")
        self.assertEqual("nameserver 10.0.0.2\nsearch ec2.internal\n", files["etc/resolv.conf"])
        self.assertIn("10.0.0.4 ip-10-0-0-4.ec2.internal ip-10-0-0-4\n", files["etc/hosts"])
        self.assertEqual("ip-10-0-0-4", host_name(instance(4, private_dns_name="")))


class Exports(unittest.TestCase):
    TABLE = exports.parse(
        "/home\t10.0.0.0/16(rw,sync,wdelay,mountpoint,sec=sys)\n"
        "/srv/a\\040b\t10.0.1.0/255.255.255.0(ro,sync)\n/srv\tnode1.cluster(rw)\n/srv\t*(ro)\nnonsense\n"
    )

    def choose(self, path: str, address: str, mounted: bool = True) -> exports.Answer:
        names = {"node1.cluster": ["10.9.9.9"]}
        return exports.choose(self.TABLE, path, address, lambda name: names.get(name, []), lambda _: mounted)

    def test_who_may_have_what(self) -> None:
        self.assertEqual(exports.Answer("/home"), self.choose("/home", "10.0.0.5"))
        self.assertEqual(exports.Answer("/home/ada"), self.choose("/home/ada", "10.0.0.5"))
        self.assertEqual("denied", self.choose("/home", "10.1.0.5").failed)
        self.assertEqual(exports.Answer("/srv/a b", True), self.choose("/srv/a b", "10.0.1.7"))
        self.assertEqual("denied", self.choose("/srv/a b", "10.0.2.7").failed)
        self.assertEqual(exports.Answer("/srv", False), self.choose("/srv", "10.9.9.9"))
        self.assertEqual(exports.Answer("/srv", True), self.choose("/srv", "10.9.9.8"))
        self.assertEqual("absent", self.choose("/homes", "10.0.0.5").failed)

    def test_served_only_while_mounted(self) -> None:
        self.assertEqual("absent", self.choose("/home", "10.0.0.5", mounted=False).failed)

    def test_root_of_nfs_4(self) -> None:
        table = exports.parse("/export\t*(rw,fsid=0)\n")
        answer = exports.choose(table, "/data", "10.0.0.5", lambda _: [], lambda _: True)
        self.assertEqual(exports.Answer("/export/data"), answer)


class FileSystems(unittest.TestCase):
    def setUp(self) -> None:
        held = tempfile.TemporaryDirectory()
        self.addCleanup(held.cleanup)
        self.folder = Path(held.name)
        efs = FileServer("fs-e", "efs", "r", "vpc-1", "s", "10.0.0.9", (), (), 2049)
        elsewhere = replace(efs, file_system="fs-x", vpc="vpc-2")
        lustre = FileServer("fs-l", "lustre", "r", "vpc-1", "s", "10.0.0.9", (), (), 988, "abcd")
        self.world = World(file_servers=(elsewhere, efs, lustre))

    def found(self, kind: str, path: str, *options: str, address: str = "10.0.0.9") -> str:
        question = Question(kind, "", address, path, "/mnt", options)
        lent = find(question, instance(4), self.world, self.folder, lambda _: None)
        return lent.failed or f"{lent.source.root.name}:{lent.source.path}" if lent.source else lent.failed

    def test_the_one_of_the_own_network(self) -> None:
        self.assertEqual("fs-e:", self.found("nfs4", "/"))
        self.assertEqual("fs-e:a/b", self.found("nfs4", "/a/b", "nfsvers=4.1"))

    def test_old_protocol_and_unknown_names(self) -> None:
        self.assertEqual("version", self.found("nfs", "/", "vers=3"))
        self.assertEqual("fs-l:", self.found("lustre", "/abcd"))
        self.assertEqual("fs-l:x", self.found("lustre", "/abcd/x"))
        self.assertEqual("absent", self.found("lustre", "/abce"))
        self.assertEqual("unknown", self.found("nfs4", "/", address="10.0.0.77"))


class Hierarchies(unittest.TestCase):
    def setUp(self) -> None:
        held = tempfile.TemporaryDirectory()
        self.addCleanup(held.cleanup)
        self.root = Path(held.name)

    def test_both_versions_side_by_side(self) -> None:
        for folder in ("unified", "memory", "cpuacct", "freezer", "systemd", "blkio"):
            (self.root / folder).mkdir()
        found = hierarchies(self.root, "5:memory:/a\n4:cpuacct:/\n3:freezer:/\n2:blkio:/\n1:name=systemd:/\n0::/\n")
        self.assertEqual({"memory", "cpuacct", "freezer", "systemd", "unified"}, set(found.folders))
        self.assertEqual(self.root / "memory/a/terrane-x/i-1", found.group("terrane-x/i-1").folders["memory"])

    def test_version_2_alone(self) -> None:
        (self.root / "cgroup.controllers").touch()
        found = hierarchies(self.root, "0::/user.slice/job\n")
        self.assertEqual({"unified": self.root / "user.slice/job"}, found.folders)
        group = found.group("terrane-x")
        group.folders["unified"].mkdir(parents=True)
        (group.folders["unified"] / "cpu.stat").write_text("usage_usec 2500000\nuser_usec 1\n", encoding="ascii")
        (group.folders["unified"] / "memory.current").write_text("4096\n", encoding="ascii")
        self.assertEqual((2.5, 4096), (group.cpu_seconds(), group.memory_bytes()))
        group.freeze(True)
        self.assertEqual("1", (group.folders["unified"] / "cgroup.freeze").read_text(encoding="ascii"))


def _short(found: Progress) -> tuple[str, str]:
    return found.state, found.stage


if __name__ == "__main__":
    unittest.main()

"""On real loop devices: what `attach` does to a disk is not a thing to be imitated."""

from __future__ import annotations

import os
import shutil
import subprocess
import threading
from pathlib import Path
from unittest import mock

from support import CloudStub, NodeCase, command

from terrane_node import blockdevice
from terrane_node.commands import attach
from terrane_node.documents import Volume
from terrane_node.errors import NodeError
from terrane_node.mounted import mount_options, mounted

MIB = 1 << 20
CAP_SYS_RESOURCE = 24  # linux/capability.h
NEEDED = ("losetup", "mkfs.xfs", "mkfs.ext4", "xfs_growfs", "resize2fs", "blkid", "sfdisk", "mount", "umount")


def sh(*arguments: str, stdin: str = "") -> str:
    return subprocess.run(arguments, input=stdin, capture_output=True, text=True, check=True).stdout.strip()


def may_use_reserved_resources() -> bool:
    effective = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("CapEff"))
    return bool(int(effective.split()[1], 16) >> CAP_SYS_RESOURCE & 1)


class DiskCase(NodeCase):
    def setUp(self) -> None:
        super().setUp()
        missing = [name for name in NEEDED if shutil.which(name) is None]
        if os.geteuid() != 0 or missing:
            self.fail(
                "these tests need root and a loop device"
                + (
                    f"; not installed: {', '.join(missing)} (packages xfsprogs, e2fsprogs, fdisk, mount)"
                    if missing
                    else ""
                )
            )

    def disk(self, mebibytes: int = 320) -> Path:
        """A blank block device; mkfs.xfs wants 300 MiB."""
        backing = self.root.parent / f"disk-{len(list(self.root.parent.glob('disk-*')))}"
        with open(backing, "wb") as file:
            file.truncate(mebibytes * MIB)
        device = Path(sh("losetup", "--find", "--show", str(backing)))
        self.addCleanup(self.free, device)
        return device

    def free(self, device: Path) -> None:
        for path, source in mounted().items():
            if source == str(device):
                subprocess.run(["umount", path], check=True)
        subprocess.run(["losetup", "--detach", str(device)], check=True)

    def enlarge(self, device: Path, mebibytes: int) -> None:
        os.truncate(sh("losetup", "--noheadings", "--output", "BACK-FILE", str(device)), mebibytes * MIB)
        sh("losetup", "--set-capacity", str(device))

    def use(self, device: Path, filesystem: str = "xfs", options: str = "") -> Path:
        volume = Volume("home", "vol-0123", "/srv/home", filesystem, options)
        attach.put_to_use(self.node_on(CloudStub()), volume, device)
        return self.paths.at("/srv/home")


class PutToUse(DiskCase):
    def test_a_blank_disk_is_formatted_mounted_and_kept_in_fstab(self) -> None:
        for filesystem in ("xfs", "ext4"):
            with self.subTest(filesystem):
                device = self.disk()
                path = self.use(device, filesystem)
                uuid = sh("blkid", "-p", "-s", "UUID", "-o", "value", str(device))
                self.assertEqual(mounted()[str(path)], str(device))
                self.assertEqual(
                    self.paths.fstab.read_text(),
                    f"UUID={uuid} {path} {filesystem} defaults,nofail,x-systemd.device-timeout=30s 0 0\n",
                )
                self.assertEqual(blockdevice.content_of(device).filesystem, filesystem)
                sh("umount", str(path))

    def test_options_that_the_kernel_has_are_in_force_and_kept(self) -> None:
        for options, kept in (("logbufs=4", ",logbufs=4"), ("no-such-option", "")):
            with self.subTest(options):
                device = self.disk()
                for _ in ("first", "again"):
                    path = self.use(device, options=options)
                    self.assertEqual(options in mount_options(str(path)), bool(kept))
                    self.assertIn(f"x-systemd.device-timeout=30s{kept} 0 0", self.paths.fstab.read_text())
                sh("umount", str(path))

    def test_again_changes_nothing(self) -> None:
        device = self.disk()
        path = self.use(device)
        (path / "thesis").write_text("years of work")
        before = self.paths.fstab.stat().st_mtime_ns
        self.use(device)
        self.assertEqual((path / "thesis").read_text(), "years of work")
        self.assertEqual(self.paths.fstab.stat().st_mtime_ns, before)

    def test_data_is_there_again_on_the_next_head(self) -> None:
        device = self.disk()
        path = self.use(device)
        (path / "thesis").write_text("years of work")
        sh("umount", str(path))
        self.paths.fstab.unlink()
        self.assertEqual((self.use(device) / "thesis").read_text(), "years of work")

    def grown(self, filesystem: str) -> float:
        """How many times larger the file system is after its disk has doubled."""
        device = self.disk()
        path = self.use(device, filesystem)
        (path / "thesis").write_text("years of work")
        small = os.statvfs(path).f_blocks
        sh("umount", str(path))
        self.enlarge(device, 640)
        self.use(device, filesystem)
        self.assertEqual((path / "thesis").read_text(), "years of work")
        return os.statvfs(path).f_blocks / small

    def test_a_larger_disk_is_used_whole(self) -> None:
        self.assertGreater(self.grown("xfs"), 1.8)

    def test_a_larger_disk_is_used_whole_with_ext4_where_the_kernel_lets_it_grow(self) -> None:
        """ext4 grows while mounted only for a caller with CAP_SYS_RESOURCE, which some sandboxes take from root."""
        if may_use_reserved_resources():
            self.assertGreater(self.grown("ext4"), 1.8)
        else:
            with self.assertLogs("terrane", "ERROR") as logged:
                self.assertEqual(self.grown("ext4"), 1)
            self.assertIn("/srv/home not grown: resize2fs failed (1)", logged.output[0])

    def test_another_file_system_than_asked_for_is_used_as_it_is(self) -> None:
        device = self.disk()
        sh("mkfs.ext4", "-q", str(device))
        self.use(device, "xfs")
        self.assertEqual(blockdevice.content_of(device).filesystem, "ext4")
        self.assertIn(" ext4 ", self.paths.fstab.read_text())

    def test_growth_that_fails_keeps_no_head_from_coming_up(self) -> None:
        with mock.patch.object(blockdevice, "grow", side_effect=NodeError("xfs_growfs failed")):
            path = self.use(self.disk())
        self.assertIn(str(path), mounted())

    def test_a_mount_point_in_use_by_another_disk_is_an_error(self) -> None:
        self.use(self.disk())
        with self.assertRaisesRegex(NodeError, "is the mount point of /dev/loop"):
            self.use(self.disk())


class NeverFormatted(DiskCase):
    def assert_left_alone(self, device: Path, why: str) -> None:
        before = sh("sha256sum", str(device))
        with self.assertRaisesRegex(NodeError, why):
            self.use(device)
        self.assertEqual(sh("sha256sum", str(device)), before)
        self.assertFalse(self.paths.fstab.exists())

    def test_a_partition_table(self) -> None:
        for label in ("gpt", "dos"):
            device = self.disk(16)
            sh("sfdisk", "--quiet", str(device), stdin=f"label: {label}\n,8M\n")
            self.assert_left_alone(device, "partition table")

    def test_another_signature(self) -> None:
        device = self.disk(16)
        sh("mkswap", str(device))
        self.assert_left_alone(device, "holds swap, not xfs")

    def test_data_without_signature(self) -> None:
        device = self.disk(16)
        with open(device, "r+b") as file:
            file.seek(MIB // 2)
            file.write(b"raw data")
        self.assert_left_alone(device, "it has data")

    def test_a_device_that_cannot_be_read(self) -> None:
        with self.assertRaises((NodeError, OSError)):
            self.use(self.root / "no-such-device")

    def test_for_a_file_system_that_is_not_known(self) -> None:
        device = self.disk(16)
        with self.assertRaisesRegex(NodeError, "'btrfs' is none of xfs, ext4"):
            self.use(device, "btrfs")
        self.assertIsNone(blockdevice.content_of(device).filesystem)


class FindDevice(NodeCase):
    def setUp(self) -> None:
        super().setUp()
        self.sys, self.dev = self.paths.at("/sys"), self.paths.at("/dev")
        self.dev.mkdir()

    def nvme(self, name: str, serial: str) -> None:
        (self.sys / "block" / name / "device").mkdir(parents=True)
        (self.sys / "block" / name / "device" / "serial").write_text(f"{serial}  \n")

    def find(self, name: str | None = "/dev/sdf") -> Path | None:
        return blockdevice.find_device("vol-0123", name, self.sys, self.dev)

    def test_nvme_by_the_volumes_serial_number(self) -> None:
        self.nvme("nvme0n1", "vol09ff")
        self.nvme("nvme2n1", "vol0123")
        self.assertEqual(self.find(), self.dev / "nvme2n1")

    def test_xen_by_the_name_of_the_attachment(self) -> None:
        (self.dev / "xvdf").touch()
        self.assertEqual(self.find(), self.dev / "xvdf")
        (self.dev / "sdf").touch()
        self.assertEqual(self.find(), self.dev / "sdf")

    def test_a_consistent_path_of_oracles_cloud(self) -> None:
        self.assertIsNone(self.find("/dev/oracleoci/oraclevdb"))
        (self.dev / "oracleoci").mkdir()
        (self.dev / "oracleoci" / "oraclevdb").touch()
        self.assertEqual(self.find("/dev/oracleoci/oraclevdb"), self.dev / "oracleoci" / "oraclevdb")

    def test_nothing_else(self) -> None:
        self.nvme("nvme0n1", "vol09ff")
        self.assertIsNone(self.find())
        (self.dev / "xvdf").touch()
        self.assertIsNone(self.find(name=None))


class Attach(NodeCase):
    def cloud(self) -> CloudStub:
        volume = {"name": "home", "id": "vol-0123", "mount": "/srv/home", "filesystem": "xfs"}
        return CloudStub(cluster={"volumes": [volume]})

    def test_a_restart_with_the_device_in_place_needs_no_cloud(self) -> None:
        there = mock.patch.object(blockdevice, "find_device", return_value=Path("/dev/nvme1n1"))
        with there, mock.patch.object(attach, "put_to_use") as put_to_use:
            self.assertEqual(command(self.node_on(self.cloud()), "attach", "home"), 0)
        self.assertEqual(put_to_use.call_args.args[2], Path("/dev/nvme1n1"))

    def test_a_device_that_does_not_appear_is_an_error(self) -> None:
        absent = mock.patch.object(blockdevice, "find_device", return_value=None)
        with absent, mock.patch.object(attach, "Takeover") as takeover:
            takeover.return_value.attach.return_value = mock.Mock(device="/dev/sdf")
            with self.assertRaisesRegex(NodeError, "attached as /dev/sdf, but no such device appeared"):
                command(self.node_on(self.cloud()), "attach", "home")

    def test_volumes_are_attached_side_by_side_and_used_in_their_order(self) -> None:
        cloud = self.cloud()
        cloud.documents["/terrane/ocean/cluster"]["volumes"] = [
            {"name": name, "id": f"vol-{name}", "mount": f"/{name}"} for name in ("state", "home")
        ]
        both = threading.Barrier(2, timeout=10)

        def find(volume_id: str, name: str | None) -> Path:
            both.wait()
            return Path(f"/dev/{volume_id}")

        with mock.patch.object(blockdevice, "find_device", find), mock.patch.object(attach, "put_to_use") as used:
            self.assertEqual(command(self.node_on(cloud), "attach", "state", "home"), 0)
        self.assertEqual([str(call.args[2]) for call in used.call_args_list], ["/dev/vol-state", "/dev/vol-home"])

    def test_only_the_head_attaches(self) -> None:
        self.role = "login"
        with self.assertRaisesRegex(NodeError, "attach is for the head"):
            command(self.node_on(self.cloud()), "attach", "home")

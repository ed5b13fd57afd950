"""Hosts that really boot, from the image that TERRANE_TEST_IMAGE names; as root. The tests share their hosts and run in
the order of their names: a boot takes seconds."""

from __future__ import annotations

import glob
import json
import os
import tempfile
import unittest
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

from terrane_rehearsal.hosts.root import GIB
from terrane_rehearsal.world import Attachment, FileServer, Hardware, Instance, Volume, World
from tests.hosts_support import Running, image, instance, own_mounts, run

CONFIG = b"""#cloud-config
preserve_hostname: true
write_files:
  - {path: /etc/written, content: by cloud-init}
runcmd:
  - [echo, 'terrane-phase: packages running']
  - [sh, -c, 'cat /proc/sys/kernel/random/boot_id > /var/lib/first-boot']
  - [echo, 'terrane-phase: packages done seconds=0']
"""
BROKEN = b"""#!/bin/bash
set -eux
echo working
cat /no/such/file
"""
FILE_SERVER = "10.0.0.200"
LOCAL_GB = 1


class LiveHosts(unittest.TestCase):
    stack: ExitStack
    it: Running
    folder: Path
    head: Instance
    node: Instance
    broken: Instance

    @classmethod
    def setUpClass(cls) -> None:
        image()
        own_mounts()
        cls.stack = ExitStack()
        cls.folder = Path(cls.stack.enter_context(tempfile.TemporaryDirectory(prefix="terrane-hosts-")))
        server = FileServer(
            "fs-1",
            "efs",
            "us-east-1",
            "vpc-1",
            "subnet-1",
            FILE_SERVER,
            (),
            ("fs-1.efs.us-east-1.amazonaws.com",),
            2049,
        )
        world = World(file_servers=(server,), volumes={"vol-1": Volume("vol-1", 1, "us-east-1a")})
        cls.it = Running(cls.folder, world)
        cls.stack.callback(lambda: cls.it.close() if cls.it else None)
        cls.head = instance(4, user_data=CONFIG, hardware=Hardware(local_disks_gb=(LOCAL_GB, LOCAL_GB)))
        cls.node = instance(5, user_data=CONFIG)
        cls.broken = instance(6, user_data=BROKEN)
        cls.it.wires.accept(FILE_SERVER, 2049)
        for each in (cls.head, cls.node, cls.broken):
            cls.it.cloud.put(each)
        try:
            cls.it.until_state(cls.head, "ready", 60)
            cls.it.until_state(cls.node, "ready", 60)
            cls.it.until_state(cls.broken, "failed", 60)
        except BaseException:
            cls.stack.close()
            raise

    @classmethod
    def tearDownClass(cls) -> None:
        cls.stack.close()

    def test_a_boots_as_an_instance(self) -> None:
        it, head = self.it, self.head
        self.assertEqual({("booted", each.id) for each in (head, self.node, self.broken)}, set(it.cloud.told))
        self.assertEqual("by cloud-init", it.need(head, "cat /etc/written"))
        self.assertEqual("ip-10-0-0-4", it.need(head, "hostname").strip())
        self.assertIn("nameserver 10.0.0.2\nsearch ec2.internal\n", it.need(head, "cat /etc/resolv.conf"))
        self.assertIn("of this run", it.need(head, f"openssl x509 -noout -subject -in {LOCAL}"))
        self.assertIn(it.need(head, f"sed -n 3p {LOCAL}"), it.need(head, "cat /etc/ssl/certs/ca-certificates.crt"))
        self.assertEqual("", it.need(head, "systemctl --failed --no-legend --plain"))
        self.assertIn("DataSourceEc2Local", it.need(head, "cat /run/cloud-init/result.json"))
        self.assertEqual("2.0G", it.need(head, "df -h --output=size / | tail -1").strip())
        self.assertIn("terrane-phase: packages done", it.hosts.text(head.id, "boot"))
        self.assertIn("Cloud-init", it.hosts.text(head.id, "console"))
        self.assertLess(it.slowest, 0.5, "a step of all hosts blocks the launcher's loop")
        state = it.state(head)
        assert state is not None
        self.assertGreater(state.memoryMiB, 1)
        self.assertGreater(state.cpuSeconds, 0.1)

    def test_b_says_what_failed(self) -> None:
        state = self.it.state(self.broken)
        assert state is not None
        self.assertIn("cat: /no/such/file: No such file or directory", state.reason)
        [event] = self.it.events("failed")
        self.assertEqual((self.broken.id, "cat /no/such/file"), (event["host"], event["command"]))
        self.assertIn("working", event["tail"])

    def test_c_packages_of_the_image_install_others_are_named(self) -> None:
        it = self.it
        it.need(self.node, "apt-get update && DEBIAN_FRONTEND=noninteractive apt-get -qq -y -o A=b install munge gcc")
        absent = it.inside(self.node, "apt-get install -y munge apache2")
        self.assertEqual(100, absent.returncode)
        self.assertEqual(
            "E: rehearsal: package apache2 is not in the rehearsal image; "
            "add it with: terrane rehearse --package apache2\n",
            absent.stderr,
        )
        self.assertIn("munge", it.need(self.node, "apt-get --version >/dev/null; dpkg-query -W munge"))
        it.need(self.node, "modprobe lustre && udevadm settle && systemctl enable --now amazon-ssm-agent")
        self.assertEqual(1, it.inside(self.node, "modprobe efa").returncode)

    def test_d_local_disks(self) -> None:
        it, head = self.it, self.head
        models = "lsblk --nodeps --noheadings --paths --output NAME,MODEL"
        lines = [f"/dev/nvme{n}n1 Amazon EC2 NVMe Instance Storage" for n in (1, 2)]
        self.assertEqual(lines, it.need(head, models).splitlines())
        array = "/dev/md/terrane-scratch"
        disks = "--raid-devices=2 /dev/nvme1n1 /dev/nvme2n1"
        it.need(head, f"mdadm --create {array} --run --homehost=any --level=0 {disks} && mkfs.xfs -q {array}")
        self.assertEqual(2 * LOCAL_GB * 10**9, int(it.need(head, f"blockdev --getsize64 {array}")))
        it.need(head, f"mkdir -p /scratch && mount {array} /scratch && touch /scratch/file && umount /scratch")
        self.assertEqual("", it.need(self.node, "lsblk --noheadings"))

    def test_e_volume_is_attached_grown_and_mounted_again_after_a_reboot(self) -> None:
        it, head = self.it, self.head
        self._volume(1, Attachment(head.id, "/dev/sdf"))
        it.until("the device", lambda: it.inside(head, "test -b /dev/xvdf").returncode == 0)
        it.need(head, "blkid -p /dev/xvdf; test $? = 2; mkfs.xfs -q /dev/xvdf; mkdir /home/x; mount /dev/xvdf /home/x")
        entry = "UUID=$(blkid -s UUID -o value /dev/xvdf) /home/x xfs nofail 0 0"
        it.need(head, f'echo kept > /home/x/file; echo "{entry}" >> /etc/fstab')
        self._volume(2, Attachment(head.id, "/dev/sdf"))
        it.until("growth", lambda: it.need(head, "blockdev --getsize64 /dev/xvdf").strip() == str(2 * GIB))
        it.need(head, "xfs_growfs /home/x && test $(stat -f -c %b /home/x) -gt 400000")
        boots = it.need(head, "cat /proc/1/stat | cut -d' ' -f22")
        it.inside(head, "reboot")
        it.until("the reboot", lambda: it.events("reboot"))
        it.until_state(head, "ready")
        self.assertNotEqual(boots, it.need(head, "cat /proc/1/stat | cut -d' ' -f22"))
        self.assertEqual("kept\n", it.need(head, "cat /home/x/file"))
        self.assertEqual(1, it.cloud.told.count(("booted", head.id)))

    def test_f_folder_of_another_host(self) -> None:
        it, head, node = self.it, self.head, self.node
        it.need(head, "mkdir -p /srv/shared/sub && echo hello > /srv/shared/file")
        mount = "mkdir -p /mnt/s && mount -t nfs4 -o nfsvers=4.2,hard"
        refused = it.inside(node, f"{mount} 10.0.0.4:/srv/shared /mnt/s")
        self.assertEqual((32, True), (refused.returncode, "Connection refused" in refused.stderr), refused.stderr)
        clients = (("/srv/shared", "10.0.0.5/32(rw"), ("/home/x", "10.0.0.0/24(ro,mp"), ("/opt", "10.9.0.0/16(rw"))
        exports = "\\n".join(f"{path} {client},sync,no_subtree_check)" for path, client in clients)
        it.need(head, f"printf '{exports}\\n' > /etc/exports && systemctl restart nfs-server && exportfs -ra")
        it.need(node, f"{mount} 10.0.0.4:/srv/shared /mnt/s && echo back > /mnt/s/sub/file")
        self.assertEqual("back\n", it.need(head, "cat /srv/shared/sub/file"))
        it.need(node, f"umount /mnt/s && {mount} 10.0.0.4:/home/x /mnt/s && grep -q kept /mnt/s/file")
        self.assertIn("Read-only file system", it.inside(node, "touch /mnt/s/no").stderr)
        denied = it.inside(node, f"umount /mnt/s; {mount} 10.0.0.4:/opt /mnt/s")
        self.assertEqual("mount.nfs4: access denied by server while mounting 10.0.0.4:/opt\n", denied.stderr)
        absent = it.inside(node, f"{mount} 10.0.0.4:/usr /mnt/s")
        self.assertIn("reason given by server: No such file or directory", absent.stderr)
        unresolved = it.inside(node, f"{mount} nobody:/srv /mnt/s")
        self.assertIn("mount.nfs4: Failed to resolve server nobody: Name or service not known", unresolved.stderr)
        self.assertEqual(["nfsvers=4.2", "hard"], [o for o in it.events("mount")[0]["options"] if o != "rw"])

    def test_g_managed_file_system(self) -> None:
        it = self.it
        for each, text in ((self.head, "head"), (self.node, "node")):
            it.need(
                each, f"mkdir -p /efs && mount -t nfs4 -o nfsvers=4.1 {FILE_SERVER}:/ /efs && echo {text} >> /efs/who"
            )
        self.assertEqual("head\nnode\n", it.need(self.node, "cat /efs/who"))
        old = it.inside(self.node, f"mount -t nfs -o nfsvers=3 {FILE_SERVER}:/ /mnt")
        self.assertIn("requested NFS version or transport protocol is not supported", old.stderr)

    def test_h_full_disk(self) -> None:
        it = self.it
        it.hosts.fill(self.node.id, "/")
        full = it.inside(self.node, "head -c 100000 /dev/zero > /root/more")
        self.assertIn("No space left on device", full.stderr)
        it.hosts.empty(self.node.id, "/")
        it.need(self.node, "head -c 100000 /dev/zero > /root/more")

    def test_i_frozen_host_does_nothing_until_it_is_thawed(self) -> None:
        it = self.it
        # A service: what a test runs in a guest belongs to the test's own control group.
        it.need(self.node, "systemd-run -q sh -c 'while :; do date +%s%N > /run/alive; sleep 0.05; done'")
        state = it.state(self.node)
        assert state is not None
        alive = Path(f"/proc/{state.leader}/root/run/alive")
        it.until("a first sign of life", alive.exists)
        it.hosts.freeze(self.node.id)
        run("sleep 0.1")
        before = alive.read_text(encoding="ascii")
        run("sleep 0.3")
        after = alive.read_text(encoding="ascii")
        it.hosts.thaw(self.node.id)
        self.assertEqual(before, after)
        it.until("another sign", lambda: alive.read_text(encoding="ascii") not in (before, ""))

    def test_j_volume_that_is_detached_in_use_is_taken_away(self) -> None:
        it, head = self.it, self.head
        it.need(head, "sed -i '/home.x/d' /etc/fstab; mountpoint -q /home/x && umount /home/x; mount /dev/xvdf /home/x")
        self._volume(2, None)
        it.until("no device", lambda: it.inside(head, "test -b /dev/xvdf").returncode)
        it.until("no mount", lambda: it.inside(head, "mountpoint -q /home/x").returncode, 20)
        it.until("the note of it", lambda: it.events("detached-in-use"))
        self.assertEqual(["/home/x"], it.events("detached-in-use")[0]["mounts"])
        self._volume(2, Attachment(self.node.id, "/dev/sdg"))
        it.until("the device", lambda: it.inside(self.node, "test -b /dev/xvdg").returncode == 0)
        it.need(self.node, "mkdir /v; mount /dev/xvdg /v; grep -q kept /v/file; umount /v")

    def test_k_power_off_and_start_keep_the_disk(self) -> None:
        it, node = self.it, self.node
        before = it.need(node, "cat /etc/machine-id /var/lib/first-boot")
        it.inside(node, "poweroff")
        it.until("the end", lambda: ("powered_off", node.id) in it.cloud.told)
        it.until_state(node, "stopped")
        self.assertIn("terrane-phase: packages done", it.hosts.text(node.id, "boot"))
        it.cloud.put(node, "pending")
        it.until_state(node, "ready")
        self.assertEqual(before, it.need(node, "cat /etc/machine-id /var/lib/first-boot"))
        it.cloud.put(node, "stopping")
        it.until("the stop", lambda: it.cloud.instances[node.id].state == "stopped")

    def test_l_crash_is_told_and_shown(self) -> None:
        it, broken = self.it, self.broken
        it.hosts.crash(broken.id)
        it.until("its death", lambda: (state := it.state(broken)) and state.state == "dead")
        self.assertIn(("lost", broken.id), it.cloud.told)
        it.cloud.put(broken, "shutting-down")
        it.until("its end", lambda: it.state(broken) is None)
        self.assertIn(("ended", broken.id), it.cloud.told)
        self.assertFalse((self.folder / "hosts" / broken.id / "root.img").exists())

    def test_l_ends_while_it_begins_and_while_it_is_frozen(self) -> None:
        it, early, frozen = self.it, instance(8, user_data=CONFIG), self.node
        it.cloud.put(early)
        it.until("its start", lambda: ("booted", early.id) in it.cloud.told)
        it.cloud.put(early, "shutting-down")
        it.cloud.put(frozen, "pending")
        it.until("its start", lambda: it.cloud.told.count(("booted", frozen.id)) == 3)
        it.hosts.freeze(frozen.id)
        it.cloud.put(frozen, "shutting-down")
        both = {("ended", early.id), ("ended", frozen.id)}
        it.until("the end of both", lambda: both <= set(it.cloud.told))

    def test_m_host_that_cannot_start_is_reported(self) -> None:
        it = self.it
        nowhere = instance(7, root_size_gib=0)
        it.cloud.put(nowhere)
        state = it.until_state(nowhere, "dead")
        self.assertIn("mkfs.ext4", state.reason)
        self.assertIn(("lost", nowhere.id), it.cloud.told)
        self.assertEqual("start", it.events("failed")[-1]["phase"])

    def test_z_nothing_is_left(self) -> None:
        it, name = self.it, self.it.name
        it.close()
        type(self).it = None  # type: ignore[assignment]
        self.assertEqual([], glob.glob(f"/sys/fs/cgroup/**/terrane-{name}", recursive=True))
        self.assertNotIn(str(self.folder), Path("/proc/self/mountinfo").read_text(encoding="utf-8"))
        backing = [Path(file).read_text(encoding="utf-8") for file in glob.glob("/sys/block/loop*/loop/backing_file")]
        self.assertEqual([], [file for file in backing if str(self.folder) in file])
        self.assertEqual("", run("ip netns list"))
        commands = [_command(process) for process in os.listdir("/proc") if process.isdecimal()]
        self.assertEqual([], [command for command in commands if str(self.folder) in command])
        events = [json.loads(line) for line in (self.folder / "events.jsonl").read_text(encoding="utf-8").splitlines()]
        self.assertEqual([], [event for event in events if event["event"] == "trouble"])

    def _volume(self, gib: int, attachment: Attachment | None) -> None:
        volume = Volume("vol-1", gib, "us-east-1a", attachment)
        self.it.world = replace(self.it.world, volumes={"vol-1": volume})


LOCAL = "/usr/local/share/ca-certificates/rehearsal.crt"


def _command(process: str) -> str:
    try:
        return Path(f"/proc/{process}/cmdline").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


if __name__ == "__main__":
    unittest.main()

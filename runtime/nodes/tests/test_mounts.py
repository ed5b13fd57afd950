from __future__ import annotations

from pathlib import Path
from unittest import mock

from support import CLUSTER, CloudStub, NodeCase, command

from terrane_node import buckets, fstab
from terrane_node.commands import mounts
from terrane_node.documents import Mount
from terrane_node.errors import NodeError, SettingsError
from terrane_node.mounted import mounted
from terrane_node.settings import OciPlace, Settings

NFS = "nfsvers=4.1,rsize=1048576,wsize=1048576,hard,timeo=600,retrans=2,noresvport,_netdev,nofail"


def entry(type_: str, source: str, path: str, **more: str) -> dict[str, object]:
    return {"type": type_, "source": source, "path": path, "roles": ["head"], **more}


class Mounts(NodeCase):
    def setUp(self) -> None:
        super().setUp()
        self.programs.add("mount")
        self.programs.add("systemctl")
        self.programs.add("rclone")
        self.there: dict[str, str] = {}
        seen = mock.patch.object(mounts, "mounted", lambda: self.there)
        seen.start()
        self.addCleanup(seen.stop)

    def mount(self, *entries: dict[str, object]) -> int:
        return command(self.node_on(CloudStub(cluster={"mounts": list(entries)})), "mounts")

    def path(self, path: str) -> str:
        return str(self.paths.at(path))

    def test_nfs_is_mounted_and_kept_in_fstab(self) -> None:
        self.assertEqual(self.mount(entry("nfs4", "fs-1.efs.us-west-2.amazonaws.com:/", "/home")), 0)
        source, home = "fs-1.efs.us-west-2.amazonaws.com:/", self.path("/home")
        self.assertEqual(self.programs.calls("mount"), [["mount", "-t", "nfs4", "-o", NFS, source, home]])
        self.assertEqual(self.paths.fstab.read_text(), f"{source} {home} nfs4 {NFS} 0 0\n")
        self.assertTrue(Path(home).is_dir())

    def test_nfs_of_version_3_is_asked_for_as_such(self) -> None:
        self.mount(entry("nfs", "fss.nodes.ocean.oraclevcn.com:/home", "/home"))
        options = "nfsvers=3,hard,timeo=600,retrans=2,_netdev,nofail"
        self.assertEqual(self.programs.calls("mount")[0][1:5], ["-t", "nfs", "-o", options])

    def test_lustre_has_locks(self) -> None:
        self.mount(entry("lustre", "fs-1.fsx.aws:/abcd", "/scratch"))
        self.assertEqual(self.programs.calls("mount")[0][4], "noatime,flock,_netdev,nofail")

    def test_given_options_replace_the_defaults_and_the_boots_own_remain(self) -> None:
        self.mount(entry("nfs4", "head:/home", "/home", options="nfsvers=4.2,soft,nofail", mode="read"))
        self.assertEqual(self.programs.calls("mount")[0][4], "nfsvers=4.2,soft,nofail,_netdev,ro")

    def test_what_is_mounted_is_not_mounted_again(self) -> None:
        self.there[self.path("/home")] = "fs:/"
        self.assertEqual(self.mount(entry("nfs4", "fs:/", "/home")), 0)
        self.assertEqual(self.programs.calls(), [])

    def test_other_roles_mounts_are_none_of_this_machines(self) -> None:
        self.assertEqual(self.mount({**entry("nfs4", "fs:/", "/home"), "roles": ["compute"]}), 0)
        self.assertEqual(self.programs.calls(), [])
        self.assertFalse(self.paths.fstab.exists())

    def test_a_server_that_comes_late_is_waited_for(self) -> None:
        self.programs.refuse("mount*", "mount.nfs4: Failed to resolve server")
        self.clock.on_sleep = lambda: self.programs.allow() if self.clock.passed > 60 else None
        self.assertEqual(self.mount(entry("nfs4", "fs:/", "/home")), 0)

    def test_a_mount_that_never_comes_says_why_and_what_to_look_at(self) -> None:
        self.programs.refuse("mount* nfs4 *", "mount.nfs4: Connection timed out")
        with self.assertRaisesRegex(NodeError, "/home: fs:/ does not mount: .*Connection timed out.*port 2049"):
            self.mount(entry("nfs4", "fs:/", "/home"))
        self.assertLess(self.clock.passed, 400)

    def test_one_lost_mount_keeps_no_other_from_being_mounted(self) -> None:
        self.programs.refuse("mount* nfs4 *", "mount.nfs4: Connection timed out")
        with self.assertRaisesRegex(NodeError, "^/home: .*; /odd: type 'smb' is none of bucket, lustre, nfs, nfs4$"):
            self.mount(entry("nfs4", "fs:/", "/home"), entry("smb", "x", "/odd"), entry("lustre", "l", "/scratch"))
        self.assertEqual(self.programs.calls("mount")[-1][2], "lustre")

    def test_a_bucket_is_a_unit_that_systemd_starts(self) -> None:
        self.assertEqual(self.mount(entry("bucket", "ocean-results", "/srv/results")), 0)
        unit = (self.paths.units / "terrane-bucket-srv-results.service").read_text()
        self.assertIn("ExecStart=/usr/bin/rclone mount :s3,provider=AWS,env_auth,region=us-west-2", unit)
        self.assertEqual(
            self.programs.calls("systemctl"),
            [["systemctl", "daemon-reload"], ["systemctl", "enable", "--now", "terrane-bucket-srv-results.service"]],
        )
        self.assertFalse(self.paths.fstab.exists())


class BucketUnit(NodeCase):
    def unit(self, source: str = "ocean-results", read_only: bool = False, options: str = "") -> str:
        mount = Mount("bucket", source, "/srv/results", options, read_only)
        return buckets.unit_text(mount, Path("/srv/results"), self.settings())

    def test_names_no_credentials(self) -> None:
        self.assertIn(
            ":s3,provider=AWS,env_auth,region=us-west-2,no_check_bucket:ocean-results /srv/results", self.unit()
        )

    def test_in_oracles_cloud_the_machine_is_its_own_credential(self) -> None:
        place = OciPlace("ocid1.compartment.oc1..a", "institute", "terrane-ocean-documents", "terrane-ocean")
        settings = Settings(CLUSTER, "head", "eu-frankfurt-1", f"/terrane/{CLUSTER}", cloud="oci", oci=place)
        mount = Mount("bucket", "oci://ocean-results", "/srv/results", "", False)
        self.assertIn(
            ":oracleobjectstorage,provider=instance_principal_auth,namespace=institute,"
            "compartment=ocid1.compartment.oc1..a,region=eu-frankfurt-1,no_check_bucket:ocean-results /srv/results",
            buckets.unit_text(mount, Path("/srv/results"), settings),
        )

    def test_a_client_that_does_not_know_the_clouds_buckets_is_named(self) -> None:
        self.programs.add("rclone")
        buckets.require_backend(self.settings())
        self.programs.refuse("rclone help backend s3", 'didn\'t find backend called "s3"')
        with self.assertRaisesRegex(NodeError, "this rclone cannot mount.*find backend"):
            buckets.require_backend(self.settings())

    def test_is_read_only_when_asked(self) -> None:
        self.assertIn(" --read-only ", self.unit(read_only=True))
        self.assertNotIn("--read-only", self.unit())

    def test_lets_every_user_write_what_the_role_may_write(self) -> None:
        self.assertIn(" --umask=0 --dir-perms=0777 --file-perms=0666\n", self.unit())

    def test_takes_a_prefix_and_further_options(self) -> None:
        unit = self.unit("s3://ocean-results/2026/", options="vfs-cache-max-size=10G,transfers=8")
        self.assertIn(":ocean-results/2026 /srv/results", unit)
        self.assertIn(" --vfs-cache-max-size=10G --transfers=8\n", unit)

    def test_refuses_what_systemd_would_read_otherwise(self) -> None:
        for source in ("bucket name", "bucket%n", "bucket;x", "bucket\nExecStart=/bin/sh"):
            with self.subTest(source), self.assertRaises(SettingsError):
                self.unit(source)

    def test_refuses_an_option_of_another_form(self) -> None:
        with self.assertRaisesRegex(SettingsError, "transfers 8"):
            self.unit(options="transfers 8")


class Fstab(NodeCase):
    def put(self, source: str, path: str) -> bool:
        return fstab.put(self.paths.at("fstab"), fstab.Entry(source, path, "nfs4", "rw"))

    def test_keeps_every_other_line(self) -> None:
        file = self.paths.at("fstab")
        file.write_text("# root\nLABEL=root / ext4 defaults 0 1\n\nold:/ /home nfs4 rw 0 0\n#x /home y z\n")
        self.assertTrue(self.put("new:/", "/home"))
        self.assertEqual(
            file.read_text(),
            "# root\nLABEL=root / ext4 defaults 0 1\n\n#x /home y z\nnew:/ /home nfs4 rw 0 0\n",
        )

    def test_is_not_written_without_need(self) -> None:
        self.assertTrue(self.put("fs:/", "/home"))
        self.assertFalse(self.put("fs:/", "/home"))

    def test_writes_spaces_as_fstab_does(self) -> None:
        self.put("fs:/", "/my home")
        self.assertEqual(self.paths.at("fstab").read_text(), "fs:/ /my\\040home nfs4 rw 0 0\n")
        self.assertFalse(self.put("fs:/", "/my home"))


class Mounted(NodeCase):
    def test_reads_the_kernels_table(self) -> None:
        table = self.root / "mountinfo"
        table.write_text(
            "22 1 254:1 / / rw,relatime shared:1 - ext4 /dev/root rw\n"
            "30 22 0:40 / /my\\040home rw - nfs4 fs:/a\\040b rw,vers=4.1\n"
        )
        self.assertEqual(mounted(table), {"/": "/dev/root", "/my home": "fs:/a b"})

"""Hosts of OCI: names, cloud-init's source of data, disks, file systems. Without any host."""

from __future__ import annotations

import json
import tempfile
import unittest
from dataclasses import replace
from ipaddress import IPv4Network
from pathlib import Path

from terrane_rehearsal.hosts.disks import Disk, disks_of
from terrane_rehearsal.hosts.first_files import DATA_SOURCE, FIRMWARE, first_files, host_name
from terrane_rehearsal.hosts.lending import Lent, Question, find, ports
from terrane_rehearsal.hosts.machine import LONGEST_NAME, machine_name
from terrane_rehearsal.world import Attachment, ExportClient, FileServer, Hardware, Instance, Volume, World
from tests.hosts_support import instance

OCID = "ocid1.instance.oc1.eu-frankfurt-1.aaaaaaaa" + "b" * 51 + "z"
RESOLVER = "169.254.169.254"


def oracle(**facts: object) -> Instance:
    named = {"private_dns_name": "head.nodes.ocean.oraclevcn.com", "tags": {"Name": "Ocean head"}}
    return instance(4, **{"id": OCID, "vpc": "ocid1.vcn.oc1.iad.a", **named, **facts})


class FirstFiles(unittest.TestCase):
    def test_resolver_and_names(self) -> None:
        files = first_files(oracle(), RESOLVER)
        resolver = f"nameserver {RESOLVER}\nsearch ocean.oraclevcn.com nodes.ocean.oraclevcn.com\n"
        self.assertEqual(resolver, files["etc/resolv.conf"])
        self.assertIn("10.0.0.4 head.nodes.ocean.oraclevcn.com head\n", files["etc/hosts"])

    def test_without_a_label_the_display_name_is_the_host_name(self) -> None:
        nameless = oracle(private_dns_name="")
        self.assertEqual("ocean-head", host_name(nameless))
        self.assertEqual(f"nameserver {RESOLVER}\n", first_files(nameless, RESOLVER)["etc/resolv.conf"])
        self.assertEqual("instance", host_name(oracle(private_dns_name="", tags={"Name": "-"})))

    def test_cloud_init_finds_oracle(self) -> None:
        files = first_files(oracle(), RESOLVER)
        self.assertEqual("datasource_list: [Oracle]\n", files[DATA_SOURCE])
        self.assertEqual("OracleCloud.com", json.loads(files[FIRMWARE])["chassis-asset-tag"])
        self.assertNotIn(FIRMWARE, first_files(instance(4), "10.0.0.2"))

    def test_machines_of_nspawn_have_short_names(self) -> None:
        self.assertEqual("i-0123456789abcdef0", machine_name("i-0123456789abcdef0"))
        short = machine_name(OCID)
        self.assertLessEqual(len(short), LONGEST_NAME)
        self.assertTrue(short.endswith("z") and short.isalnum(), short)


class Disks(unittest.TestCase):
    def test_volumes_have_consistent_names(self) -> None:
        volumes = [
            Volume("ocid1.volume.oc1.iad.home", 50, "a", Attachment(OCID, "/dev/oracleoci/oraclevdc")),
            Volume("ocid1.volume.oc1.iad.work", 60, "a", Attachment(OCID, "")),
            Volume("ocid1.volume.oc1.iad.other", 70, "a", Attachment("ocid1.instance.oc1.iad.x", "")),
        ]
        found = {disk.volume: disk for disk in disks_of(oracle(), volumes)}
        home = found["ocid1.volume.oc1.iad.home"]
        self.assertEqual(("sdc", 50 << 30, ("oracleoci/oraclevdc",)), (home.name, home.bytes, home.links))
        work = found["ocid1.volume.oc1.iad.work"]
        self.assertEqual(("sdb", ()), (work.name, work.links))
        self.assertEqual(2, len(found))

    def test_local_disks_begin_at_zero(self) -> None:
        made = oracle(hardware=Hardware(local_disks_gb=(3840, 3840)))
        first, second = disks_of(made, [])
        self.assertEqual(("nvme0n1", "nvme1n1"), (first.name, second.name))
        self.assertIsInstance(first, Disk)
        self.assertNotEqual(first.serial, second.serial)


class FileStorage(unittest.TestCase):
    def setUp(self) -> None:
        held = tempfile.TemporaryDirectory()
        self.addCleanup(held.cleanup)
        self.folder = Path(held.name)
        own = (ExportClient(IPv4Network("10.0.0.0/30"), True), ExportClient(IPv4Network("10.0.0.0/24")))
        home = FileServer(
            "ocid1.filesystem.a", "fss", "r", "ocid1.vcn.oc1.iad.a", "s", "10.0.0.9", (), (), 2049, "/home", own
        )
        data = replace(home, file_system="ocid1.filesystem.b", export="/data", clients=())
        self.world = World(file_servers=(home, data))

    def found(self, path: str, *options: str, **facts: object) -> Lent:
        question = Question("nfs", "", "10.0.0.9", path, "/mnt", options)
        return find(question, oracle(**facts), self.world, self.folder, lambda _: None)

    def test_each_export_is_a_file_system(self) -> None:
        lent = self.found("/home/ada", "vers=3")
        assert lent.source is not None
        self.assertEqual(
            ("ocid1.filesystem.a", "ada", False), (lent.source.root.name, lent.source.path, lent.read_only)
        )
        self.assertEqual("absent", self.found("/").failed)
        self.assertEqual("absent", self.found("/homes").failed)

    def test_the_first_export_option_that_fits_counts(self) -> None:
        self.assertTrue(self.found("/home", address="10.0.0.1").read_only)
        self.assertEqual("denied", self.found("/home", address="10.0.1.1").failed)
        self.assertEqual("denied", self.found("/data").failed)

    def test_version_4_is_not_spoken(self) -> None:
        self.assertEqual("version", self.found("/home", "nfsvers=4.1").failed)

    def test_helpers_of_version_3_must_be_reached_too(self) -> None:
        servers = self.world.file_servers
        self.assertEqual((111, 2048, 2049, 2050), ports("10.0.0.9", oracle(), servers))
        self.assertEqual((), ports("10.0.0.10", oracle(), servers))
        self.assertEqual((), ports("10.0.0.9", instance(4), servers))


if __name__ == "__main__":
    unittest.main()

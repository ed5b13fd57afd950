from __future__ import annotations

import json
from unittest import mock

from emulated import AwsCase
from support import CLUSTER, CloudStub, NodeCase

from terrane_node.documents import Partition, mounts_of, volume_of
from terrane_node.errors import CloudError, CloudUnreachable, SettingsError
from terrane_node.settings import read_settings


class Reading(AwsCase):
    def test_a_document_is_read_anew_unless_a_copy_will_do(self) -> None:
        documents = self.node().documents
        self.assertEqual(documents.cluster()["cluster"], CLUSTER)
        self.put_document("cluster", {"cluster": "changed"})
        self.assertEqual(documents.cluster(max_age=60)["cluster"], CLUSTER)
        self.clock.passed += 61
        self.assertEqual(documents.cluster(max_age=60)["cluster"], "changed")

    def test_the_copy_serves_while_the_cloud_does_not_answer(self) -> None:
        documents = self.node().documents
        documents.cluster()
        self.calls.refuse("GetParameter", "ServiceUnavailable")
        self.assertEqual(documents.cluster()["cluster"], CLUSTER)

    def test_no_copy_serves_where_the_document_itself_is_wanted(self) -> None:
        documents = self.node().documents
        documents.cluster()
        self.calls.refuse("GetParameter", "ServiceUnavailable")
        with self.assertRaises(CloudUnreachable):
            documents.cluster(offline=False)

    def test_no_copy_hides_a_missing_permission(self) -> None:
        documents = self.node().documents
        documents.cluster()
        self.calls.refuse("GetParameter", "AccessDeniedException")
        with self.assertRaisesRegex(CloudError, "AccessDeniedException"):
            documents.cluster()

    def test_a_broken_copy_is_no_copy(self) -> None:
        documents = self.node().documents
        documents.cluster()
        for file in self.paths.state.glob("documents*/*"):
            file.write_text('{"at": ')
        self.calls.refuse("GetParameter", "ServiceUnavailable")
        with self.assertRaises(CloudUnreachable):
            documents.cluster()

    def test_a_document_that_is_no_json_object_is_named(self) -> None:
        for text in ("{", "[1]"):
            self.put_document("cluster", text)
            with self.assertRaisesRegex(SettingsError, f"/terrane/{CLUSTER}/cluster"):
                self.node().documents.cluster()


class Content(NodeCase):
    def test_a_partition_needs_what_a_launch_needs(self) -> None:
        whole = {"partition": "p", "template": "lt-1", "subnets": ["s"], "machines": ["m"], "max": "3"}
        self.assertEqual(Partition.of(whole).template_version, "$Latest")
        for key in whole:
            with self.subTest(key), self.assertRaisesRegex(SettingsError, key):
                Partition.of({name: value for name, value in whole.items() if name != key})

    def test_text_that_stands_for_a_number_or_a_boolean_is_read_as_one(self) -> None:
        raw = {"partition": "p", "template": "t", "subnets": ["s"], "machines": ["m"], "max": "3", "min": "2"}
        partition = Partition.of({**raw, "onDemandFallback": "true", "templateVersion": 7})
        self.assertEqual(partition.static_nodes(), ("p-1", "p-2"))
        self.assertEqual((partition.on_demand_fallback, partition.template_version), (True, "7"))
        self.assertFalse(Partition.of({**raw, "onDemandFallback": "false"}).on_demand_fallback)

    def test_mounts_are_those_of_the_role_in_order(self) -> None:
        one = {"type": "nfs4", "source": "a:/", "roles": ["head", "compute"]}
        cluster = {"mounts": [{**one, "path": "/a"}, {**one, "path": "/b", "roles": ["login"]}, {**one, "path": "/c"}]}
        self.assertEqual([mount.path for mount in mounts_of(cluster, "compute")], ["/a", "/c"])

    def test_an_unknown_volume_is_an_error_that_names_the_known_ones(self) -> None:
        with self.assertRaisesRegex(SettingsError, "has: state"):
            volume_of({"volumes": [{"name": "state"}]}, "home")


class NodeSettings(NodeCase):
    def write(self, **changes: object) -> None:
        whole = {"cluster": CLUSTER, "role": "head", "region": "r", "documents": "/terrane/ocean/", **changes}
        self.paths.settings.parent.mkdir(parents=True, exist_ok=True)
        self.paths.settings.write_text(json.dumps({key: value for key, value in whole.items() if value is not None}))

    def test_are_read_from_the_file_of_the_user_data(self) -> None:
        self.write(partition="compute")
        settings = read_settings(self.paths)
        self.assertEqual((settings.documents, settings.partition, settings.cloud), ("/terrane/ocean", "compute", "aws"))

    def test_name_what_is_absent(self) -> None:
        with self.assertRaisesRegex(SettingsError, "absent"):
            read_settings(self.paths)
        for key in ("cluster", "role", "region", "documents"):
            self.write(**{key: None})
            with self.subTest(key), self.assertRaisesRegex(SettingsError, key):
                read_settings(self.paths)

    def test_know_three_roles(self) -> None:
        self.write(role="boss")
        with self.assertRaisesRegex(SettingsError, "head, login, compute"):
            read_settings(self.paths)

    def test_copies_of_the_slurm_user_are_not_those_of_root(self) -> None:
        for uid, folder in ((0, "documents"), (64030, "documents-slurm")):
            with mock.patch("os.geteuid", return_value=uid):
                node = self.node_on(CloudStub(cluster={}))
                node.documents.cluster()
            self.assertEqual(len(list((self.paths.state / folder).iterdir())), 1)

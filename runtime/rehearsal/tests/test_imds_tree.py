from __future__ import annotations

import json
import unittest
from datetime import UTC, datetime

from terrane_rehearsal.imds import Notices, tree
from terrane_rehearsal.imds.listing import VERSIONS, read
from terrane_rehearsal.imds.notices import Maintenance

from .sample_instance import HEAD, Credentials, other, world

AT = datetime(2026, 11, 21, 12, 0, 0, tzinfo=UTC)


class WhatAnInstanceIsTold(unittest.TestCase):
    def get(self, path: str, instance: object = HEAD, **known: object) -> str | None:
        found = read(tree(instance, world(), **known), path)  # type: ignore[arg-type]
        return None if found is None else found.decode()

    def meta(self, path: str, instance: object = HEAD, **known: object) -> str | None:
        return self.get(f"/latest/meta-data/{path}", instance, **known)

    def test_the_root_lists_the_versions_in_order_of_time(self) -> None:
        self.assertEqual((self.get("/") or "").splitlines(), sorted(VERSIONS))
        self.assertIn("2021-03-23", VERSIONS)

    def test_a_version_lists_its_parts_without_slashes(self) -> None:
        self.assertEqual(self.get("/latest/"), "dynamic\nmeta-data\nuser-data")
        self.assertEqual(self.get("/latest", other(user_data=b"")), "dynamic\nmeta-data")

    def test_an_unknown_version_or_item_is_not_found(self) -> None:
        self.assertIsNone(self.get("/2020-01-01/meta-data/"))
        self.assertIsNone(self.meta("ami-idd"))
        self.assertIsNone(self.meta("ami-id/x"))

    def test_an_older_version_lacks_what_came_later(self) -> None:
        tagged = other(metadata_tags=True)
        self.assertIn("tags/", self.get("/2021-03-23/meta-data/", tagged) or "")
        self.assertNotIn("tags/", self.get("/2021-01-03/meta-data/", tagged) or "")
        self.assertIsNone(self.get("/1.0/dynamic/instance-identity/document"))

    def test_a_folder_is_listed_with_and_without_the_slash_and_folders_in_it_have_one(self) -> None:
        for path in ("placement", "placement/"):
            self.assertEqual(self.meta(path), "availability-zone\nregion")
        self.assertEqual(self.meta("network/interfaces/macs/"), "06:00:0a:32:01:05/")

    def test_the_interface_says_its_groups_subnet_and_blocks(self) -> None:
        base = "network/interfaces/macs/06:00:0a:32:01:05"
        self.assertEqual(self.meta(f"{base}/security-groups"), "cluster\nlogin")
        self.assertEqual(self.meta(f"{base}/subnet-ipv4-cidr-block"), "10.0.1.0/24")
        self.assertEqual(self.meta(f"{base}/vpc-ipv4-cidr-blocks"), "10.0.0.0/16\n10.1.0.0/16")
        self.assertEqual(self.meta(f"{base}/owner-id"), "123456789012")
        self.assertIsNone(self.meta(f"{base}/public-ipv4s"))

    def test_a_public_address_has_a_name_and_an_association(self) -> None:
        public = other(public_address="54.1.2.3")
        self.assertEqual(self.meta("public-hostname", public), "ec2-54-1-2-3.us-west-2.compute.amazonaws.com")
        base = "network/interfaces/macs/06:00:0a:32:01:05/ipv4-associations"
        self.assertEqual(self.meta(f"{base}/54.1.2.3", public), HEAD.address)

    def test_names_of_us_east_1_have_their_old_form(self) -> None:
        self.assertEqual(self.meta("local-hostname", other(region="us-east-1")), "ip-127-0-0-5.ec2.internal")
        self.assertEqual(self.meta("local-hostname"), "ip-127-0-0-5.us-west-2.compute.internal")

    def test_public_keys_are_listed_by_number_and_name(self) -> None:
        keyed = other(key_name="laptop", public_key="ssh-ed25519 AAAA me@home")
        self.assertEqual(self.meta("public-keys/", keyed), "0=laptop")
        self.assertEqual(self.meta("public-keys/0/", keyed), "openssh-key")
        self.assertEqual(self.meta("public-keys/0/openssh-key", keyed), "ssh-ed25519 AAAA laptop")
        self.assertIn("public-keys/", (self.meta("", keyed) or "").splitlines())
        self.assertIsNone(self.meta("public-keys/"))

    def test_tags_are_there_only_when_enabled(self) -> None:
        self.assertIsNone(self.meta("tags/instance/Name"))
        self.assertIsNone(self.meta("tags/instance/"))
        tagged = other(metadata_tags=True)
        self.assertEqual(self.meta("tags/instance", tagged), "Name\nterrane:node")
        self.assertEqual(self.meta("tags/instance/terrane:node", tagged), "head")

    def test_a_role_shows_its_profile_and_credentials(self) -> None:
        info = json.loads(self.meta("iam/info", credentials=Credentials()) or "")
        self.assertEqual(info["InstanceProfileArn"], HEAD.profile_arn)
        self.assertEqual(self.meta("iam/security-credentials/", credentials=Credentials()), "HeadRole")
        given = json.loads(self.meta("iam/security-credentials/HeadRole", credentials=Credentials()) or "")
        self.assertEqual((given["Code"], given["Type"]), ("Success", "AWS-HMAC"))
        self.assertEqual(given["Expiration"], "2099-11-21T18:00:00Z")
        self.assertEqual(given["LastUpdated"], "2099-11-21T12:00:00Z")

    def test_without_a_profile_there_is_no_iam(self) -> None:
        self.assertIsNone(self.meta("iam/", other(profile_arn=None, role=None), credentials=Credentials()))
        self.assertIsNone(self.meta("iam/security-credentials/", other(role=None)))

    def test_a_spot_notice_shows_its_action_and_its_time(self) -> None:
        self.assertIsNone(self.meta("spot/instance-action"))
        self.assertIsNone(self.meta("spot/"))
        notices = Notices(action="terminate", action_at=AT)
        self.assertEqual(
            json.loads(self.meta("spot/instance-action", notices=notices) or ""),
            {"action": "terminate", "time": "2026-11-21T12:00:00Z"},
        )
        self.assertEqual(self.meta("spot/termination-time", notices=notices), "2026-11-21T12:00:00Z")

    def test_a_stop_has_no_termination_time(self) -> None:
        self.assertEqual(self.meta("spot/", notices=Notices(action="stop", action_at=AT)), "instance-action")

    def test_rebalance_and_maintenance_are_events(self) -> None:
        self.assertEqual(self.meta("events/maintenance/scheduled"), "[]")
        self.assertIsNone(self.meta("events/recommendations/rebalance"))
        event = Maintenance("instance-event-1", "instance-reboot", AT, AT)
        notices = Notices(rebalance_at=AT, maintenance=(event,))
        self.assertIn("2026-11-21T12:00:00Z", self.meta("events/recommendations/rebalance", notices=notices) or "")
        shown = json.loads(self.meta("events/maintenance/scheduled", notices=notices) or "")
        self.assertEqual((shown[0]["Code"], shown[0]["NotBefore"]), ("instance-reboot", "21 Nov 2026 12:00:00 GMT"))

    def test_block_devices_are_root_and_numbered_volumes(self) -> None:
        self.assertEqual(self.meta("block-device-mapping/"), "ami\nebs1\nroot")
        self.assertEqual(self.meta("block-device-mapping/ebs1"), "/dev/sdf")

    def test_the_lifecycle_state_is_there_in_a_group_only(self) -> None:
        self.assertIsNone(self.meta("autoscaling/target-lifecycle-state"))
        self.assertEqual(self.meta("autoscaling/target-lifecycle-state", other(auto_scaling_group="g")), "InService")
        ending = other(auto_scaling_group="g", state="shutting-down")
        self.assertEqual(self.meta("autoscaling/target-lifecycle-state", ending), "Terminated")

    def test_the_identity_document_is_there_and_no_signature(self) -> None:
        document = json.loads(self.get("/latest/dynamic/instance-identity/document", since=AT) or "")
        self.assertEqual((document["region"], document["availabilityZone"]), ("us-west-2", "us-west-2a"))
        self.assertEqual((document["accountId"], document["pendingTime"]), ("123456789012", "2026-11-21T12:00:00Z"))
        self.assertEqual(self.get("/latest/dynamic/instance-identity"), "document")
        for name in ("pkcs7", "rsa2048", "signature"):
            self.assertIsNone(self.get(f"/latest/dynamic/instance-identity/{name}"))

    def test_user_data_are_its_own_bytes_or_not_found(self) -> None:
        self.assertEqual(read(tree(HEAD, world()), "/latest/user-data"), HEAD.user_data)
        self.assertIsNone(self.get("/latest/user-data", other(user_data=b"")))

    def test_partitions_follow_the_region(self) -> None:
        self.assertEqual(self.meta("services/partition", other(region="us-gov-west-1")), "aws-us-gov")
        self.assertEqual(self.meta("services/domain", other(region="cn-north-1")), "amazonaws.com.cn")
        self.assertEqual(self.meta("services/domain"), "amazonaws.com")


if __name__ == "__main__":
    unittest.main()

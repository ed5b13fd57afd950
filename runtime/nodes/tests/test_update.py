from __future__ import annotations

import hashlib
import io
import json
import os
import zipfile

import boto3
from emulated import AwsCase
from support import REGION, NodeCase, command, printed

from terrane_node.bundle import exchange

NEW = {"bin/terrane-node": "#!/bin/sh\n", "slurm/slurm.conf": "ClusterName=new\n", "slurm/cgroup.conf": "x\n"}


def archive(files: dict[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as opened:
        for name, text in files.items():
            opened.writestr(zipfile.ZipInfo(name), text)
    return out.getvalue()


class UpdateCase(AwsCase):
    def setUp(self) -> None:
        super().setUp()
        self.s3 = boto3.client("s3", REGION)
        self.s3.create_bucket(Bucket="bundles", CreateBucketConfiguration={"LocationConstraint": REGION})
        self.calls.made.clear()
        self.paths.program.mkdir(parents=True)
        (self.paths.program / "old").write_text("old")
        self.paths.bundle_mark.write_text("0" * 64 + "\n")
        self.paths.slurm_settings.mkdir(parents=True)
        (self.paths.slurm_settings / "slurm.conf").write_text("ClusterName=old\n")

    def publish(self, content: bytes, sha256: str | None = None) -> str:
        sha256 = sha256 or hashlib.sha256(content).hexdigest()
        self.s3.put_object(Bucket="bundles", Key="b.zip", Body=content)
        self.put_document("cluster", {"bundle": {"bucket": "bundles", "key": "b.zip", "sha256": sha256}})
        return sha256

    def update(self) -> int:
        with printed():
            return command(self.node(), "update")

    def slurm_conf(self) -> str:
        return (self.paths.slurm_settings / "slurm.conf").read_text()

    def status(self) -> tuple[str, str, str]:
        status = json.loads(self.paths.boot_status.read_text())
        return status["phase"], status["outcome"], status["reason"]

    def assert_nothing_changed(self) -> None:
        self.assertEqual((self.paths.program / "old").read_text(), "old")
        self.assertEqual(self.paths.bundle_mark.read_text(), "0" * 64 + "\n")
        self.assertEqual(self.slurm_conf(), "ClusterName=old\n")


class Update(UpdateCase):
    def test_has_services_take_their_settings_over(self) -> None:
        seen = self.paths.program.parent / "seen"
        self.publish(archive({**NEW, "services/update.sh": f"cat {self.paths.program}/slurm/slurm.conf > {seen}\n"}))
        self.assertEqual(self.update(), 0)
        self.assertEqual(seen.read_text(), "ClusterName=new\n")

    def test_says_why_services_did_not(self) -> None:
        sha256 = self.publish(archive({**NEW, "services/update.sh": "echo no driver >&2; exit 3\n"}))
        self.assertEqual(self.update(), 1)
        self.assertEqual(self.status(), ("update", "failed", "bash failed (3): no driver"))
        self.assertEqual(self.paths.bundle_mark.read_text().strip(), sha256)

    def test_takes_a_new_bundle_over(self) -> None:
        sha256 = self.publish(archive(NEW))
        self.assertEqual(self.update(), 0)
        self.assertEqual(self.paths.bundle_mark.read_text().strip(), sha256)
        self.assertFalse((self.paths.program / "old").exists())
        self.assertTrue(os.access(self.paths.program / "bin/terrane-node", os.X_OK))
        self.assertFalse(os.access(self.paths.program / "slurm/slurm.conf", os.X_OK))
        self.assertEqual(self.slurm_conf(), "ClusterName=new\n")
        self.assertEqual((self.paths.slurm_settings / "cgroup.conf").read_text(), "x\n")
        self.assertEqual(self.programs.calls("scontrol"), [["scontrol", "reconfigure"]])
        self.assertEqual(self.status(), ("update", "done", ""))

    def test_does_nothing_while_the_bundle_is_the_same(self) -> None:
        sha256 = self.publish(archive(NEW))
        self.paths.bundle_mark.write_text(f"{sha256}\n")
        self.assertEqual(self.update(), 0)
        self.assertEqual(self.calls.of("GetObject"), [])
        self.assertFalse(self.paths.boot_status.exists())

    def test_sees_a_change_in_spite_of_a_recent_copy_of_the_document(self) -> None:
        self.publish(archive(NEW))
        self.node().documents.cluster()
        sha256 = self.publish(archive({**NEW, "more": "x"}))
        self.update()
        self.assertEqual(self.paths.bundle_mark.read_text().strip(), sha256)

    def test_a_wrong_sum_changes_nothing_and_is_reported(self) -> None:
        self.publish(archive(NEW), sha256="a" * 64)
        self.assertEqual(self.update(), 1)
        self.assert_nothing_changed()
        phase, outcome, reason = self.status()
        self.assertEqual((phase, outcome), ("update", "failed"))
        self.assertIn("bundles/b.zip has SHA-256", reason)
        self.assertEqual(self.programs.calls("scontrol"), [])
        self.assertEqual(sorted(path.name for path in self.paths.program.parent.iterdir()), ["terrane"])

    def test_a_refused_bundle_is_tried_again_after_ten_minutes(self) -> None:
        self.publish(archive(NEW), sha256="a" * 64)
        for passed, outcome, fetched in ((0, 1, 1), (300, 0, 1), (400, 1, 2)):
            self.clock.passed += passed
            self.assertEqual(self.update(), outcome)
            self.assertEqual(len(self.calls.of("GetObject")), fetched)

    def test_another_bundle_is_tried_at_once_after_a_refused_one(self) -> None:
        self.publish(archive(NEW), sha256="a" * 64)
        self.update()
        self.publish(archive(NEW))
        self.assertEqual(self.update(), 0)
        self.assertEqual(self.slurm_conf(), "ClusterName=new\n")

    def test_settings_that_slurmctld_refuses_are_taken_back(self) -> None:
        self.publish(archive(NEW))
        self.programs.refuse("scontrol reconfigure", "slurm_reconfigure error: Invalid node name specified")
        self.assertEqual(self.update(), 1)
        self.assert_nothing_changed()
        self.assertFalse((self.paths.slurm_settings / "cgroup.conf").exists())
        self.assertIn("Invalid node name specified", self.status()[2])

    def test_an_archive_that_reaches_out_of_its_folder_is_refused(self) -> None:
        for name in ("../evil", "/etc/evil", "a/../../evil"):
            with self.subTest(name):
                self.publish(archive({**NEW, name: "x"}))
                self.assertEqual(self.update(), 1)
                self.assert_nothing_changed()
                self.assertIn("lies outside", self.status()[2])

    def test_something_that_is_no_archive_is_refused(self) -> None:
        self.publish(b"not a zip")
        self.assertEqual(self.update(), 1)
        self.assert_nothing_changed()

    def test_a_missing_archive_is_reported(self) -> None:
        self.publish(archive(NEW))
        self.s3.delete_object(Bucket="bundles", Key="b.zip")
        self.assertEqual(self.update(), 1)
        self.assert_nothing_changed()
        self.assertIn("NoSuchKey", self.status()[2])


class LoginUpdate(UpdateCase):
    role = "login"

    def test_takes_the_settings_over_and_leaves_the_controller_alone(self) -> None:
        self.publish(archive(NEW))
        self.assertEqual(self.update(), 0)
        self.assertEqual(self.slurm_conf(), "ClusterName=new\n")
        self.assertEqual(self.programs.calls("scontrol"), [])


class Exchange(NodeCase):
    def folders(self) -> None:
        for name in ("new", "used"):
            (self.root / name).mkdir()
            (self.root / name / "what").write_text(name)
        exchange(self.root / "new", self.root / "used")
        self.assertEqual((self.root / "used/what").read_text(), "new")
        self.assertEqual((self.root / "new/what").read_text(), "used")
        self.assertFalse((self.root / "used.aside").exists())

    def test_swaps_two_folders(self) -> None:
        self.folders()

    def test_swaps_them_where_the_kernel_cannot_do_it_in_one_step(self) -> None:
        from unittest import mock

        with mock.patch("ctypes.CDLL", return_value=mock.Mock(renameat2=mock.Mock(return_value=-1))):
            self.folders()

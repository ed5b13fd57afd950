"""The same behaviour of a folder, of S3 and of Object Storage; and patience with any of them."""

from __future__ import annotations

import os
import unittest
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from unittest import mock

from botocore.config import Config
from oracle import oci_store
from s3 import REGION, Bucket, refusing_s3
from unit import FakeClock, FolderCase

from terrane_stream import store_oci, store_s3
from terrane_stream.errors import NoSuchObject, StoreError, StoreUnavailable
from terrane_stream.place import FolderPlace, OciPlace, S3Place
from terrane_stream.store_folder import FolderStore
from terrane_stream.store_s3 import S3Store
from terrane_stream.stores import ATTEMPTS, Patient, Store, open_store

KEYS = ["results/a", "results/a.b", "results/a/b", "results/rows/1", "results/ü", "results/~"]


class Behaviour:
    """What holds of every store."""

    store: Store
    folder: Path

    def test_what_is_put_is_got(self: Any) -> None:
        for data in (b"", b"\x00\xff" * 70_000):
            self.store.put("one/key", data)
            self.assertEqual(self.store.get("one/key"), data)

    def test_what_is_put_again_is_replaced(self: Any) -> None:
        self.store.put("again", b"first and long")
        self.store.put("again", b"second")
        self.assertEqual(self.store.get("again"), b"second")

    def test_an_object_is_fetched_into_a_file(self: Any) -> None:
        self.store.put("file", b"x" * 3_000_000)
        self.store.fetch("file", self.folder / "copy")
        self.assertEqual((self.folder / "copy").read_bytes(), b"x" * 3_000_000)

    def test_what_is_absent_is_told_as_such(self: Any) -> None:
        self.assertFalse(self.store.exists("none"))
        with self.assertRaisesRegex(NoSuchObject, "none"):
            self.store.get("none")
        with self.assertRaisesRegex(NoSuchObject, "none"):
            self.store.fetch("none", self.folder / "copy")
        self.store.delete("none")

    def test_what_is_deleted_is_gone(self: Any) -> None:
        self.store.put("gone", b"x")
        self.assertTrue(self.store.exists("gone"))
        self.store.delete("gone")
        self.assertFalse(self.store.exists("gone"))

    def test_keys_are_listed_in_the_order_of_their_bytes(self: Any) -> None:
        keys = [key for key in KEYS if not (isinstance(self.store, FolderStore) and key == "results/a/b")]
        for key in reversed(keys):
            self.store.put(key, b"")
        self.store.put("other", b"")
        listed = self.store.list("results/")
        self.assertIsInstance(listed, Iterator)
        self.assertEqual(list(listed), sorted(keys, key=str.encode))
        self.assertEqual(list(self.store.list("results/a.")), ["results/a.b"])
        self.assertEqual(list(self.store.list("nowhere/")), [])


class FolderTest(Behaviour, FolderCase):
    def setUp(self) -> None:
        super().setUp()
        self.store = FolderStore(self.folder / "bucket")

    def test_a_file_that_is_being_written_is_no_object(self) -> None:
        self.store.put("a/whole", b"x")
        (self.folder / "bucket/a/.unfinished-x").write_bytes(b"half")
        self.assertEqual(list(self.store.list("")), ["a/whole"])

    def test_a_write_that_fails_leaves_the_old_object_and_nothing_else(self) -> None:
        self.store.put("a/key", b"old")
        with mock.patch("os.fsync", side_effect=OSError(28, "No space left on device")), self.assertRaises(OSError):
            self.store.put("a/key", b"new")
        self.assertEqual(self.store.get("a/key"), b"old")
        self.assertEqual(os.listdir(self.folder / "bucket/a"), ["key"])

    def test_a_key_that_leads_out_of_the_folder_is_refused(self) -> None:
        for key in ("../x", "/x", "a//b", "a/", "", "a/../../x", "."):
            with self.subTest(key), self.assertRaisesRegex(StoreError, "is no key that a folder can hold"):
                self.store.put(key, b"")


class S3Test(Behaviour, FolderCase):
    bucket: Bucket

    @classmethod
    def setUpClass(cls) -> None:
        cls.bucket = cls.enterClassContext(refusing_s3())

    def setUp(self) -> None:
        super().setUp()
        self.store = S3Store.at(S3Place(self.bucket.name, REGION), self.bucket.url)
        for key in list(self.store.list("")):
            self.store.delete(key)

    def test_more_than_a_page_is_listed(self) -> None:
        keys = [f"many/{number:04d}" for number in range(7)]
        for key in keys:
            self.store.put(key, b"")
        with mock.patch.object(store_s3, "PAGE", 3):
            self.assertEqual(list(self.store.list("many/")), keys)

    def test_an_absent_bucket_is_an_error_at_once(self) -> None:
        absent = S3Store.at(S3Place("nobody", REGION), self.bucket.url)
        with self.assertRaisesRegex(StoreError, "put s3://nobody/key: .*NoSuchBucket") as caught:
            absent.put("key", b"")
        self.assertNotIsInstance(caught.exception, StoreUnavailable)

    def test_a_bucket_that_cannot_be_reached_may_answer_later(self) -> None:
        config = store_s3.CONFIG.merge(Config(retries={"max_attempts": 1}, connect_timeout=1))
        with (
            mock.patch.object(store_s3, "CONFIG", config),
            self.assertRaisesRegex(StoreUnavailable, "get s3://results/"),
        ):
            S3Store.at(S3Place("results", REGION), "http://127.0.0.1:9").get("key")


class OciTest(Behaviour, FolderCase):
    @classmethod
    def setUpClass(cls) -> None:
        cls.store = cls.enterClassContext(oci_store())

    def setUp(self) -> None:
        super().setUp()
        for key in list(self.store.list("")):
            self.store.delete(key)

    def test_more_than_a_page_is_listed(self) -> None:
        keys = [f"many/{number:04d}" for number in range(7)]
        for key in keys:
            self.store.put(key, b"")
        with mock.patch.object(store_oci, "PAGE", 3):
            self.assertEqual(list(self.store.list("many/")), keys)


class Refusing(FolderStore):
    """Does not answer so many requests."""

    def __init__(self, folder: Path, times: int) -> None:
        super().__init__(folder)
        self.times = times

    def put(self, key: str, data: bytes) -> None:
        self._refuse()
        super().put(key, data)

    def list(self, prefix: str) -> Iterator[str]:
        for number, key in enumerate(super().list(prefix)):
            if number == 2:
                self._refuse()
            yield key

    def _refuse(self) -> None:
        self.times -= 1
        if self.times >= 0:
            raise StoreUnavailable("put s3://results/key: SlowDown")


class PatienceTest(FolderCase):
    def test_a_request_that_is_not_answered_is_made_again(self) -> None:
        clock = FakeClock()
        store = Patient(Refusing(self.folder, times=3), clock)
        store.put("key", b"x")
        self.assertEqual(store.get("key"), b"x")
        self.assertEqual(len(clock.naps), 3)
        for nap, longest in zip(clock.naps, (0.5, 1, 2), strict=True):
            self.assertTrue(longest / 2 <= nap <= longest, clock.naps)

    def test_patience_ends(self) -> None:
        clock = FakeClock()
        store = Patient(Refusing(self.folder, times=100), clock)
        with self.assertRaisesRegex(StoreError, rf"^put s3://results/key: SlowDown \({ATTEMPTS} attempts\)$") as caught:
            store.put("key", b"x")
        self.assertNotIsInstance(caught.exception, StoreUnavailable)
        self.assertTrue(20 < clock.passed < 61, clock.passed)

    def test_a_listing_that_breaks_off_goes_on_where_it_was(self) -> None:
        for key in "abcd":
            FolderStore(self.folder).put(key, b"")
        store = Patient(Refusing(self.folder, times=2), FakeClock())
        self.assertEqual(list(store.list("")), ["a", "b", "c", "d"])

    def test_the_place_decides_which_store_is_opened(self) -> None:
        for place, kind in (
            (FolderPlace(self.folder), FolderStore),
            (S3Place("b", REGION), S3Store),
            (OciPlace("b", "n", "us-ashburn-1"), store_oci.OciStore),
        ):
            opened: Any = open_store(place)
            self.assertIsInstance(opened._store, kind)


if __name__ == "__main__":
    unittest.main()

from __future__ import annotations

import json
import unittest
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

from unit import FolderCase, archive, fdsn_source, live

from terrane_stream.declaration import FdsnSource, ObjectsSource, QueueSource, StreamSource, Window, declaration_of
from terrane_stream.errors import DeclarationError
from terrane_stream.fields import Fields
from terrane_stream.place import FolderPlace, KafkaSecurity, S3Place, place_of, read_place

FILE = "declaration.json"


def read(document: dict[str, Any]) -> Any:
    return declaration_of(Fields(document, "", FILE))


class Declarations(unittest.TestCase):
    def test_archive_is_read_whole(self) -> None:
        read_ = read(archive(source=fdsn_source(stations=[{"code": "A04A", "from": "2012-03-01", "to": None}])))
        self.assertIsInstance(read_.source, FdsnSource)
        self.assertEqual(read_.source.start, datetime(2012, 1, 1, tzinfo=timezone.utc))
        self.assertEqual(read_.source.stations[0].start, datetime(2012, 3, 1, tzinfo=timezone.utc))
        self.assertIsNone(read_.source.stations[0].end)
        self.assertEqual((read_.worker.handler, read_.worker.backoff_max_seconds), ("htn.detect", 180))
        self.assertEqual((read_.workers.node_requests_per_second, read_.workers.deadline_seconds), (1.62, 86400))

    def test_live_is_read_whole(self) -> None:
        streams = [{"network": "IU", "station": "ANMO", "selector": "BHZ"}]
        read_ = read(live(seedlink={"server": "rtserve.example.org:18000", "streams": streams}))
        self.assertEqual(read_.source, StreamSource("kinesis", "miniseed", "station", "time", None, 1.0))
        self.assertEqual(read_.live.window, Window(20, 10))
        self.assertEqual((read_.live.latency_target_seconds, read_.live.shards), (30, 2))
        self.assertEqual(read_.seedlink.streams[0].station, "ANMO")

    def test_objects_and_queue_have_defaults(self) -> None:
        read_ = read(archive(source={"kind": "objects", "bucket": "waves"}))
        self.assertEqual(read_.source, ObjectsSource("", "miniseed", None))
        self.assertEqual(read(archive(engine="queue", source={"kind": "queue"})).source, QueueSource(5, 600))

    def test_times_with_another_offset_become_utc(self) -> None:
        source = read(archive(source=fdsn_source(**{"from": "2012-01-01T02:00:00+02:00"}))).source
        self.assertEqual(source.start, datetime(2012, 1, 1, tzinfo=timezone.utc))
        self.assertEqual(source.start.tzinfo, timezone.utc)

    def test_each_bad_declaration_has_its_exact_error(self) -> None:
        worker, source = archive()["worker"], fdsn_source()
        for document, message in (
            (archive(format=2), "format is 2; 1 (this program reads no other) is needed"),
            (archive(format="1"), 'format is "1"; a whole number, 0 or more is needed'),
            (archive(engine="batch"), 'engine is "batch"; "archive" or "live" or "queue" is needed'),
            (archive(engine="live"), 'source.kind is "fdsn"; the engine "live" reads "stream"'),
            (archive(name=None), "name is missing; a text is needed"),
            (archive(sauce=1), "sauce is not known; did you mean 'source'?"),
            (archive(source=[]), "source is a list; an object is needed"),
            (archive(source={**source, "url": "service.example.org"}), 'source.url is "service.example.org"; a URL'),
            (archive(source={**source, "network": "ta*"}), 'source.network is "ta*"; a network code such as TA'),
            (archive(source={**source, "stations": []}), "source.stations is []; a list of at least 1 is needed"),
            (archive(source={**source, "stations": [{}]}), "source.stations[0].code is missing; a text is needed"),
            (
                archive(source={**source, "stations": [{"code": "A"}, {"code": "B"}, {"code": "A"}]}),
                "source.stations name A twice: its chunks would be done twice",
            ),
            (archive(source={**source, "channels": ["bhz"]}), 'source.channels[0] is "bhz"; a channel code such as'),
            (archive(source={**source, "to": "2011"}), 'source.to is "2011"; a time such as "2012-01-01T00:00:00Z"'),
            (
                archive(source={**source, "to": "2011-01-01"}),
                "source.to (2011-01-01T00:00:00+00:00) is not after 'from'",
            ),
            (archive(source={**source, "chunkSeconds": 0}), "source.chunkSeconds is 0; a whole number, 1 or more"),
            (archive(source={**source, "chunkSeconds": 0.5}), "source.chunkSeconds is 0.5; a whole number, 1 or more"),
            (archive(source={**source, "requestsPerSecond": 0}), "source.requestsPerSecond is 0; a number above 0"),
            (archive(source={**source, "conurrent": 3}), "source.conurrent is not known; did you mean 'concurrent'?"),
            (archive(worker={**worker, "handler": "htn"}), 'worker.handler is "htn"; "module.function", such as'),
            (archive(worker={**worker, "handler": "a-b.c"}), 'worker.handler is "a-b.c"; "module.function", such as'),
            (archive(worker={**worker, "threads": True}), "worker.threads is true; a whole number, 1 or more"),
            (
                archive(worker={**worker, "backoffMaxSeconds": 1}),
                "worker.backoffMaxSeconds (1) is less than backoffSeconds (2)",
            ),
            (archive(workers={"min": 3, "max": 2}), "workers.min (3) is more than max (2)"),
            (archive(results={"prefix": "results"}), 'results.prefix is "results"; a prefix such as "results/"'),
            (archive(results={"prefix": "/"}), 'results.prefix is "/"; a prefix such as "results/"'),
            (live(live=None), "live is missing; an object is needed"),
            (live(seedlink={"server": "host", "streams": [{}]}), 'seedlink.server is "host"; "host:port" is needed'),
        ):
            with self.subTest(message), self.assertRaises(DeclarationError) as caught:
                read(document)
            self.assertTrue(str(caught.exception).startswith(f"{FILE}: {message}"), str(caught.exception))


class Places(FolderCase):
    def place(self, **fields: Any) -> Any:
        results = {"kind": "folder", "path": "/results"}
        return place_of(Fields({"results": results, **fields}, "", "place.json"))

    def test_every_kind_is_read(self) -> None:
        s3 = {"kind": "s3", "bucket": "b", "region": "us-west-2"}
        security = {"user": "tenancy/user/pool", "secret": "ocid1.vaultsecret.oc1..x"}
        kafka = {"kind": "kafka", "bootstrap": "host:9092", "topic": "waves", "security": security}
        place = self.place(bucket=s3, stream=kafka, alerts={"kind": "folder", "path": "/alerts"}, endpoint="http://e")
        self.assertEqual(place.results, FolderPlace(Path("/results")))
        self.assertEqual(place.bucket, S3Place("b", "us-west-2"))
        self.assertEqual(place.stream.security, KafkaSecurity(**security))
        self.assertEqual((place.leases, place.queue, place.endpoint), (None, None, "http://e"))

    def test_each_bad_place_has_its_exact_error(self) -> None:
        for fields, message in (
            ({"results": None}, "place.json: results is missing; an object is needed"),
            ({"results": {"kind": "ftp"}}, 'place.json: results.kind is "ftp"; "s3" or "oci" or "folder" is needed'),
            (
                {"results": {"kind": "folder", "path": "r"}},
                'place.json: results.path is "r"; an absolute path is needed',
            ),
            ({"bucket": {"kind": "s3", "bucket": "b"}}, "place.json: bucket.region is missing; a text is needed"),
            ({"leases": {"kind": "sql"}}, 'place.json: leases.kind is "sql"; "dynamodb" is needed'),
        ):
            self.assertEqual(self.refused(DeclarationError, lambda given=fields: self.place(**given)), message)  # type: ignore[misc]

    def test_a_file_that_is_not_json_is_named(self) -> None:
        (self.folder / "place.json").write_text("{", encoding="utf-8")
        message = self.refused(DeclarationError, lambda: read_place(self.folder / "place.json"))
        self.assertRegex(message, r"^place.json: is not JSON: ")
        message = self.refused(DeclarationError, lambda: read_place(self.folder / "other.json"))
        self.assertEqual(message, "other.json: cannot be read: No such file or directory")

    def test_documents_survive_json(self) -> None:
        self.assertEqual(read(json.loads(json.dumps(archive()))), read(archive()))


if __name__ == "__main__":
    unittest.main()

"""What the cap does with what a source answers, asked through real nginx and HAProxy."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import threading
import time
import unittest
import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from answering import Answer, Asked, answering, certificate
from capped import PACKAGES, Capped, capped, declaration
from processes import free_port, wait_until

from terrane_stream.cap_programs import Programs
from terrane_stream.cap_settings import cap_of
from terrane_stream.declaration import declaration_of
from terrane_stream.fields import Fields

QUERY = "/fdsnws/dataselect/1/query?network=XX&station=S%20~1"
ANSWERS = {
    "nothing": Answer(204),
    "none": Answer(404, body=b"no data"),
    "much": Answer(429, {"Retry-After": "7"}),
    "busy": Answer(503, {"Retry-After": "11"}, b"later"),
    "moved": Answer(301, {"Location": "https://elsewhere.example.org/fdsnws/x"}),
    "slow": Answer(after=0.3),
}


def answer(path: str) -> Answer:
    return ANSWERS.get(path.rpartition("/")[2], Answer())


class SourceTest(unittest.TestCase):
    asked: Asked
    cap: Capped

    @classmethod
    def setUpClass(cls) -> None:
        cls.asked = cls.enterClassContext(answering(answer))
        url = f"http://127.0.0.1:{cls.asked.port}/prefix"
        cls.cap = cls.enterClassContext(capped(url, requestsPerSecond=1000, concurrent=3))

    def setUp(self) -> None:
        self.asked.paths.clear()
        self.asked.headers.clear()
        self.asked.bodies.clear()
        self.asked.most = 0

    def test_a_request_reaches_the_source_as_it_was_with_the_sources_own_name(self) -> None:
        self.assertEqual(self.cap.get(QUERY), (200, b"data"))
        self.assertEqual(self.asked.paths, [f"/prefix{QUERY}"])
        self.assertEqual(self.asked.headers[0]["host"], f"127.0.0.1:{self.asked.port}")
        self.assertNotIn("x-cap-arrived", self.asked.headers[0])

    def test_a_post_is_carried_with_its_body(self) -> None:
        body = b"quality=B\n" + b"XX S000 * LHZ 2012-01-01T00:00:00 2012-01-02T00:00:00\n" * 5000
        request = urllib.request.Request(self.cap.url + "/fdsnws/dataselect/1/query", data=body, method="POST")
        with urllib.request.urlopen(request, timeout=30) as got:
            self.assertEqual(got.read(), b"data")
        self.assertEqual(self.asked.bodies, [body])

    def test_no_data_is_passed_on_as_the_source_says_it(self) -> None:
        self.assertEqual(self.cap.get("/fdsnws/nothing"), (204, b""))
        self.assertEqual(self.cap.get("/fdsnws/none"), (404, b"no data"))

    def test_a_source_that_asks_for_patience_is_passed_on_with_how_much(self) -> None:
        for path, status, after in (("/fdsnws/much", 429, "7"), ("/fdsnws/busy", 503, "11")):
            with self.subTest(path), self.assertRaises(urllib.error.HTTPError) as raised:
                urllib.request.urlopen(self.cap.url + path, timeout=30)
            self.assertEqual((raised.exception.code, raised.exception.headers["Retry-After"]), (status, after))
            raised.exception.close()

    def test_nobody_is_sent_past_the_cap_by_a_source_that_has_moved(self) -> None:
        status, text = self.cap.get("/fdsnws/moved")
        self.assertEqual(status, 502)
        self.assertIn(b"has moved to https://elsewhere.example.org/fdsnws/x", text)

    def test_what_is_no_request_for_data_does_not_reach_the_source(self) -> None:
        self.assertEqual(self.cap.get("/")[0], 404)
        self.assertEqual(self.cap.get("/fdsnws/../x")[0], 404)
        self.assertEqual(self.cap.get(QUERY, "DELETE")[0], 405)
        self.assertEqual(self.asked.paths, [])

    def test_the_source_sees_no_more_requests_at_once_than_declared_and_none_is_refused(self) -> None:
        with ThreadPoolExecutor(12) as pool:
            statuses = [status for status, _ in pool.map(self.cap.get, ["/fdsnws/slow"] * 12)]
        self.assertEqual(statuses, [200] * 12)
        self.assertEqual(self.asked.most, 3)

    def test_connections_to_the_source_are_used_again(self) -> None:
        self.asked.connections.clear()
        for _ in range(20):
            self.cap.get(QUERY)
        self.assertLessEqual(len(self.asked.connections), 3)

    def test_a_client_that_gives_up_loses_its_place_in_the_queue(self) -> None:
        holders = [threading.Thread(target=self.cap.get, args=("/fdsnws/slow",)) for _ in range(3)]
        for holder in holders:
            holder.start()
        wait_until(lambda: self.asked.now == 3, 5, "three requests at the source")
        with self.assertRaises(TimeoutError):
            urllib.request.urlopen(self.cap.url + "/fdsnws/given-up", timeout=0.1)
        for holder in holders:
            holder.join()
        self.cap.get("/fdsnws/later")
        self.assertEqual(self.asked.paths[-1], "/prefix/fdsnws/later")
        self.assertNotIn("/prefix/fdsnws/given-up", self.asked.paths)

    def test_a_second_cap_in_the_same_place_does_not_start(self) -> None:
        folder = self.cap.folder
        arguments = ["cap", "--declaration", str(folder.parent / "declaration.json"), "--folder", str(folder)]
        line = [sys.executable, "-m", "terrane_stream", *arguments, "--address", "127.0.0.1", "--port", "1"]
        done = subprocess.run(line, capture_output=True, text=True, cwd=PACKAGES, timeout=30)
        self.assertEqual(done.returncode, 1)
        self.assertIn(f"another cap runs in {folder}", done.stderr)


class TlsTest(unittest.TestCase):
    def through(self, name: str, trusted: str) -> tuple[int, bytes]:
        """Asks https://localhost, whose certificate is for `name`, trusting the certificate of `trusted`."""
        with tempfile.TemporaryDirectory() as place:
            made = {one: certificate(Path(place), one) for one in {name, trusted}}
            with answering(tls=made[name][0]) as asked:
                with capped(f"https://localhost:{asked.port}", ca=made[trusted][1]) as cap:
                    return cap.get(QUERY)

    def test_a_source_with_a_certificate_for_its_name_is_asked(self) -> None:
        self.assertEqual(self.through("localhost", "localhost"), (200, b"data"))

    def test_a_certificate_for_another_name_is_refused(self) -> None:
        self.assertEqual(self.through("example.org", "example.org")[0], 502)

    def test_a_certificate_that_nobody_vouches_for_is_refused(self) -> None:
        self.assertEqual(self.through("localhost", "example.org")[0], 502)


class MoveTest(unittest.TestCase):
    def test_a_source_that_gets_another_address_is_followed_and_no_request_is_lost(self) -> None:
        port = free_port()
        with (
            tempfile.TemporaryDirectory() as place,
            answering(port=port) as old,
            answering(host="127.0.0.2", port=port) as new,
        ):
            read = declaration_of(
                Fields(declaration(f"http://centre.example.org:{port}", requestsPerSecond=40), "", "-")
            )
            cap = cap_of(read, "127.0.0.1", free_port(), Path(place) / "cap", Path("/dev/null"))
            with Programs(cap) as programs, ThreadPoolExecutor(40) as pool:
                programs.start(["127.0.0.1"])
                here = Capped(f"http://127.0.0.1:{cap.port}", cap.folder, os.getpid())
                got = [pool.submit(here.get, QUERY) for _ in range(40)]
                time.sleep(0.3)
                programs.move(["127.0.0.2"])
                self.assertEqual({one.result()[0] for one in got}, {200})
                before = len(old.paths)
                self.assertEqual(here.get(QUERY), (200, b"data"))
            self.assertEqual(len(old.paths), before, "the new address is asked now")
            self.assertEqual(len(old.paths) + len(new.paths), 41)
            self.assertEqual(new.headers[-1]["host"], f"centre.example.org:{port}")


class CommandTest(unittest.TestCase):
    def test_a_source_without_a_cap_is_told_so(self) -> None:
        with tempfile.TemporaryDirectory() as place:
            file = Path(place) / "declaration.json"
            given = declaration("https://x.example.org")
            file.write_text(json.dumps({**given, "source": {"kind": "objects", "bucket": "b"}}), encoding="utf-8")
            line = [sys.executable, "-m", "terrane_stream", "cap", "--declaration", str(file), "--folder", place]
            done = subprocess.run(line, capture_output=True, text=True, cwd=PACKAGES, timeout=30)
        self.assertEqual(done.returncode, 1)
        self.assertIn("only the requests to a data centre (fdsn) are capped", done.stderr)


if __name__ == "__main__":
    unittest.main()

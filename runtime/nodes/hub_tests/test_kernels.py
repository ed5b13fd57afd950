"""Kernels of images and of environments: in real sessions, for those who may use them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
import unittest
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import Any

from browser import Browser
from hub_case import HubCase
from kernels import Kernel, start_kernel
from tiny_image import MARKER, registry

from terrane_hub.declaration import read_declaration
from terrane_hub.kernel_files import fetch_kernels, publish_kernels
from terrane_hub.places import read_places

ASK = "import os, platform; print(open('/etc/os-release').read().strip(), os.environ.get('OF_IMAGE'), os.getcwd())"
OPEN = "try: print(len(open({!r}).read()))\nexcept PermissionError: print('refused')"
BUSY = "import time\ntry:\n    print('began')\n    time.sleep(600)\nexcept KeyboardInterrupt: print('interrupted')"


class KernelsTest(HubCase):
    people: dict[str, dict[str, Any]] = {
        "ada": {"groups": ["staff", "geology"]},
        "bob": {"groups": ["staff"]},
    }
    image: str

    @classmethod
    def setUpClass(cls) -> None:
        with ExitStack() as stack:
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
            cls.image, trusting = stack.enter_context(registry(folder))
            cls.fields = {
                "kernels": [
                    {"id": "python3", "name": "Python", "kind": "session", "language": "python"},
                    {**_image(cls.image), "groups": ["geology"]},
                    {"id": "own", "name": "Own", "kind": "environment", "language": "python", "groups": ["geology"]},
                    {"id": "past", "name": "Past", "kind": "environment", "language": "python", "until": "2020-01-31"},
                    {"id": "gpu", "name": "GPU", "kind": "environment", "language": "python", "gpus": 1},
                ]
            }
            super().setUpClass()
            os.environ.update(trusting)
            stack.callback(os.environ.pop, "SSL_CERT_FILE")
            cls.declaration = read_declaration(cls.gateway.folder / "declaration.json")
            cls.places = read_places(cls.gateway.folder / "place.json")
            own = cls.places.kernels / "own/env"
            subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(own)], check=True)
            _lend_packages(own)
            fetch_kernels(cls.declaration, cls.places)
            publish_kernels(cls.declaration, cls.places, date.today())

    def session(self, login: str) -> Browser:
        browser = self.signed_in(login)
        browser.start(login)
        self.addCleanup(self.stop, browser, login)
        # A session asks the hub who comes, which a program's request would not.
        browser.get(f"/user/{login}/lab")
        return browser

    def names(self, browser: Browser, user: str) -> set[str]:
        return set(browser.get(f"/user/{user}/api/kernelspecs").json()["kernelspecs"])

    def kernel(self, browser: Browser, user: str, name: str = "python3") -> Kernel:
        return start_kernel(browser, self.gateway.trusted, user, name)

    def test_who_is_in_the_group_has_the_image_s_file_system_and_the_own_home(self) -> None:
        ada = self.session("ada")
        self.assertEqual(self.names(ada, "ada"), {"python3", "tiny", "own"})
        kernel = self.kernel(ada, "ada", "tiny")
        home = str(self.gateway.homes / "ada")
        self.assertEqual(kernel.run(ASK).strip(), f'PRETTY_NAME="{MARKER}" yes {home}')
        kernel.run("open('from-image', 'w').write('kept')")
        self.assertEqual((self.gateway.homes / "ada/from-image").read_text(), "kept")
        self.assertEqual(kernel.run("import pwd; print(pwd.getpwuid(os.getuid()).pw_name)").strip(), "ada")
        with self.subTest("the image cannot be changed"):
            code = "try: open('/usr/lib/everybodys/mine', 'w')\nexcept OSError as error: print(error.strerror)"
            self.assertEqual(kernel.run(code).strip(), "Read-only file system")
        with self.subTest("what the session knows of the hub is not in the image's environment"):
            self.assertEqual(kernel.run("print([key for key in os.environ if 'HUB' in key])").strip(), "[]")
        with self.subTest("a cell is interrupted, and its variables stay"):
            kernel.run("x = 41")
            self.assertEqual(kernel.run(BUSY, interrupt_after="began").split(), ["began", "interrupted"])
            self.assertEqual(kernel.run("print(x + 1)").strip(), "42")
        with self.subTest("when it is shut down no process of it is left"):
            number = int(kernel.run("print(os.getpid())"))
            kernel.shut_down()
            self.assertFalse(_runs(number, within=20))

    def test_an_environment_of_its_own_has_its_own_packages(self) -> None:
        ada = self.session("ada")
        shown = self.kernel(ada, "ada", "own").run("import sys; print(sys.prefix)").strip()
        self.assertEqual(shown, str(self.places.kernels / "own/env"))

    def test_who_is_not_in_the_group_reaches_nothing_of_it(self) -> None:
        bob = self.session("bob")
        self.assertEqual(self.names(bob, "bob"), {"python3"})
        kernel = self.kernel(bob, "bob")
        image = self.places.images / self.declaration.kernels[1].image_folder
        own = self.places.kernels / "own/kernels/own/kernel.json"
        for path in (image / "image.json", image / "rootfs/etc/os-release", own):
            self.assertTrue(path.exists(), path)
            self.assertEqual(kernel.run(OPEN.format(str(path))).strip(), "refused", path)

    def test_after_its_last_day_it_is_closed_to_everybody_and_what_is_no_longer_declared_too(self) -> None:
        self.assertEqual(_mode(self.places.kernels / "past"), 0o700)
        ended = {**self.fields["kernels"][1], "until": "2026-01-31"}
        file = self.gateway.folder / "ended.json"
        text = (self.gateway.folder / "declaration.json").read_text(encoding="utf-8")
        file.write_text(json.dumps({**json.loads(text), "kernels": [ended]}), encoding="utf-8")
        image = self.places.images / self.declaration.kernels[1].image_folder
        self.assertEqual(_mode(image), 0o750)
        publish_kernels(read_declaration(file), self.places, date(2026, 1, 31))
        self.assertEqual((_mode(image), _mode(self.places.kernels / "own")), (0o750, 0o700))
        publish_kernels(read_declaration(file), self.places, date(2026, 2, 1))
        self.assertEqual((_mode(image), _mode(self.places.kernels / "tiny")), (0o700, 0o700))
        publish_kernels(self.declaration, self.places, date.today())
        self.assertEqual(_mode(image), 0o750)


def _image(reference: str) -> dict[str, Any]:
    return {"id": "tiny", "name": "Tiny", "kind": "image", "language": "python", "image": reference}


def _lend_packages(environment: Path) -> None:
    """As if pip had put them there."""
    (lib,) = (environment / "lib").glob("python3*")
    mine = next(path for path in sys.path if path.endswith("site-packages"))
    (lib / "site-packages/lent.pth").write_text(f"{mine}\n", encoding="utf-8")


def _mode(path: Path) -> int:
    return path.stat().st_mode & 0o777


def _runs(number: int, within: float) -> bool:
    """Whether the process is there still after so many seconds."""
    until = time.monotonic() + within
    while time.monotonic() < until:
        if not Path(f"/proc/{number}").exists():
            return False
        time.sleep(0.2)
    return True


if __name__ == "__main__":
    unittest.main()

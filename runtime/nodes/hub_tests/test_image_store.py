"""An image is fetched from a real registry by its digest, and is no danger to those who share it."""

from __future__ import annotations

import os
import stat
import unittest
from pathlib import Path
from unittest.mock import patch

import unit
from tiny_image import registry

from terrane_hub.declared_kernels import Kernel
from terrane_hub.errors import HubError
from terrane_hub.image_store import about, fetch_image, make_harmless


class ImageStoreTest(unit.FolderCase):
    def test_an_image_comes_by_its_digest_whole_and_harmless(self) -> None:
        with registry(self.folder) as (reference, trusting), patch.dict(os.environ, trusting):
            kernel = Kernel("tiny", "Tiny", "image", "python", image=reference)
            fetch_image(kernel, self.folder / "images")
            made = self.folder / "images" / kernel.image_folder
            self.assertEqual(about(made)["environment"]["OF_IMAGE"], "yes")
            self.assertEqual(about(made)["kernels"]["python"]["env"], {"OF_KERNEL": "1"})
            self.check_harmless(made / "rootfs")
            with self.subTest("another language is refused with those that there are"):
                other = Kernel("julia", "Julia", "image", "julia", image=reference)
                said = self.refused(HubError, lambda: fetch_image(other, self.folder / "images"))
                self.assertIn("has kernels of python; the kernel 'Julia' is to be one of julia", said)
            with self.subTest("another content than that of the digest does not come"):
                wrong = Kernel("w", "W", "image", "python", image=reference[:-4] + "beef")
                said = self.refused(HubError, lambda: fetch_image(wrong, self.folder / "images"))
                self.assertIn("skopeo ended with 1", said)
                self.assertEqual([path.name for path in (self.folder / "images").iterdir()], [kernel.image_folder])
            before = (made / "image.json").stat().st_mtime_ns
        # The registry is gone: what is there is not asked for again.
        fetch_image(kernel, self.folder / "images")
        self.assertEqual((made / "image.json").stat().st_mtime_ns, before)

    def check_harmless(self, root: Path) -> None:
        for path in root.rglob("*"):
            about_path = path.lstat()
            self.assertEqual((about_path.st_uid, about_path.st_gid), (0, 0), path)
            if not path.is_symlink():
                self.assertEqual(about_path.st_mode & 0o7022, 0, path)
                self.assertEqual(about_path.st_mode & 0o044, 0o044, path)

    def test_devices_go_and_links_are_not_followed(self) -> None:
        root, outside = self.folder / "root", self.folder / "outside"
        (root / "dev").mkdir(parents=True)
        outside.write_text("the machine's", encoding="ascii")
        outside.chmod(0o600)
        os.mknod(root / "dev/disk", 0o666 | stat.S_IFBLK, os.makedev(7, 200))
        (root / "leads-out").symlink_to(outside)
        (root / "etc").mkdir()
        (root / "etc/resolv.conf").symlink_to(outside)
        make_harmless(root)
        self.assertFalse((root / "dev/disk").exists())
        self.assertEqual(outside.stat().st_mode & 0o777, 0o600)
        self.assertFalse((root / "etc/resolv.conf").is_symlink())


if __name__ == "__main__":
    unittest.main()

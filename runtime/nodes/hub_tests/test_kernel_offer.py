"""Kernels as they are declared and offered, and what a session is told and asked for on their behalf."""

from __future__ import annotations

import json
import unittest
from datetime import date
from pathlib import Path
from typing import Any

import unit

from terrane_hub.account_book import Entry
from terrane_hub.account_files import publish
from terrane_hub.declared_kernels import Kernel
from terrane_hub.errors import DeclarationError
from terrane_hub.kernel_guards import BOOK, FIRST_GID, admit, guard_of, prepare_guards
from terrane_hub.kernel_offer import found, offered, search_path
from terrane_hub.kernel_specs import spec_text
from terrane_hub.places import Places
from terrane_hub.run_in_image import driver_libraries, environment_of, image_options, session_options

IMAGE = f"quay.io/lab/tiny@sha256:{'0' * 64}"
TINY = Kernel("tiny", "Tiny", "image", "python", ("geology",), date(2027, 6, 30), 0, IMAGE)
GPU = Kernel("gpu", "GPU", "image", "julia", (), None, 2, IMAGE)
SPARK = Kernel("spark", "Spark", "environment", "python", spark_memory_mib=6144)
ALL = (TINY, GPU, SPARK)
DAY = date(2027, 6, 30)
DECLARED = {"id": "tiny", "name": "Tiny", "kind": "image", "language": "python", "image": IMAGE}
LISTING = """3 libs found in cache
\tlibcuda.so.1 (libc6,x86-64) => /lib/x86_64-linux-gnu/libcuda.so.1
\tlibcuda.so.1 (libc6) => /lib/i386-linux-gnu/libcuda.so.1
\tlibm.so.6 (libc6,x86-64) => /lib/x86_64-linux-gnu/libm.so.6
"""


class KernelOfferTest(unit.FolderCase):
    def test_offered_are_those_of_ones_groups_until_their_last_day_that_the_session_has_gpus_for(self) -> None:
        for groups, day, gpus, expected in (
            ({"geology"}, DAY, 0, ["tiny", "spark"]),
            (set(), DAY, 2, ["gpu", "spark"]),
            ({"geology"}, date(2027, 7, 1), 1, ["spark"]),
        ):
            self.assertEqual([kernel.id for kernel in found(offered(ALL, groups, day), gpus)], expected)
        self.assertEqual(search_path(Path("/k"), [TINY, SPARK]), "/k/tiny:/k/spark")

    def test_a_declaration_says_what_is_wrong_with_a_kernel(self) -> None:
        for change, words in (
            ({"image": "quay.io/lab/tiny:latest"}, "kernels[0].image is"),
            ({"kind": "docker"}, 'kernels[0].kind is "docker"'),
            ({"id": "../etc"}, "kernels[0].id is"),
            ({"until": "soon"}, "kernels[0].until is"),
        ):
            wrong = {**DECLARED, **change}
            self.assertIn(words, self.refused(DeclarationError, lambda: unit.declared(kernels=[wrong])))
        self.assertEqual(unit.declared(kernels=[DECLARED]).kernels[0].image, IMAGE)
        self.assertEqual((unit.declared().kernels, unit.declared().shared_folders), ((), ()))

    def test_a_group_has_its_number_once_and_those_who_are_let_in(self) -> None:
        other = Kernel("own", "Own", "environment", "python", ("staff",))
        self.assertEqual(prepare_guards(self.folder, [TINY, SPARK]), {guard_of(TINY): FIRST_GID})
        self.assertEqual(prepare_guards(self.folder, [other])[str(guard_of(other))], FIRST_GID + 1)
        admit(self.folder, "ada", [TINY, other])
        admit(self.folder, "bob", [other])
        admit(self.folder, "ada", [TINY, SPARK])
        publish(self.folder, (Entry("ada", 20000, "ada", "1"),), Path("/home"))
        group = (self.folder / "group").read_text(encoding="utf-8")
        self.assertEqual(group, "ada:x:20000:\nkernel-70000:x:70000:ada\nkernel-70001:x:70001:bob\n")
        self.assertEqual((self.folder / BOOK).stat().st_mode & 0o777, 0o600)

    def test_spark_gets_its_memory_and_listens_for_nobody_else(self) -> None:
        spec = self.spec(SPARK)
        self.assertEqual(spec["argv"][0], "/home/.notebooks/kernels/spark/env/bin/python")
        words = spec["env"]["PYSPARK_SUBMIT_ARGS"]
        for word in ("--master local[*]", "--driver-memory 6144m", "spark.authenticate=true", "spark.ui.enabled=false"):
            self.assertIn(word, words)
        self.assertEqual(spec["env"]["SPARK_LOCAL_IP"], "127.0.0.1")

    def test_a_kernel_of_an_image_is_started_by_its_digest_and_sees_shared_folders(self) -> None:
        spec = self.spec(TINY, ["/data"])
        self.assertEqual(spec["argv"][2:], [f"/home/.notebooks/images/{'0' * 64}", "python", "{connection_file}"])
        self.assertEqual(spec["env"], {"TERRANE_SHARED_FOLDERS": '["/data"]'})
        self.assertNotIn("env", self.spec(TINY))

    def test_the_kernel_of_an_image_is_of_the_language_that_the_image_writes(self) -> None:
        # Of R, kernels write R, and notebooks compare to the letter.
        kernel = Kernel("stats", "Statistics", "image", "r", image=IMAGE)
        places = Places(images=self.folder)
        self.assertEqual(json.loads(spec_text(kernel, places, []))["language"], "r")
        (self.folder / kernel.image_folder).mkdir()
        made = {"kernels": {"r": {"language": "R", "argv": ["R"], "env": {}}}}
        (self.folder / kernel.image_folder / "image.json").write_text(json.dumps(made), encoding="utf-8")
        spec = json.loads(spec_text(kernel, places, []))
        self.assertEqual((spec["language"], spec["argv"][-2]), ("R", "r"))
        # That an image which is there has no such kernel is said when images are fetched.
        other = Kernel("stats", "Statistics", "image", "julia", image=IMAGE)
        self.assertEqual(json.loads(spec_text(other, places, []))["language"], "julia")

    def test_the_image_gives_the_files_and_the_session_the_rest(self) -> None:
        for name in ("usr", "opt", "home/somebody", "tmp"):
            (self.folder / name).mkdir(parents=True)
        (self.folder / "bin").symlink_to("usr/bin")
        opt, usr = f"{self.folder}/opt", f"{self.folder}/usr"
        expected = ["--symlink", "usr/bin", "/bin", "--ro-bind", opt, "/opt", "--ro-bind", usr, "/usr"]
        self.assertEqual(image_options(self.folder), expected)
        options = session_options(self.folder, "/home/ada", ["/data", "/opt/data"], "/home/ada/.local/x.json")
        bound = [options[index + 1] for index, word in enumerate(options) if word == "--bind"]
        # A folder of the image cannot get one more.
        self.assertEqual(bound, ["/tmp", "/home/ada", "/home/ada/.local", "/data"])

    def test_of_the_session_s_environment_the_image_gets_what_it_needs(self) -> None:
        session = {"HOME": "/home/ada", "PATH": "/session", "JUPYTERHUB_API_TOKEN": "secret", "SLURM_JOB_ID": "7"}
        made = environment_of(session, {"PATH": "/image", "HOME": "/root"}, {"A": "1"}, True)
        expected = {"PATH": "/image", "HOME": "/home/ada", "A": "1", "SLURM_JOB_ID": "7"}
        self.assertEqual(made, {**expected, "LD_LIBRARY_PATH": "/run/driver"})
        self.assertEqual(driver_libraries(LISTING), {"libcuda.so.1": "/lib/x86_64-linux-gnu/libcuda.so.1"})

    def spec(self, kernel: Kernel, shared: list[str] | None = None) -> dict[str, Any]:
        return dict(json.loads(spec_text(kernel, Places(), shared or [])))


if __name__ == "__main__":
    unittest.main()

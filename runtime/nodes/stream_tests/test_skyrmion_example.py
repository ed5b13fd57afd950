"""The sweep of examples/skyrmion-sweep: its grid, and its program at points of it."""

from __future__ import annotations

import runpy
import unittest
from typing import Any

from examples import FOLDER, detector
from terrane_stream.rows import Row

GRID = runpy.run_path(str(FOLDER / "skyrmion-sweep" / "grid.py"))


class SkyrmionSweep(unittest.TestCase):
    handler = detector("skyrmion-sweep", "spectrum.point")
    points: list[dict[str, Any]] = list(GRID["points"]())

    def rows(self, number: int) -> list[Row]:
        return self.handler.rows(self.points[number])

    def test_the_grid_has_9090_points_each_once(self) -> None:
        self.assertEqual([point["number"] for point in self.points], list(range(9090)))
        self.assertEqual(len({tuple(point.values())[1:] for point in self.points}), 9090)

    def test_a_point_gives_its_three_lowest_energies_in_order(self) -> None:
        rows = self.rows(4711)
        self.assertEqual([(row["number"], row["branch"]) for row in rows], [(4711, 0), (4711, 1), (4711, 2)])
        energies = [row["energy"] for row in rows]
        self.assertEqual(energies, sorted(energies))

    def test_the_same_point_gives_the_same_whoever_works_it_off(self) -> None:
        self.assertEqual(self.rows(17), self.rows(17))
        self.assertNotEqual(self.rows(17)[0]["energy"], self.rows(18)[0]["energy"])

    def test_energies_are_those_of_a_ring_in_a_field_where_the_wave_is_long(self) -> None:
        """At radius 0 nothing but exchange, chirality and field is left: 2 + field - cos(0) - |1 + i chirality|."""
        rows = self.handler.rows({"number": 0, "radius": 0, "angle": 0, "height": 0})
        hop = abs(complex(1, 0.35))
        # The ring of 24 has wave numbers of 2 pi / 24; the lowest is the nearest to the phase of the hop.
        self.assertAlmostEqual(rows[0]["energy"], 1.08 - hop, delta=hop * (2 * 3.1416 / 24) ** 2 / 2)


if __name__ == "__main__":
    unittest.main()

"""The grid: 90 planes with 101 points each of a cylindrical wedge, a line of JSON for every point."""

import json

PLANES = 90
RADII = 101


def points():
    """9,090 of them, numbered."""
    for plane in range(PLANES):
        for ring in range(RADII):
            yield {
                "number": plane * RADII + ring,
                "radius": round(0.02 * (ring + 1), 4),
                "angle": round(0.5236 * plane / (PLANES - 1), 6),
                "height": round(0.0349 * plane, 4),
            }


if __name__ == "__main__":
    for each in points():
        print(json.dumps(each))

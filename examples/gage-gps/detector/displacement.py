"""Displacement of GPS receivers: a position that leaves the place where it has been, by more than its own noise."""

import math

COMPONENTS = ("east", "north", "up")
# The place is a mean over about so many seconds; nothing is told before it has settled.
PLACE_SECONDS, SETTLED_SECONDS = 600, 120
# Displaced: further than so many standard deviations of a position, and than so many millimetres.
SIGMAS, LEAST_MM = 5.0, {"east": 25.0, "north": 25.0, "up": 60.0}


class Displacement:
    """One receiver. Records hold east, north and up in millimetres, one a second."""

    def __init__(self, receiver):
        self.receiver = receiver
        self.seen = 0
        # Positions since it has been displaced.
        self.away = 0
        self.place = {component: {"mean": 0.0, "variance": 0.0} for component in COMPONENTS}

    def detect(self, window):
        """A row while the receiver is displaced; the first of them is an alert."""
        positions = [record for record in window.records if all(component in record for component in COMPONENTS)]
        if not positions:
            return []
        offset = {component: self.offset(component, positions) for component in COMPONENTS}
        moved = [component for component in COMPONENTS if abs(offset[component]) > self.bound(component)]
        if self.seen < SETTLED_SECONDS or not moved:
            self.settle(positions)
            self.away = 0
            return []
        row = {
            "receiver": self.receiver,
            "time": window.start.isoformat(),
            **{component: round(offset[component], 1) for component in COMPONENTS},
            "millimetres": round(math.hypot(*offset.values()), 1),
        }
        if self.away == 0:
            row["alert"] = f"{self.receiver} moved by {row['millimetres']} mm ({', '.join(moved)})"
        self.away += len(positions)
        if self.away >= PLACE_SECONDS:
            # It stays where it is: that is its place from now on.
            self.seen = self.away = 0
        return [row]

    def offset(self, component, positions):
        """From the place to the middle one of the window's positions."""
        values = sorted(float(position[component]) for position in positions)
        return values[len(values) // 2] - self.place[component]["mean"]

    def bound(self, component):
        return max(LEAST_MM[component], SIGMAS * math.sqrt(self.place[component]["variance"]))

    def settle(self, positions):
        """Takes positions into the place: a mean of all at first, then one that forgets."""
        for position in positions:
            self.seen += 1
            weight = 1 / min(self.seen, PLACE_SECONDS)
            for component, place in self.place.items():
                step = float(position[component]) - place["mean"]
                place["mean"] += weight * step
                place["variance"] = (1 - weight) * (place["variance"] + weight * step**2)

    def state(self):
        return {"seen": self.seen, "away": self.away, "place": self.place}

    def restore(self, state):
        self.seen, self.away, self.place = state["seen"], state["away"], state["place"]

"""A small detector with a state: the running mean of a key's values, and what is far from it."""


class Spikes:
    def __init__(self, key):
        self.key = key
        self.count = 0
        self.mean = 0.0

    def detect(self, window):
        values = [record["value"] for record in window.records]
        numbers = [record["n"] for record in window.records]
        far = self.count > 0 and any(abs(value - self.mean) > 50 for value in values)
        for value in values:
            if abs(value - self.mean) <= 50 or self.count == 0:
                self.count += 1
                self.mean += (value - self.mean) / self.count
        row = {"numbers": ",".join(map(str, numbers)), "events": len(values), "seen": self.count}
        return [{**row, "alert": f"{self.key} is far from its mean"} if far else row]

    def state(self):
        return {"count": self.count, "mean": self.mean}

    def restore(self, state):
        self.count, self.mean = state["count"], state["mean"]


def picky(window):
    """Fails for one key, and gives no rows for another."""
    if window.key == "bad":
        return [{"ratio": 1 / 0}]
    return [] if window.key == "dull" else [{"events": len(window.records)}]


def slow(window):
    """Does not end for one key."""
    while window.key == "bad":
        pass
    return [{"events": len(window.records)}]


def kinds(window):
    """A column of two kinds."""
    return [{"value": "a text" if window.key == "bad" else 1.5}]


def taken(window):
    """A column that the results have already."""
    return [{"key": "mine"}]


def samples(window):
    """Of miniSEED."""
    return [{"id": trace.id, "samples": trace.stats.npts, "sum": int(trace.data.sum())} for trace in window.stream]

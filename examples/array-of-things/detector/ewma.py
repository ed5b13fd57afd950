"""Anomalies of a city's sensors: values outside of an exponentially weighted mean by more than 1.3 sigma."""

from statistics import pstdev

SELECTED = {("ChemSense", "no2"), ("TSYS01", "temperature")}
# Weight of the past in the mean; the values whose standard deviation is taken; the width of the band.
ALPHA, BUFFER, SIGMAS = 0.9, 50, 1.3
# A run of anomalies has ended when so many values have been inside.
CALM = 5
# What a sensor cannot tell apart, in its own unit: a standard deviation below it is counted as this.
RESOLUTION = {"no2": 5.0, "temperature": 0.5}


class Ewma:
    """One pod, with a mean and a buffer for each of its selected parameters."""

    def __init__(self, pod):
        self.pod = pod
        self.series = {}

    def detect(self, window):
        """A row for each value outside the band; the first of a run is an alert."""
        rows = []
        for record in window.records:
            sensor, parameter = record["sensor"], record["parameter"]
            if (sensor, parameter) in SELECTED:
                rows.extend(self.look(sensor, parameter, record["timestamp"], float(record["value"])))
        return rows

    def look(self, sensor, parameter, time, value):
        series = self.series.setdefault(parameter, {"mean": value, "buffer": [], "inside": CALM})
        buffer = series["buffer"]
        sigma = max(RESOLUTION[parameter], pstdev(buffer) if len(buffer) > 1 else 0.0)
        distance = (value - series["mean"]) / sigma
        series["mean"] = (1 - ALPHA) * value + ALPHA * series["mean"]
        series["buffer"] = [*buffer, value][-BUFFER:]
        outside = len(buffer) == BUFFER and abs(distance) > SIGMAS
        inside, series["inside"] = series["inside"], 0 if outside else series["inside"] + 1
        if not outside:
            return []
        row = {"sensor": sensor, "parameter": parameter, "time": time, "value": value, "sigmas": round(distance, 2)}
        if inside >= CALM:
            row["alert"] = f"{self.pod}: {parameter} is {value:g}"
        return [row]

    def state(self):
        return self.series

    def restore(self, state):
        self.series = state

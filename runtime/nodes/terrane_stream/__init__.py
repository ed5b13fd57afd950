"""Streaming fleets: what the head and the workers of `StreamingWorkers` run."""

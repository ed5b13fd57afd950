"""Everything a program needs of the machine that it runs on; tests bring parts of their own."""

from __future__ import annotations

import os
from dataclasses import dataclass

from terrane_node.clock import Clock, SystemClock
from terrane_node.cloud import connect
from terrane_node.cloud.base import Cloud
from terrane_node.documents import DocumentStore
from terrane_node.logs import slurm_cache
from terrane_node.paths import Paths
from terrane_node.settings import Settings, read_settings
from terrane_node.slurm import Slurm


@dataclass(frozen=True)
class Node:
    paths: Paths
    settings: Settings
    cloud: Cloud
    slurm: Slurm
    documents: DocumentStore
    clock: Clock


def this_node(paths: Paths) -> Node:
    settings = read_settings(paths)
    clock = SystemClock()
    return node_with(paths, settings, connect(settings, clock), clock)


def node_with(paths: Paths, settings: Settings, cloud: Cloud, clock: Clock) -> Node:
    cache = paths.state / "documents" if os.geteuid() == 0 else slurm_cache(paths)
    documents = DocumentStore(cloud, settings.documents, cache, clock)
    return Node(paths, settings, cloud, Slurm(clock), documents, clock)

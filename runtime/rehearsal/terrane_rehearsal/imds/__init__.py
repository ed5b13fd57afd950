"""The instance metadata service at 169.254.169.254:80, as EC2 has it."""

from __future__ import annotations

from .credentials import RoleCredentials
from .metadata import Metadata
from .notices import Board, Notices
from .tree import tree

__all__ = ["Board", "Metadata", "Notices", "RoleCredentials", "tree"]

"""The instance metadata service at 169.254.169.254:80, as EC2 and OCI have it."""

from __future__ import annotations

from .answer import Answer, Request
from .credentials import RoleCredentials
from .metadata import Metadata
from .notices import Board, Notices
from .tree import tree

__all__ = ["Answer", "Board", "Metadata", "Notices", "Request", "RoleCredentials", "tree"]

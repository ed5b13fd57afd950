from __future__ import annotations

import sys

from terrane_node.cli import main

sys.exit(main())

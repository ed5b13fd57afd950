from __future__ import annotations

import sys

from terrane_hub.cli import main

sys.exit(main())

from __future__ import annotations

import sys

from terrane_stream.cli import main

sys.exit(main())

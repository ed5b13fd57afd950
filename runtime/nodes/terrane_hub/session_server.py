"""The server of a session, started. It runs in the sessions' environment, and is copied to where they reach it."""

from __future__ import annotations

import sys

# At its import it compiles a grammar of addresses for two seconds and a half, more than all other imports of a server
# together. It is an extra of jsonschema, for formats that no schema of the server has; without it they go unchecked.
sys.modules["rfc3987_syntax"] = None  # type: ignore[assignment]

from jupyterhub.singleuser import main  # noqa: E402

if __name__ == "__main__":
    main()

"""How the command line comes in: the machine's server (`serve`) does the work, or, where none listens, this process.

The launcher starts Python with -S, which takes half the time: the folders of installed packages, and with them the SDK,
are added only where the work is done here.
"""

from __future__ import annotations

import os
import socket
import sys

SERVER = "/run/terrane/node.sock"
# They run for long, or where no server does, or as whoever the caller's environment says; one of them is the server.
HERE = frozenset({"serve", "spot-watch", "health", "stop"})
# What the server says before it begins; without it, nothing has been done.
TAKEN = b"+"


def main() -> None:
    arguments = sys.argv[1:]
    code = None if not arguments or arguments[0] in HERE else ask(arguments)
    sys.exit(_here() if code is None else code)


def ask(arguments: list[str], server: str = SERVER) -> int | None:
    """The exit code, or None where no server has taken the request. The server's process has this one's open files."""
    try:
        with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as connection:
            connection.connect(server)
            socket.send_fds(connection, ["\0".join(arguments).encode(errors="surrogateescape")], [0, 1, 2])
            if connection.recv(1) != TAKEN:
                return None
            return _end(connection)
    except OSError:
        return None


def _end(connection: socket.socket) -> int:
    try:
        code = connection.recv(1)
    except OSError:
        code = b""
    # Nothing: it was killed, and has done who knows what; it is not done again.
    return code[0] if code else 1


def _here() -> int:
    import site

    site.main()
    os.umask(0o022)
    from terrane_node.cli import main as run

    return run()

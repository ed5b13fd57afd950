"""Programs of a notebook gateway's machine: the front, the proxy, the hub, and what they are made ready with."""

"""The live engine: consumers that own shards of a stream, and what they make of its records."""

"""A lease or a spending stop on the head: partitions whose limit is reached start nothing more and drain."""

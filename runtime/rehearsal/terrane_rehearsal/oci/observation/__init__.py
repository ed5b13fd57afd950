"""Reads what exists into plain data that hosts, networks and names follow."""

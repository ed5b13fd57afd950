"""Reads the emulator's models into plain data."""

"""Fetches and builds the programs that these tests meet a gateway with, so that no test waits for it."""

from __future__ import annotations

import acme_authority
import programs_cache

if __name__ == "__main__":
    programs_cache.node_modules()
    programs_cache.extrausers_library()
    programs_cache.slapd_tree()
    programs_cache.python_ldap()
    acme_authority.pebble_programs()
    acme_authority.certbot_programs()

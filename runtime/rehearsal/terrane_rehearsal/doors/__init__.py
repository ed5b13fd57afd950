"""How requests come in: HTTPS for the hosts, certified by an authority of this run, and HTTP for the tools outside."""

"""Programs that run on the nodes of a Terrane cluster: boot helpers, Slurm's power saving, upkeep."""

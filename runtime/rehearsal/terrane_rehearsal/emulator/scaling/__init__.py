"""Auto Scaling: what a group should do next is decided on plain data, and carried out by launches and ends."""

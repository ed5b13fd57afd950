"""RunInstances: a request and its launch template merged, judged as EC2 judges it, and carried out through moto."""

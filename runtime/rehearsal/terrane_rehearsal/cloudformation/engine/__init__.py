"""Working stacks: what is begun, waited for, undone."""

"""What the rehearsal creates: one table of types, by service."""

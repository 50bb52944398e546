"""The attacks: what `make security` tries, looks up and writes down."""

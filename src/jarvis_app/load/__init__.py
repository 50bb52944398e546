"""Load: realistic traffic through the simulated WhatsApp, and a verdict by its ledger alone."""

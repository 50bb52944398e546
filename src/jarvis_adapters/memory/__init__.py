"""Every port in memory: shipped for the demo, notebooks and tests, held to the same contracts."""

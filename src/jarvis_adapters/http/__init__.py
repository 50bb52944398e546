"""The HTTP face of JARVIS: webhook, health, metrics."""

"""Wiring and processes: settings, container, web, worker, command line."""

"""Measurements: ratios in one run, printed and written to docs/benchmarks.md."""

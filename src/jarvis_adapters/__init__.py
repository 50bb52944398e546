"""The outside world, one folder per technology; each translates and nothing else."""

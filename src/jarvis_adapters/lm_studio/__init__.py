"""LM Studio: a language model on the company's own machine, asked for a reading and nothing else."""

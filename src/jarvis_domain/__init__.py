"""JARVIS, the domain: understand what a contractor writes and compose the answer, without any I/O."""

"""The outside world on loopback: routers that speak the real wire formats, with fault switches."""

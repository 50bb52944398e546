"""An LM Studio on loopback: reads by the rules, queues like the real one, fails in every known way."""

from jarvis_adapters.simulators.lm_studio.routes import lm_router

__all__ = ["lm_router"]

"""Evolution API 2.3.7 on loopback with a WhatsApp behind it: a phone page, a ledger, fault switches."""

from jarvis_adapters.simulators.evolution.routes import evolution_router

__all__ = ["evolution_router"]

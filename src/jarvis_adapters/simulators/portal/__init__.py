"""A back office of Orange's kind on loopback: contracts by a fixed rule, a ledger, fault switches."""

from jarvis_adapters.simulators.portal.routes import portal_router

__all__ = ["portal_router"]

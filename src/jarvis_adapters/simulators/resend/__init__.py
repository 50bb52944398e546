"""A Resend on loopback: takes mails once per key, shows them in an inbox, reports by signed webhooks."""

from jarvis_adapters.simulators.resend.routes import DEMO_RESEND_KEY, resend_router

__all__ = ["DEMO_RESEND_KEY", "resend_router"]

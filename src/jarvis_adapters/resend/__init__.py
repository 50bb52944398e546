"""E-mail through Resend's API, and its signed webhooks."""

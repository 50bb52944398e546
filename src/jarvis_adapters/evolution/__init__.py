"""Evolution API 2.3: webhooks in, WhatsApp messages out."""

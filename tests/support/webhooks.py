"""Webhooks as Evolution writes them, and proof that they are genuine."""

import hashlib
import hmac
import json

from support.processes import SECRET


def upsert(phone, text, *, wa_id, at, instance="jarvis", message=None):
    """The bytes of a `messages.upsert`; `at` is WhatsApp's own time, whole seconds."""
    body = {
        "event": "messages.upsert",
        "instance": instance,
        "data": {
            "key": {"remoteJid": f"{phone}@s.whatsapp.net", "fromMe": False, "id": wa_id},
            "pushName": "Karim Démo",
            "status": "DELIVERY_ACK",
            "message": message or {"conversation": text},
            "messageType": next(iter(message)) if message else "conversation",
            "messageTimestamp": at,
            "instanceId": "11111111-2222-4333-8444-555555555555",
            "source": "android",
        },
        "destination": "http://jarvis/api/webhook/message",
        "date_time": "2026-11-22T10:33:44.709Z",
        "sender": "212700333444@s.whatsapp.net",
        "server_url": "http://evolution:8080",
        "apikey": None,
    }
    return json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()


def signed(raw, secret=SECRET):
    """The headers that prove knowledge of the secret, over these very bytes."""
    digest = hmac.new(secret.encode(), raw, hashlib.sha256).hexdigest()
    return {"Content-Type": "application/json", "X-Jarvis-Signature": digest}

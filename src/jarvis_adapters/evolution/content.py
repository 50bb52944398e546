"""WhatsApp's message bodies: wrappers off, then what was typed, shown or felt."""

from collections.abc import Mapping

from jarvis_adapters.evolution.leniency import ID_LIMIT, TEXT_LIMIT, clean, dig, record
from jarvis_domain.answering.messages import Content, Media, MediaKind, Reaction, Text

_DEPTH = 8
_WRAPPERS = (
    "ephemeralMessage",
    "viewOnceMessage",
    "viewOnceMessageV2",
    "viewOnceMessageV2Extension",
    "documentWithCaptionMessage",
    "editedMessage",
    "lottieStickerMessage",
    "deviceSentMessage",
)
_TYPED = (
    ("conversation",),
    ("extendedTextMessage", "text"),
    ("buttonsResponseMessage", "selectedDisplayText"),
    ("buttonsResponseMessage", "selectedButtonId"),
    ("templateButtonReplyMessage", "selectedDisplayText"),
    ("templateButtonReplyMessage", "selectedId"),
    ("listResponseMessage", "title"),
    ("listResponseMessage", "singleSelectReply", "selectedRowId"),
    ("interactiveResponseMessage", "body", "text"),
)
_MEDIA = {
    "imageMessage": MediaKind.IMAGE,
    "audioMessage": MediaKind.AUDIO,
    "videoMessage": MediaKind.VIDEO,
    "ptvMessage": MediaKind.VIDEO,
    "documentMessage": MediaKind.DOCUMENT,
    "stickerMessage": MediaKind.STICKER,
    "locationMessage": MediaKind.LOCATION,
    "liveLocationMessage": MediaKind.LOCATION,
    "contactMessage": MediaKind.CONTACT,
    "contactsArrayMessage": MediaKind.CONTACT,
}
# The machinery of WhatsApp itself, and votes: nobody said anything to us. An album announces its pictures,
# which follow one by one.
_SILENT = {
    "protocolMessage",
    "senderKeyDistributionMessage",
    "fastRatchetKeySenderKeyDistributionMessage",
    "keepInChatMessage",
    "pinInChatMessage",
    "pollUpdateMessage",
    "encReactionMessage",
    "encCommentMessage",
    "secretEncryptedMessage",
    "placeholderMessage",
    "albumMessage",
}


def unwrapped(message: object) -> Mapping[str, object]:
    """The innermost message; an empty one when the wrapping goes on for too long."""
    body = record(message)
    for _ in range(_DEPTH):
        wrapper = next((record(body[name]) for name in _WRAPPERS if isinstance(body.get(name), dict)), None)
        if wrapper is None:
            return body
        body = record(wrapper.get("message", wrapper))
    return {}


def content_of(message: object) -> Content | None:
    """What the writer did: wrote, sent a thing, reacted; None when the message says nothing to us."""
    body = unwrapped(message)
    if isinstance(body.get("reactionMessage"), dict):
        return _reaction(body["reactionMessage"])
    typed = _typed(body)
    if typed:
        return Text(typed)
    return _media(body) or (None if typed is None else Text(""))


def text_of(message: object) -> str:
    """What was typed, as text or caption, else ""."""
    match content_of(message):
        case Text(text) | Media(_, text):
            return text
        case _:
            return ""


def _typed(body: Mapping[str, object]) -> str | None:
    """The first text that is not blank; "" when all are; None when there is none."""
    texts = [clean(text, TEXT_LIMIT) for path in _TYPED if isinstance(text := dig(body, *path), str)]
    return next((text for text in texts if text.strip()), "" if texts else None)


def _media(body: Mapping[str, object]) -> Media | None:
    for name, kind in _MEDIA.items():
        if isinstance(body.get(name), dict):
            return Media(kind, clean(dig(body, name, "caption"), TEXT_LIMIT))
    unknown = any(name.endswith("Message") and name not in _SILENT for name, what in body.items() if what)
    return Media(MediaKind.OTHER) if unknown else None


def _reaction(reaction: object) -> Reaction:
    return Reaction(clean(dig(reaction, "text"), 32), clean(dig(reaction, "key", "id"), ID_LIMIT))

"""The webhook of an instance is made ours, and left alone when it is."""

import httpx
import pytest

from jarvis_adapters.evolution.subscription import EVENTS, AlreadySubscribed, NotSubscribed, Subscribed
from support.evolution_server import Server, error

HOOK, SECRET = "http://jarvis:8000/api/webhook/message", "a-secret"
SUBSCRIBED = {
    "url": HOOK,
    "headers": {"jwt_key": SECRET},
    "enabled": True,
    "events": list(reversed(EVENTS)),
    "webhookByEvents": False,
    "webhookBase64": False,
}


def ensured(*answers):
    server = Server(*answers)
    return server.ask(lambda gateway: gateway.ensure_subscribed("jarvis", HOOK, SECRET)), server


def test_the_subscription_is_exactly_what_we_act_on_without_edits_and_without_media():
    done, server = ensured(httpx.Response(200, json=None), httpx.Response(201, json={}))

    assert done == Subscribed(differed=("webhook",))
    assert server.calls[1] == (
        "POST",
        "/webhook/set/jarvis",
        {
            "webhook": {
                "enabled": True,
                "url": HOOK,
                "headers": {"jwt_key": SECRET},
                "byEvents": False,
                "base64": False,
                "events": [
                    "MESSAGES_UPSERT",
                    "MESSAGES_UPDATE",
                    "MESSAGES_DELETE",
                    "CONNECTION_UPDATE",
                    "STATUS_INSTANCE",
                    "LOGOUT_INSTANCE",
                ],
            }
        },
    )


def test_a_right_subscription_is_left_alone():
    done, server = ensured(httpx.Response(200, json=SUBSCRIBED))

    assert done == AlreadySubscribed()
    assert len(server.calls) == 1


@pytest.mark.parametrize(
    ("wrong", "differed"),
    [
        ({"url": "http://old"}, "url"),
        ({"headers": {"jwt_key": "old"}}, "headers"),
        ({"headers": None}, "headers"),
        ({"enabled": False}, "enabled"),
        ({"events": [*EVENTS, "MESSAGES_EDITED"]}, "events"),
        ({"events": list(EVENTS[1:])}, "events"),
        ({"webhookByEvents": True}, "byEvents"),
        ({"webhookBase64": True}, "base64"),
    ],
)
def test_what_differs_is_mended_and_named(wrong, differed):
    done, _ = ensured(httpx.Response(200, json=SUBSCRIBED | wrong), httpx.Response(201, json={}))

    assert done == Subscribed(differed=(differed,))


@pytest.mark.parametrize(
    "answers",
    [
        (error(404, ['The "jarvis" instance does not exist']),),
        (error(401, "Unauthorized"),),
        (httpx.Response(200, json=None), error(400, [["x"]])),
        (httpx.ConnectError("refused"),),
    ],
)
def test_a_subscription_that_fails_is_told(answers):
    assert isinstance(ensured(*answers)[0], NotSubscribed)

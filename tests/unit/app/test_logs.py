"""What reaches a log: no full phone number, and one line an event."""

import io
import json
import logging

import pytest
import structlog
from hypothesis import given
from hypothesis import strategies as st

from jarvis_app.logs import configure_logs, mask_phones
from jarvis_app.settings import Settings


@given(st.integers(min_value=212_500_000_000, max_value=212_799_999_999), st.sampled_from(["+", "", "00"]))
def test_no_moroccan_phone_survives_masking(number, prefix):
    shown = mask_phones(f"to {prefix}{number}@s.whatsapp.net and {prefix}{number}")

    assert str(number) not in shown


@pytest.mark.parametrize(
    "harmless",
    ["F1234567D", "3EB0B1000000000001", "019f2a00-1111-7000-8000-123456789012", "took 1234567 ms"],
)
def test_ids_contract_numbers_and_figures_stay_readable(harmless):
    assert mask_phones(harmless) == harmless


@given(st.text())
def test_a_hostile_text_is_one_json_line(text):
    configure_logs(Settings(log_format="json"))
    handler = logging.getLogger().handlers[0]
    record = logging.LogRecord("x", logging.INFO, "", 0, {"event": "said", "name": text}, None, None)
    record._name = "info"  # as structlog's own logger sets it
    record._logger = structlog.get_logger()
    line = handler.formatter.format(record)

    assert "\n" not in line
    assert json.loads(line)["event"] == "said"


def logged(as_json, **facts):
    """The line one event makes, with the traceback of the error it is about."""
    configure_logs(Settings(log_format="json" if as_json else "console"))
    handler = logging.getLogger().handlers[0]
    stream, handler.stream = handler.stream, io.StringIO()
    try:
        structlog.get_logger("jarvis.tests").error("failed", **facts)
        return handler.stream.getvalue()
    finally:
        handler.stream = stream


@pytest.mark.parametrize("as_json", [True, False], ids=["json", "console"])
def test_a_traceback_tells_neither_phones_nor_rows_nor_local_values(as_json):
    def send(secret):
        password = secret  # a local value that a talkative formatter would print
        raise ValueError(f"cannot send to +212600111222 {len(password)}\nDETAIL: Failing row (texte privé)")

    try:
        send("yranac-t3rc3s"[::-1])  # the source line is shown, the value must not be
    except ValueError as fault:
        line = logged(as_json, exc_info=fault, to=["+212600111222"])

    assert "cannot send to" in line
    for private in ("212600111222", "texte privé", "s3cr3t-canary"):
        assert private not in line


@pytest.mark.parametrize("before", ["GET /api/auth/magic-link/", "https://bo.tktm.ma/login/verify#t="])
def test_the_token_of_a_sign_in_link_is_masked_wherever_it_stands(before):
    assert mask_phones(f"{before}{'ab' * 32} 200") == f"{before}**** 200"

"""What is kept of failed look-ups holds no secrets and does not grow."""

import zipfile

from hypothesis import given
from hypothesis import strategies as st

from jarvis_adapters.d2d_portal.evidence import Evidence, scrub_html, scrub_trace
from jarvis_adapters.memory.clock import ManualClock

SECRETS = ("mot de passe/été", "session-value")


def test_form_fields_and_secrets_are_masked_in_a_page():
    page = (
        """<input type="hidden" name="csrf" value="token-1"><input value='token-2' name=x><p>session-value"""
    )

    masked = scrub_html(page, SECRETS)

    assert "token" not in masked
    assert "session-value" not in masked
    assert 'name="csrf"' in masked


@given(st.text(max_size=200))
def test_a_page_without_forms_and_secrets_stays_as_it_is(text):
    page = text.replace("<", "")

    assert scrub_html(page, ("a secret that is longer than any text",)) == page


def test_cookies_and_secrets_are_masked_in_a_trace(tmp_path):
    trace = tmp_path / "trace.zip"
    entry = (
        '{"headers":[{"name":"Cookie","value":"d2d=other"},{"name":"Host","value":"here"}],'
        '"cookies":[{"name":"d2d","value":"other"}],"body":"mot%20de%20passe%2F%C3%A9t%C3%A9 session-value"}'
    )
    with zipfile.ZipFile(trace, "w") as zipped:
        zipped.writestr("trace.network", entry)

    scrub_trace(trace, SECRETS)

    with zipfile.ZipFile(trace) as zipped:
        kept = zipped.read("trace.network").decode()
    assert kept == (
        '{"headers":[{"name":"Cookie","value":"***"},{"name":"Host","value":"here"}],'
        '"cookies":[],"body":"*** ***"}'
    )


def test_only_the_newest_cases_are_kept(tmp_path):
    evidence = Evidence(tmp_path, ManualClock(), most=3)

    for case in range(5):
        evidence._make_room(tmp_path / f"2026030{case}-case")

    assert [case.name[:8] for case in sorted(tmp_path.iterdir())] == ["20260302", "20260303", "20260304"]

"""Settings are parsed once, and every fault is told with its mend."""

import re
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jarvis_app.settings import Secret, Settings, SettingsInvalid, explain, load_settings
from jarvis_domain.flow.read import When

EXAMPLE = Path(__file__).parents[3] / ".env.example"


def settings_or_fault(environment):
    try:
        return load_settings(environment)
    except SettingsInvalid as fault:
        return fault


def test_no_variables_give_the_embedded_defaults_and_say_so():
    settings = load_settings({"PATH": "/bin"})

    assert settings == Settings()
    assert len(explain(settings)) == 7


def test_an_empty_variable_counts_as_unset():
    assert load_settings({"JARVIS_REDIS_URL": ""}) == Settings()


def test_when_the_model_is_asked_is_one_of_two_words():
    assert load_settings({}).lm_when is When.ALWAYS
    assert load_settings({"JARVIS_LM_WHEN": "unsure"}).lm_when is When.UNSURE
    assert "JARVIS_LM_WHEN" in str(settings_or_fault({"JARVIS_LM_WHEN": "never"}))


def test_lists_are_parted_by_commas():
    settings = load_settings({"JARVIS_EVOLUTION_INSTANCE": "nord, sud ,"})

    assert settings.evolution_instance == ("nord", "sud")


def test_all_faults_are_told_at_once_each_with_its_variable():
    wrong = {
        "JARVIS_LM_SECONDS": "soon",
        "JARVIS_PORTAL_URL": "ftp://portal",
        "JARVIS_EVOLUTION_WEBHOOK_SECRET": "short",
        "JARVIS_REDIS_ULR": "redis://x",
        "JARVIS_EVOLUTION_URL": "http://evolution",
    }
    with pytest.raises(SettingsInvalid) as told:
        load_settings(wrong)

    for name in ("LM_SECONDS", "PORTAL_URL", "EVOLUTION_WEBHOOK_SECRET", "EVOLUTION_API_KEY"):
        assert f"JARVIS_{name}" in str(told.value)
    assert "did you mean JARVIS_REDIS_URL" in str(told.value)


@pytest.mark.parametrize("name", [f.name for f in msgspec.structs.fields(Settings) if "secret" in f.name])
def test_a_secret_is_shown_neither_by_the_settings_nor_by_a_fault(name):
    value = "s3cr3t-canary-of-more-than-32-characters"
    field = f"JARVIS_{name.upper()}"

    assert value not in repr(load_settings({field: value}))


@pytest.mark.parametrize("hours", ["0.16", "24.1", "0", "-1", "nan", "inf"])
def test_a_link_that_lives_too_short_or_too_long_refuses_to_start(hours):
    with pytest.raises(SettingsInvalid, match="JARVIS_LINK_HOURS"):
        load_settings({"JARVIS_LINK_HOURS": hours})


@pytest.mark.parametrize("hours", ["0.1667", "24", "0.25"])
def test_a_link_may_live_between_ten_minutes_and_a_day(hours):
    assert load_settings({"JARVIS_LINK_HOURS": hours}).link_hours == float(hours)


def test_a_key_that_is_given_must_be_long():
    with pytest.raises(SettingsInvalid, match="JARVIS_SECRET_KEY"):
        load_settings({"JARVIS_SECRET_KEY": "k" * 31})

    assert load_settings({"JARVIS_SECRET_KEY": "k" * 32}).secret_key


@pytest.mark.parametrize(
    "wrong",
    [
        {"JARVIS_LM_SECONDS": "inf"},
        {"JARVIS_SENDS_PER_SECOND": "1e-300"},
        {"JARVIS_BASE_URL": "http://[bad"},
        {"JARVIS_LM_URL": "http://127.0.0.1:abc"},
        {"JARVIS_PORTAL_URL": "http://"},
        {"JARVIS_BURST_SECONDS": "10"},
        {"JARVIS_EVOLUTION_INSTANCE": ","},
        {"JARVIS_PORTAL_PROFILE": "/nowhere/profile.toml"},
    ],
    ids=lambda wrong: next(iter(wrong.items())),
)
def test_what_could_only_break_later_is_told_at_start(wrong):
    with pytest.raises(SettingsInvalid):
        load_settings(wrong)


def test_the_first_administrator_is_an_address_and_mail_has_a_sender():
    with pytest.raises(SettingsInvalid, match="JARVIS_FIRST_ADMIN"):
        load_settings({"JARVIS_FIRST_ADMIN": "salma"})
    with pytest.raises(SettingsInvalid, match="JARVIS_MAIL_FROM"):
        load_settings({"JARVIS_RESEND_API_KEY": "re_1"})


@given(st.text(min_size=1))
def test_a_secret_never_prints_itself(value):
    assert repr(Secret(value)) == "Secret(****)"


@given(
    st.dictionaries(st.sampled_from([f"JARVIS_{n.upper()}" for n in Settings.__struct_fields__]), st.text())
)
def test_whatever_is_set_gives_settings_or_faults(environment):
    assert isinstance(settings_or_fault(environment), Settings | SettingsInvalid)


def test_the_example_file_names_every_setting_with_its_default():
    named = re.findall(r"^#JARVIS_(\w+)=(.*)$", EXAMPLE.read_text(), re.MULTILINE)

    assert {name.lower() for name, _ in named} == set(Settings.__struct_fields__)
    examples = {"database_url", "redis_url", "evolution_url", "lm_url", "portal_url"}
    shown = {f"JARVIS_{name}": value for name, value in named if name.lower() not in examples}
    assert load_settings(shown) == Settings()

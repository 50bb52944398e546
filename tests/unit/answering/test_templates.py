"""Templates: what is refused when saving, and how one is rendered."""

import msgspec
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from jarvis_domain.answering.catalogue import DEFAULT_CATALOGUE, default_catalogue
from jarvis_domain.answering.templates import (
    MAX_CHARACTERS,
    MAX_LINES,
    TEMPLATE_VARIABLES,
    Catalogue,
    ReplyLanguage,
    Template,
    TemplateKey,
    render,
)
from jarvis_domain.errors import InvalidTemplate
from jarvis_domain.understanding.contracts import find_contracts
from support.talk import bare_left_to_right

keys = st.sampled_from([TemplateKey.FERME, TemplateKey.STATUT_AUTRE, TemplateKey.BO_FIXE])
FR, AR = "Contrat {numero}", "العقد {numero}"


def faults_of(fr=FR, ar=AR, key=TemplateKey.CONTRAT_INTROUVABLE):
    with pytest.raises(InvalidTemplate) as refused:
        Template(key=key, fr=fr, ar=ar)
    return refused.value.faults


def values_for(key):
    known = TEMPLATE_VARIABLES[key]
    return {name: f"<{name}>" for name in known.required | known.optional}


def test_a_good_template_is_accepted():
    assert Template(key=TemplateKey.CONTRAT_INTROUVABLE, fr=FR, ar=AR).text(ReplyLanguage.AR) == AR


@pytest.mark.parametrize(
    ("texts", "fault"),
    [
        ({"fr": ""}, "Write the French text: every reply has both languages."),
        ({"ar": " \n"}, "Write the Arabic text: every reply has both languages."),
        (
            {"fr": "Contrat {numero} {nom}"},
            "Take {nom} out of the French text; contrat_introuvable knows: {numero}.",
        ),
        ({"ar": "العقد"}, "Add {numero} to the Arabic text."),
        ({"fr": "{numero} {"}, "In the French text, use braces only around a variable, as in {numero}."),
        ({"fr": "{{numero}}"}, "In the French text, use braces only around a variable, as in {numero}."),
        (
            {"fr": "{numero!r} {numero}"},
            "In the French text, use braces only around a variable, as in {numero}.",
        ),
        (
            {"ar": "العقد {numero} {}"},
            "In the Arabic text, use braces only around a variable, as in {numero}.",
        ),
        (
            {"ar": "العقد {numero}\u202e"},
            "In the Arabic text, remove control characters and direction marks, JARVIS sets its own.",
        ),
        (
            {"fr": "{numero}" + "x" * 600},
            f"In the French text, shorten it from 608 to {MAX_CHARACTERS} characters at most.",
        ),
        ({"fr": "{numero}" + "\n" * 12}, f"In the French text, use {MAX_LINES} lines at most."),
        ({"fr": AR, "ar": FR}, "Put the French text into fr and the Arabic text into ar."),
        ({"ar": FR}, "Put the French text into fr and the Arabic text into ar."),
    ],
)
def test_each_fault_says_how_to_mend_it(texts, fault):
    assert faults_of(**texts) == (fault,)


def test_a_template_as_long_as_allowed_is_accepted():
    fr = "{numero}" + "x" * (MAX_CHARACTERS - 8 - (MAX_LINES - 1)) + "\n" * (MAX_LINES - 1)

    assert Template(key=TemplateKey.CONTRAT_INTROUVABLE, fr=fr, ar=AR).fr == fr


def test_all_faults_are_told_at_once():
    faults = faults_of(fr="{autre}", ar="")

    assert faults == (
        "Take {autre} out of the French text; contrat_introuvable knows: {numero}.",
        "Add {numero} to the French text.",
        "Write the Arabic text: every reply has both languages.",
    )


def test_a_template_without_variables_says_so():
    assert "knows: none." in faults_of("Bonjour {nom}", "مرحبا", TemplateKey.RELAIS_HUMAIN)[0]


def test_a_bad_template_is_refused_when_it_is_decoded_too():
    with pytest.raises(msgspec.ValidationError, match="Write the French text"):
        msgspec.json.decode(b'{"key": "aide", "fr": "", "ar": "\xd8\xb9"}', type=Template)


# What is forbidden has tests of its own; here nearly all must be accepted.
TURNING = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
ALLOWED = st.characters(
    codec="utf-8", exclude_categories=["Cc", "Zl", "Zp"], exclude_characters="{}" + TURNING
)
NAMED = "{numero} {releve} {libelle} "


def texts(*words):
    pieces = st.sampled_from(["{numero}", "{releve}", "{libelle}", " : F", "\n", *words])
    return st.lists(st.text(ALLOWED, max_size=20) | pieces, max_size=8).map("".join)


def accepted(key, fr, ar):
    try:
        return Template(key=key, fr=fr, ar=ar)
    except InvalidTemplate:
        return None


@given(keys, texts().map(f"A {NAMED}".__add__), texts("العقد").map(f"ع {NAMED}".__add__))
def test_what_is_accepted_can_be_rendered_in_both_languages(key, fr, ar):
    template = accepted(key, fr, ar)
    assume(template is not None)

    for language in ReplyLanguage:
        text = render(template, language, values_for(key))
        assert not set(text) & set("{}")
        assert "<numero>" in text.replace("\u2066", "").replace("\u2069", "")


@pytest.mark.parametrize("key", TemplateKey)
def test_every_key_has_its_variables_and_a_default_text(key):
    template = DEFAULT_CATALOGUE[key]

    assert template.key is key
    assert not TEMPLATE_VARIABLES[key].required & TEMPLATE_VARIABLES[key].optional


@pytest.mark.parametrize("key", TemplateKey)
def test_every_default_text_is_short_and_starts_arabic_lines_in_arabic(key):
    template = DEFAULT_CATALOGUE[key]
    arabic = render(template, ReplyLanguage.AR, values_for(key))

    assert max(len(template.fr), len(template.ar)) <= 180
    assert template.fr.count("\n") <= 1
    # The lines of the menu start with their numbers, whatever the language.
    assert key is TemplateKey.RECLAMATION_MENU or "\u200f" not in arabic
    assert bare_left_to_right(arabic) == []


@pytest.mark.parametrize("key", TemplateKey)
def test_no_default_text_holds_a_number_that_could_be_somebodys_contract(key):
    template = DEFAULT_CATALOGUE[key]

    assert find_contracts(template.fr + template.ar) == ()


@pytest.mark.parametrize("key", TemplateKey)
def test_the_default_languages_agree_on_their_variables_and_lines(key):
    template = DEFAULT_CATALOGUE[key]

    for variable in TEMPLATE_VARIABLES[key].required | TEMPLATE_VARIABLES[key].optional:
        assert (f"{{{variable}}}" in template.fr) == (f"{{{variable}}}" in template.ar)
    assert template.fr.count("\n") == template.ar.count("\n")


def test_a_value_is_never_read_as_a_template():
    template = Template(key=TemplateKey.CONTRAT_INTROUVABLE, fr=FR, ar=AR)

    assert render(template, ReplyLanguage.FR, {"numero": "{numero}"}) == "Contrat {numero}"


def test_a_value_and_the_word_it_is_glued_to_are_isolated_together():
    template = Template(key=TemplateKey.CONTRAT_INTROUVABLE, fr=FR, ar="التذكرة ONG-{numero}")

    assert render(template, ReplyLanguage.AR, {"numero": "A1"}) == "التذكرة \u2066ONG-A1\u2069"


def test_published_templates_replace_the_defaults_of_their_key_only():
    ours = Template(key=TemplateKey.RELAIS_HUMAIN, fr="Un instant.", ar="لحظة.")
    catalogue = DEFAULT_CATALOGUE.with_templates([ours])

    assert catalogue[TemplateKey.RELAIS_HUMAIN] is ours
    assert catalogue[TemplateKey.AIDE] is DEFAULT_CATALOGUE[TemplateKey.AIDE]
    assert default_catalogue() == DEFAULT_CATALOGUE


def test_a_catalogue_names_the_keys_it_lacks():
    with pytest.raises(InvalidTemplate, match="aide"):
        Catalogue(templates={})

"""Profile files: the shipped one is whole, and a wrong one says what to mend."""

from importlib.resources import files

import pytest

from jarvis_adapters.d2d_portal.profile import SHIPPED, InvalidProfile, fold, load_profile

TEXT = (files("jarvis_adapters.d2d_portal") / SHIPPED).read_text(encoding="utf-8")


@pytest.fixture
def profile_of(tmp_path):
    def load(text):
        path = tmp_path / "portal.toml"
        path.write_text(text, encoding="utf-8")
        return load_profile(path)

    return load


def test_a_copy_of_the_shipped_profile_is_the_shipped_profile(profile_of):
    assert profile_of(TEXT) == load_profile(None)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('proof = "#deconnexion"', "", "proof"),
        ('layout = "beside"', 'layout = "diagonal"', "contract.layout"),
        ("settle_seconds = 10.0", 'settle_seconds = "ten"', "settle_seconds"),
        ("[refused]", "[refusal]", "refus"),
        ('path = "contrat?numero={number}"', 'path = "contrat"', "search.field"),
        ("shape = 'F[0-9]{7}D'", "shape = '('", "regular expression"),
        ('"Sous-état 2", ', '"ETAT", ', "both etat and sous_etat_2"),
        ('labels = ["État", "État du contrat", "Status"]', "labels = []", "at least one label"),
        ("[sign_in]", "[sign_in", "not TOML"),
    ],
)
def test_a_wrong_profile_names_the_file_and_what_to_mend(profile_of, old, new, told):
    assert old in TEXT

    with pytest.raises(InvalidProfile) as refusal:
        profile_of(TEXT.replace(old, new, 1))

    assert "portal.toml" in str(refusal.value)
    assert told in str(refusal.value)


def test_a_missing_profile_is_named(tmp_path):
    with pytest.raises(InvalidProfile, match=r"nowhere\.toml cannot be read"):
        load_profile(tmp_path / "nowhere.toml")


def test_a_portal_that_lacks_a_field_is_described_by_leaving_its_labels_out(profile_of):
    text = TEXT.replace('labels = ["Sous-état 2", "Sous état 2", "Sub-status 2"]', "labels = []")

    assert "sous_etat_2" not in profile_of(text).contract.fields.named()


def test_labels_are_folded_to_what_they_say():
    assert fold("  SOUS-ÉTAT\u00a02 : *") == "sous-etat 2"

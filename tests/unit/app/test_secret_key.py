"""The secret that signs sessions: drawn once, kept to its owner, the same for all on one data folder."""

import stat
from concurrent.futures import ThreadPoolExecutor

from jarvis_app.secret_key import secret_of
from jarvis_app.settings import load_settings


def settings_for(folder, **more):
    return load_settings({"JARVIS_DATA_DIR": str(folder / "data"), **more})


def test_it_is_drawn_once_and_only_its_owner_can_read_it(tmp_path):
    first = secret_of(settings_for(tmp_path))
    kept = tmp_path / "data" / "secret-key"

    assert len(first) == 64
    assert secret_of(settings_for(tmp_path)) == first
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert [path.name for path in kept.parent.iterdir()] == ["secret-key"]


def test_many_who_start_together_agree(tmp_path):
    with ThreadPoolExecutor(16) as together:
        drawn = list(together.map(lambda _: secret_of(settings_for(tmp_path)), range(64)))

    assert len(set(drawn)) == 1


def test_the_one_of_the_settings_comes_first_and_nothing_is_kept(tmp_path):
    given = settings_for(tmp_path, JARVIS_SECRET_KEY="k" * 32)

    assert secret_of(given) == b"k" * 32
    assert not (tmp_path / "data").exists()

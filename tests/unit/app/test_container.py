"""The whole graph is wired, whatever is set; nothing is connected to find out."""

import pytest

from jarvis_app.container import build_container
from jarvis_app.settings import Secret, Settings

EVERYTHING = Settings(
    redis_url="redis://127.0.0.1:1/0",
    evolution_url="http://127.0.0.1:1",
    evolution_api_key=Secret("key"),
    lm_url="http://127.0.0.1:1",
    portal_url="http://127.0.0.1:1",
)


@pytest.mark.parametrize("settings", [Settings(), EVERYTHING], ids=["defaults", "everything set"])
def test_the_production_container_is_complete(settings):
    assert build_container(settings, "postgresql://nobody@127.0.0.1:1/nowhere")

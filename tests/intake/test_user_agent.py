"""The name under which pages are asked for."""

from email.message import Message
from importlib import metadata

import pytest

from countermove import __version__
from countermove.intake.user_agent import user_agent


@pytest.mark.parametrize(
    ("project_url", "ending"),
    [
        ("Homepage, https://countermove.example", " (+https://countermove.example)"),
        ("Homepage", ""),
        ("Homepage, https://x.example/\r\nHost: y", ""),
        (None, ""),
    ],
)
def test_the_name_carries_the_address_of_the_project_if_it_has_one(project_url, ending, monkeypatch):
    described = Message()
    if project_url is not None:
        described.add_header("Project-URL", project_url)
    monkeypatch.setattr(metadata, "metadata", lambda name: described)
    assert user_agent() == f"countermove/{__version__}{ending}"


def test_a_package_run_without_being_installed_has_a_name_too(monkeypatch):
    def missing(name):
        raise metadata.PackageNotFoundError(name)

    monkeypatch.setattr(metadata, "metadata", missing)
    assert user_agent() == f"countermove/{__version__}"

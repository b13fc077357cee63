"""One pipeline for all tests of the command line: loading it is most of a short run."""

from collections.abc import Iterator

import pytest

from countermove.coding.pipeline import Pipeline
from tests.cli.running import ARTICLE, Command


@pytest.fixture(scope="session")
def pipeline() -> Pipeline:
    return Pipeline.load()


@pytest.fixture
def command(pipeline, monkeypatch, capsysbinary) -> Iterator[Command]:
    monkeypatch.setattr(Pipeline, "load", lambda *arguments, **options: pipeline)
    return Command(capsysbinary)


@pytest.fixture
def article(tmp_path):
    file = tmp_path / "article.txt"
    file.write_text(ARTICLE, encoding="utf-8")
    return file

"""One pipeline for all tests of the command line: loading it is most of a short run."""

from collections.abc import Iterator

import pytest

from countermove.coding.pipeline import Pipeline
from countermove.ontology.lexicon import NO_ADDITIONS, load_lexicon
from tests.cli.running import ARTICLE, Command


@pytest.fixture(scope="session")
def pipeline() -> Pipeline:
    return Pipeline.load()


@pytest.fixture
def command(pipeline, monkeypatch, capsysbinary) -> Iterator[Command]:
    def load(*arguments, additions=NO_ADDITIONS, **options) -> Pipeline:
        if additions == NO_ADDITIONS:
            return pipeline
        return Pipeline(pipeline.reader, load_lexicon(additions=additions))

    monkeypatch.setattr(Pipeline, "load", load)
    return Command(capsysbinary)


@pytest.fixture
def article(tmp_path):
    file = tmp_path / "article.txt"
    file.write_text(ARTICLE, encoding="utf-8")
    return file

"""Read all corpora once and write them as one file of documents: `python -m training.prepare --data FOLDER`."""

from __future__ import annotations

import argparse
import pickle
from dataclasses import dataclass, field
from pathlib import Path

from corpus.articles import load_articles
from countermove.coding.pipeline import Pipeline
from countermove.reader.reader import Reader
from training.data_events import documents_of_articles, documents_of_examples, uneventful
from training.data_names import documents_of_blocks, read_columns, read_demonyms, read_json_lines, relabel_demonyms
from training.data_ud import read_ud
from training.documents import Document

GUM_WEIGHT, WIKI_WEIGHT, CROSSNER_WEIGHT, TWITTER_WEIGHT = 0.4, 1.0, 0.8, 0.4
EVERYDAY = ("reviews", "answers", "email", "GUM_voyage", "GUM_vlog", "GUM_conversation")
"""Beginnings of the ids of treebank documents whose genre has next to no politics."""

CROSSNER_DOMAINS = ("politics", "literature", "music", "science", "ai")


@dataclass(slots=True)
class Corpora:
    """Everything that is trained on, and the development parts of treebanks and annotated articles."""

    trees: list[Document]
    names: list[Document]
    development: dict[str, list[Document]]
    articles: list[Document] = field(default_factory=list)
    examples: list[Document] = field(default_factory=list)
    articles_development: list[Document] = field(default_factory=list)


def read_names(folder: Path) -> list[Document]:
    """Read the public names corpora of a data folder."""
    demonyms = read_demonyms()
    documents = read_json_lines(folder / "wikigold.jsonl", WIKI_WEIGHT, demonyms)
    documents += read_json_lines(folder / "wnut17.jsonl", TWITTER_WEIGHT, demonyms)
    for domain in CROSSNER_DOMAINS:
        for part in ("train", "dev", "test"):
            blocks = read_columns(folder / "crossner" / f"{domain}.{part}.conll", 0, 1)
            documents += documents_of_blocks(f"crossner-{domain}-{part}", blocks, CROSSNER_WEIGHT, 40, demonyms)
    for path in sorted((folder / "broad_twitter").glob("*.conll")):
        documents += documents_of_blocks(f"twitter-{path.stem}", read_columns(path, 0, 1), TWITTER_WEIGHT, 40, demonyms)
    return documents


def read_corpora(folder: Path) -> Corpora:
    """Read treebanks and names from a data folder laid out as training/README.md says."""
    trees = read_ud(folder / "ud" / "ewt.train.conllu")
    gum = read_ud(folder / "ud" / "gum_ccby.train.conllu", with_names=True, names_weight=GUM_WEIGHT)
    demonyms = read_demonyms()
    for document in gum:
        for sentence in document.sentences:
            if sentence.names is not None:
                relabel_demonyms(sentence.words, sentence.names, demonyms)
    development = {
        "ewt": read_ud(folder / "ud" / "ewt.dev.conllu"),
        "gum": read_ud(folder / "ud" / "gum_ccby.dev.conllu", with_names=True),
    }
    pipeline = Pipeline.load()
    articles, articles_development = read_articles(pipeline.reader)
    trees = [uneventful(d, pipeline) if d.id.startswith(EVERYDAY) else d for d in trees + gum]
    names, examples = read_names(folder / "names"), documents_of_examples(pipeline)
    return Corpora(trees, names, development, articles, examples, articles_development)


def read_articles(reader: Reader) -> tuple[list[Document], list[Document]]:
    """Read our annotated articles (training and development part) with the words and heads of the shipped model."""
    parts = [documents_of_articles(load_articles(split=split), reader) for split in ("train", "dev")]
    return parts[0], parts[1]


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with ud/ and names/")
    parser.add_argument("--out", type=Path, default=Path("build/training/corpora.pkl"))
    arguments = parser.parse_args()
    corpora = read_corpora(arguments.data)
    arguments.out.parent.mkdir(parents=True, exist_ok=True)
    arguments.out.write_bytes(pickle.dumps(corpora))
    for title, documents in (
        ("trees", corpora.trees),
        ("names", corpora.names),
        ("articles", corpora.articles),
        *corpora.development.items(),
    ):
        sentences = [sentence for document in documents for sentence in document.sentences]
        words = sum(len(sentence.words) for sentence in sentences)
        print(f"{title}: {len(documents)} documents, {len(sentences)} sentences, {words} words")


if __name__ == "__main__":
    main()

"""Count in how many documents each stem occurs; needed only when the corpora or the stemmer change.

    python tools/build_document_frequencies.py UD_FOLDER

Counts the articles of ``corpus/events`` and ``corpus/background`` and the texts of the Universal Dependencies
treebanks English-EWT and English-GUM in UD_FOLDER (``*.conllu``). Long texts are counted in parts of about 300 words,
the length of a short news article. Writes ``src/countermove/data/record/document_frequencies.tsv``.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import yaml

from countermove.record.words import Stems, word_spans

ROOT = Path(__file__).resolve().parent.parent
OUTPUT = ROOT / "src" / "countermove" / "data" / "record" / "document_frequencies.tsv"
PART = 300
LEAST = 2
HEADER = """\
# In how many documents a stem occurs; "*" is the number of documents. Stems in fewer than {least} are left out.
# Counted by tools/build_document_frequencies.py over this project's corpus/ and the Universal Dependencies treebanks
# English-EWT (CC BY-SA 4.0, the Universal Dependencies contributors) and English-GUM (CC BY 4.0, Amir Zeldes et al.).
# Counts only: no text of the treebanks is in this file.
stem\tdocuments
"""


def corpus_texts() -> Iterator[str]:
    """Our own articles."""
    for path in sorted((ROOT / "corpus" / "events").rglob("*.yaml")):
        article = yaml.safe_load(path.read_text(encoding="utf-8"))
        yield f"{article.get('title') or ''}\n{article['text']}"
    for path in sorted((ROOT / "corpus" / "background").glob("*.txt")):
        yield path.read_text(encoding="utf-8")


def treebank_texts(folder: Path) -> Iterator[str]:
    """One text per document of every treebank file."""
    for path in sorted(folder.glob("*.conllu")):
        sentences: list[str] = []
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith("# newdoc id") and sentences:
                yield "\n".join(sentences)
                sentences = []
            elif line.startswith("# text = "):
                sentences.append(line.removeprefix("# text = "))
        yield "\n".join(sentences)


def parts(text: str) -> Iterator[list[str]]:
    """The words of a text, in parts of about equal length."""
    words = [text[start:end] for start, end in word_spans(text)]
    number = max(1, round(len(words) / PART))
    for part in range(number):
        yield words[len(words) * part // number : len(words) * (part + 1) // number]


def main() -> None:
    """Count and write."""
    stems, counts, documents = Stems(), Counter[str](), 0
    for text in (*corpus_texts(), *treebank_texts(Path(sys.argv[1]))):
        for words in parts(text):
            counts.update({stems.stem(word) for word in words})
            documents += 1
    rows = sorted((stem, count) for stem, count in counts.items() if count >= LEAST)
    lines = [f"*\t{documents}", *(f"{stem}\t{count}" for stem, count in rows)]
    OUTPUT.parent.mkdir(parents=True, exist_ok=True)
    OUTPUT.write_text(HEADER.format(least=LEAST) + "\n".join(lines) + "\n", encoding="utf-8")
    print(f"{documents} documents, {len(rows)} stems: {OUTPUT.relative_to(ROOT)}")


if __name__ == "__main__":
    main()

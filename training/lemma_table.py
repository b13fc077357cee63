"""Forms whose lemma the treebanks know and the spelling rules do not; the model file carries them for the runtime."""

from __future__ import annotations

import argparse
import json
import pickle
from collections import Counter, defaultdict
from pathlib import Path

from countermove.reader.lemmas import KEEP, lemma_script
from countermove.reader.lemmatizer import Lemmatizer
from training.data_names import read_demonyms
from training.documents import Document
from training.prepare import Corpora

CLASSES = frozenset(("VERB", "AUX", "NOUN", "ADJ", "ADV", "PART"))
UNAMBIGUOUS = 0.95
SEEN = 2


def attested_lemmas(documents: list[Document]) -> dict[str, str]:
    """Return form, tab, part of speech -> lemma, where one lemma has nearly all occurrences and the rules miss it."""
    seen: dict[tuple[str, str], Counter[tuple[str, str]]] = defaultdict(Counter)
    for document in documents:
        for sentence in document.sentences:
            tree = sentence.tree
            if tree is None:
                continue
            for word, lemma, upos, xpos in zip(sentence.words, tree.lemmas, tree.upos, tree.xpos, strict=True):
                if upos in CLASSES and lemma != "_":
                    seen[word.lower().replace("’", "'"), upos][lemma, xpos] += 1
    rules = Lemmatizer({})
    demonyms = read_demonyms()
    table: dict[str, str] = {}
    for (form, upos), counts in sorted(seen.items()):
        lemmas: Counter[str] = Counter()
        for (lemma, _), count in counts.items():
            lemmas[lemma] += count
        lemma, count = lemmas.most_common(1)[0]
        if count < max(SEEN, UNAMBIGUOUS * lemmas.total()) or not form.strip("'").isalpha():
            continue
        if lemma.lower() == form and lemma not in demonyms and lemma != form:
            continue  # capital only as part of names
        # The model knows a plural when it sees one, which is what the rules for nouns ask of it.
        proposed = lemma_script(form, lemma) if upos == "NOUN" else KEEP
        if any(rules.lemma(form, upos, xpos, proposed) != lemma for _, xpos in counts):
            table[f"{form}\t{upos}"] = lemma
    return table


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, default=Path("build/training/corpora.pkl"))
    parser.add_argument("--out", type=Path, default=Path("build/training/lemmas.json"))
    arguments = parser.parse_args()
    corpora: Corpora = pickle.loads(arguments.corpora.read_bytes())
    table = attested_lemmas(corpora.trees)
    arguments.out.write_text(json.dumps(table, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
    print(f"{len(table)} forms")


if __name__ == "__main__":
    main()

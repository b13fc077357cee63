"""CoNLL-U in and out: gold trees become a :class:`Parse`, and a parse becomes a file other tools read.

Format: https://universaldependencies.org/format.html. Names travel in MISC as ``Name=B-person`` / ``Name=I-person``;
empty nodes (``8.1``) and enhanced dependencies are left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import cast, get_args

from countermove.reader.parse import Name, NameKind, Parse, SentenceParse, Word

_KINDS = get_args(NameKind)
_APOSTROPHES = "'’ʼ`´"


class ConlluError(ValueError):
    """A line isn't CoNLL-U; the message names it, counted from 1."""

    def __init__(self, line: int, message: str) -> None:
        self.line = line
        self.reason = message
        super().__init__(f"line {line}: {message}")

    def __reduce__(self) -> tuple[type[ConlluError], tuple[int, str]]:
        return (ConlluError, (self.line, self.reason))


@dataclass(slots=True)
class _Row:
    """One word line: its columns, and the line number for messages."""

    line: int
    columns: list[str]
    start: int = 0
    end: int = 0

    @property
    def space_after(self) -> bool:
        return "SpaceAfter=No" not in self.columns[9].split("|")


@dataclass(slots=True)
class _Sentence:
    """One block of the file: words, and multi-word tokens as (first row, last row, columns), rows counted from 0."""

    new_document: bool = False
    new_paragraph: bool = False
    rows: list[_Row] = field(default_factory=list)
    tokens: dict[int, tuple[int, _Row]] = field(default_factory=dict)


def parse_conllu(text: str) -> list[Parse]:
    """Turn CoNLL-U into parses, one for each ``# newdoc`` (one in all if there is none).

    The article's text is rebuilt from the forms, ``SpaceAfter=No`` and multi-word tokens; a ``# newpar`` becomes a
    newline. Names are read from ``Name=`` in MISC where present.

    Raises:
        ConlluError: a line has the wrong number of columns, or ids or heads that make no tree.
    """
    documents: list[list[_Sentence]] = []
    for sentence in _read_sentences(text):
        if sentence.new_document or not documents:
            documents.append([])
        documents[-1].append(sentence)
    return [_build(sentences) for sentences in documents]


def _read_sentences(text: str) -> Iterator[_Sentence]:
    sentence = _Sentence()
    for number, raw in enumerate(text.split("\n"), 1):
        line = raw.rstrip("\r")
        if not line.strip():
            if sentence.rows:
                yield sentence
                sentence = _Sentence()
        elif line.startswith("#"):
            sentence.new_document |= line.startswith("# newdoc")
            sentence.new_paragraph |= line.startswith("# newpar")
        else:
            _read_row(sentence, number, line)
    if sentence.rows:
        yield sentence


def _read_row(sentence: _Sentence, number: int, line: str) -> None:
    columns = line.split("\t")
    if len(columns) != 10:
        raise ConlluError(number, f"has {len(columns)} columns, not 10")
    identifier = columns[0]
    if "." in identifier:
        return
    row = _Row(number, columns)
    if "-" in identifier:
        first, _, last = identifier.partition("-")
        if not (
            first.isdigit() and last.isdigit() and int(first) == len(sentence.rows) + 1 and int(last) >= int(first)
        ):
            raise ConlluError(number, f"multi-word token {identifier!r} is out of place")
        sentence.tokens[int(first) - 1] = (int(last) - 1, row)
        return
    if identifier != str(len(sentence.rows) + 1):
        raise ConlluError(number, f"word id {identifier!r} is out of order")
    sentence.rows.append(row)


def _build(sentences: list[_Sentence]) -> Parse:
    text = _place(sentences)
    parse = Parse(text, [], [], [])
    tags: list[str] = []
    for number, sentence in enumerate(sentences):
        words = _words_of(parse, sentence, text, number)
        tags.extend([_misc(row, "Name") or "O" for row in sentence.rows])
        parse.words.extend(words)
    parse.names = _names_of(parse.words, tags)
    return parse


def _words_of(parse: Parse, sentence: _Sentence, text: str, number: int) -> list[Word]:
    rows = sentence.rows
    record = SentenceParse(number, rows[0].start, rows[-1].end, [])
    parse.sentences.append(record)
    for i, row in enumerate(rows):
        form, lemma, upos, xpos, feats = row.columns[1:6]
        surface = text[row.start : row.end]
        record.words.append(
            Word(len(parse.words) + i, i, row.start, row.end, surface, surface.lower(), lemma if lemma != "_" else form,
                 upos, xpos, feats, row.columns[7], record)
        )  # fmt: skip
    _link(record.words, rows)
    return record.words


def _link(words: list[Word], rows: list[_Row]) -> None:
    heads: list[int] = []
    for row in rows:
        column = row.columns[6]
        if not column.isdigit() or int(column) > len(words):
            raise ConlluError(row.line, f"head {column!r} is no word of the sentence")
        heads.append(int(column) - 1)
    if heads.count(-1) != 1:
        raise ConlluError(rows[0].line, f"the sentence has {heads.count(-1)} roots, not 1")
    for word, head in zip(words, heads, strict=True):
        if head >= 0:
            word.head = words[head]
            words[head].children.append(word)
    root = words[heads.index(-1)]
    if len(root.subtree()) != len(words):
        raise ConlluError(rows[0].line, "the heads go round in a circle")


def _place(sentences: list[_Sentence]) -> str:
    """Give every row its characters and return the text."""
    parts: list[str] = []
    length = 0
    gap = ""
    for sentence in sentences:
        if parts and sentence.new_paragraph:
            gap = "\n"
        at = 0
        while at < len(sentence.rows):
            last, carrier = sentence.tokens.get(at, (at, sentence.rows[at]))
            form = carrier.columns[1]
            parts.extend((gap, form))
            length += len(gap)
            _spread(sentence.rows[at : last + 1], length, form)
            length += len(form)
            gap = " " if carrier.space_after else ""
            at = last + 1
    return "".join(parts)


def _spread(rows: list[_Row], start: int, form: str) -> None:
    """Divide the characters of one token among its words: by their forms where these add up, else as well as can be."""
    at = start
    end = start + len(form)
    for index, row in enumerate(rows):
        left = len(rows) - 1 - index
        row.start = at
        at = end if not left else max(at + 1, min(at + len(row.columns[1]), end - left))
        row.end = min(at, end)


def _misc(row: _Row, key: str) -> str | None:
    for item in row.columns[9].split("|"):
        name, _, value = item.partition("=")
        if name == key:
            return value
    return None


def _names_of(words: list[Word], tags: list[str]) -> list[Name]:
    names: list[Name] = []
    at = 0
    while at < len(tags):
        kind = tags[at][2:]
        if not tags[at].startswith("B-") or kind not in _KINDS:
            at += 1
            continue
        last = at
        while last + 1 < len(tags) and tags[last + 1] == "I-" + kind:
            last += 1
        names.append(Name(at, last, words[at].start, words[last].end, cast(NameKind, kind), 1.0))
        at = last + 1
    return names


def to_conllu(parse: Parse, document: str = "article") -> str:
    """Write a parse as CoNLL-U; ``document`` names it and starts the sentence ids.

    Contractions and possessives (``don't``, ``cannot``, ``Libya's``) become multi-word tokens as in the English
    treebanks. Characters that can't be written as UTF-8 come out as U+FFFD.
    """
    tags: dict[int, str] = {}
    for name in parse.names:
        for n in range(name.first, name.last + 1):
            tags[n] = ("B-" if n == name.first else "I-") + name.kind
    identifier = " ".join(_clean(document).split()) or "article"
    lines = [f"# newdoc id = {identifier}"] if parse.sentences else []
    for sentence in parse.sentences:
        lines.append(f"# sent_id = {identifier}-{sentence.number + 1}")
        lines.append(f"# text = {_sentence_text(sentence)}")
        lines.extend(_lines_of(sentence, tags, _following(parse, sentence)))
        lines.append("")
    return "\n".join(lines) + "\n" if lines else ""


def _following(parse: Parse, sentence: SentenceParse) -> int | None:
    number = sentence.number + 1
    return parse.sentences[number].start if number < len(parse.sentences) else None


def _sentence_text(sentence: SentenceParse) -> str:
    parts: list[str] = []
    end = sentence.start
    for word in sentence.words:
        parts.append((" " if word.start > end else "") + _clean(word.text))
        end = word.end
    return "".join(parts)


def _lines_of(sentence: SentenceParse, tags: dict[int, str], following: int | None) -> Iterator[str]:
    words = sentence.words
    last_of_token = -1
    for i, word in enumerate(words):
        next_start = words[i + 1].start if i + 1 < len(words) else following
        joined = "SpaceAfter=No" if next_start == word.end else ""
        if i > last_of_token:
            last_of_token = i
            while last_of_token + 1 < len(words) and _one_token(words[last_of_token], words[last_of_token + 1]):
                last_of_token += 1
            if last_of_token > i:
                after = words[last_of_token + 1].start if last_of_token + 1 < len(words) else following
                misc = "SpaceAfter=No" if after == words[last_of_token].end else "_"
                form = "".join(_clean(part.text) for part in words[i : last_of_token + 1])
                yield "\t".join([f"{i + 1}-{last_of_token + 1}", form, *["_"] * 7, misc])
                token_first = i
            else:
                token_first = -1
        if token_first >= 0:
            joined = ""
        name = f"Name={tags[word.n]}" if word.n in tags else ""
        misc = "|".join(item for item in (name, joined) if item) or "_"
        head = str(word.head.i + 1) if word.head is not None else "0"
        columns = [
            _clean(word.text),
            _clean(word.lemma),
            word.upos,
            word.xpos,
            word.feats,
            head,
            word.deprel,
            "_",
            misc,
        ]
        yield "\t".join([str(i + 1), *columns])


def _one_token(left: Word, right: Word) -> bool:
    """Whether two words are parts of one written word: ``ca|n't``, ``gon|na``, ``dogs|'``."""
    if left.end != right.start or "PUNCT" in (left.upos, right.upos):
        return False
    if right.text[0] in _APOSTROPHES:
        return left.text[-1].isalnum() or left.text[-1] in ".%)"
    return left.text[-1].isalpha() and right.text[0].isalpha()


def _clean(text: str) -> str:
    """The text without what would break a line of the format."""
    return text.encode("utf-8", "replace").decode("utf-8").replace("\t", " ").replace("\n", " ").replace("\r", " ")

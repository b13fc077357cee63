"""Hand-made trees and entity tables for the tests of the event coders; no model is needed."""

from countermove.coding.draft import EntityDraft, EntityTable, MentionDraft
from countermove.reader.conllu import parse_conllu
from countermove.reader.parse import Parse, Word


def tree(*sentences: str) -> Parse:
    """One article from sentences with one word a line: ``form lemma UPOS XPOS head relation``."""
    blocks = []
    for sentence in sentences:
        rows = [line.split() for line in sentence.strip().splitlines()]
        lines = [
            "\t".join([str(number), form, lemma, upos, xpos, "_", head, relation, "_", "_"])
            for number, (form, lemma, upos, xpos, head, relation) in enumerate(rows, 1)
        ]
        blocks.append("\n".join(lines) + "\n")
    return parse_conllu("\n".join(blocks) + "\n")[0]


def table(parse: Parse, **countries: str) -> EntityTable:
    """An entity for each word named, a state where its country is given; equal countries are one entity.

    An underscore in front marks a party without a country: ``rebels="_REB"`` is a group of sector REB.
    """
    result = EntityTable()
    numbers: dict[str, int] = {}
    for word in parse.words:
        value = countries.get(word.text)
        if value is None:
            continue
        if value not in numbers:
            numbers[value] = len(result.entities)
            group = value.startswith("_")
            result.entities.append(
                EntityDraft(
                    number=numbers[value],
                    name=word.text,
                    kind="group" if group else "state",
                    country=None if group else value,
                    sectors=(value[1:],) if group else (),
                    ref=None,
                )
            )
        entity = result.entities[numbers[value]]
        entity.mentions.append(MentionDraft(word.n, word.n, word.n, word.start, word.end, "name"))
        result.by_head[word.n] = entity.number
    return result


def word(parse: Parse, text: str) -> Word:
    """The first word with this text."""
    return next(item for item in parse.words if item.text == text)

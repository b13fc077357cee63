"""Hand-made trees, written short, for the tests of the entity coders."""

from countermove.coding.draft import EntityDraft, EntityTable
from countermove.coding.entities import find_entities
from countermove.ontology.actors import ActorRegistry
from countermove.reader.conllu import parse_conllu
from countermove.reader.parse import Parse


def tree(*sentences: str) -> Parse:
    """Build one article from sentences.

    A sentence has one word a line: ``form lemma UPOS head relation``, then, where needed, ``Name=B-person`` and
    ``Feature=Value`` items, and ``<`` for a word written without a space after it.
    """
    blocks = []
    for number, sentence in enumerate(sentences):
        lines = [f"# sent_id = {number}", "# newpar"]
        rows = [line.split() for line in sentence.strip().splitlines()]
        for identifier, (form, lemma, upos, head, relation, *rest) in enumerate(rows, 1):
            features = "|".join(item for item in rest if "=" in item and not item.startswith("Name=")) or "_"
            misc = [item for item in rest if item.startswith("Name=")]
            misc.extend("SpaceAfter=No" for item in rest if item == "<")
            columns = [str(identifier), form, lemma, upos, "_", features, head, relation, "_", "|".join(misc) or "_"]
            lines.append("\t".join(columns))
        blocks.append("\n".join(lines) + "\n")
    return parse_conllu("\n".join(blocks) + "\n")[0]


def entities_of(parse: Parse, registry: ActorRegistry, published: str | None = "2024-11-01") -> EntityTable:
    """The entities of an article without boilerplate."""
    return find_entities(parse, [False] * len(parse.sentences), published, registry)


def at(parse: Parse, table: EntityTable, text: str, occurrence: int = 1) -> EntityDraft | None:
    """The entity that a word heads a mention of."""
    words = [word for word in parse.words if word.text == text]
    return table.at(words[occurrence - 1])

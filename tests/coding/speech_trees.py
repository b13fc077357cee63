"""Hand-made trees for the tests of attributions, factuality and silence; no model is needed."""

from pathlib import Path

import countermove
from countermove.coding.attributions import find_attributions
from countermove.coding.draft import AttributionDraft, EntityTable
from countermove.ontology.attribution_cues import AttributionCues, load_attribution_cues
from countermove.ontology.factuality_cues import FactualityCues, load_factuality_cues
from countermove.ontology.silence_cues import SilenceCues, load_silence_cues
from countermove.reader.conllu import parse_conllu
from countermove.reader.parse import Parse, Word

CUES = Path(countermove.__file__).parent / "data" / "cues"
ATTRIBUTION: AttributionCues = load_attribution_cues(CUES / "attribution.yaml")
FACTUALITY: FactualityCues = load_factuality_cues(CUES / "factuality.yaml")
SILENCE: SilenceCues = load_silence_cues(CUES / "silence.yaml")


def tree(*sentences: str) -> Parse:
    """One article; a word is ``form/lemma/XPOS/head/relation``, a ``+`` after it means that no blank follows.

    A sentence that starts with ``¶`` starts a paragraph. The universal tag is made from the Penn tag.
    """
    blocks = []
    for sentence in sentences:
        lines = []
        if sentence.startswith("¶"):
            lines.append("# newpar")
            sentence = sentence[1:]
        for number, token in enumerate(sentence.split(), 1):
            glued = token.endswith("+")
            form, lemma, tag, head, relation = token.removesuffix("+").split("/")
            misc = "SpaceAfter=No" if glued else "_"
            lines.append(
                "\t".join([str(number), form, lemma, _universal(tag, relation), tag, "_", head, relation, "_", misc])
            )
        blocks.append("\n".join(lines) + "\n")
    return parse_conllu("\n".join(blocks) + "\n")[0]


def _universal(tag: str, relation: str) -> str:
    if relation.startswith(("aux", "cop")):
        return "AUX"
    if tag == "IN":
        return "SCONJ" if relation == "mark" else "ADP"
    table = dict(
        pair.split(":")
        for pair in (
            "VB:VERB NN:NOUN PR:PRON WP:PRON WD:PRON JJ:ADJ RB:ADV DT:DET MD:AUX TO:PART CC:CCONJ CD:NUM"
        ).split()
    )
    if tag.startswith("NNP"):
        return "PROPN"
    return table.get(tag[:2], "PUNCT")


def word(parse: Parse, text: str) -> Word:
    """The first word with this text."""
    return next(item for item in parse.words if item.text == text)


def attributions(parse: Parse) -> list[AttributionDraft]:
    """The attributions of a tree, with the shipped cues."""
    return find_attributions(parse, [False] * len(parse.sentences), EntityTable(), ATTRIBUTION)


def contents(parse: Parse, draft: AttributionDraft) -> list[str]:
    """The content of an attribution as text."""
    return [parse.text[start:end] for start, end in draft.content]

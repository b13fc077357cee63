"""Sentences without a real tree, for coders that look at words: every word hangs on the first verb."""

from countermove.reader.conllu import parse_conllu
from countermove.reader.parse import Parse

_VERBS = {"met": "Past", "said": "Past", "fell": "Past", "meet": "Inf", "left": "Past", "may": "Fin", "march": "Fin"}
_ADVERBS = frozenset(["now", "recently", "currently", "daily", "lately"])


def flat(text: str) -> Parse:
    """Build one sentence from words divided by spaces; ``will`` before a verb makes it look ahead."""
    words = text.split()
    root = next((at for at, word in enumerate(words) if word in _VERBS), 0)
    lines = []
    for at, word in enumerate(words):
        head, relation = ("0", "root") if at == root else (str(root + 1), "obl")
        upos, features = "NOUN", "_"
        if word in _VERBS:
            upos, features = "VERB", "VerbForm=Inf" if _VERBS[word] == "Inf" else f"Tense={_VERBS[word]}|VerbForm=Fin"
        elif word == "will":
            upos, relation = "AUX", "aux"
        elif word.lower() in _ADVERBS:
            upos = "ADV"
        elif word[0].isdigit():
            upos = "NUM"
        elif word[0].isupper():
            upos = "PROPN"
        lines.append("\t".join([str(at + 1), word, word.lower(), upos, "_", features, head, relation, "_", "_"]))
    return parse_conllu("\n".join(lines) + "\n\n")[0]

"""Word shapes: what an uncased encoder cannot see about a word.

The encoder's vocabulary is lower-cased, so the reader tells it the casing class of every word through a
small embedding. Training and runtime share this function; changing it needs a new model (`SHAPES_VERSION`).
"""

SHAPES_VERSION = "1"
SHAPE_COUNT = 9

SPECIAL = 0
LOWER = 2
CAPITALISED = 3
UPPER = 4
MIXED = 5
DIGITS = 6
NO_LETTER = 7
SINGLE_UPPER = 8


def shape(word: str) -> int:
    """Return the shape class (1 to 8) of a word; 0 is kept for the special subwords of a window."""
    has_letter = False
    for character in word:
        if character.isdigit():
            return DIGITS
        if character.isalpha():
            has_letter = True
    if not has_letter:
        return NO_LETTER
    if len(word) == 1:
        return SINGLE_UPPER if word.isupper() else LOWER
    if word.isupper():
        return UPPER
    if word.islower():
        return LOWER
    if word[0].isupper() and word[1:].islower():
        return CAPITALISED
    return MIXED

"""One key for all spellings of a name: accents, dots, apostrophes, hyphens, case and a leading "the" are levelled."""

from __future__ import annotations

import unicodedata

# Letters that Unicode doesn't decompose into a base letter and a mark.
_LETTERS = {
    "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "ı": "i", "İ": "I", "ß": "ss",
    "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "þ": "th", "Þ": "Th", "ə": "a", "Ə": "A", "ħ": "h", "Ħ": "H",
}  # fmt: skip
_PUNCTUATION: dict[str, str | None] = {
    ".": None, ",": None, "'": None, "’": None, "‘": None, "ʻ": None, "ʼ": None, "`": None, '"': None, "“": None,
    "”": None, "-": " ", "‐": " ", "‑": " ", "–": " ", "—": " ", "_": " ", "/": " ", "&": " and ",
}  # fmt: skip
_TABLE: dict[int, str | None] = str.maketrans({**_LETTERS, **_PUNCTUATION})


def name_key(text: str) -> str:
    """The form of a name under which it is stored and looked up.

    >>> name_key("the Côte d’Ivoire's")
    'cote divoire'
    >>> name_key("U.S.")
    'us'
    """
    if text.endswith(("'s", "’s")):
        text = text[:-2]
    text = text.translate(_TABLE)
    if not text.isascii():
        text = "".join(mark for mark in unicodedata.normalize("NFKD", text) if not unicodedata.combining(mark))
    key = " ".join(text.casefold().split())
    return key[4:] if key.startswith("the ") else key


def is_capitals(text: str) -> bool:
    """Whether a text but for a leading "the" is in capitals throughout, as acronyms are ("the U.S.", "WHO")."""
    return (text[4:] if text[:4].lower() == "the " else text).removesuffix("'s").removesuffix("’s").isupper()


def without_article_particles(key: str) -> str:
    """A name key without the Arabic article in its romanised forms ("bashar al assad" becomes "bashar assad")."""
    words = key.split()
    kept = [word for word in words if word not in _ARTICLES]
    return " ".join(kept) if kept else key


_ARTICLES = frozenset({"al", "el", "ad", "as", "ash", "ar", "an", "at", "az", "ul"})


def without_initials(key: str) -> str:
    """A name key without single letters between its first and last word ("donald j trump" becomes "donald trump")."""
    words = key.split()
    if len(words) < 3:
        return key
    return " ".join([words[0], *(word for word in words[1:-1] if len(word) > 1), words[-1]])


def plural_forms(word: str) -> tuple[str, ...]:
    """The regular plural of an English noun, and the one in -men where it applies; ``()`` for words that are plural."""
    if word.endswith("man") and word not in {"german", "ottoman", "roman", "talisman", "human", "shaman", "norman"}:
        return (word[:-3] + "men",)
    if word.endswith(("s", "sh", "ch", "x", "z")):
        return (word + "es",)
    if word.endswith("y") and len(word) > 1 and word[-2] not in "aeiou":
        return (word[:-1] + "ies",)
    return (word + "s",)

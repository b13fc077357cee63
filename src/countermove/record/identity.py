"""Ids made from content: the same in every record, whatever the order of arrival."""

from __future__ import annotations

from hashlib import blake2b

from countermove.schema import Article


def content_id(letter: str, *content: str | None) -> str:
    """A letter and 16 hexadecimal digits of BLAKE2b over the parts; a missing part differs from an empty one."""
    hashed = blake2b(digest_size=8)
    for part in content:
        data = b"-" if part is None else b"+" + part.encode("utf-8", "surrogatepass")
        hashed.update(len(data).to_bytes(8, "big") + data)
    return letter + hashed.hexdigest()


def content_hash(article: Article) -> str:
    """Checksum of what an article says: its title and text."""
    hashed = blake2b(digest_size=16)
    for part in (article.title or "", article.text):
        data = part.encode("utf-8", "surrogatepass")
        hashed.update(len(data).to_bytes(8, "big") + data)
    return hashed.hexdigest()


def mention_id(article_id: str, item: str) -> str:
    """The id of one extracted thing: its article and its id in the reading."""
    return f"{article_id}/{item}"

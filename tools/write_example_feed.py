"""Write ``examples/barents.xml``: the composed articles of ``examples/barents.jsonl`` as a feed (RSS 2.0).

Run from the repository: ``python tools/write_example_feed.py``.
"""

import json
from datetime import datetime
from email.utils import format_datetime
from pathlib import Path
from xml.sax.saxutils import escape

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
PLACE = EXAMPLES / "barents.xml"
_CONTENT = "http://purl.org/rss/1.0/modules/content/"


def example_feed() -> str:
    """The feed, latest item first as papers have it."""
    lines = (EXAMPLES / "barents.jsonl").read_text(encoding="utf-8").splitlines()
    items = sorted(map(json.loads, lines), key=lambda item: item["published"], reverse=True)
    head = "<title>Northern desk</title>\n<link>https://desk.example/</link>\n<description>Composed news</description>"
    parts = ['<?xml version="1.0" encoding="UTF-8"?>', f'<rss version="2.0" xmlns:content="{_CONTENT}">', "<channel>"]
    return "\n".join([*parts, head, *map(_item, items), "</channel>", "</rss>"]) + "\n"


def _item(item: dict[str, str]) -> str:
    day = format_datetime(datetime.fromisoformat(f"{item['published']}T06:00:00+00:00"))
    text = escape("".join(f"<p>{escape(part)}</p>" for part in item["text"].split("\n") if part.strip()))
    return "\n".join(
        [
            "<item>",
            f"<title>{escape(item['title'])}</title>",
            f"<link>{escape(item['url'])}</link>",
            f"<pubDate>{day}</pubDate>",
            f"<content:encoded>{text}</content:encoded>",
            "</item>",
        ]
    )


if __name__ == "__main__":
    PLACE.write_text(example_feed(), encoding="utf-8")

"""Payloads of cross-site scripting, and records that hold them in every field that comes from the world."""

from typing import Any

from countermove.record.record import RecordFile
from tests.record.building import Draft, own_words, store

PAYLOADS = (
    "<script>window.xss=1</script>",
    "\"><img src=x onerror='window.xss=2'>",
    "' autofocus onfocus='window.xss=3' x='",
    "<svg/onload=window.xss=4>",
    "</title></textarea></style><script>window.xss=5</script>",
    "javascript:window.xss=6",
    "{{ 7*7 }}{% raw %}${7*7}<%= 7*7 %>",
    "<iframe srcdoc='<script>parent.xss=8</script>'></iframe>",
    "<a href='java\tscript:window.xss=9'>x</a>",
    "<style>*{display:none}</style><base href='https://evil.example/'>",
    "&lt;script&gt;window.xss=11&lt;/script&gt;",
    "\u202e<b>gnp.exe</b>\u2066",
)
URLS = (
    "javascript:window.xss=20",
    "https://evil.example/\"onmouseover='window.xss=21'",
    "data:text/html,<script>1</script>",
)


def hostile_draft(number: int, payload: str, url: str | None = None, **fields: Any) -> Draft:
    """An article with a payload as title, publisher, name, place, unit, speech and text."""
    text = (
        f"{payload}. Envoy {payload} bombed the harbour of Brackmouth {payload} on Wednesday. "
        f"The colonel said that {payload} was near. Nine {payload} crates burned. Duchy {payload} has not answered. "
        f"{own_words(number)}"
    )
    draft = Draft(text, name=f"x{number}{payload}", title=f"T {payload}", publisher=f"P {payload}", url=url, **fields)
    actor = draft.entity(f"Envoy {payload}", kind="person", country="NOR")
    other = draft.entity(f"Duchy {payload}", kind="organization")
    speaker = draft.entity("The colonel", kind="person")
    place = draft.place(f"Brackmouth {payload}", "ISL", 2_000_000 + number)
    said = draft.says(speaker, "said", f"{payload} was near")
    event = draft.event("bombed", [actor], [other], "2024-10-30", place, attributions=(said,))
    draft.number(f"Nine {payload} crates", 9, 9, f"crates {payload}"[:200])
    draft.silence("has not answered", [other], event)
    return draft


def store_hostile(record: RecordFile) -> None:
    """Every payload in an article of its own."""
    for number, payload in enumerate(PAYLOADS, 100):
        url = URLS[number % len(URLS)]
        store(record, hostile_draft(number, payload, url))

"""A reading as one self-contained HTML page: the report, then the text with everything found in it marked."""

from __future__ import annotations

from html import escape

from countermove.highlight import reading_html
from countermove.report.summary import Summary
from countermove.schema import Reading

_STYLE = """
:root { color-scheme: light dark; }
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 50rem; margin: 2rem auto; padding: 0 1rem; }
header { border: 1px solid; border-radius: .5rem; padding: .5rem 1rem; }
h1 { font-size: 1.3rem; margin: .2rem 0; }
h2 { font-size: 1.1rem; margin-top: 2rem; }
li { margin: .3rem 0; }
.note { opacity: .75; }
q.evidence { display: block; opacity: .75; font-style: italic; }
mark { color: #111 !important; }
"""


def html_report(reading: Reading, summary: Summary, evidence: bool = False) -> str:
    """Return the page; every piece of the article's text in it is escaped."""
    facts = [summary.published, summary.place, summary.publisher, summary.url]
    note = " · ".join(escape(fact) for fact in facts if fact)
    body = [f'<header><h1>{escape(summary.headline)}</h1><p class="note">{note}</p></header>']

    def section(title: str, rows: list[tuple[str, str]]) -> None:
        if not rows:
            return
        items = "".join(
            f"<li>{row}" + (f'<q class="evidence">{escape(sentence)}</q>' if evidence else "") + "</li>"
            for row, sentence in rows
        )
        body.append(f"<h2>{title}</h2><ul>{items}</ul>")

    happened = []
    for event in summary.happened:
        facts = [event.when, event.where, event.certainty, f"says {event.says}" if event.says else ""]
        tail = " · ".join(escape(fact) for fact in facts if fact)
        whom = f" → <b>{escape(event.whom)}</b>" if event.whom else ""
        who = f"<b>{escape(event.who)}</b>" if event.who else "someone"
        row = f'{who} → {escape(event.act)} <i>“{escape(event.words)}”</i>{whom} <span class="note">· {tail}</span>'
        happened.append((row, event.evidence))
    section("What happened", happened)
    claims = []
    for claim in summary.said:
        content = f"“{escape(claim.content)}”" if claim.quoted else escape(claim.content)
        head = f"<b>{escape(claim.source)}</b> <i>{escape(claim.cue)}</i>"
        claims.append((f'{head} <span class="note">({escape(claim.certainty)})</span> {content}', claim.evidence))
    section("Who says what", claims)
    section(
        "Numbers",
        [
            (
                f"<b>{item.value}</b> {escape(item.unit)} <i>“{escape(item.words)}”</i>"
                + (f' <span class="note">· says {escape(item.says)}</span>' if item.says else ""),
                item.evidence,
            )
            for item in summary.numbers
        ],
    )
    section(
        "Silence and reactions",
        [(f"<b>{escape(item.who)}</b>: {escape(item.what)}", item.evidence) for item in summary.silence],
    )
    body.append(f"<h2>Text</h2>{reading_html(reading)}")
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(summary.headline)}</title><style>{_STYLE}</style></head>"
        f"<body>{''.join(body)}</body></html>\n"
    )

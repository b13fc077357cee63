"""A reading as a Markdown report."""

from __future__ import annotations

import re

from countermove.report.summary import Summary

_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~])")


def _safe(text: str) -> str:
    """Text that Markdown shows as it is: no markup, no HTML."""
    return _SPECIAL.sub(r"\\\1", text)


def markdown_report(summary: Summary, evidence: bool = False) -> str:
    """Return the report; with ``evidence`` the sentence behind each item follows it as a quotation."""
    lines = [f"# {_safe(summary.headline)}", ""]
    facts = [summary.published, summary.place, summary.publisher, summary.url]
    lines += [" · ".join(_safe(fact) for fact in facts if fact), ""]

    def section(title: str, rows: list[tuple[str, str]]) -> None:
        if not rows:
            return
        lines.extend([f"## {title}", ""])
        for row, sentence in rows:
            lines.append(f"- {row}")
            if evidence:
                lines.append(f"  > {_safe(sentence)}")
        lines.append("")

    happened = []
    for event in summary.happened:
        who = f"**{_safe(event.who)}**" if event.who else "someone"
        whom = f" → **{_safe(event.whom)}**" if event.whom else ""
        facts = [event.when, event.where, event.certainty, f"says {event.says}" if event.says else ""]
        tail = " · ".join(_safe(fact) for fact in facts if fact)
        happened.append((f"{who} → {event.act} “{_safe(event.words)}”{whom} · {tail}", event.evidence))
    section("What happened", happened)
    section(
        "Who says what",
        [
            (
                f"**{_safe(item.source)}** *{_safe(item.cue) or 'quoted'}* ({item.certainty}): "
                + (f"“{_safe(item.content)}”" if item.quoted else _safe(item.content)),
                item.evidence,
            )
            for item in summary.said
        ],
    )
    section(
        "Numbers",
        [
            (
                f"**{item.value}** {_safe(item.unit)} “{_safe(item.words)}”"
                + (f" · says {_safe(item.says)}" if item.says else ""),
                item.evidence,
            )
            for item in summary.numbers
        ],
    )
    section(
        "Silence and reactions",
        [(f"**{_safe(item.who)}**: {_safe(item.what)}", item.evidence) for item in summary.silence],
    )
    return "\n".join(lines).rstrip("\n") + "\n"

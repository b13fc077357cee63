"""A report as one self-contained HTML page: no script, no address that is loaded, every text escaped."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from countermove.report.document import Citation, Document, Grid, Line, Run, Section, cited
from countermove.report.showing import shown, web_address

_STYLE = """
:root { color-scheme: light dark; }
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 52rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.4rem; margin: .2rem 0; }
h2 { font-size: 1.1rem; margin-top: 2rem; }
li { margin: .3rem 0; overflow-wrap: anywhere; }
.note, .sources { opacity: .8; font-size: .92rem; }
.good { color: light-dark(#17692c, #7bd88f); }
.doubtful { color: light-dark(#7a5200, #e8c268); }
.bad { color: light-dark(#a3141c, #ff9a9a); }
.cite { font-size: .8em; vertical-align: super; line-height: 0; text-decoration: none; }
table { border-collapse: collapse; }
th, td { padding: .2rem .8rem .2rem 0; text-align: right; border-bottom: 1px solid color-mix(in srgb, currentColor 25%,
 transparent); }
th:first-child, td:first-child, .words { text-align: left; vertical-align: top; }
@media print { body { max-width: none; margin: 0; } a { color: inherit; } li, tr { break-inside: avoid; }
 h2 { break-after: avoid; } }
"""
_CLASSES = {"note": "note", "good": "good", "doubtful": "doubtful", "bad": "bad"}
_TAGS = {"strong": "b", "quotation": "i"}


def document_page(document: Document) -> str:
    """Return the page."""
    body = [f"<h1>{_safe(document.title)}</h1>"]
    body += [f'<p class="note">{_safe(note)}</p>' for note in document.notes]
    for section in document.sections:
        body += _section(section)
    if document.sources:
        items = "".join(
            f'<li value="{item.number}" id="s{item.number}">{_runs(item.runs)}</li>' for item in document.sources
        )
        body.append(f'<h2>Sources</h2><ol class="sources">{items}</ol>')
    policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        '<meta name="referrer" content="no-referrer">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{_safe(document.title)}</title><style>{_STYLE}</style></head>\n"
        "<body>" + "\n".join(body) + "</body></html>\n"
    )


def _section(section: Section) -> Iterator[str]:
    if section.title:
        yield f"<h2>{_safe(section.title)}</h2>"
    if section.joined and section.lines:
        yield "<p>" + " ".join(_runs(item.runs) for item in section.lines) + "</p>"
    elif section.lines:
        yield _list(section.lines)
    if section.grid is not None:
        yield _grid(section.grid)


def _list(lines: Iterable[Line]) -> str:
    items = (f"<li>{_runs(item.runs)}{_list(item.below) if item.below else ''}</li>" for item in lines)
    return "<ul>" + "".join(items) + "</ul>"


def _runs(runs: tuple[Run | Citation, ...]) -> str:
    return "".join(_citation(run) if isinstance(run, Citation) else _run(run) for run in runs)


def _citation(citation: Citation) -> str:
    marks = "".join(f'<a class="cite" href="#s{number}">{mark}</a>' for mark, number in cited(citation))
    return marks + (f' <span class="note">and {citation.unnamed:,} more</span>' if citation.unnamed else "")


def _run(run: Run) -> str:
    text = _safe(run.text)
    if run.style in _TAGS:
        text = f"<{_TAGS[run.style]}>{text}</{_TAGS[run.style]}>"
    elif run.style in _CLASSES:
        text = f'<span class="{_CLASSES[run.style]}">{text}</span>'
    address = web_address(run.address)
    return text if address is None else f'<a href="{escape(address)}" rel="noreferrer nofollow">{text}</a>'


def _grid(grid: Grid) -> str:
    kinds = [' class="words"' if number and grid.is_words(number) else "" for number in range(len(grid.header))]
    header = "".join(f'<th scope="col"{kind}>{_safe(cell)}</th>' for kind, cell in zip(kinds, grid.header, strict=True))
    rows = "".join(
        "<tr>" + "".join(f"<td{kind}>{_safe(cell)}</td>" for kind, cell in zip(kinds, row, strict=True)) + "</tr>"
        for row in grid.rows
    )
    return f"<table><thead><tr>{header}</tr></thead><tbody>{rows}</tbody></table>"


def _safe(text: str) -> str:
    return escape(shown(text))

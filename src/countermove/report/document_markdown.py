"""A report as Markdown (CommonMark, with the tables of GitHub's flavour)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from countermove.report.document import Citation, Document, Grid, Line, Run, Section, cited
from countermove.report.showing import shown, web_address

_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~&!$^])")
_LINE_START = re.compile(r"^(\s*)([-+=:]|\d+[.)])")
_ADDRESS = re.compile(r"[^A-Za-z0-9\-._~:/?#@!$&'*+,;=%]")
_MARKS = {"strong": "**", "quotation": "*", "good": "**", "bad": "**", "doubtful": "**"}


def document_markdown(document: Document) -> str:
    """Return the report; it ends with one line end."""
    lines = [f"# {_start(_safe(document.title))}", ""] if document.title else []
    for note in document.notes:
        lines += [_start(_safe(note)), ""]
    for section in document.sections:
        lines += _section(section)
    if document.sources:
        lines += ["## Sources", ""]
        lines += [f'- <a id="s{item.number}"></a>\\[{item.number}\\] {_runs(item.runs)}' for item in document.sources]
    return "\n".join(lines).rstrip("\n") + "\n"


def _section(section: Section) -> Iterator[str]:
    if section.title:
        yield f"## {_safe(section.title)}"
        yield ""
    if section.joined and section.lines:
        yield _start(" ".join(_runs(item.runs) for item in section.lines))
        yield ""
    elif section.lines:
        for item in section.lines:
            yield from _item(item, "")
        yield ""
    if section.grid is not None:
        yield from _grid(section.grid)
        yield ""


def _item(item: Line, indent: str) -> Iterator[str]:
    yield f"{indent}- {_start(_runs(item.runs))}"
    for below in item.below:
        yield from _item(below, indent + "  ")


def _runs(runs: tuple[Run | Citation, ...]) -> str:
    return "".join(_citation(run) if isinstance(run, Citation) else _run(run) for run in runs)


def _citation(citation: Citation) -> str:
    marks = "".join(f" [\\{mark[:-1]}\\]](#s{number})" for mark, number in cited(citation))
    return marks + (f" and {citation.unnamed:,} more" if citation.unnamed else "")


def _run(run: Run) -> str:
    text = _safe(run.text)
    bare = text.strip()
    if not bare:
        return text
    before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    mark = _MARKS.get(run.style, "")
    bare = f"{mark}{bare}{mark}"
    address = web_address(run.address)
    if address is not None:
        bare = f"[{bare}]({_ADDRESS.sub(lambda found: _percent(found[0]), address)})"
    return before + bare + after


def _percent(character: str) -> str:
    return "".join(f"%{byte:02X}" for byte in character.encode())


def _grid(grid: Grid) -> Iterator[str]:
    yield "| " + " | ".join(map(_safe, grid.header)) + " |"
    yield "|" + "".join(" --- |" if grid.is_words(number) else " ---: |" for number in range(len(grid.header)))
    for row in grid.rows:
        yield "| " + " | ".join(map(_safe, row)) + " |"


def _safe(text: str) -> str:
    """Text that Markdown shows as it is: no markup, no HTML."""
    return _SPECIAL.sub(r"\\\1", shown(text))


def _start(text: str) -> str:
    """Text that begins no list, heading or rule."""
    return _LINE_START.sub(lambda found: found[1] + found[2][:-1] + "\\" + found[2][-1], text)

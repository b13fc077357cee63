"""Write ``docs/event-types.md``: PLOVER's types, modes and contexts with their scores, and the words of factuality.

Run from the repository: ``python -m tools.write_event_type_docs``.
"""

from __future__ import annotations

from pathlib import Path

import yaml

from countermove.ontology.lexicon import DATA
from countermove.ontology.plover import EVENT_TYPES, load_plover
from tools.attribute_texts import in_cell

PLACE = Path(__file__).resolve().parent.parent / "docs" / "event-types.md"
INTRODUCTION = """\
# Event types

Events are coded in the ontology PLOVER (draft 2.0): 16 types, some with modes, and contexts that say what an event is
about. The **quad class** tells words from deeds and cooperation from conflict. The **score** runs from -10 (most
hostile) to 10 (most helpful) and is that of PLOVER's own table.

This page is written from `src/countermove/data/plover.yaml` by `python -m tools.write_event_type_docs`.
"""
FACTUALITY = """\
## Factuality

How certain the text makes it that an event happened, as FactBank has it. Exports for formats without such a field hold
only `CT+` and `PR+`.

| Value | In reports | Meaning |
| --- | --- | --- |
| `CT+` | certain | it happened |
| `PR+` | probable | it probably happened |
| `PS+` | possible | it may have happened, or may happen |
| `CT-` | did not happen | it did not happen |
| `PR-` | probably did not happen | it probably did not |
| `PS-` | possibly did not happen | it may not have |
| `Uu` | open | the text leaves it open: asked for, planned, commented on |
"""


def event_type_docs() -> str:
    """The whole page."""
    plover = load_plover(DATA / "plover.yaml")
    about = yaml.safe_load((DATA / "plover.yaml").read_text(encoding="utf-8"))["types"]
    lines = ["## Types", "", "| Type | What it is | Quad class | Score |", "| --- | --- | --- | --- |"]
    for name in EVENT_TYPES:
        quad = plover.quad(name).replace("_", " ")
        lines.append(f"| `{name}` | {in_cell(about[name]['about'])} | {quad} | {plover.score(name, None):g} |")
    lines += ["", "## Modes", "", "| Type | Mode | Score |", "| --- | --- | --- |"]
    for name in EVENT_TYPES:
        modes = about[name].get("modes") or {}
        lines += [f"| `{name}` | `{mode}` | {plover.score(name, mode):g} |" for mode in modes]
    contexts = ", ".join(f"`{name}`" for name in plover.contexts)
    lines += ["", "## Contexts", "", f"{contexts}.", ""]
    return "\n".join([INTRODUCTION, *lines, FACTUALITY])


if __name__ == "__main__":
    PLACE.write_text(event_type_docs(), encoding="utf-8")

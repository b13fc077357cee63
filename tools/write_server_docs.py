"""Write the tables of ``docs/server.md``: endpoints and settings, from the code.

Run from the repository: ``python tools/write_server_docs.py``.
"""

import ast
import inspect
import re
from dataclasses import fields
from itertools import pairwise
from pathlib import Path

from countermove.server import settings as settings_file
from countermove.server.api.calls import Endpoint, Parameter
from countermove.server.api.events import event_endpoints
from countermove.server.api.exports import export_endpoints
from countermove.server.api.serving import PREFIX, completed
from countermove.server.api.stream import stream_endpoints
from countermove.server.api.texts import text_endpoints
from countermove.server.api.writing import writing_endpoints
from countermove.server.settings import ServerSettings

PLACE = Path(__file__).resolve().parent.parent / "docs" / "server.md"


def endpoints() -> tuple[Endpoint, ...]:
    """The table of the API."""
    settings = ServerSettings()
    found = (
        *event_endpoints(settings),
        *text_endpoints(settings, Path("record.duckdb")),
        *export_endpoints(),
        *stream_endpoints(),
        *writing_endpoints(),
    )
    return completed(found, settings)


def endpoint_table() -> str:
    """A row for each endpoint."""
    rows = ["| Address | What | Parameters |", "| --- | --- | --- |"]
    for one in endpoints():
        names = ", ".join(f"`{parameter.name}`" for parameter in one.parameters if not parameter.in_path)
        body = f" Body: `{one.body.__name__}`." if one.body is not None else ""
        rows.append(f"| `{one.method} {PREFIX}{one.path}` | {one.summary}{body} | {names} |")
    return "\n".join(rows)


def parameter_table() -> str:
    """A row for each parameter and meaning."""
    found: dict[str, Parameter] = {}
    for one in endpoints():
        for parameter in one.parameters:
            found.setdefault(f"{parameter.name} {parameter.about}", parameter)
    rows = ["| Parameter | Meaning | Kind |", "| --- | --- | --- |"]
    for one in found.values():
        kind = "one of: " + ", ".join(f"`{name}`" for name in one.choices) if one.choices else one.kind
        rows.append(f"| `{one.name}` | {one.about} | {kind}{', repeatable' if one.many else ''} |")
    return "\n".join(rows)


def setting_table() -> str:
    """A row for each setting, with the text that stands below it in the code."""
    tree = ast.parse(inspect.getsource(settings_file))
    body = next(node.body for node in tree.body if isinstance(node, ast.ClassDef))
    about = {
        node.target.id: text.value.value
        for node, text in pairwise(body)
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name)
        and isinstance(text, ast.Expr) and isinstance(text.value, ast.Constant)
    }  # fmt: skip
    rows = ["| Setting | Default | Meaning |", "| --- | --- | --- |"]
    rows += [f"| `{one.name}` | `{one.default!r}` | {about[one.name]} |" for one in fields(ServerSettings)]
    return "\n".join(rows)


def server_docs(page: str) -> str:
    """The page with its tables made anew."""
    tables = {"endpoints": endpoint_table(), "parameters": parameter_table(), "settings": setting_table()}
    for name, table in tables.items():
        pattern = rf"(<!-- {name} -->\n).*?(<!-- end of {name} -->)"
        page = re.sub(pattern, lambda found, table=table: f"{found[1]}\n{table}\n\n{found[2]}", page, flags=re.DOTALL)
    return page


if __name__ == "__main__":
    PLACE.write_text(server_docs(PLACE.read_text(encoding="utf-8")), encoding="utf-8")

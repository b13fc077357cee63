"""Write every page of the documentation that is made from the code.

Run from the repository: ``python -m tools.write_docs``, or ``make docs``.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import MappingProxyType

from tools.write_command_docs import command_docs
from tools.write_event_type_docs import event_type_docs
from tools.write_mcp_docs import mcp_docs
from tools.write_python_docs import python_docs
from tools.write_reading_docs import reading_docs
from tools.write_record_docs import record_docs
from tools.write_server_docs import rest_docs
from tools.write_settings_docs import settings_docs

DOCS = Path(__file__).resolve().parent.parent / "docs"
PAGES: MappingProxyType[str, Callable[[], str]] = MappingProxyType(
    {
        "command-line.md": command_docs,
        "event-types.md": event_type_docs,
        "mcp.md": mcp_docs,
        "python.md": python_docs,
        "reading.md": reading_docs,
        "record-tables.md": record_docs,
        "rest.md": rest_docs,
        "settings.md": settings_docs,
    }
)

if __name__ == "__main__":
    for name, write in PAGES.items():
        (DOCS / name).write_text(write(), encoding="utf-8")
        print(f"docs/{name}")

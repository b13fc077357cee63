"""Parts of a reading as a data frame: polars or pandas, whichever is installed."""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from importlib.util import find_spec
from typing import Any, TypeVar

import msgspec

T = TypeVar("T")


class Items(tuple[T, ...]):
    """A tuple of one kind of part (events, times ...) that can become a data frame."""

    __slots__ = ()

    def to_frame(self, library: str | None = None) -> Any:
        """Return one row per item; nested fields become lists or structs.

        Args:
            library: ``polars`` or ``pandas``; by default the first of them that is installed.

        Raises:
            ImportError: neither library (or not the one asked for) is installed.
        """
        return to_frame(self, library)


def to_frame(items: Iterable[Any], library: str | None = None) -> Any:
    """Return a polars or pandas data frame with one row per struct.

    Raises:
        ImportError: no such library is installed; the message says what to install.
        ValueError: ``library`` is neither ``polars`` nor ``pandas``.
    """
    if library not in (None, "polars", "pandas"):
        raise ValueError(f"library must be 'polars' or 'pandas', not {library!r}")
    rows = [msgspec.to_builtins(item) for item in items]
    for name in [library] if library else ["polars", "pandas"]:
        if find_spec(name) is None:
            continue
        module = import_module(name)
        return module.DataFrame(rows, infer_schema_length=None) if name == "polars" else module.DataFrame(rows)
    wanted = library or "polars"
    raise ImportError(f"a data frame needs polars or pandas: pip install {wanted}")

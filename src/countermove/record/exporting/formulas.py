"""Text that no spreadsheet runs as a formula, in a way that can be undone.

A spreadsheet runs a cell as a formula if it begins with ``=``, ``+``, ``-``, ``@`` or a full-width form of these
(OWASP, "CSV injection"). A cell begins where its text begins. In a CSV file it may begin elsewhere too: where a
spreadsheet expects semicolons or tabs between cells, it doesn't see that a comma-separated cell is quoted, and takes
what follows a semicolon, a tab or a line break inside the text for a cell of its own. So an apostrophe goes before the
sign in all of these places, and before an apostrophe that stands there by itself, so that :func:`restored` can tell
them apart.
"""

from __future__ import annotations

import re

_BEGINS = "\t\n\v\f\r\x85\u2028\u2029;"
"""After one of these a cell may begin."""
_SIGNS = r"=+\-@＝＋－＠"
_UNSEEN = f"[^\\S{_BEGINS}]|[\x00-\x08\x0e-\x1f\x7f\xad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]"
"""Blanks, control characters and invisible marks, which a spreadsheet may pass over before a sign."""
_AT_BEGIN = f"(?:\\A|(?<=[{_BEGINS}]))"
_NEUTRALIZED = re.compile(f"{_AT_BEGIN}(?='|(?:{_UNSEEN})*[{_SIGNS}])|\\A(?=[\t\r\n])")
_RESTORED = re.compile(f"{_AT_BEGIN}'")


def neutralized(text: str) -> str:
    """The text with an apostrophe before everything that a spreadsheet could run as a formula."""
    return _NEUTRALIZED.sub("'", text)


def restored(text: str) -> str:
    """What the text was before :func:`neutralized`."""
    return _RESTORED.sub("", text)

"""What the record holds, as documents that :mod:`countermove.report` lays out as text, Markdown or a page."""

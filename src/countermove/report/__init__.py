"""A reading as something to look at: terminal text, Markdown, HTML."""

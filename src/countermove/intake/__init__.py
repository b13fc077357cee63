"""Files, HTML, JSONL and addresses to articles."""

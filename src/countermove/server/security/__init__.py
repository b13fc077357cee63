"""Who may ask what: hosts, origins, tokens, sizes, headers."""

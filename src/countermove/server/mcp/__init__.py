"""A record as tools of an assistant: the Model Context Protocol (modelcontextprotocol.io) over standard input."""

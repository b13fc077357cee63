"""One process that owns a record: REST, page, feed polling, and the other commands' door to it."""

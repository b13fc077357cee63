"""The page: HTML made on the server, own style and script, nothing from elsewhere."""

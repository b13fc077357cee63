"""How commands use a record that a server holds."""

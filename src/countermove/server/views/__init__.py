"""What the server shows beside the views of the record: articles, actors, places, decisions, search."""

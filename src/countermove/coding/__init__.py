"""Parse and ontology to reading: one file per thing that is found."""

"""Our own annotated corpora, with the code that reads and checks them."""

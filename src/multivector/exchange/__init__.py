"""Other formats <-> what the program works with: one module a format. Nothing here reads files or writes them."""

"""The pieces of the date grammar: words, tokens, patterns, and what they mean on the calendar."""

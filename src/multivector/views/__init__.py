"""Results -> what people read: blocks in three languages, rendered as text, HTML and pictures."""

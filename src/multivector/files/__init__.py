"""Text <-> entries: the only part that knows YAML."""

"""The classical models, each alone and in closed form where there is one: what the general engine is measured by."""

"""The loops of the models, over plain arrays: compiled where numba is installed. Positions and saliences are in [0, 1] here."""

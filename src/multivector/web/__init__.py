"""A dossier in the browser: thin routes over the same views as the static report.

Nothing is computed here, and nothing is fetched from elsewhere.
"""

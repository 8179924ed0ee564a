"""The desk at which a person decides on drafts: what each would become in the dossier, and every decision taken back exactly."""

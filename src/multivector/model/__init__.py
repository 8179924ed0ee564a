"""The nouns: frozen records of what a ledger holds. No input or output, no clock; imports nothing of ours."""

"""Where officials write: reference data in Django's own forms, plans in pages of our own."""

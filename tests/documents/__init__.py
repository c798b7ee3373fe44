"""Lines, totals, drafts, invoices and their numbers."""

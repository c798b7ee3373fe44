"""The specification of flowfit_invoicing, to be run."""

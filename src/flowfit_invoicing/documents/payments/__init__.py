"""Payments and what they leave: how an invoice stands on a day."""

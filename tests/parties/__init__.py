"""Tests of who sells, who buys, and when they pay."""

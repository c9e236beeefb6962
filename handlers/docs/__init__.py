"""The contracts as a page for people."""

"""`leanvibe`, the command line."""

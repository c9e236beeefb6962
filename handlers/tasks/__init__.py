"""Tasks: the board of a project."""

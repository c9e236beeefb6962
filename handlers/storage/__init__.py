"""What is kept on disk: the private data folder, and one SQLite database in it."""

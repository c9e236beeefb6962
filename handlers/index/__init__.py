"""The code index: project files to facts (SQLite), to the code graph, and to vectors for search by meaning."""

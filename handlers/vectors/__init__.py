"""Search by meaning: vectors in Chroma, and their fusion with ranking by words."""

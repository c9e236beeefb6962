"""What the two command lines share: printing, parsing, completion. Knows nothing of this project."""

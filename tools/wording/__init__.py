"""Check that prose and variable names use plain technical English: `python -m tools.wording`."""

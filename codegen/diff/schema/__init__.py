"""What changes between two JSON Schemas, and whether the newer one accepts less, or more."""

"""What `make generate` writes from contracts/."""

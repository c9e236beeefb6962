"""Models that run on this machine: text generation, structured output and embeddings. Knows nothing of HTTP."""

"""Sessions: conversations with their messages, a shared state document, and an event log that clients resume from."""

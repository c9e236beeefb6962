"""The hand-written server: one file a contract tag, and the services that they call."""

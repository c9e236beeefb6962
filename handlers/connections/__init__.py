"""TCP connections of the server: accepted within limits, closed when they take too long or make room for others."""

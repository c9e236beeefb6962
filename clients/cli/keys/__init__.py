"""`leanvibe keys`: who may call the server."""

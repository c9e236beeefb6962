"""How the server is: health, figures, probes and logs. All of it stays on this machine."""

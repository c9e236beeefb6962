"""Who may talk to this server, from where, and how much: the threats of an AI server on localhost, each in its file."""

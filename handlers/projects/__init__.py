"""Projects: folders of source code on this machine, and the queue of their index jobs."""

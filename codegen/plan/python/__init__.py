"""Target `python`: Pydantic models, one file a declaration."""

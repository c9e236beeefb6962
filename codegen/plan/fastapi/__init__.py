"""Target `fastapi`: a protocol a tag, and the tables that codegen.runtime serves them by."""

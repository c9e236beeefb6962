"""Target typescript: an npm package without dependencies."""

"""The contract toolchain: OpenAPI and AsyncAPI in, models, a server and SDKs out. `pipeline.py` is the map."""

"""The contract toolchain: OpenAPI and AsyncAPI documents in, models, a server and SDKs out. `pipeline.py` is the map."""

"""The toolchain on many documents: what each promise comes to, measured (`make corpus`)."""

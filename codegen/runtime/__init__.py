"""What generated Python imports at run time. Hand-written, and independent of the toolchain that generates."""

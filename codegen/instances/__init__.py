"""JSON values that a contract's schemas call valid: Hypothesis strategies, every value confirmed by jsonschema-rs."""

from codegen.instances.draw import Barren, examples, values
from codegen.instances.judge import Judge

__all__ = ["Barren", "Judge", "examples", "values"]

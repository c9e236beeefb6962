"""Node types of the JavaScript and TypeScript grammars, grouped by how they are read."""

CLASSES = ("class_declaration", "abstract_class_declaration", "interface_declaration", "enum_declaration", "class")
DECLARED_FUNCTIONS = ("function_declaration", "generator_function_declaration", "function_signature")
FUNCTION_VALUES = ("arrow_function", "function_expression", "generator_function")
METHODS = ("method_definition", "abstract_method_signature", "method_signature")
FIELDS = ("public_field_definition", "field_definition")
BLOCKS = ("program", "statement_block", "class_body", "internal_module", "module")
VARIABLES = ("lexical_declaration", "variable_declaration")
BRANCHES = frozenset(
    {"if_statement", "for_statement", "for_in_statement", "while_statement", "do_statement", "catch_clause"}
    | {"ternary_expression", "switch_case"}
)
OPERATORS = ("&&", "||", "??")
IGNORED = ("comment", "statement_identifier", "jsx_closing_element", "type_parameters")

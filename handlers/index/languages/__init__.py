"""The languages that are indexed. A new one is a folder next to these and an entry in `SHIPPED`."""

from handlers.index.language import Languages
from handlers.index.languages.python import Python
from handlers.index.languages.typescript import TypeScript

SHIPPED = Languages((Python(), TypeScript()))

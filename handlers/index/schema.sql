-- Facts of one project. The graph and the vectors are derived from these rows and can be rebuilt from them.
CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

-- dirty: what the graph lacks. 0 nothing, 1 this file's edges, 2 its nodes and edges.
-- status: a FileStatus, or deleted (until the graph has dropped it). reason: why it is neither ok nor deleted.
-- test, generated: the file's Origin.
CREATE TABLE IF NOT EXISTS file (
  path TEXT PRIMARY KEY, size INTEGER NOT NULL, mtime_ns INTEGER NOT NULL, sha256 TEXT NOT NULL,
  lines INTEGER NOT NULL, status TEXT NOT NULL, dirty INTEGER NOT NULL, reason TEXT NOT NULL DEFAULT '',
  test INTEGER NOT NULL DEFAULT 0, generated INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS symbol (
  descriptor TEXT PRIMARY KEY, path TEXT NOT NULL, parent TEXT, kind TEXT NOT NULL, name TEXT NOT NULL,
  qname TEXT NOT NULL, start_line INTEGER NOT NULL, end_line INTEGER NOT NULL, signature TEXT NOT NULL,
  doc TEXT NOT NULL, is_async INTEGER NOT NULL, decorated INTEGER NOT NULL, in_subclass INTEGER NOT NULL,
  bases INTEGER NOT NULL, complexity INTEGER NOT NULL, body_sha TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS symbol_path ON symbol (path);

-- chain: names joined by dots, see facts.Reference
CREATE TABLE IF NOT EXISTS ref (
  path TEXT NOT NULL, source TEXT NOT NULL, kind TEXT NOT NULL, chain TEXT NOT NULL, line INTEGER NOT NULL,
  count INTEGER NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS ref_path ON ref (path);
CREATE INDEX IF NOT EXISTS ref_inherit ON ref (kind) WHERE kind = 'inherit';

-- mentions: names of modules joined by slashes, see facts.Import
CREATE TABLE IF NOT EXISTS import (
  path TEXT NOT NULL, module TEXT NOT NULL, name TEXT, bound TEXT NOT NULL, line INTEGER NOT NULL,
  lazy INTEGER NOT NULL, mentions TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX IF NOT EXISTS import_path ON import (path);

-- Names whose meaning, when it changes anywhere, may change this file's edges.
CREATE TABLE IF NOT EXISTS mention (name TEXT NOT NULL, path TEXT NOT NULL, PRIMARY KEY (name, path)) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS mention_path ON mention (path);

-- Names whose meaning has changed since edges were last computed.
CREATE TABLE IF NOT EXISTS changed (name TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;

-- hash: of the text that is embedded, and the id of its vector.
CREATE TABLE IF NOT EXISTS chunk (
  id INTEGER PRIMARY KEY, path TEXT NOT NULL, kind TEXT NOT NULL, symbol TEXT NOT NULL,
  start_line INTEGER NOT NULL, end_line INTEGER NOT NULL, text TEXT NOT NULL, hash TEXT NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS chunk_path ON chunk (path);
CREATE INDEX IF NOT EXISTS chunk_hash ON chunk (hash);
CREATE VIRTUAL TABLE IF NOT EXISTS chunk_words USING fts5 (words, tokenize = "unicode61");

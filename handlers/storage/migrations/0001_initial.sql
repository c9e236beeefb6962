-- Everything the services keep. Times are milliseconds since 1970 (UTC); `key` orders rows as they were made.

CREATE TABLE keys (
    id           TEXT PRIMARY KEY,
    client_class TEXT NOT NULL CHECK (client_class IN ('ios', 'web', 'cli')),
    label        TEXT NOT NULL,
    digest       BLOB NOT NULL, -- SHA-256 of the key
    created_at   INTEGER NOT NULL,
    revoked_at   INTEGER
);

CREATE TABLE projects (
    key        INTEGER PRIMARY KEY AUTOINCREMENT,
    id         TEXT NOT NULL UNIQUE,
    name       TEXT NOT NULL,
    root       TEXT NOT NULL UNIQUE,
    exclude    TEXT NOT NULL, -- JSON array of globs
    counts     TEXT,          -- JSON object: what the last successful job found
    indexed_at INTEGER,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL
);

CREATE TABLE index_jobs (
    key          INTEGER PRIMARY KEY AUTOINCREMENT,
    id           TEXT NOT NULL UNIQUE,
    project      INTEGER NOT NULL REFERENCES projects ON DELETE CASCADE,
    state        TEXT NOT NULL CHECK (state IN ('queued', 'running', 'succeeded', 'failed', 'cancelled')),
    phase        TEXT NOT NULL CHECK (phase IN ('scanning', 'parsing', 'linking', 'embedding', 'finished')),
    "full"       INTEGER NOT NULL,
    attempts     INTEGER NOT NULL DEFAULT 0,
    files_total  INTEGER NOT NULL DEFAULT 0,
    files_done   INTEGER NOT NULL DEFAULT 0,
    chunks_total INTEGER,
    chunks_done  INTEGER,
    queued_at    INTEGER NOT NULL,
    started_at   INTEGER,
    finished_at  INTEGER,
    error        TEXT
);
CREATE INDEX index_jobs_of_project ON index_jobs (project, key);
CREATE UNIQUE INDEX one_active_job_a_project ON index_jobs (project) WHERE state IN ('queued', 'running');

CREATE TABLE tasks (
    key         INTEGER PRIMARY KEY AUTOINCREMENT,
    id          TEXT NOT NULL UNIQUE,
    project     INTEGER NOT NULL REFERENCES projects ON DELETE CASCADE,
    title       TEXT NOT NULL,
    description TEXT NOT NULL,
    status      TEXT NOT NULL CHECK (status IN ('backlog', 'in_progress', 'testing', 'done')),
    priority    TEXT NOT NULL CHECK (priority IN ('low', 'medium', 'high', 'urgent')),
    labels      TEXT NOT NULL, -- JSON array
    due_at      TEXT,          -- RFC 3339, as it was given
    created_at  INTEGER NOT NULL,
    updated_at  INTEGER NOT NULL
);
CREATE INDEX tasks_of_project ON tasks (project, status, key);

CREATE TABLE sessions (
    key           INTEGER PRIMARY KEY AUTOINCREMENT,
    id            TEXT NOT NULL UNIQUE,
    owner         TEXT NOT NULL, -- id of the key that made it
    title         TEXT NOT NULL,
    project_id    TEXT REFERENCES projects (id) ON DELETE SET NULL,
    created_at    INTEGER NOT NULL,
    updated_at    INTEGER NOT NULL,
    used_at       INTEGER NOT NULL, -- the session ends an idle time after its last use
    state         TEXT NOT NULL DEFAULT '{}', -- the clients' document, JSON
    state_version INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX sessions_of_owner ON sessions (owner, key);
CREATE INDEX sessions_by_use ON sessions (used_at);

CREATE TABLE messages (
    key        INTEGER PRIMARY KEY AUTOINCREMENT,
    id         TEXT NOT NULL UNIQUE,
    session    INTEGER NOT NULL REFERENCES sessions ON DELETE CASCADE,
    role       TEXT NOT NULL CHECK (role IN ('system', 'user', 'assistant')),
    content    TEXT NOT NULL,
    status     TEXT NOT NULL CHECK (status IN ('streaming', 'complete', 'failed', 'cancelled')),
    citations  TEXT, -- JSON array
    model      TEXT,
    created_at INTEGER NOT NULL
);
CREATE INDEX messages_of_session ON messages (session, key);
CREATE INDEX messages_streaming ON messages (status) WHERE status = 'streaming';

-- One log a session. `tail` counts on even when events are trimmed, so no seq is ever given twice within an epoch.
CREATE TABLE streams (
    key   INTEGER PRIMARY KEY AUTOINCREMENT,
    name  TEXT NOT NULL UNIQUE,
    epoch TEXT NOT NULL,
    tail  INTEGER NOT NULL DEFAULT 0,
    aged  INTEGER NOT NULL DEFAULT 0 -- the last seq that was dropped for its age
);
CREATE TABLE events (
    stream INTEGER NOT NULL REFERENCES streams ON DELETE CASCADE,
    seq    INTEGER NOT NULL,
    type   TEXT NOT NULL,
    data   TEXT NOT NULL, -- JSON
    ref    TEXT,          -- id of the command that caused it
    at     INTEGER NOT NULL,
    PRIMARY KEY (stream, seq)
);

-- What a client's command answered, so that the same command sent again has its effect once.
CREATE TABLE commands (
    client TEXT NOT NULL,
    id     TEXT NOT NULL,
    body   BLOB NOT NULL, -- SHA-256 of the canonical body
    result TEXT NOT NULL, -- JSON
    at     INTEGER NOT NULL,
    PRIMARY KEY (client, id)
) WITHOUT ROWID;
CREATE INDEX commands_by_time ON commands (at);

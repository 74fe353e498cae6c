/**
 * The schema, step by step: each step leads from the version of its index to the next. Steps that were released are never
 * changed; `PRAGMA user_version` says how many a file has taken.
 */
export const migrations: readonly string[] = [
  `
  CREATE TABLE conversations (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    started_at INTEGER, -- milliseconds since 1970; null where nobody knows
    updated_at INTEGER NOT NULL,
    title TEXT NOT NULL, -- the user's own, or the first words
    titled INTEGER NOT NULL DEFAULT 0, -- whether it is the user's own
    pinned INTEGER NOT NULL DEFAULT 0,
    model TEXT,
    endpoint TEXT,
    usage TEXT NOT NULL, -- the tokens of all responses, as JSON
    removed_at INTEGER -- while it can be had back
  );
  CREATE INDEX conversations_listed ON conversations (pinned DESC, updated_at DESC, number DESC) WHERE removed_at IS NULL;

  -- Numbers grow with the time, so that the newest are found without sorting, and a span of time is a span of numbers:
  -- milliseconds since 1970, times 1024, or the next that is free.
  CREATE TABLE items (
    number INTEGER PRIMARY KEY,
    conversation INTEGER NOT NULL REFERENCES conversations (number) ON DELETE CASCADE,
    id TEXT NOT NULL,
    position REAL NOT NULL, -- orders a conversation's items
    running INTEGER NOT NULL DEFAULT 0, -- whether it was still growing when it was written
    body TEXT NOT NULL -- the whole item, as JSON
  );
  CREATE INDEX items_ordered ON items (conversation, position);
  CREATE UNIQUE INDEX items_named ON items (conversation, id);
  CREATE INDEX items_running ON items (number) WHERE running = 1;

  CREATE TABLE responses (
    number INTEGER PRIMARY KEY,
    conversation INTEGER NOT NULL REFERENCES conversations (number) ON DELETE CASCADE,
    id TEXT,
    at INTEGER,
    usage TEXT NOT NULL, -- as JSON
    dollars REAL -- null where the price is unknown
  );
  CREATE INDEX responses_ordered ON responses (conversation, number);

  -- What the file says of itself; see marks.ts.
  CREATE TABLE marks (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;

  -- Only the index: the words themselves are in the items. Rows are those of items that are over. What is put in are words
  -- that are folded and parted already, with spaces between them; 'ascii' parts them there and leaves other letters alone.
  CREATE VIRTUAL TABLE words USING fts5 (
    user, assistant, other,
    content = '', contentless_delete = 1, prefix = '2 3', tokenize = 'ascii'
  );
  -- The index is tidied up a little with every item instead of much now and then.
  INSERT INTO words (words, rank) VALUES ('automerge', 0);
  -- Rows are those of conversations that the user gave a title.
  CREATE VIRTUAL TABLE titles USING fts5 (
    title,
    content = '', contentless_delete = 1, prefix = '2 3', tokenize = 'ascii'
  );
  `,
]

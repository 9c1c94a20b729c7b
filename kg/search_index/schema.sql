-- The full-text index of a build. `entry` holds one row a thing: its names and sentences without accents, and both
-- again with accents, which settle which of two unaccented twins was meant; `text` has them as written, one a line.
-- `first` and `last` are the outer words of a name, unaccented; `kept` tells which queries are answered beforehand, each in a table
-- of its name, and by which of its columns they are asked for; `lexis` holds every word, and in how many things it is;
-- `kinds` from which row of `entry` to which the things of a kind stand.
PRAGMA page_size = 4096;
CREATE TABLE name (
    iri TEXT, kind TEXT, name TEXT, language TEXT, preferred INTEGER, first TEXT, last TEXT,
    PRIMARY KEY (iri, name, language)
) WITHOUT ROWID;
CREATE INDEX name_first ON name (first, last);
CREATE VIRTUAL TABLE entry USING fts5(
    iri UNINDEXED, kind UNINDEXED, label UNINDEXED, text UNINDEXED, names, quotes, accented,
    tokenize = 'unicode61 remove_diacritics 0'
);
CREATE TABLE kept (query TEXT PRIMARY KEY, parameter TEXT) WITHOUT ROWID;
CREATE TABLE kinds (kind TEXT PRIMARY KEY, first INTEGER, last INTEGER) WITHOUT ROWID;
CREATE TABLE lexis (word TEXT PRIMARY KEY, things INTEGER, length INTEGER) WITHOUT ROWID;
CREATE INDEX lexis_length ON lexis (length);
CREATE VIRTUAL TABLE vocabulary USING fts5vocab(entry, row);

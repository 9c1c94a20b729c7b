-- The full-text index of a build. `entry` holds one row a thing: its names and sentences without accents, and both
-- again with accents, which settle which of two unaccented twins was meant; `text` has them as written, one a line.
PRAGMA page_size = 4096;
CREATE TABLE name (
    iri TEXT, kind TEXT, name TEXT, language TEXT, preferred INTEGER, PRIMARY KEY (iri, name, language)
) WITHOUT ROWID;
CREATE VIRTUAL TABLE entry USING fts5(
    iri UNINDEXED, kind UNINDEXED, label UNINDEXED, text UNINDEXED, names, quotes, accented,
    tokenize = 'unicode61 remove_diacritics 0'
);

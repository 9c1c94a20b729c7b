-- Every word of the full-text index with the number of things that have it, and the rows of each kind of thing.
INSERT INTO lexis SELECT term, doc, length(term) FROM vocabulary;
INSERT INTO kinds SELECT kind, min(rowid), max(rowid) FROM entry GROUP BY kind;

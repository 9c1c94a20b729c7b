-- Every word of the full-text index with the number of things that have it.
INSERT INTO lexis SELECT term, doc, length(term) FROM vocabulary

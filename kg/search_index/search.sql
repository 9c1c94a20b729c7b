-- What matches an FTS5 expression among the things of neighbouring kinds, best first; a hit in a name counts most.
-- Only the best are read whole: ranking looks at the index alone.
-- Parameters: expression, first and last row, limit
WITH best AS MATERIALIZED (
    SELECT rowid AS place, -bm25(entry, 0, 0, 0, 0, 4, 2, 1) AS score
    FROM entry
    WHERE entry MATCH ?1 AND rowid BETWEEN ?2 AND ?3
    ORDER BY score DESC, rowid
    LIMIT ?4
)
SELECT iri, kind, label, names, quotes, score, text
FROM best JOIN entry ON entry.rowid = best.place
ORDER BY score DESC, place

-- What matches an FTS5 expression, best first; a hit in a name counts most.
-- Parameters: expression, kinds (a JSON list; empty: all), limit
SELECT iri, kind, label, names, quotes, -bm25(entry, 0, 0, 0, 0, 4, 2, 1) AS score, text
FROM entry
WHERE entry MATCH ?1 AND (?2 = '[]' OR kind IN (SELECT value FROM json_each(?2)))
ORDER BY score DESC, iri
LIMIT ?3

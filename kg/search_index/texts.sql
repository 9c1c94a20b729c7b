-- The folded text of some things, names before sentences.
-- Parameters: iris (a JSON list)
SELECT iri, accented FROM entry WHERE iri IN (SELECT value FROM json_each(?1))

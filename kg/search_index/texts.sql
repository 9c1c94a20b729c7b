-- The text of some things as written, names before sentences, one a line.
-- Parameters: iris (a JSON list)
SELECT iri, text FROM entry WHERE iri IN (SELECT value FROM json_each(?1))

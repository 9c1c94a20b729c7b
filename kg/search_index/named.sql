-- The names of the things of some kinds that begin and end with one of some words.
-- Parameters: kinds (a JSON list; empty: all), outer (a JSON list of unaccented words)
SELECT iri, kind, name, language, preferred
FROM name
WHERE first IN (SELECT value FROM json_each(?2)) AND last IN (SELECT value FROM json_each(?2)) AND (?1 = '[]' OR kind IN (SELECT value FROM json_each(?1)))
ORDER BY iri, preferred DESC, name, language

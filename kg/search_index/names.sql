-- Every name of the things of some kinds.
-- Parameters: kinds (a JSON list; empty: all)
SELECT iri, kind, name, language, preferred
FROM name
WHERE ?1 = '[]' AND kind <> 'topic' OR kind IN (SELECT value FROM json_each(?1))
ORDER BY iri, preferred DESC, name, language

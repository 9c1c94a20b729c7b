-- In how many things each of some words stands.
-- Parameters: words (a JSON list)
SELECT word, things FROM lexis WHERE word IN (SELECT value FROM json_each(?1))

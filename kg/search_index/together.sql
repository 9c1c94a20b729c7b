-- How many things have a phrase.
-- Parameters: expression
SELECT count(*) FROM entry WHERE entry MATCH ?1

-- How many things have an entry.
SELECT count(*) FROM entry_docsize

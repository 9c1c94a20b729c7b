-- Which queries are answered beforehand, and by which of their columns each is asked for (empty: by none).
SELECT query, parameter FROM kept

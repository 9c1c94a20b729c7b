-- From which row to which the things of each kind stand.
SELECT kind, first, last FROM kinds ORDER BY first

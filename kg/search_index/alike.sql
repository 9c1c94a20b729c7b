-- Words by their length.
-- Parameters: least, most
SELECT word FROM lexis WHERE length BETWEEN ?1 AND ?2 AND things > 1

-- Who did something in the period that was asked for, with the last time.
SELECT f.person, max(f.time) AS time
FROM facts AS f
WHERE f.kind IN ('view', 'checkout', 'order', 'conversation', 'survey') AND f.person <> 0
  AND f.time >= {since} AND f.time < {until}
GROUP BY f.person

-- What came before: visits under how they came, messages that were looked at (of text messages and push those that
-- arrived, since nobody tells more of them; of those told twice the earliest), calls, other contacts, and visits to the
-- store. `touch` is its short name.
SELECT v.id, v.person, v.time, 'visit' AS what, v.medium AS touch
FROM visits AS v
UNION ALL
SELECT m.id, m.person, m.time, 'message' AS what, coalesce(nullif(m.channel, ''), 'message') AS touch
FROM (
  SELECT f.id, f.person, f.time, f.channel, row_number() OVER (PARTITION BY f.id ORDER BY f.time) AS told
  FROM facts AS f
  WHERE f.kind = 'message' AND f.person <> 0
    AND (f.outcome IN ('opened', 'clicked') OR (f.outcome = 'delivered' AND f.channel IN ('sms', 'push')))
) AS m
WHERE m.told = 1
UNION ALL
SELECT c.id, c.person, c.time, c.what, c.touch
FROM contacts AS c
UNION ALL
SELECT s.id, s.person, s.time, 'store visit' AS what, 'store' AS touch
FROM store_visits AS s

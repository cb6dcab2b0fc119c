-- What came before: visits under how they came, messages that were looked at (of text messages and push those that
-- arrived, since nobody tells more of them), calls, other contacts, and visits to the store. `touch` is its short name.
SELECT v.id, v.person, v.time, 'visit' AS what, v.medium AS touch
FROM visits AS v
UNION ALL
SELECT m.id, m.person, m.time, 'message' AS what, coalesce(nullif(m.channel, ''), 'message') AS touch
FROM facts AS m
WHERE m.kind = 'message' AND m.person <> 0
  AND (m.outcome IN ('opened', 'clicked') OR (m.outcome = 'delivered' AND m.channel IN ('sms', 'push')))
UNION ALL
SELECT c.id, c.person, c.time, c.what, c.touch
FROM contacts AS c
UNION ALL
SELECT s.id, s.person, s.time, 'store visit' AS what, 'store' AS touch
FROM store_visits AS s

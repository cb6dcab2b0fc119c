-- Each time that a customer came by another channel than before: in the same case, or within 7 days after the last of a
-- case about the same.
SELECT m.person, m.number, m.topic, m.agent, m.repeats, m.time, m.moved_from, m.moved_to
FROM (
  SELECT r.person, r.number, r.time, r.channel AS moved_to, c.topic, c.agent, c.repeats,
    lag(r.channel) OVER (PARTITION BY r.person ORDER BY r.time, r.id) AS moved_from,
    lag(c.last) OVER (PARTITION BY r.person ORDER BY r.time, r.id) AS before,
    lag(r.number) OVER (PARTITION BY r.person ORDER BY r.time, r.id) AS earlier,
    lag(c.topic) OVER (PARTITION BY r.person ORDER BY r.time, r.id) AS earlier_topic
  FROM case_rows AS r
  JOIN cases AS c ON c.person = r.person AND c.number = r.number
  WHERE r.came AND r.channel <> ''
) AS m
WHERE m.moved_from <> m.moved_to AND (m.earlier = m.number
  OR (m.earlier_topic = m.topic AND m.before >= m.time - INTERVAL '7' DAY))

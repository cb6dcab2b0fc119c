-- From a question to its answer (`first` and `next`) and from the beginning of a case to its end (`case`): how long it
-- took by the clock and of that in opening hours, in seconds. What is not over is so far as the newest row is old;
-- where a case ended without an answer nobody had to give one.
SELECT s.person, s.what, s.channel, s.topic, s.agent, s.asked, s.ended,
  CAST(date_diff('millisecond', s.asked, s.seen) AS double) / 1000 AS seconds,
  CAST(b.before + date_diff('millisecond', b.opens, least(s.seen, b.closes))
    - a.before - date_diff('millisecond', a.opens, least(s.asked, a.closes)) AS double) / 1000 AS open_seconds
FROM (
  SELECT t.*, coalesce(t.ended, n.newest) AS seen
  FROM (
    SELECT w.person, CASE WHEN w.first THEN 'first' ELSE 'next' END AS what, w.channel, c.topic,
      coalesce(w.agent, c.agent) AS agent, w.asked, w.answered AS ended
    FROM waits AS w
    JOIN cases AS c ON c.person = w.person AND c.number = w.number
    WHERE w.answered IS NOT NULL OR c.resolved IS NULL
    UNION ALL
    SELECT c.person, 'case', c.channel, c.topic, c.agent, c.began, c.resolved FROM cases AS c
  ) AS t
  CROSS JOIN (SELECT max(f.time) AS newest FROM facts AS f WHERE f.kind = 'conversation') AS n
) AS s
JOIN clock AS a ON a.day = date_trunc('day', s.asked) AND s.asked >= a.opens AND s.asked < a.follows
JOIN clock AS b ON b.day = date_trunc('day', s.seen) AND s.seen >= b.opens AND s.seen < b.follows

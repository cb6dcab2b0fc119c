-- Each time that the customer said something to which nobody had answered yet, until one of the staff did.
SELECT w.person, w.number, w.channel, w.time AS asked, w.answered, w.agent, w.before IS NULL AS first
FROM (
  SELECT k.*,
    lead(k.time) OVER (PARTITION BY k.person, k.number ORDER BY k.time, k.id) AS answered,
    lead(k.answerer) OVER (PARTITION BY k.person, k.number ORDER BY k.time, k.id) AS agent
  FROM (
    SELECT r.person, r.number, r.id, r.time, r.channel, r.came, r.agent AS answerer,
      lag(r.came) OVER (PARTITION BY r.person, r.number ORDER BY r.time, r.id) AS before
    FROM case_rows AS r
    WHERE r.number > 0 AND (r.came OR r.answers)
  ) AS k
  WHERE k.before IS NULL OR k.before <> k.came
) AS w
WHERE w.came

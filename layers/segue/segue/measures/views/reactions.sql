-- What people of experiments did after they were first seen in one, until the end of the period: each thing with what it
-- comes to.
SELECT a.experiment, a.variant, a.person, a.first, d.outcome, d.time, d.worth
FROM exposures AS a
JOIN (
  SELECT o.person, o.time, w.outcome, CASE WHEN w.outcome = 'revenue' THEN o.net ELSE 1 END AS worth
  FROM orders AS o
  CROSS JOIN (
    SELECT 'ordered' AS outcome UNION ALL SELECT 'orders' AS outcome UNION ALL SELECT 'revenue' AS outcome
  ) AS w
  UNION ALL
  SELECT c.person, c.time, 'contacts' AS outcome, 1 AS worth
  FROM contacts AS c
  UNION ALL
  SELECT f.person, f.time, 'unsubscribed' AS outcome, 1 AS worth
  FROM facts AS f
  WHERE f.kind = 'consent' AND f.outcome = 'withdrawn'
) AS d ON d.person = a.person AND d.time >= a.first AND d.time < {until}

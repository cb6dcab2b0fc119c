-- Where what a person comes to is cut off: revenue at what 99 of 100 who bought stay below, in all arms of an experiment
-- together (with fewer than a hundred of them nowhere); who ordered or left counts once.
SELECT r.experiment, r.outcome,
  CASE WHEN r.outcome = 'revenue' THEN max(CASE WHEN r.place * 100 < r.people * 99 + 100 THEN r.worth END)
    WHEN r.outcome IN ('ordered', 'unsubscribed') THEN 1 END AS cap,
  sum(CASE WHEN r.outcome = 'revenue' AND r.place * 100 >= r.people * 99 + 100 THEN 1 ELSE 0 END) AS beyond
FROM (
  SELECT t.experiment, t.outcome, t.worth,
    row_number() OVER (PARTITION BY t.experiment, t.outcome ORDER BY t.worth, t.person) AS place,
    count(*) OVER (PARTITION BY t.experiment, t.outcome) AS people
  FROM (
    SELECT experiment, outcome, person, sum(worth) AS worth FROM reactions GROUP BY experiment, outcome, person
  ) AS t
) AS r
GROUP BY r.experiment, r.outcome

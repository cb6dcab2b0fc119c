-- One row for each case: a customer's contact until its end, whichever channels it takes. `last`: the last that is known
-- of it. `resolved`: its first end. `next_began`: when the person's next case of the same topic began. `repeats`: what
-- had to be said twice, as the end of the case tells it; `ended_here`: our desk told an end.
SELECT c.*,
  lead(c.began) OVER (PARTITION BY c.person, c.topic ORDER BY c.began) AS next_began
FROM (
  SELECT r.person, r.number,
    min(r.time) AS began,
    max(r.time) AS last,
    min_by(r.channel, CASE WHEN r.came AND r.channel <> '' THEN r.time END) AS channel,
    coalesce(max_by(r.topic, CASE WHEN r.topic <> '' THEN r.time END), '') AS topic,
    max_by(r.agent, CASE WHEN r.agent <> '' AND (r.answers OR r.closes) THEN r.time END) AS agent,
    min(CASE WHEN r.answers THEN r.time END) AS answered,
    min(CASE WHEN r.closes THEN r.time END) AS resolved,
    count_if(r.turn) AS turns,
    count_if(r.turn AND r.came) AS asked,
    coalesce(max(CASE WHEN r.closes THEN r.reason END), '') AS repeats,
    count_if(r.closes AND r.desk) > 0 AS ended_here
  FROM case_rows AS r
  WHERE r.number > 0
  GROUP BY r.person, r.number
) AS c

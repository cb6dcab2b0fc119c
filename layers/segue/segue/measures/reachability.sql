-- title: Reachability by channel
-- about: "Of the people who looked, ordered, wrote or called in the period, how many at its end had agreed to marketing on each channel, had said no, or were never asked. Channels of which nobody has said anything are left out."
-- group: consent
-- kind: table
-- unit: count
-- chart: bars
-- better: more
-- time: a.time
-- ever: [consent]
-- columns:
--   part: what it is told by
--   channel: the channel
--   active: people who were active
--   granted: of these, agreed
--   withdrawn: of these, said no
--   unasked: of these, no answer is known
--   share: agreed, of all that were active
SELECT a.person, {part} AS part, 1 AS value, t.channel, t.outcome
FROM active AS a
LEFT JOIN standing AS t ON t.person = a.person AND t.purpose = 'marketing'
WHERE {period}{where}
;
SELECT o.part, o.channel, arbitrary(n.active) AS active, count_if(o.outcome = 'granted') AS granted,
  count_if(o.outcome = 'withdrawn') AS withdrawn, arbitrary(n.active) - count(*) AS unasked,
  CAST(count_if(o.outcome = 'granted') AS double) / arbitrary(n.active) AS share
FROM observed AS o
JOIN (SELECT a.part, count(DISTINCT a.person) AS active FROM observed AS a GROUP BY a.part) AS n ON n.part = o.part
WHERE o.channel IS NOT NULL
GROUP BY o.part, o.channel
ORDER BY o.part, granted DESC, o.channel

-- title: Ways between channels
-- about: From which channel to which customers went, in a case or within 7 days after one about the same topic (or both without one), and how often they had to say something again.
-- group: service
-- kind: table
-- unit: count
-- chart: flows
-- better: less
-- time: m.time
-- dimensions: {topic: m.topic, agent: m.agent}
-- reach: [14, 7]
-- columns:
--   part: what it is told by
--   source: the channel before
--   target: the channel after
--   value: how many times
--   repeated: how many of these in cases where something had to be said again
SELECT m.person, {part} AS part, 1 AS value, m.moved_from, m.moved_to, m.repeats
FROM moves AS m
WHERE {period}{where}
;
SELECT o.part, o.moved_from AS source, o.moved_to AS target, count(*) AS value, count_if(o.repeats <> '') AS repeated
FROM observed AS o
GROUP BY o.part, o.moved_from, o.moved_to
ORDER BY o.part, value DESC, source, target

-- title: Service times
-- about: "How long customers wait for the first answer, for each answer and for the end of their case: of half of them at most (median) and of nine in ten, in opening hours and by the clock. By when it began."
-- group: service
-- kind: table
-- unit: seconds
-- chart: list
-- usual: channel
-- better: less
-- time: s.asked
-- dimensions: {channel: s.channel, topic: s.topic, agent: s.agent}
-- reach: [7, 31]
-- columns:
--   part: what it is told by
--   what: first answer, next answer, or whole case (to its end)
--   things: how many ended
--   open_median: seconds of opening hours that half of them took at most
--   open_ninety: seconds of opening hours that nine in ten took at most
--   median: the same by the clock
--   ninety: the same by the clock
SELECT s.person, {part} AS part, s.open_seconds AS value, s.what, s.seconds
FROM stretches AS s
WHERE s.ended IS NOT NULL AND {period}{where}
;
SELECT o.part, CASE o.what WHEN 'first' THEN 'first answer' WHEN 'next' THEN 'next answer' ELSE 'whole case' END AS what, count(*) AS things,
  approx_percentile(o.value, 0.5) AS open_median, approx_percentile(o.value, 0.9) AS open_ninety,
  approx_percentile(o.seconds, 0.5) AS median, approx_percentile(o.seconds, 0.9) AS ninety
FROM observed AS o
GROUP BY o.part, o.what
ORDER BY o.part, CASE o.what WHEN 'first' THEN 1 WHEN 'next' THEN 2 ELSE 3 END

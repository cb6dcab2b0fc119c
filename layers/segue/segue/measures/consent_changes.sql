-- title: Consent gained and lost
-- about: How many agreed and how many objected in the period, by channel, purpose and where it was told. Only answers that change what held before count; imported history counts on its day.
-- group: consent
-- kind: table
-- unit: count
-- chart: list
-- better: more
-- time: c.time
-- dimensions: {channel: c.channel, purpose: c.purpose, source: c.source}
-- ever: [consent]
-- columns:
--   part: what it is told by
--   channel: the channel
--   purpose: the purpose
--   source: where it was told
--   granted: agreed
--   withdrawn: objected
--   net: the difference
SELECT c.person, {part} AS part, c.gained AS value, c.channel, c.purpose, c.source
FROM consents AS c
WHERE {period}{where}
;
SELECT o.part, o.channel, o.purpose, o.source, count_if(o.value > 0) AS granted, count_if(o.value < 0) AS withdrawn,
  sum(o.value) AS net
FROM observed AS o
GROUP BY o.part, o.channel, o.purpose, o.source
ORDER BY o.part, granted DESC, withdrawn DESC, o.channel, o.purpose, o.source

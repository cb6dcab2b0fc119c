-- title: Resolution time
-- about: From a customer's first words to the end of the case, in opening hours. A customer who comes again after the end begins a new case. Cases that have not ended are left out.
-- group: service
-- kind: mean
-- unit: seconds
-- usual: channel
-- better: less
-- time: s.ended
-- dimensions: {channel: s.channel, topic: s.topic, agent: s.agent}
-- reach: [31, 0]
SELECT s.person, {part} AS part, s.open_seconds AS value
FROM stretches AS s
WHERE s.what = 'case' AND s.ended IS NOT NULL AND {period}{where}

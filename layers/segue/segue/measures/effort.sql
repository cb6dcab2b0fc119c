-- title: Customer effort
-- about: How easy it was to get help, from 1 (not at all) to 7 (very much so), as the mean of the newest answer to each question (customer effort score 2.0). It counts on the day of its question, without one of ours on that of the answer. Other surveys (satisfaction, recommendation) are left out.
-- group: service
-- kind: mean
-- unit: score
-- usual: channel
-- better: more
-- time: coalesce(s.asked, s.answered)
-- dimensions: {channel: s.channel, topic: s.topic, agent: s.agent}
-- reach: [31, 31]
-- notes: [Few answer. Look at the response rate before you compare.]
SELECT s.person, {part} AS part, s.score AS value
FROM surveys AS s
WHERE s.score IS NOT NULL AND {period}{where}

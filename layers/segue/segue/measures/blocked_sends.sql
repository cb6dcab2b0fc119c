-- title: Blocked messages
-- about: Of messages that were decided, the share that was not sent, by what a policy, a consent or a limit said. Each message counts once, with what was decided last.
-- group: friction
-- kind: share
-- unit: share
-- chart: bars
-- better: less
-- usual: journey
-- time: m.time
-- dimensions: {journey: m.journey, reason: m.reason, purpose: m.purpose, channel: m.channel}
-- reach: [30, 30]
SELECT m.person, {part} AS part, CASE WHEN m.outcome = 'dropped' THEN 1 ELSE 0 END AS value
FROM decided AS m
WHERE {period}{where}

-- title: Messages not sent
-- about: Messages that were dropped in the period, by the last reason why (no consent, a cap, a pause, a holdout, no address). What was kept for a while and left later is left out.
-- group: messages
-- kind: total
-- unit: count
-- usual: reason
-- better: less
-- time: m.dropped
-- dimensions: {reason: m.reason, channel: m.channel, journey: m.journey, journey_step: m.journey_step, template: m.template, purpose: m.purpose}
-- reach: [30, 30]
SELECT m.person, {part} AS part, 1 AS value
FROM messages AS m
WHERE m.dropped IS NOT NULL AND m.sent IS NULL AND {period}{where}

-- title: Delivered
-- about: Of the messages that left in the period, how many their provider reported as delivered, opened or clicked within 7 days. Providers that report nothing count as not delivered; messages kept on the site and in the app count once they were seen.
-- group: messages
-- kind: share
-- unit: share
-- usual: channel
-- better: more
-- time: m.sent
-- dimensions: {channel: m.channel, journey: m.journey, template: m.template, variant: m.variant, purpose: m.purpose}
-- reach: [1, 7]
-- windows: {within: 7}
SELECT m.person, {part} AS part, CASE WHEN m.arrived < m.sent + INTERVAL '{within}' DAY THEN 1 ELSE 0 END AS value
FROM messages AS m
WHERE m.sent IS NOT NULL AND {period}{where}

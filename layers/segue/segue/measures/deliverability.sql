-- title: Deliverability
-- about: "What became of the messages that left in the period, within 7 days. Each message counts once in each column. The domain of the address is not in the archive: the page Deliverability tells by it. Silent is of what nothing was reported at all."
-- group: messages
-- kind: table
-- unit: count
-- chart: list
-- usual: channel
-- better: more
-- time: m.sent
-- dimensions: {channel: m.channel, journey: m.journey, template: m.template, variant: m.variant, purpose: m.purpose}
-- reach: [1, 7]
-- windows: {within: 7}
-- columns:
--   part: what it is told by
--   sent: messages that left
--   arrived: delivered, or proven so by what followed
--   soft_bounced: came back for now
--   returned: came back for good, or failed
--   complained: marked as spam
--   unsubscribed: followed by an unsubscribe
--   opened: opened or clicked by a person
--   clicked: clicked by a person
--   machine: opened or clicked by a machine, whether or not by a person as well
--   silent: nothing was reported
SELECT m.person, {part} AS part, 1 AS value,
  coalesce(m.arrived < m.sent + INTERVAL '{within}' DAY, false) AS arrived,
  coalesce(m.soft_bounced < m.sent + INTERVAL '{within}' DAY, false) AS soft_bounced,
  coalesce(m.returned < m.sent + INTERVAL '{within}' DAY, false) AS returned,
  coalesce(m.complained < m.sent + INTERVAL '{within}' DAY, false) AS complained,
  coalesce(m.unsubscribed < m.sent + INTERVAL '{within}' DAY, false) AS unsubscribed,
  coalesce(m.read < m.sent + INTERVAL '{within}' DAY, false) AS opened,
  coalesce(m.clicked < m.sent + INTERVAL '{within}' DAY, false) AS clicked,
  coalesce(m.by_machine < m.sent + INTERVAL '{within}' DAY, false) AS machine,
  coalesce(m.arrived, m.soft_bounced, m.returned, m.unsubscribed) IS NULL AS silent
FROM messages AS m
WHERE m.sent IS NOT NULL AND {period}{where}
;
SELECT o.part, count(*) AS sent, count_if(o.arrived) AS arrived, count_if(o.soft_bounced) AS soft_bounced,
  count_if(o.returned) AS returned, count_if(o.complained) AS complained, count_if(o.unsubscribed) AS unsubscribed,
  count_if(o.opened) AS opened, count_if(o.clicked) AS clicked, count_if(o.machine) AS machine,
  count_if(o.silent) AS silent
FROM observed AS o
GROUP BY o.part
ORDER BY sent DESC, o.part

-- title: Journeys, step by step
-- about: "What became of the messages of each step of each journey that were decided in the period: by 7 days after they left, whether arrived, opened, clicked, and whether the person ordered. An order after a message is not one because of it: experiments tell that. Who entered a journey and was written no message is not in the archive; wanted is what the step wanted to send."
-- group: messages
-- kind: table
-- unit: count
-- chart: funnel
-- better: more
-- time: m.decided
-- dimensions: {channel: m.channel, journey: m.journey, template: m.template, variant: m.variant, purpose: m.purpose}
-- reach: [7, 14]
-- windows: {within: 7}
-- columns:
--   part: what it is told by
--   journey: the journey
--   journey_step: its step
--   wanted: messages that it wanted to send
--   held: of these, kept for a while first
--   dropped: of these, not sent
--   sent: of these, left
--   arrived: delivered, or proven so by what followed
--   opened: opened or clicked by a person
--   clicked: clicked by a person
--   ordered: followed by an order of the person
SELECT m.person, {part} AS part, 1 AS value, m.journey, m.journey_step, m.held IS NOT NULL AS held,
  m.sent IS NULL AND m.dropped IS NOT NULL AS dropped, m.sent IS NOT NULL AS sent,
  coalesce(m.arrived < m.sent + INTERVAL '{within}' DAY, false) AS arrived,
  coalesce(m.read < m.sent + INTERVAL '{within}' DAY, false) AS opened,
  coalesce(m.clicked < m.sent + INTERVAL '{within}' DAY, false) AS clicked,
  m.person <> 0 AND b.message IS NOT NULL AS ordered
FROM messages AS m
LEFT JOIN (
  SELECT DISTINCT s.message
  FROM messages AS s
  JOIN orders AS p ON p.person = s.person AND p.time >= s.sent AND p.time < s.sent + INTERVAL '{within}' DAY
  WHERE s.journey <> ''
) AS b ON b.message = m.message
WHERE m.journey <> '' AND {period}{where}
;
SELECT o.part, o.journey, o.journey_step, count(*) AS wanted, count_if(o.held) AS held, count_if(o.dropped) AS dropped,
  count_if(o.sent) AS sent, count_if(o.arrived) AS arrived, count_if(o.opened) AS opened,
  count_if(o.clicked) AS clicked, count_if(o.ordered) AS ordered
FROM observed AS o
GROUP BY o.part, o.journey, o.journey_step
ORDER BY o.part, o.journey, wanted DESC, o.journey_step

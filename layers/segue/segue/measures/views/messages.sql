-- One row for each message, with the first moment of each thing that became of it. `decided`: the first that is known of
-- it. `arrived`: delivered, or proven so by what followed; `read` by a person; `returned`: for good.
SELECT m.message,
  arbitrary(m.person) AS person,
  max_by(m.channel, CASE WHEN m.channel <> '' THEN m.time END) AS channel,
  max_by(m.purpose, CASE WHEN m.purpose <> '' THEN m.time END) AS purpose,
  max_by(m.journey, CASE WHEN m.journey <> '' THEN m.time END) AS journey,
  max_by(m.journey_step, CASE WHEN m.journey_step <> '' THEN m.time END) AS journey_step,
  max_by(m.template, CASE WHEN m.template <> '' THEN m.time END) AS template,
  max_by(m.variant, CASE WHEN m.variant <> '' THEN m.time END) AS variant,
  max_by(m.reason, CASE WHEN m.outcome = 'dropped' THEN m.time END) AS reason,
  min(m.time) AS decided,
  min(CASE WHEN m.outcome IN ('sent', 'unknown') THEN m.time END) AS sent,
  min(CASE WHEN m.outcome = 'held' THEN m.time END) AS held,
  min(CASE WHEN m.outcome = 'dropped' THEN m.time END) AS dropped,
  min(CASE WHEN m.outcome IN
    ('delivered', 'opened', 'clicked', 'machine_opened', 'scanned', 'complained', 'dismissed') THEN m.time END) AS arrived,
  min(CASE WHEN m.outcome IN ('opened', 'clicked') THEN m.time END) AS read,
  min(CASE WHEN m.outcome IN ('machine_opened', 'scanned') THEN m.time END) AS by_machine,
  min(CASE WHEN m.outcome = 'clicked' THEN m.time END) AS clicked,
  min(CASE WHEN m.outcome IN ('bounced', 'failed', 'rejected') THEN m.time END) AS returned,
  min(CASE WHEN m.outcome = 'soft_bounced' THEN m.time END) AS soft_bounced,
  min(CASE WHEN m.outcome = 'complained' THEN m.time END) AS complained,
  min(CASE WHEN m.outcome = 'unsubscribed' THEN m.time END) AS unsubscribed
FROM facts AS m
WHERE m.kind = 'message' AND m.message IS NOT NULL
GROUP BY m.message

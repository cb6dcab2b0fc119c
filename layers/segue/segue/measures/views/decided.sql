-- What was decided of each message: it went out or it did not. `reason`: why not; `none` of what went out. Of what is
-- told twice, on two days, the earliest moment counts.
SELECT message, person, time, journey, purpose, channel, outcome,
  CASE WHEN outcome = 'dropped' THEN coalesce(reason, '') ELSE 'none' END AS reason
FROM (
  SELECT f.message, f.person, min(f.time) OVER (PARTITION BY f.id) AS time, f.outcome, f.reason,
    coalesce(f.journey, '') AS journey, coalesce(f.purpose, '') AS purpose, f.channel,
    row_number() OVER (PARTITION BY f.message ORDER BY f.time DESC, f.id DESC) AS told
  FROM facts AS f
  WHERE f.kind = 'message' AND f.outcome IN ('sent', 'dropped', 'failed', 'unknown') AND f.message IS NOT NULL
) AS m
WHERE told = 1

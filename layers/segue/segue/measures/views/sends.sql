-- Messages of ours that left, each once.
SELECT s.*
FROM (
  SELECT f.id, f.message, f.person, f.time, f.channel, f.source, f.journey, f.journey_step, f.template, f.variant,
    f.purpose, f.campaign,
    row_number() OVER (PARTITION BY f.message ORDER BY f.time, f.id) AS told
  FROM facts AS f
  WHERE f.kind = 'message' AND f.outcome = 'sent' AND f.person <> 0
) AS s
WHERE s.told = 1

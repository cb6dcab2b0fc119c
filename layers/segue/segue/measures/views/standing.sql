-- What each person's last answer on a channel and purpose was by the end of the period that was asked for.
SELECT f.person, f.channel, coalesce(f.purpose, '') AS purpose, max_by(f.outcome, f.time) AS outcome
FROM facts AS f
WHERE f.kind = 'consent' AND f.outcome IN ('granted', 'withdrawn') AND f.channel <> '' AND f.person <> 0
  AND f.time < {until}
GROUP BY f.person, f.channel, coalesce(f.purpose, '')

-- title: Agreed to marketing
-- about: Of the people who looked, ordered, wrote or called in the period, how many had agreed to marketing on at least one channel at its end. Whether an address is known and takes mail is not in the archive, so fewer can really be reached; a pause or a cap at that moment is not in it either.
-- group: consent
-- kind: share
-- unit: share
-- chart: trend
-- better: more
-- time: a.time
-- ever: [consent]
SELECT a.person, {part} AS part, CASE WHEN s.person IS NOT NULL THEN 1 ELSE 0 END AS value
FROM active AS a
LEFT JOIN (
  SELECT DISTINCT t.person FROM standing AS t WHERE t.purpose = 'marketing' AND t.outcome = 'granted'
) AS s ON s.person = a.person
WHERE {period}{where}

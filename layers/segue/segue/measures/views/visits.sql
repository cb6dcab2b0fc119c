-- A visit begins with a view that comes half an hour or more after the last; what is told of it is told by that view.
SELECT v.id, v.person, v.time, v.channel, v.device, v.source, v.page, v.campaign,
  coalesce(nullif(v.medium, ''), 'direct') AS medium
FROM (
  SELECT f.id, f.person, f.time, f.channel, f.device, f.source, f.page, f.campaign, f.medium,
    lag(f.time) OVER (PARTITION BY f.person ORDER BY f.time, f.id) AS former
  FROM facts AS f
  WHERE f.kind = 'view' AND f.name <> 'Store Visited' AND f.person <> 0
) AS v
WHERE v.former IS NULL OR date_diff('millisecond', v.former, v.time) >= 1800000

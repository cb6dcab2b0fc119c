-- Who was drawn into which arm of which experiment, and when it was first seen there. Who was seen in two has crossed,
-- and stays in the first: without them a small arm would lack nearly all who were merged, who buy more, and a large one none.
-- Of a placement the arms are those who were held out and those who were not; what was shown to whom is a draw only where
-- the placement splits, so that stands apart, under `:variants`. In the holdout of everybody each has a part from the
-- first time that one was seen held out.
SELECT
  s.experiment, s.person, min_by(s.variant, s.time) AS variant, min(s.time) AS first,
  min(s.variant) <> max(s.variant) OR max(s.crossed) = 1 AS crossed
FROM (
  SELECT f.experiment, f.person, f.variant, f.time,
    CASE WHEN f.experiment = 'global' AND f.crossed THEN 1 ELSE 0 END AS crossed
  FROM facts AS f
  WHERE f.kind = 'experiment' AND f.name = 'Experiment Viewed' AND f.person <> 0
    AND f.experiment IS NOT NULL AND f.variant IS NOT NULL AND f.experiment <> 'global' AND f.time < {until}
  UNION ALL
  SELECT concat('placement:', f.placement, w.kind) AS experiment, f.person,
    CASE WHEN w.kind <> '' THEN f.variant WHEN f.holdout THEN 'holdout' ELSE 'shown' END AS variant, f.time, 0 AS crossed
  FROM facts AS f
  JOIN (SELECT '' AS kind UNION ALL SELECT ':variants' AS kind) AS w
    ON w.kind = '' OR (f.variant IS NOT NULL AND f.variant <> 'holdout' AND NOT coalesce(f.holdout, false))
  LEFT JOIN (
    SELECT DISTINCT g.experiment FROM facts AS g WHERE g.kind = 'experiment' AND g.experiment LIKE 'placement:%'
  ) AS told ON told.experiment = concat('placement:', f.placement)
  WHERE f.kind = 'placement' AND f.name = 'Placement Viewed' AND f.person <> 0 AND f.placement IS NOT NULL
    AND told.experiment IS NULL AND f.time < {until}
  UNION ALL
  SELECT 'global' AS experiment, p.person, CASE WHEN p.held THEN 'holdout' ELSE 'all' END AS variant,
    greatest(p.first, b.time) AS time, CASE WHEN p.crossed THEN 1 ELSE 0 END AS crossed
  FROM people AS p
  JOIN (
    SELECT min(h.time) AS time FROM facts AS h
    WHERE h.kind IN ('experiment', 'message') AND (h.experiment = 'global' OR h.reason = 'global-holdout')
      AND h.time < {until}
  ) AS b ON b.time IS NOT NULL
  WHERE p.person <> 0 AND p.first < {until}
) AS s
GROUP BY s.experiment, s.person

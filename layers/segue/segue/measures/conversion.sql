-- title: Conversion
-- about: Of visits, messages sent, calls, other contacts and visits to the store, the share that an order of the same person followed, within a day of a visit or a visit to the store and within seven days of all else. An order may follow several of them and then counts for each, so the parts do not add up. It does not say that the one led to the other.
-- group: sales
-- kind: share
-- unit: share
-- chart: bars
-- usual: what
-- better: more
-- time: c.time
-- dimensions: {what: c.what, channel: c.channel, device: c.device, source: c.source, medium: c.medium, campaign: c.campaign, journey: c.journey, template: c.template, purpose: c.purpose}
-- windows: {visit_days: 1, store_days: 1, message_days: 7, contact_days: 7}
-- reach: [30, 30]
SELECT c.person, {part} AS part, c.value
FROM (
  SELECT k.what, k.id, max(k.person) AS person, max(k.time) AS time, max(k.channel) AS channel, max(k.device) AS device,
    max(k.source) AS source, max(k.medium) AS medium, max(k.campaign) AS campaign, max(k.journey) AS journey,
    max(k.template) AS template, max(k.purpose) AS purpose, max(CASE WHEN o.purchase IS NULL THEN 0 ELSE 1 END) AS value
  FROM (
    SELECT 'visit' AS what, v.id, v.person, v.time, v.channel, v.device, v.source, v.medium, v.campaign,
      CAST(NULL AS varchar) AS journey, CAST(NULL AS varchar) AS template, CAST(NULL AS varchar) AS purpose,
      {visit_days} AS days
    FROM visits AS v
    UNION ALL
    SELECT 'message' AS what, m.id, m.person, m.time, m.channel, NULL, m.source, NULL, m.campaign, m.journey, m.template,
      m.purpose, {message_days} AS days
    FROM sends AS m
    UNION ALL
    SELECT a.what, a.id, a.person, a.time, a.channel, NULL, a.source, NULL, NULL, NULL, NULL, NULL,
      {contact_days} AS days
    FROM contacts AS a
    UNION ALL
    SELECT 'store visit' AS what, s.id, s.person, s.time, s.channel, NULL, s.source, NULL, NULL, NULL, NULL, NULL,
      {store_days} AS days
    FROM store_visits AS s
  ) AS k
  LEFT JOIN orders AS o
    ON o.person = k.person AND o.time >= k.time AND CAST(date_diff('millisecond', k.time, o.time) AS double) / 86400000 <= k.days
  WHERE k.time >= {since} AND k.time < {until}
  GROUP BY k.what, k.id
) AS c
WHERE {period}{where}

-- A year of a shop, out of numbers that are hashes of numbers: the same on any machine. {events} is how many there are
-- about, {people} how many identities.
CREATE MACRO u(i, k) AS (hash(i * 1000003 + k) % 1000000) / 1000000.0;
CREATE MACRO number(i, k) AS (hash(i * 7919 + k) % 4611686018427387903)::BIGINT;
CREATE MACRO somebody(i, k) AS (1 + floor({people} * pow(u(i, k), 2)))::BIGINT;
CREATE MACRO moment(i, k) AS TIMESTAMP '2025-12-01' + to_milliseconds((u(i, k) * 31492800000)::BIGINT);
CREATE MACRO one(list, i, k) AS list[1 + floor(len(list) * u(i, k))::INTEGER];
CREATE MACRO after(start, seconds) AS start + to_milliseconds((seconds * 1000)::BIGINT);

CREATE TABLE visits AS SELECT i, somebody(i, 1) AS who, moment(i, 2) AS start,
  one(['phone', 'phone', 'desktop', 'tablet'], i, 3) AS device,
  one(['', 'email', 'cpc', 'organic', 'social', 'referral'], i, 4) AS medium,
  1 + floor(8 * u(i, 5))::INTEGER AS pages, u(i, 6) AS fate
FROM range({events} * 122 // 1000) AS t(i);

-- Pages of visits: more than half of all.
SELECT 'view' AS kind, number(i * 16 + n, 10) AS id, who, after(start, n * 40) AS time,
  CASE WHEN n % 3 = 2 THEN 'Product Viewed' ELSE 'Page Viewed' END AS name, 'web' AS source, 'web' AS channel, device,
  CASE WHEN n % 3 = 2 THEN 'product' ELSE one(['home', 'list', 'search', 'article'], i * 16 + n, 11) END AS page,
  CASE WHEN n = 0 THEN medium END AS medium, CASE WHEN n = 0 AND medium <> '' THEN 'c' || (i % 12) END AS campaign,
  CASE WHEN n % 3 = 2 THEN 'p' || floor(2000 * pow(u(i, n), 3))::INTEGER END AS product,
  CASE WHEN n % 3 = 2 THEN 'g' || (i % 20) END AS category
FROM visits, range(pages) AS t(n);

-- Carts and checkouts of one visit in four.
SELECT 'checkout' AS kind, number(i * 16 + n, 12) AS id, who, after(start, 400 + n * 50) AS time,
  ['Product Added', 'Cart Viewed', 'Checkout Started', 'Checkout Step Viewed', 'Checkout Step Completed', 'Payment Info Entered'][n + 1] AS name,
  'web' AS source, 'web' AS channel, device, CASE WHEN n < 2 THEN 'cart' ELSE 'checkout' END AS page,
  number(i, 13) AS cart, CASE WHEN n > 1 THEN n - 1 END AS step, CASE WHEN n > 1 THEN 4 END AS steps,
  CASE WHEN n = 0 THEN 'p' || (i % 2000) END AS product, 1000 + (i % 9000) AS money, 'EUR' AS currency
FROM visits, range(6) AS t(n) WHERE fate < 0.25 AND n <= 24 * (0.25 - fate);

-- Orders of one visit in twenty-five, each with a line or two, some told by the shop and by the page.
SELECT 'order' AS kind, number(i * 16 + n, 14) AS id, who, after(start, 800 + n) AS time,
  ['Order Completed', 'Order Line', 'Order Line', 'Order Completed'][n + 1] AS name,
  CASE WHEN n = 3 THEN 'web' ELSE 'shopify' END AS source, CASE WHEN n = 3 THEN 'web' ELSE 'commerce' END AS channel,
  device, number(i, 15) AS purchase, number(i, 13) AS cart,
  CASE WHEN n IN (1, 2) THEN 'p' || (i * n % 2000) END AS product, CASE WHEN n IN (1, 2) THEN 'g' || (i % 20) END AS category,
  1000 + (i % 9000) AS money, 'EUR' AS currency, i % 7 = 0 AS coupon, CASE WHEN i % 7 = 0 THEN 100 ELSE 0 END AS discount
FROM visits, range(4) AS t(n) WHERE fate < 0.04 AND (n < 2 OR (n = 2 AND i % 2 = 0) OR (n = 3 AND i % 3 = 0));

-- What became of messages: a fifth of all.
SELECT 'message' AS kind, number(i * 8 + n, 16) AS id, who, after(start, n * 600) AS time, 'Message' AS name,
  'segue' AS source, one(['email', 'email', 'email', 'sms', 'push'], i, 17) AS channel, number(i, 18) AS message,
  one(['welcome', 'cart', 'thanks', 'winback', ''], i, 19) AS journey, 's' || (i % 3) AS journey_step,
  one(['welcome', 'cart', 'news'], i, 20) AS template, one(['a', 'b', ''], i, 21) AS variant,
  CASE WHEN i % 4 = 0 THEN 'transactional' ELSE 'marketing' END AS purpose,
  CASE WHEN u(i, 22) < 0.1 THEN 'dropped' ELSE ['sent', 'delivered', 'opened', 'clicked'][n + 1] END AS outcome,
  CASE WHEN u(i, 22) < 0.1 THEN one(['no-consent', 'cap', 'quiet-hours', 'suppressed'], i, 23) ELSE '' END AS reason
FROM (SELECT i, somebody(i, 24) AS who, moment(i, 25) AS start FROM range({events} * 93 // 1000) AS t(i)), range(4) AS s(n)
WHERE n = 0 OR (u(i, 22) >= 0.1 AND ((n = 1 AND u(i, 26) < 0.97) OR (n = 2 AND u(i, 27) < 0.35) OR (n = 3 AND u(i, 27) < 0.06)));

-- Conversations: opened, turns of both, resolved, then the question how easy it was.
SELECT 'conversation' AS kind, number(i * 8 + n, 28) AS id, who, after(start, n * n * 300) AS time,
  ['Conversation Opened', 'Conversation Turn', 'Conversation Turn', 'Conversation Turn', 'Conversation Turn', 'Conversation Resolved'][n + 1] AS name,
  'desk' AS source, one(['email', 'chat', 'whatsapp', 'voice'], i, 29) AS channel, number(i, 30) AS conversation,
  one(['delivery', 'returns', 'payment', 'product', ''], i, 31) AS topic,
  CASE WHEN n IN (0, 5) THEN '' WHEN n % 2 = 1 THEN 'customer' ELSE 'agent' END AS author,
  CASE WHEN n % 2 = 0 THEN 'agent' || (i % 20) ELSE '' END AS agent, CASE WHEN n = 5 THEN 'resolved' END AS outcome,
  CASE WHEN n = 5 AND i % 9 = 0 THEN 'order' ELSE '' END AS reason
FROM (SELECT i, somebody(i, 32) AS who, moment(i, 33) AS start FROM range({events} * 12 // 1000) AS t(i)), range(6) AS s(n);

SELECT 'survey' AS kind, number(i * 2 + n, 34) AS id, who, after(start, 9000 + n * 4000) AS time,
  ['Survey Asked', 'Survey Answered'][n + 1] AS name, 'desk' AS source, one(['email', 'chat', 'whatsapp', 'voice'], i, 29) AS channel,
  number(i, 30) AS conversation, one(['delivery', 'returns', 'payment', 'product', ''], i, 31) AS topic,
  'agent' || (i % 20) AS agent, CASE WHEN n = 1 THEN 1 + (i % 7) END AS score, CASE WHEN n = 1 THEN 7 END AS scale,
  CASE WHEN n = 1 THEN 'ces' END AS outcome, number(i, 35) AS message
FROM (SELECT i, somebody(i, 32) AS who, moment(i, 33) AS start FROM range({events} * 12 // 1000) AS t(i)), range(2) AS s(n)
WHERE n = 0 OR i % 3 = 0;

SELECT 'consent' AS kind, number(i, 36) AS id, somebody(i, 37) AS who, moment(i, 38) AS time, 'Consent' AS name, 'web' AS source,
  one(['email', 'sms', 'push'], i, 39) AS channel, 'marketing' AS purpose,
  CASE WHEN u(i, 40) < 0.8 THEN 'granted' ELSE 'withdrawn' END AS outcome
FROM range({events} * 8 // 1000) AS t(i);

SELECT 'placement' AS kind, number(i, 41) AS id, somebody(i, 42) AS who, moment(i, 43) AS time,
  CASE WHEN i % 12 = 0 THEN 'Placement Clicked' ELSE 'Placement Viewed' END AS name, 'web' AS source, 'web' AS channel,
  one(['home-top', 'product-below', 'cart-side'], i, 44) AS placement, one(['a', 'b', 'holdout'], i, 45) AS variant
FROM range({events} * 15 // 1000) AS t(i);

SELECT 'experiment' AS kind, number(i, 46) AS id, somebody(i, 47) AS who, moment(i, 48) AS time, 'Experiment Viewed' AS name,
  'segue' AS source, 'email' AS channel, one(['journey:cart:subject', 'placement:home-top', 'global'], i, 49) AS experiment,
  one(['a', 'b', 'holdout'], somebody(i, 47), 50) AS variant
FROM range({events} * 6 // 1000) AS t(i);

SELECT 'friction' AS kind, number(i, 51) AS id, somebody(i, 52) AS who, moment(i, 53) AS time,
  one(['Rage Clicked', 'Dead Clicked', 'Form Error Shown', 'Slow Page Viewed'], i, 54) AS name, 'web' AS source, 'web' AS channel,
  one(['phone', 'desktop'], i, 55) AS device, one(['product', 'cart', 'checkout'], i, 56) AS page,
  one(['button.pay', 'a.more', 'img'], i, 57) AS element, one(['email', 'zip', 'card'], i, 58) AS field, 1000 + i % 9000 AS ms
FROM range({events} * 6 // 1000) AS t(i);

SELECT 'identity' AS kind, number(i, 59) AS id, i + 1 AS who, moment(i, 60) AS time, 'User Identified' AS name, 'web' AS source, 'web' AS channel
FROM range({people}) AS t(i);

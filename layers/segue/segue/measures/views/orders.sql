SELECT p.*, p.money - p.refunded AS net
FROM placed AS p
WHERE p.cancelled IS NULL

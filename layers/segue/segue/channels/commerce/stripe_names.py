"""Stripe's event types that say nothing of a customer that another type does not say: answered and not stored.

https://docs.stripe.com/api/events/types; a family (`payout`) stands for all its types. A PaymentIntent's story is told
by its checkout or charge, `invoice.payment_succeeded` by `invoice.paid`, a refund by `charge.refunded`.
"""

_NAMES = """
account application_fee balance balance_settings billing billing_portal capability cash_balance charge.captured
charge.dispute charge.expired charge.pending charge.refund charge.updated climate coupon credit_note
customer.bank_account customer.card customer.discount customer.source
customer.subscription.pending_update_applied customer.subscription.pending_update_expired customer.tax_id
customer_cash_balance_transaction entitlements file financial_connections identity invoice invoice_payment invoiceitem
issuing_authorization issuing_card issuing_cardholder issuing_dispute issuing_personalization_design issuing_settlement
issuing_token issuing_transaction mandate order payment_intent payment_link payment_method payout person plan price
product promotion_code quote radar recipient refund reporting review setup_intent sigma sku source subscription_schedule
tax tax_rate terminal test_helpers topup transfer treasury
"""
IGNORED = frozenset(_NAMES.split())

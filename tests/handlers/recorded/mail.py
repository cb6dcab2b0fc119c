"""What the recorded webhooks of mail, SMS, phone and surveys become."""

EXPECTED: dict[str, object] = {
    "ses_events/event_bounce.json": ["Email Bounced"],
    "ses_events/event_click.json": ["Email Link Clicked"],
    "ses_events/event_complaint.json": ["Email Marked as Spam"],
    "ses_events/event_delivery.json": ["Email Delivered"],
    "ses_events/event_delivery_delay.json": ["Email Delivery Delayed"],
    "ses_events/event_open.json": ["Email Opened"],
    "ses_events/event_reject.json": ["Email Rejected"],
    "ses_events/event_rendering_failure.json": ["Email Rendering Failed"],
    "ses_events/event_send.json": ["Email Sent"],
    "ses_events/event_subscription.json": ["Unsubscribed"],
    "ses_events/notification_delivery.json": ["Email Delivered"],
    "ses_inbound/lambda_ses_event.json": ["Conversation Turn"],
    "ses_inbound/notification_sns_action.json": ["Conversation Turn"],
    "ses_inbound/ses_inbound_s3_event.json": ["Conversation Turn"],
    "sns/notification.v1.json": "quarantined:bad-json",
    "sns/signed.notification.v1_sha1.json": "quarantined:bad-json",
    "sns/subscription_confirmation.v1.json": "ignored:topic-administration",
}

"""Whose names stand behind the providers that carry messages: who gets what a channel carries."""

CARRIERS = {
    "ses": "Amazon SES",
    "sns": "Amazon SNS",
    "aws_sms": "AWS End User Messaging SMS",
    "aws_whatsapp": "AWS End User Messaging Social",
    "whatsapp_cloud": "Meta",
    "meta": "Meta",
    "x": "X",
    "apns": "Apple",
    "fcm": "Google",
    "twilio": "Twilio",
    "sendgrid": "SendGrid",
    "mailgun": "Mailgun",
}

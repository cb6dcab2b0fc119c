"""The only place that talks to AWS; one module per table or service."""

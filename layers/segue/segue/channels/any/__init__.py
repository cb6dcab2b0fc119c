"""Any provider: what its webhooks mean is text in the playbook (docs/connect-anything.md)."""

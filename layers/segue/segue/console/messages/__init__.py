"""Pages of what is sent: broadcasts, templates, policies, one message and why, how it arrived."""

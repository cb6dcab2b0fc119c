"""The catalog: what sources state of products and content, put together, and what its changes mean. Pure."""

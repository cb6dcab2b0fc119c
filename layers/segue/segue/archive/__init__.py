"""The archive: what happened, as rows of typed columns without a name, an address or a free text."""

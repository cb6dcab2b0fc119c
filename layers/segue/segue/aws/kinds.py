"""The kinds of rows in the People table: what their sort keys say."""

IDENTITY, MEMBERSHIP, SUM = "identity", "membership", "sum"

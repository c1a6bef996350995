"""The vocabularies that feeds are written in: one table each, read like the specification that it restates."""

"""Exporting: everything held about somebody, as a file for people and programs. Pure; `segue.aws.exporting` acts."""

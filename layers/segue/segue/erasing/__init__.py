"""Erasing: everything held about somebody is taken away. Pure; `segue.aws.erasing` acts."""

"""Starts sam, in its own environment, with YAML's reader in C: sam reads a template of ten thousand lines a dozen
times, and in Python that is a third of its time."""

import sys

import yaml

if yaml.__with_libyaml__:
    yaml.SafeLoader = yaml.CSafeLoader

from samcli.cli.main import cli

sys.argv[0] = "sam"
sys.exit(cli())

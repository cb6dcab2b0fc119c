"""Which version of Segue this is (https://semver.org); whatever else tells it takes it from here."""

VERSION = "1.0.0"

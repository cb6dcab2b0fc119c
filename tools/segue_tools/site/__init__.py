"""The documentation as a site: `make docs`. `contents` is its menu, `staging` its pages, `__main__` builds it."""

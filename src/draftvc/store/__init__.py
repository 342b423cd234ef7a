"""The plain git repository of one draft; the only place that knows pygit2."""

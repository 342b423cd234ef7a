"""Use cases: values in, values out; no terminal."""

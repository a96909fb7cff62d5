"""What is measured: one module a suite, each with a `run` that returns flat figures."""

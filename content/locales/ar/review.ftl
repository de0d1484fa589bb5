# The outside reviewer.

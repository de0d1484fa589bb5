# The public room: what was asked of whom, and what came of it.

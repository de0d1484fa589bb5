# The author of a content: being told, and contesting.

# Notices: writing, approving, releasing, delivering, and what came back.

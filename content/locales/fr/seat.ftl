# The platform's seat.

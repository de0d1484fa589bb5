# The officers' queue and the page of a case.

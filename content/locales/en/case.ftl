# The officers' queue and the page of a case.

queue-title = Cases
queue-next = Take the next case
queue-shelves = Which cases
queue-live = All that wait
queue-closed = Closed
queue-oldest = Oldest
queue-none = No case here.
queue-more = More cases
urgency-now = Now
urgency-today = Today
urgency-in-turn = In its turn
case-unread = A new message
case-official = An official complains
case-held = Somebody works on it
case-waits = Waits for the person
case-reports = { $count ->
    [one] { $count } report
   *[other] { $count } reports
}
case-refused = { $count ->
    [one] Due process refused { $count } attempt at a notice.
   *[other] Due process refused { $count } attempts at a notice.
}
case-state-open = Open
case-state-waiting = Waits for the person
case-state-closed = Closed
case-state-merged = Merged into another case
report-state-received = Received
report-state-withdrawn = Withdrawn by the person
report-state-erased = Erased by the person
case-mine = You work on this case.
case-held-by = Held by
case-claim = Work on this case
case-release = Give the case back
case-report = Report
case-account = What happened, in the person’s own words
case-files = Files that were handed in, sealed; they are not shown here:
case-write = Write to the person
case-write-label = The person sees exactly this, on the page of their receipt
case-write-reply = I need an answer: the case waits for it
case-confirm = These articles apply
case-notice-may = A notice may go: a second officer must agree, and an authority’s notice needs the outside reviewer.
case-no-notice = No notice was begun.
case-notes = Notes
case-note-internal = For officers only
case-note-public = For everybody who reported
case-note-label = A note
case-note-everyone = Everybody who reported sees it
case-note-add = Add the note
case-close = Close the case
case-close-means = The outcome is an entry in the public register, with your pseudonym. The people are told.
case-outcome = Outcome
case-reopen = Take the case up again
case-refusal-held = { $officer } works on this case. Nothing was changed.
case-refusal-not-held = You do not hold this case, or your time with it has run out. Take it first. Nothing was changed.
case-refusal-changed = The case has changed since you saw it. This is how it stands now; nothing of yours was kept.
case-refusal-state = This cannot be done with the case as it stands.
case-refusal-nothing = Something is missing: write the text, choose the outcome, or the report is gone.
message-person = The person
state-waiting = The desk has asked you something
state-waiting-means = Read the message below and answer it. The case goes on once you have.
event-case-opened = A case was opened
event-report-folded = Another report of the same content came
event-articles-confirmed = The articles were confirmed
event-case-claimed = An officer took the case
event-case-closed = The case was closed
event-case-released = An officer gave the case back
event-case-reopened = The case was taken up again
event-messages-seen = Messages were read
event-note-internal = A note for officers
event-note-public = A note for everybody who reported

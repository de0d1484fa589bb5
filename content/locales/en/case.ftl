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
case-refusal-changed = The case has changed since you saw it. This is how it stands now. Nothing was sent, and what you wrote is still here.
case-refusal-state = This cannot be done with the case as it stands.
case-refusal-nothing = Something is missing: write the text, choose, or say that you are sure; or the report is gone.
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
case-refusal-too-late = This can no longer be taken back.
case-refusal-not-so = What came back on the notices of this case does not bear this outcome out. Choose the one that holds.
case-refusal-own-proposal = You proposed this: another officer must confirm it.
case-refusal-expired = This was shown too long ago. Look at the cases again as they stand now. Nothing was changed.
case-refusal-too-many = One officer ends at most 1,000 reports an hour by acts on many cases. Nothing was changed: wait, end cases one by one, or leave these to a colleague.
case-until = until
case-release-next = Give it back and take the next
case-lost = You no longer hold this case: your time has run out, or somebody else took it. What you wrote is still here.
case-preview = What the person will see
case-preview-do = See it before it is sent
case-preview-change = Change it here if you need to
case-write-reader = Only the person of this report reads it.
case-note-readers = { $count ->
    [one] { $count } person who reported reads it. Say nothing of who else reported: the author of the content may be among them.
   *[other] { $count } people who reported read it. Say nothing of who else reported: the author of the content may be among them.
}
case-evidence = Evidence
case-no-files = No file was handed in.
case-exhibit = Exhibit
exhibit-kind-picture = Picture
exhibit-kind-film = Film
exhibit-kind-sound = Sound
exhibit-kind-file = File
case-colour = In colour
case-shown = The exhibit as it was handed in
case-download = Download the exhibit
case-reveal = Show exhibit
case-reveal-means = Each time is written down under your pseudonym. It shows in grey and without sound.
case-others = Reports of this case
case-no-report = No report that can be read is left in this case.
case-activity = Reports by hour
case-activity-table = The same figures as a table
case-hour = Hour
case-report-count = Reports
case-burst = { $count ->
    [one] A burst: { $count } report in one hour, far above the usual of this case.
   *[other] A burst: { $count } reports in one hour, far above the usual of this case.
}
case-no-burst = { $count ->
    [one] At most { $count } report in one hour.
   *[other] At most { $count } reports in one hour.
}
case-burst-hour = burst
case-count-decides-nothing = The number decides nothing: it may be many people, or one with a script.
case-identity = How the person can be reached
case-identity-may = The person agreed to be named to the platform.
case-identity-may-not = The person did not agree to be named to the platform.
case-identity-ask = Show how the person can be reached
case-identity-means = This is written down with the reason, under your pseudonym, and the person sees it on the page of their receipt.
case-identity-why = Why
case-identity-covered = The person left a way to reach them; it is hidden.
case-identity-none = The person left no way to reach them.
identity-contact = To speak with them
identity-standing = To see whether they may ask for this
identity-court-file = For a letter or the file for court
identity-prosecutor = For the prosecutor or the police
identity-danger = They may be in danger
identity-delivery = To hand over the notice, which names the person
case-seen = Read, nothing to do
case-law-decides = These are suggestions with their reasons; the officer confirms.
case-first-route = First way:
case-confirmed = confirmed
case-purge = Found: purge
case-purge-means = For sexual material of a minor, or intimate material. It goes from here and from every report that has the same file, unfinished ones too, with its hashes; that it was removed stays noted. There is no way back.
case-purge-what = What does it show?
case-purge-what-hint = This becomes a finding of the report and stays. If you are not sure of an age, take the first.
unkeepable-minor = Something sexual or intimate, and somebody under 18 is shown, or may be
unkeepable-adults = Something sexual or intimate, of adults only
case-purge-sure = Yes, remove it for good
case-purge-do = Purge exhibit
case-purge-all = Purge the whole report
case-purge-all-means = Every file and the account go. The address, the answers and how the person can be reached stay: the police need them.
case-purge-all-do = Purge the report
case-purged = It is purged. What to do next
case-purged-law = Tell the police, the gendarmerie or the prosecutor the address at once, without the file. A desk run by officials must report offences.
case-purged-tell = Write to the person what happened, and why no desk keeps such things.
case-purged-adults = A notice and a file for court need the address alone. Whether the person goes to court is theirs to decide: show them the ways.
case-purged-closed = What it showed is noted in the report. From now on no file is asked for, and the address stays out of the public register.
case-purged-self = What you saw weighs. Take a break, and talk to a colleague if you need to.
purge-statement = { $count ->
    [one] At { $at } the desk removed { $count } exhibit from this report, as it may not be kept. Nothing of it is left, not even its hash.
   *[other] At { $at } the desk removed { $count } exhibits from this report, as they may not be kept. Nothing of them is left, not even their hashes.
}
case-close-next = Close it and take the next
case-arrange = Arrange
case-split = Split this report off
case-split-means = This report becomes a case of its own, which you hold. Further reports of its content follow it.
case-merge = Merge another case into this one
case-merge-means = All of the other case comes here: reports, notes, messages.
case-merge-other = The reference of the other case
case-undo = Undo
case-move-split = { $count ->
    [one] { $count } report was split off.
   *[other] { $count } reports were split off.
}
case-move-merge = { $count ->
    [one] A case of { $count } report was merged in.
   *[other] A case of { $count } reports was merged in.
}
case-hand-over = Hand over
case-hand-over-to = To
case-hand-over-nobody = Nobody in particular
case-mark = Mark
case-mark-which = Mark
case-mark-none = No mark
mark-follow-up = To come back to
mark-pattern = May be part of more
mark-second-look = Wants a second look
find-case = Find a case
find-case-label = Words, an address or a reference
find-case-do = Find
find-case-means = All the words at once, without accents; the newest first. What you look for stays in no address.
find-case-none = Nothing was found. What has just arrived appears a moment later.
filter-title = Filter
filter-any = Any
filter-do = Show
filter-name = Keep this filter as
filter-save = Keep
filter-forget = Forget the filter
filter-name-wrong = Write a name of at most 60 characters.
filter-too-many = You keep twenty filters, and that is the limit. Forget one first.
filter-shelf = State
filter-whose = Whose
filter-urgency = Urgency
filter-harm = Harm
filter-platform = Platform
filter-mark = Mark
filter-outcome = Outcome
filter-official = Complainant
filter-unread = Messages
shelf-live = Those that wait
shelf-open = For the desk to do
shelf-waiting = Waiting for the person
shelf-closed = Closed
whose-anyone = Anyone
whose-free = Free
whose-mine = Mine
whose-given = Given to me
platform-facebook = Facebook
platform-instagram = Instagram
platform-snapchat = Snapchat
platform-telegram = Telegram
platform-tiktok = TikTok
platform-whatsapp = WhatsApp
platform-x = X
platform-youtube = YouTube
platform-other = Another site
platform-none = No address
bulk-title = Act on many cases
bulk-means = Choose cases, then the act. You see the list before anything happens, and can undo it for ten minutes.
bulk-preview = See what will be done
bulk-nothing = Choose at least one case, at most 500, and an act that you may do.
bulk-close = Close the cases: { $word }
bulk-hand-over = Hand the cases over to: { $word }
bulk-mark = Mark the cases: { $word }
bulk-alone = This is done at once, and can be undone for ten minutes.
bulk-needs-second = These are more than twenty cases: a second officer must confirm.
bulk-public = The entries go into the public register after ten minutes, once nothing can be undone.
bulk-do = Do it
bulk-done = Done
bulk-undone = Undone
bulk-open = Waits for a second officer
bulk-expired = Nobody confirmed it within a day: it is not done any more
bulk-second = confirmed by
bulk-confirm = I confirm: do it
bulk-undo = Undo
bulk-changed = done
bulk-waits = { $count ->
    [one] An act on { $count } case, proposed by { $officer }, waits for a second officer.
   *[other] An act on { $count } cases, proposed by { $officer }, waits for a second officer.
}
bulk-left-held = left: somebody else works on it
bulk-left-not-held = left: you do not hold it
bulk-left-changed = left: it has changed since
bulk-left-state = left: not possible as it stands
bulk-left-nothing = left: it is gone
bulk-left-too-late = left: too late
bulk-left-not-so = left: what came back says otherwise
bulk-left-own-proposal = left: waits for another officer
bulk-left-expired = left: it waited too long
bulk-left-too-many = left: too many within an hour
trail-title = Trail
trail-lead = Everything that officers did and read, and nothing of what people told.
trail-case = Case
trail-officer = Officer
trail-kind = Act
trail-day = Day, in UTC
trail-when = When
trail-none = Nothing here.
trail-older = Older
trail-wrong = The filter was not understood: a reference has 32 digits, an officer 16, a day is written 2026-11-25.
trail-report-withdrawn = The person withdrew the report
trail-report-erased = The person erased the report
trail-message = A message to the person
event-report-read = An officer read the report
event-identity-read = An officer read how the person can be reached
event-exhibit-revealed = An exhibit was shown
event-exhibit-number = no. { $number }
event-reply-asked = The desk asked a question
event-case-split = A report became a case of its own
event-split-undone = A split was undone
event-case-merged = Two cases were merged
event-merge-undone = A merge was undone
event-case-handed-over = The case was handed over
event-case-marked = The case was marked
event-bulk-act = An act on many cases
event-bulk-confirmed = An act on many cases was confirmed by a second officer
event-bulk-undone = An act on many cases was undone
event-exhibit-purged = The desk removed an exhibit that may not be kept
event-report-purged = The desk removed what may not be kept of the report
event-purged-parts = { $twins ->
    [0] numbers { $numbers }
    [one] numbers { $numbers }, and the same in one other report
   *[other] numbers { $numbers }, and the same { $twins } times in other reports
}
shortcuts-title = Keys
shortcuts-means = Keys count by their place, whatever is printed on them. What you change stays in this browser.
shortcuts-on = Use the keys
shortcuts-change = Change
shortcuts-press = Press the new key.
shortcuts-taken = This key is taken.
shortcuts-reset = The keys as they were
shortcut-next = Next case
shortcut-claim = Work on the case
shortcut-release = Give the case back
shortcut-down = Down the list
shortcut-up = Up the list
shortcut-reveal = Show the exhibit
shortcut-hold = The picture while held
shortcut-note = Write a note
shortcut-write = Write to the person
shortcut-close = Outcome
shortcut-find = Find
shortcut-keys = This list
closed-solved_by_answer-means = The platform did what was asked. If the content comes back, send a new report.
closed-solved_without_notice-means = It is solved without a notice to the platform.
closed-refused-means = The platform refused. Your other ways stand below, the court among them.
closed-silent-means = The platform did not answer in time, and the public register proves it. Your other ways stand below.
closed-no_ground-means = The desk found no ground in law to ask the platform for anything. That does not say that you were not harmed; your ways stand below.
closed-public_interest-means = This is speech of public interest: the desk may not ask for its removal. You have the right of reply, and the court.
closed-right_of_reply-means = The best way here is the right of reply or a correction. The letter is ready below.
closed-prosecutor-means = It was sent on to the prosecutor.
closed-court-means = The way is now the court. Download your dossier below.
closed-data_protection-means = It was sent on to the data-protection authority.
closed-withdrawn-means = It was closed because the report was withdrawn.
closed-contest_upheld-means = The author contested, and was right.
view-notes = From the desk
case-typed = What you wrote

# What an officer finds.
event-finding-added = An officer found
case-found = What the answers do not say
case-found-means = The answers are those of the person who asks. What you find here makes the rules stricter, never milder; it stays, the person sees it, and whatever waits to leave goes back to its draft.
case-found-do = Write it down
finding-declared-press = It stands in a declared newspaper or site
finding-public-matter = It is about public matters of an official, a body or a public figure
finding-public-interest = It is of interest to the public
finding-official = Who asks is an official or speaks for a body
finding-intimate = It is intimate material
finding-minor = Somebody under 18 is harmed or shown

# The public room: what was asked of whom, and what came of it.

nav-room = What was asked
home-contest = Was your own content the subject of a request? See it and contest it
home-room = What this desk asked of platforms, and what came back
room-ways = Pages of the public account
room-nav-account = Account
room-nav-notices = Notices
room-nav-concentration = Concentration
room-nav-due = Due process
room-nav-desk = Who may act

room-title = What was asked, and what came back
room-lead = Every notice that { $desk } sent to a platform: about what, under which article, what came back and after how long. All of it is worked out from the public register alone, and anybody with a copy of the register comes to the same figures.
room-covers = { $count ->
    [0] No entry of the register has been read yet.
    [one] From { $count } entry of the register.
   *[other] From the first { $count } entries of the register.
}
room-behind = { $count ->
    [one] { $count } newer entry is still being read.
   *[other] { $count } newer entries are still being read.
}
room-last-at = The last of them was written
room-none = The register tells of no notice yet.

room-figures = In figures
room-fact-asked = Notices sent
room-fact-answered = Answered in any way
room-fact-against = Refused or narrowed, of the answers that decide something
room-fact-silent = Silence: no answer in time, and none since
room-fact-pending = Nothing came back yet
room-fact-taken-back = Taken back by the desk
room-fact-official = An official or an authority complained
room-fact-median = Half answered within
room-fact-ninth = Nine of ten answered within
room-note-late = { $count ->
    [one] { $count } answer came after silence was written down.
   *[other] { $count } answers came after silence was written down.
}
room-note-overdue = { $count ->
    [one] For { $count } the time to answer is over, and no silence is written down.
   *[other] For { $count } the time to answer is over, and no silence is written down.
}
room-times-of = { $count ->
    [0] No answer has a time yet.
    [one] Of { $count } answer.
   *[other] Of { $count } answers.
}
room-too-few = Too few answers
room-share = { $part } of { $all } ({ $percent } %)
room-share-few = { $part } of { $all }
room-interval = 95 %: between { $low } and { $high }.
room-interval-low = 95 %: { $low } or more.
room-interval-high = 95 %: { $high } or less.
room-interval-none = Too few for an interval.
room-took-moments = less than a minute
room-took-minutes = { $count ->
    [one] { $count } minute
   *[other] { $count } minutes
}
room-took-days = { $count ->
    [one] { $count } day
   *[other] { $count } days
}
room-took-two = { $large } { $small }
room-after = after { $took }
room-month = { $month } { $year }

room-newest = The newest notices
room-all-notices = All notices
room-official = An official complained
room-times = How long answers took
room-times-lead = From delivery to the first answer that decides something. Notices without such an answer have no time here; how many of them ended in silence stands beside it.
room-plot-text = A line for each platform. Each small dot is one answer, the large one the time within which half were answered, the bar its interval of 95 %. Time runs from left to right; the table has the same numbers.
room-plot-none = No answer has a time yet.
room-times-table = How long answers took, as a table
room-scale-hour = 1 hour
room-scale-day = 1 day
room-scale-week = 1 week
room-scale-month = 30 days

room-by-platform = By platform
room-by-harm = By harm
room-by-article = By article of law
room-by-article-lead = A notice that names several articles is counted under each of them.
room-by-month = By month
room-of-platform = Platform
room-of-harm = Harm
room-of-article = Article
room-of-month = Month
room-of-case = Case
room-of-day = Day
room-column-asked = Notices
room-column-answered = Answered
room-column-against = Refused or narrowed
room-column-silent = Silence
room-column-pending = Nothing yet
room-column-withdrawn = Taken back first
room-column-official = Officials
room-column-timed = Answers with a time
room-column-share = Of all notices
room-table-cut = The table shows the fifty largest. The download has all.
room-house-rule = The platform’s own rule: { $rule }

room-odd = Entries that contradict
room-odd-lead = The register refuses nothing and forgets nothing, so what does not fit what was written before it can be seen by anybody.
room-odd-count = { $count ->
    [one] { $count } in all.
   *[other] { $count } in all.
}
room-entry = Entry
room-proof = Proof of
odd-notice_unknown = it is about a notice that no earlier entry issued
odd-issued_twice = it issues a notice that was issued before
odd-drafter_role = the officer who drafted the notice did not hold the role that drafts
odd-approver_role = the officer who approved the notice did not hold the role that approves
odd-reviewer_key = the reviewer’s key that the notice names was not in force
odd-delivered_before_issued = a delivery that is dated before the notice was issued
odd-silence_undelivered = silence, though no delivery was written down
odd-silence_answered = silence, though an answer was written down
odd-silence_early = silence before the time to answer was over
odd-answer_early = the answer is dated before the delivery
odd-role_held = a role for an officer who held it already
odd-role_not_held = a role taken from an officer who did not hold it
odd-key_twice = a reviewer’s key that was there already
odd-key_unknown = the end of a reviewer’s key that was not there, or that goes sooner
odd-account_twice = a second account for one key, or an account that was there already
odd-account_unknown = the shutting of an account that was not there

came-back-undelivered = Not delivered yet
came-back-waiting = Waiting for an answer
came-back-silent = Silence
came-back-withdrawn = Taken back before anything came back
came-back-accepted = Done as asked
came-back-narrowed = Something milder was done
came-back-refused = Refused
came-back-already_gone = Gone before
came-back-restored = Put back
came-back-asked_for_more = The platform asks for more

room-read = How to read this
room-read-alone = Every number follows from the entries of the register, and every entry has a page with its proof. What is not in the register is not here.
room-read-states = Each notice counts once, under what came back last. What a platform did stays what it did, even if the desk takes the notice back afterwards.
room-read-times = The interval says where the true value lies with 95 % certainty, whatever the times look like. A notice that got silence or still waits has no time, so times alone flatter a platform that often stays silent.
room-read-few = Under five, only counts are shown: a share of three notices says something about each of them and nothing about a platform.
room-read-compare = Desks that send authorities’ notices and desks that send citizens’ notices count different things, and a platform’s own reports count differently again. Such numbers must not be held against each other.
room-read-court = Orders of a court are no notices and are not counted here.
room-download-csv = Notices as a table (CSV)
room-download-json = Notices as lines of JSON
room-download-figures-csv = Figures as a table (CSV)
room-download-figures = Figures (JSON)
room-download-feed = New entries as a feed (Atom)
room-command = Whoever has a copy of the register works out the same figures:

room-notices-title = Notices
room-notices-lead = Choose what you want to see. The choice stands in the address of this page, so you can keep it and pass it on.
room-choose-platform = Platform
room-choose-harm = Harm
room-choose-article = Article
room-choose-month = Month
room-choose-state = What came back
room-choose-official = Did an official complain?
room-choose-button = Show
room-choose-none = Show all
room-any = All
room-list = Newest first
room-list-none = No notice fits.
room-list-cut = The { $count } notices from here on were looked through. Older ones may fit too: go on below.
room-list-newest = From the newest on
room-list-older = Older ones
room-list-downloads = This list for programs

room-notice-title = A notice to { $to }
room-notice-asked = What was asked
room-notice-grounds = What it rests on
room-no-force = Asked by the desk; it has no legal force.
room-find = Find every request about an address
room-deadline = An answer is asked for by
room-deadline-over = this moment has passed
room-notice-life = What happened
room-steps-more = { $count ->
    [one] { $count } more entry is about this notice.
   *[other] { $count } more entries are about this notice.
}
room-test-lead = Before an authority sends a notice, it writes down the law, the aim, and why nothing milder is enough. The text was fixed by its hash on that day and is published later, with names struck out.
room-test-later = It is published from this moment on:
room-test-missing = It is not published, though its moment has come:
room-test-other = The text that the desk shows is not the one that the entry committed to. It is not shown here.
room-test-law = The law
room-test-aim = The aim
room-test-necessity = Why it is necessary
room-test-considered = A milder measure that was weighed
room-test-for-good = without an end
room-test-holds = It is the text that the entry committed to. Its salted hash:
room-test-salt = The salt:

room-case-title = A case
room-case-lead = All notices about one content, and how the case ended or went on. Who reported, and what they wrote, is nowhere in the register.
room-case-outcomes = How it went
room-case-no-outcome = The register tells of no outcome yet.
room-case-count = { $count ->
    [0] No notice was sent in this case.
    [one] { $count } notice was sent in this case.
   *[other] { $count } notices were sent in this case.
}
room-case-cut = The oldest are shown.

room-concentration-title = How requests pile up
room-concentration-lead = A desk that asks again and again about one target, under one article or on one day should be seen doing so. The largest stand first, each with its share of all notices.
room-spread-all = { $count ->
    [0] There are no notices yet.
    [one] All notices: { $count }.
   *[other] All notices: { $count }.
}
room-spread-case = On one case
room-spread-lead-case = { $count ->
    [one] { $count } case has a notice.
   *[other] { $count } cases have notices.
}
room-spread-platform = On one platform
room-spread-lead-platform = { $count ->
    [one] { $count } platform got a notice.
   *[other] { $count } platforms got notices.
}
room-spread-article = Under one article
room-spread-lead-article = { $count ->
    [one] { $count } article or house rule was named.
   *[other] { $count } articles or house rules were named; one notice can name several, so the shares add up to more than all.
}
room-spread-day = On one day
room-spread-lead-day = { $count ->
    [one] Notices were issued on { $count } day.
   *[other] Notices were issued on { $count } different days.
}
room-address = On one address
room-address-lead = The register holds no address, only a hash of each with a random value beside it. So nobody can read the addresses out of it, but whoever holds an address finds every request that was ever made about it.
room-addresses-findable = { $count ->
    [one] { $count } address can be found by whoever holds it.
   *[other] { $count } addresses can be found by whoever holds them.
}
room-addresses-hidden = { $count ->
    [one] { $count } address is kept secret.
   *[other] { $count } addresses are kept secret.
}
room-address-secret = Kept secret are the addresses of intimate material, of children’s content, and those that would name a victim. Their random value stays with the desk, so nobody can find a request about them here: a victim must not be found through a public register. How many there are can be counted, as above.
room-unseen = What nobody can see from the register
room-unseen-author = Whether different addresses are of the same author. Whoever knows an author’s addresses can look for each of them.
room-unseen-secret = Whether two secret addresses are the same. Only the case shows that they belong together.
room-unseen-people = Who complained, who reported, how many did, and what they wrote. A register that can never forget must not know it.

room-desk-title = Who may act
room-desk-lead = Who may take reports in, decide, approve and speak with platforms at { $desk }, whose keys review its notices, and how many must sign. Each grant and each key is an entry of the register.
room-desk-both = These officers hold both the role that decides and the one that approves. Nobody may:
room-desk-roles = Roles
room-desk-roles-lead = Officers stand under random pseudonyms. The desk’s own records, which a court can ask for, link them to people.
room-since = since
room-desk-keys = Keys of outside reviewers
room-desk-keys-lead = A notice of an authority is valid only with the signature of a reviewer outside the desk. A key comes or goes seven days after its entry at the earliest, so that everybody sees it coming; one that somebody else may hold goes at once.
room-desk-no-key = No reviewer’s key is in force, so no notice of an authority can be valid now.
room-key-to-come = To come
room-key-in-force = In force
room-key-gone = No longer in force
room-key-compromised = Gone at once: somebody else may hold it
room-desk-outside = Who gets in from outside
room-desk-outside-lead = The accounts of outside reviewers and of platforms. The administrators of the desk hand out the invitation to each. If you see your key or your platform here and were not invited, somebody else uses the account.
room-desk-no-outside = The register names no such account.
room-desk-again = { $count ->
    [0] no further invitation
    [one] somebody was invited anew once
   *[other] somebody was invited anew { $count } times
}
room-from = in force from
room-until = until
room-desk-policies = Rules of signatures
room-desk-policies-lead = How many witnesses must cosign the register, and how many desks a position. Who they are stands in the text with this hash:
room-desk-no-policy = The register names no rule yet.
room-desk-successors = Registers that this one follows

room-feed-title = Register of { $desk }: new entries

room-nav-scorecards = Scorecards
scorecard-title = How platforms answer, and authorities ask
scorecard-lead = For each platform and each authority, in the order of their names: how much was asked, what came back and how fast, each with what it is a part of and how sure it is. Nobody is ranked.
scorecard-about-platform = Platform
scorecard-about-authority = Authority
scorecard-figure = Figure
scorecard-value = Value
scorecard-interval = Interval of 95 %
scorecard-of = Of
scorecard-too-few = too few to say
scorecard-notices = Notices sent
scorecard-delivered = Delivered
scorecard-median_s = Half of the first decisions came within
scorecard-ninth_decile_s = Nine of ten first decisions came within
scorecard-without_time = Delivered, and without a decision
scorecard-accepted = Accepted
scorecard-narrowed = Narrowed
scorecard-refused = Refused
scorecard-already_gone = The content was gone already
scorecard-restored = The content is back
scorecard-silent = Silence
scorecard-withdrawn = Taken back before a decision
scorecard-waiting = Waiting
scorecard-taken_back = Taken back at any moment
scorecard-again = Count it again
scorecard-again-lead = The same figures, digit for digit, from the public entries alone:
scorecard-dump = Every entry of the register, a line each
scorecard-least = { $least ->
    [one] A figure needs { $least } notice at least.
   *[other] A figure needs { $least } notices at least.
}

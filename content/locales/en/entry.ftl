# What an entry of the register says. Values of closed lists are named list-value.

list-comma = {", "}
quorum = { $needed } of { $all }

kind-notice_issued = Notice issued
kind-notice_delivered = Notice delivered
kind-notice_received = Notice received
kind-answer = Answer
kind-silence = Silence
kind-withdrawal = Notice withdrawn
kind-case_outcome = Outcome of a case
kind-role_grant = Role given or taken back
kind-reviewer_key = Reviewer’s key
kind-outside_account = Account of somebody outside
kind-policy = Rule of signatures
kind-meeting = Meeting
kind-position = Position
kind-ask = Ask
kind-commitment = Commitment
kind-commitment_evidence = What became of a commitment
kind-successor_log = A register follows another

said-notice_issued = The desk { $desk } sends { $to } a notice that asks for this: { $measure }. The harm it is about: { $harm }. An answer is asked for within { $hours } of delivery.
said-notice_delivered = The notice reached the platform: { $means }. The time to answer starts with the delivery. Recorded by { $desk }.
said-notice_received = The platform said that it has the notice. Recorded by { $desk }.
said-answer = The platform answered the notice: { $decision }. Recorded by { $desk }.
said-silence = The time to answer has passed without an answer. Silence is not a refusal. Recorded by { $desk }.
said-withdrawal = The desk { $desk } takes a notice back: { $reason }. The notice itself stays in the register.
said-case_outcome = A case of the desk { $desk } ended or went another way: { $outcome }.
said-role_grant = At the desk { $desk }: { $change }. The role: { $role }.
said-reviewer_key = At the desk { $desk }, for the outside reviewer ({ $body }): { $change }.
said-outside_account = At the desk { $desk }, { $holder }: { $change }.
said-policy = The desk { $desk } sets { $scope }: { $quorum }.
said-meeting = A meeting took place ({ $form }). Present: { $present }. Recorded by { $desk }.
said-position = Desks hold a position together: { $state }. { $count ->
    [0] No desk has signed it
    [one] { $count } desk has signed it
   *[other] { $count } desks have signed it
}; { $quorum } are needed. Recorded by { $desk }.
said-ask = The desk { $desk } asks something of { $to }.
said-commitment = { $by } said that it would do something. Recorded by { $desk }.
said-commitment_evidence = What became of a commitment: { $state }. Recorded by { $desk }.
said-successor_log = This register follows { $old }, which had { $count ->
    [one] { $count } entry
   *[other] { $count } entries
}: { $reason }. Recorded by { $desk }.

field-at = Written
field-desk = Desk
field-to = To
field-measure = What is asked
field-measure-done = What was done
field-harm = Harm
field-sender = In whose name
field-laws = Articles of law
field-house-rules = The platform’s own rules
field-reviewed-by = Outside reviewer
field-test = Three-part test
field-capacity = Who complains
field-official = Is it an official?
field-answer-hours = Time to answer
field-addresses = Addresses of the content
field-text = Text of the notice
field-drafted-by = Drafted by officer
field-approved-by = Approved by officer
field-notice = Notice
field-case = Case
field-delivered-at = Delivered
field-delivered-by = Delivered by officer
field-recorded-by = Written down by officer
recorded-by-platform = nobody at the desk: the platform said it itself, at its seat
field-means = How
field-delivery-proof = Proof of delivery
field-received-at = Received
field-receipt = The platform’s receipt
field-answered-at = Answered
field-decision = Decision
field-basis = It rests on
field-decider = Who decided
field-reasons = Reasons given
field-deadline = Last moment to answer
field-decided-by = Decided by officer
field-reason = Why
field-outcome = Outcome
field-change = What changed
field-role = Role
field-officer = Officer
field-granted-by = Changed by officer
field-account = Account
field-done-by = Done by
field-holder = For whom
field-reviewing-body = Who holds the key
field-effective-at = In effect from
field-key = Key
field-scope = About
field-quorum = How many must sign
field-policy-text = Text of the rule
field-replaces = Replaces the rule
field-old-origin = Earlier register
field-old-size = Its entries
field-old-root = Its root
field-day = Day
field-form = How it was held
field-present = Present
field-minutes = Minutes
field-meeting = Meeting
field-state = Where it stands
field-signed-by = Signed by
field-reserved-by = With a reservation of
field-position-text = Text of the position
field-position = Position
field-due = By
field-ask-text = Text of the ask
field-ask = Ask
field-by = Platform
field-said-on = Said on
field-source = Where it was said
field-commitment = Commitment
field-seen-on = Seen on
field-evidence = Evidence

sender-authority = An authority, on articles of law, with a three-part test and an outside reviewer
sender-citizen = A citizen, or an organisation that is no authority
official-yes = Yes, an official or an authority
official-no = No
addresses-published = { $count ->
    [one] { $count } address, which whoever knows it can find
   *[other] { $count } addresses, which whoever knows them can find
}
addresses-secret = { $count ->
    [one] { $count } address, kept secret
   *[other] { $count } addresses, kept secret
}
document-public = { $languages }. Public, { $bytes ->
    [one] { $bytes } byte
   *[other] { $bytes } bytes
}. Its SHA-256:
document-later = { $languages }. To be published, with names struck out, from { $due } on. Its salted hash:
document-kept = { $languages }. Not published. Its salted hash:
reasons-none = The platform gave none
minutes-none = None yet
due-none = No day was named
replaces-nothing = None: this is the first

left-out-people = Names, faces, accounts, telephone numbers and what anybody wrote in a report never enter the register, not even as a hash.
left-out-officers = Officers stand under random pseudonyms. Only the desk’s own records, which a court can ask for, link them to people.
left-out-addresses-published = An address is not written here, only a hash over it and a random value that stands beside it. Whoever knows the address finds this entry; nobody learns the address from it.
left-out-addresses-secret = The address of intimate material, of a child’s or of what would name a victim is hashed with a random value that stays secret. Nobody can find it here, and once the desk forgets the value nobody ever can.
left-out-document-later = A text that will be published stands here as a hash from today, so that on its day everyone can check that it was not changed.
left-out-document-kept = A text that is not published stands here as a hash, so that whoever is shown it, such as a court, can check that it is the one.

harm-defamation = defamation: a precise and false accusation
harm-insult = insult
harm-false_news = false news that disturbs public order
harm-intimate_image = an intimate image or a hidden recording
harm-image_montage = a deep fake or a montage
harm-blackmail = blackmail
harm-threat = a threat
harm-harassment = harassment
harm-child_sexual = sexual exploitation of a child
harm-child_exposure = a child exposed or bullied
harm-hate = incitement to hatred or violence
harm-personal_data = personal data posted
harm-account_fraud = an account taken over, cloned or used for fraud

capacity-harmed = The person harmed
capacity-guardian = A guardian of the person harmed
capacity-heir = An heir of the person harmed
capacity-authority_of_its_own_motion = Nobody: the authority acts by itself

house-rule-harassment = Harassment and bullying
house-rule-hate = Hateful speech
house-rule-impersonation = Acting as somebody else
house-rule-intimate_images = Intimate images without consent
house-rule-manipulated_media = Manipulated media
house-rule-minor_safety = Safety of minors
house-rule-misinformation = False information
house-rule-privacy = Private life and personal data
house-rule-fraud = Fraud
house-rule-violence = Violence and threats

measure-preservation = keep the content unchanged for a court
measure-label = show the content with a label or a context
measure-comments_closed = close the comments
measure-less_reach = recommend the content less
measure-age_limit = show the content to adults only
measure-country_limit = stop showing the content in one country
measure-removal = remove the content everywhere
measure-account_suspension = suspend the account
measure-account_return = give the account back to its owner

language-ar = Arabic
language-en = English
language-fr = French
language-zgh = Tamazight

means-interface = through the platform’s seat at the desk
means-public_form = typed by hand into the platform’s public form
means-email = by e-mail
means-post = by post, with a receipt
means-bailiff = by a bailiff
means-in_person = in person

decision-accepted = it did what was asked
decision-narrowed = it did something milder
decision-refused = it refused
decision-already_gone = the content was gone before
decision-restored = it put back what it had taken down
decision-asked_for_more = it asks for more before it decides

basis-law = The law
basis-house_rules = The platform’s own rules
basis-not_said = The platform did not say

decider-person = A person
decider-machine = A machine
decider-not_said = The platform did not say

withdrawal-error = it was wrong
withdrawal-person_asked = the person who had asked no longer does
withdrawal-contest_upheld = the author contested it and was right
withdrawal-reviewer_objected = the outside reviewer objected
withdrawal-court_decided = a court decided otherwise
withdrawal-solved_otherwise = it was solved in another way

outcome-solved_by_answer = solved by a platform’s answer
outcome-solved_without_notice = solved without a notice
outcome-refused = the platform refused
outcome-silent = the platform stayed silent
outcome-no_ground = no ground in law was found
outcome-public_interest = speech of public interest: no notice may go
outcome-right_of_reply = sent on to the right of reply or correction
outcome-prosecutor = sent on to the prosecutor
outcome-court = sent on to a court
outcome-data_protection = sent on to the data-protection authority
outcome-withdrawn = withdrawn by the person who had reported
outcome-contest_upheld = the author contested it and was right

grant-grant = an officer is given a role
grant-revoke = an officer loses a role

role-intake = takes reports in
role-decision = decides cases and drafts notices
role-approver = approves notices
role-liaison = speaks with platforms
role-auditor = reads the trail of every act
role-administrator = runs the machine and sees no case

reviewing-body-bar = a bar of lawyers
reviewing-body-press_council = a press council
reviewing-body-data_protection = a data-protection authority
reviewing-body-university = a university

key-change-add = a key may sign from a day on
key-change-remove = a key may no longer sign from a day on
key-change-remove_compromised = a key may no longer sign at once, because somebody else may hold it
account-change-invite = somebody was invited to a new account
account-change-invite_again = somebody was invited to the same account anew, and may be another than before
account-change-disable = the account was shut
outsider-reviewer = for an outside reviewer
outsider-seat = for a platform

policy-scope-witnesses = how many witnesses must cosign a checkpoint
policy-scope-member_desks = how many desks must sign a position

meeting-form-in_person = in one room
meeting-form-remote = by video
meeting-form-letters = by letters

position-state-tabled = put before the desks
position-state-adopted = adopted
position-state-withdrawn = taken back

commitment-state-due = its day has come
commitment-state-kept = kept
commitment-state-partly_kept = partly kept
commitment-state-broken = not kept
commitment-state-withdrawn = taken back by the platform

successor-tiles_lost = a part of it was lost and did not come back
successor-key_lost = its key was lost
successor-key_compromised = somebody else may hold its key
successor-renamed = its name changed
successor-retired = it had grown too old or too large

# The officers' side: log-in, accounts, roles and reviewers' keys.

navigation-office = Pages of the desk’s staff
nav-me = My account
office-as = Logged in as
office-log-out = Log out
footer-office = What you do here is kept under your pseudonym. Nothing is asked of any other site, and cookies serve only to keep you logged in.

message-refused-title = This page is not for your account
message-refused-text = { $who }
message-refused-do = If you need it for your work, ask an administrator for the role. Every grant stands in the public register.
refused-roles = It is for whoever holds one of these roles: { $roles }.
refused-reviewer = It is for outside reviewers.
refused-seat = It is for a platform’s seat.

holder-officer = Officer of the desk
holder-reviewer = Outside reviewer with the key { $key }
holder-seat = Seat of { $platform }

enter-title = Try the desk from inside
enter-text = This link makes you one of the demonstration’s people, once.
enter-do = Log in

me-title = My account
me-pseudonym = in the register and in files you are
me-roles = Your roles
me-sessions = Where you are logged in
me-session-began = Since
me-session-seen = last used
me-session-this = this browser
me-sessions-end = Log out everywhere else
me-password = Change your password
me-password-old = The password you have now
me-password-ends = Every browser is logged out but this one.
me-password-do = Change the password
me-keep-programs = Keep the tokens of my programs
me-keep-programs-hint = Otherwise all of them end, as somebody else may have made one.
me-password-wrong = The password you have now is another one. Nothing was changed.
me-codes = { $count ->
    [0] You have no recovery code left.
    [one] You have { $count } recovery code left.
   *[other] You have { $count } recovery codes left.
}
me-lost = If you lose your telephone or your codes, ask an administrator for a new invitation.

login-title = Log in to the desk
login-lead = For those who work here. To open a report that you sent, you need your receipt and no account.
login-name = Log-in name
login-password = Password
login-code = The six digits from your telephone
login-code-hint = Or one of your recovery codes.
login-do = Log in
login-wrong = The name, the password or the code is wrong, or the code was used before. Wait for the next code and try again.
login-wait = Too many tries. Wait, and log in from a browser in which you have logged in before, or ask an administrator for a new invitation.
login-busy = Too many people log in just now. Try again in a few seconds.
login-lost = Without password, telephone or recovery codes, ask an administrator for a new invitation.

invitation-title = Join the desk
invitation-lead = Your log-in name is
invitation-until = This invitation works once, until
invitation-telephone = 1. Give your telephone the secret
invitation-telephone-text = Scan the picture with an app for one-time codes, or type the secret there. The app then shows six new digits every 30 seconds.
invitation-qr = The secret as a picture for your app
invitation-secret = The secret:
invitation-open-app = Open it in an app on this device
invitation-password = 2. Choose a password
invitation-password-hint = At least 12 characters, any you like. A sentence that only you know is good.
password-new = New password
password-again = The same again
password-differs = The two passwords are not the same.
password-short = This has { $found } characters, and at least { $least } are needed.
password-long = This is too long for a password.
password-common = This password is among the first that anybody tries. Choose another.
invitation-first = 3. Show that it works
invitation-first-label = The six digits that the app shows now
invitation-wrong-code = These digits do not fit now. Type those that the app shows at this moment, and check that its clock is right. Type your password once more too.
invitation-do = Join

joined-title = You have joined
joined-codes = Your recovery codes
joined-codes-text = Each replaces the six digits once, if your telephone is lost. They are shown now and never again: write them down or print this page.
joined-next = Go on

message-invitation-title = This invitation does not work
message-invitation-text = It was used, replaced by a newer one, or is older than three days.
message-invitation-do = Ask an administrator of the desk for a new one.

nav-accounts = Accounts
nav-keys = Reviewers’ keys
accounts-title = Accounts
accounts-lead = Who can log in here. In the register and in files each stands under a pseudonym; who it is is known on this page alone.
clock-title = Nothing is erased: the clock may be wrong
clock-text = The machine’s clock shows { $now }. When the desk last looked for what is past its time, it was { $known }. That is more than a day ago, so either the desk stood still or the clock jumped.
clock-do = Compare it with another clock. If this one is right, say so, and what is past its time goes within the hour, for good. If it is wrong, set it right.
clock-right = The clock is right
account-title = Account
account-pseudonym = Pseudonym
account-kind = For whom
account-state = State
account-state-invited = Invited, not joined yet
account-state-active = Active
account-state-disabled = Disabled
account-made = made
account-roles = Roles
account-roles-text = Each grant and each end of one is an entry of the public register. Whoever’s roles change must log in again.
account-grant = Grant
account-revoke = Take back
account-history = Who granted what
account-granted-by = Granted by
account-revoked-by = Taken back by
account-again = A new invitation
account-again-text = For a lost telephone or password, or an account that was disabled. What holds now holds until the invitation is used.
account-again-do = Invite again
account-disable = Disable this account
account-disable-text = Its roles are taken back in public, and nobody logs in with it. What its holder did stays as it is.
account-disable-sure = Yes, disable it
account-disable-do = Disable

invite-title = Invite somebody
invite-lead = You get an address to hand over yourself. It works once, within three days.
invite-officer = An officer of the desk
invite-reviewer = An outside reviewer
invite-seat = A platform’s seat
invite-name-hint = 3 to 32 of the letters a to z, digits, and . - _ inside. It is kept locked and never public.
invite-roles-hint = Nobody both decides and approves. The administrator and the auditor hold no other role. More can be granted later.
invite-key = The key they sign with
invite-no-keys = First add the reviewer’s key:
invite-platform = The platform’s domain name, as platform.example
invite-do = Make the invitation
invited-title = The invitation is ready
invited-text = Hand this address to the person it is for, and to nobody else: whoever opens it first joins in their name. It is shown now and never again.
invited-next = To the account

denied-not-allowed = You are no administrator any more. Nothing was changed.
denied-own = This is your own account. Nobody changes their own roles: ask another administrator.
denied-no-account = There is no such account.
denied-name-taken = Somebody has this log-in name already. Choose another.
denied-name = A log-in name has 3 to 32 of the letters a to z, digits, and . - _ inside.
denied-not-an-officer = Only an officer holds roles.
denied-disabled = The account is disabled. Invite its holder again first.
denied-decision-and-approver = Nobody both decides and approves: a second person must look at every notice.
denied-stands-alone = Administrators see no case and auditors act on nothing, so neither holds another role.
denied-held = The officer holds this role already.
denied-not-held = The officer does not hold this role.
denied-too-soon = This was changed in this very second. Try again.
denied-no-key = Choose one of the reviewers’ keys that the desk knows and that is not removed.
denied-key-known = This key is or was a reviewer’s key. One that was removed never comes back.
denied-key-held = This key has an account already. Disable that one first, or invite its holder anew.
denied-not-a-key = This is no verifier key. It looks like bar.example/reviewer+0123abcd+ and a long row of letters, in one piece.
denied-no-body = Say what kind of body holds the key.
denied-platform = Give the platform’s domain name in small letters, as platform.example.
denied-entry = The public register cannot take this as an entry, so nothing was changed.
denied-not-sure = Nothing was changed: say first that you are sure.

keys-title = Keys of outside reviewers
keys-lead = A notice of an authority needs the signature of a reviewer outside. A key signs seven days after its entry in the public register, so that everybody sees it coming.
keys-none = There is no key yet, so no notice of an authority can go.
key-in-force = In force
key-to-come = Not in force yet
key-gone = Removed
key-from = from
key-until = until
key-remove = Remove in seven days
key-stolen = Somebody else may hold it
key-stolen-sure = Yes: it signs nothing from now on, and never again
key-remove-now = Remove at once
key-add = Add a key
key-label = The reviewer’s verifier key
key-hint = The reviewer makes it on their own machine and gives you the public half. The desk never has the other half.
key-body = Who holds it
key-add-do = Add it, in force in seven days

account-events-title = Events of accounts
account-events-lead = Log-ins and those that were refused, roles, invitations and searches. Of a search a mark is kept, which shows only whether two were the same.
account-events-number = Number
account-events-by = By
account-events-no-account = a name that nobody has
account-events-nobody = not known
account-events-wrong = The filter was not understood: an account has 16 digits, a day is written 2026-11-25.
account-event-invited = Invited
account-event-invited-again = Invited again
account-event-joined = Joined
account-event-logged-in = Logged in
account-event-by-recovery-code = with a recovery code
account-event-log-in-refused = A log-in was refused
account-event-password-changed = Password changed
account-event-role-granted = Role granted
account-event-role-revoked = Role taken back
account-event-token-made = Token made
account-event-token-revoked = Token ended
account-event-searched = Searched
account-event-disabled = Disabled
account-event-clock-confirmed = Clock confirmed
account-event-ended-by-restore = Tokens and invitations ended by a restore

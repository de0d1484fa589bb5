# The officers' side: log-in, accounts, roles and reviewers' keys.

navigation-office = Pages of the desk’s staff
nav-me = My account
office-as = Logged in as
office-log-out = Log out

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

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

# Officers: log-in, accounts, roles.

# Le côté des agents : connexion, comptes, rôles et clés des relecteurs.

navigation-office = Pages du personnel du bureau
nav-me = Mon compte
office-as = Connecté sous le nom
office-log-out = Se déconnecter

message-refused-title = Cette page n’est pas pour votre compte
message-refused-text = { $who }
message-refused-do = Si vous en avez besoin pour votre travail, demandez le rôle à un administrateur. Chaque attribution figure au registre public.
refused-roles = Elle est pour qui a l’un de ces rôles : { $roles }.
refused-reviewer = Elle est pour les relecteurs extérieurs.
refused-seat = Elle est pour le siège d’une plateforme.

holder-officer = Agent du bureau
holder-reviewer = Relecteur extérieur, avec la clé { $key }
holder-seat = Siège de { $platform }

enter-title = Essayer le bureau de l’intérieur
enter-text = Ce lien fait de vous l’une des personnes de la démonstration, une seule fois.
enter-do = Se connecter

me-title = Mon compte
me-pseudonym = dans le registre et les dossiers, vous êtes
me-roles = Vos rôles

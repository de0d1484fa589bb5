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
me-sessions = Où vous êtes connecté
me-session-began = Depuis
me-session-seen = utilisé pour la dernière fois
me-session-this = ce navigateur
me-sessions-end = Se déconnecter partout ailleurs
me-password = Changer votre mot de passe
me-password-old = Votre mot de passe actuel
me-password-ends = Tous les navigateurs sont déconnectés, sauf celui-ci.
me-password-do = Changer le mot de passe
me-password-wrong = Votre mot de passe actuel est un autre. Rien n’a été changé.
me-codes = { $count ->
    [0] Il ne vous reste aucun code de secours.
    [one] Il vous reste { $count } code de secours.
   *[other] Il vous reste { $count } codes de secours.
}
me-lost = Si vous perdez votre téléphone ou vos codes, demandez une nouvelle invitation à un administrateur.

login-title = Se connecter au bureau
login-lead = Pour ceux qui travaillent ici. Pour ouvrir un signalement que vous avez envoyé, il vous faut votre reçu et aucun compte.
login-name = Nom de connexion
login-password = Mot de passe
login-code = Les six chiffres de votre téléphone
login-code-hint = Ou l’un de vos codes de secours.
login-do = Se connecter
login-wrong = Le nom, le mot de passe ou le code est faux, ou le code a déjà servi. Attendez le code suivant et réessayez.
login-wait = Trop d’essais. Attendez, et connectez-vous depuis un navigateur où vous vous êtes déjà connecté, ou demandez une nouvelle invitation à un administrateur.
login-busy = Trop de personnes se connectent en ce moment. Réessayez dans quelques secondes.
login-lost = Sans mot de passe, téléphone ni codes de secours, demandez une nouvelle invitation à un administrateur.

invitation-title = Rejoindre le bureau
invitation-lead = Votre nom de connexion est
invitation-until = Cette invitation sert une seule fois, jusqu’au
invitation-telephone = 1. Donnez le secret à votre téléphone
invitation-telephone-text = Scannez l’image avec une application de codes à usage unique, ou tapez-y le secret. Elle affiche ensuite six nouveaux chiffres toutes les 30 secondes.
invitation-qr = Le secret, en image pour votre application
invitation-secret = Le secret :
invitation-open-app = L’ouvrir dans une application de cet appareil
invitation-password = 2. Choisissez un mot de passe
invitation-password-hint = Au moins 12 caractères, ceux que vous voulez. Une phrase que vous seul connaissez convient bien.
password-new = Nouveau mot de passe
password-again = Le même encore une fois
password-differs = Les deux mots de passe ne sont pas les mêmes.
password-short = Il compte { $found } caractères, et il en faut au moins { $least }.
password-long = C’est trop long pour un mot de passe.
password-common = Ce mot de passe est parmi les premiers que l’on essaie. Choisissez-en un autre.
invitation-first = 3. Montrez que cela marche
invitation-first-label = Les six chiffres que l’application affiche maintenant
invitation-wrong-code = Ces chiffres ne conviennent pas maintenant. Tapez ceux que l’application affiche en ce moment, et vérifiez que son horloge est juste. Tapez aussi votre mot de passe encore une fois.
invitation-do = Rejoindre

joined-title = Vous avez rejoint le bureau
joined-codes = Vos codes de secours
joined-codes-text = Chacun remplace une fois les six chiffres, si vous perdez votre téléphone. Ils s’affichent maintenant et jamais plus : notez-les ou imprimez cette page.
joined-next = Continuer

message-invitation-title = Cette invitation ne sert plus
message-invitation-text = Elle a été utilisée, remplacée par une plus récente, ou date de plus de trois jours.
message-invitation-do = Demandez-en une nouvelle à un administrateur du bureau.

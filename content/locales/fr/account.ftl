# Le côté des agents : connexion, comptes, rôles et clés des réviseurs.

navigation-office = Pages du personnel du bureau
nav-me = Mon compte
office-as = Connecté sous le nom
office-log-out = Se déconnecter
footer-office = Ce que vous faites ici est gardé sous votre pseudonyme. Rien n’est demandé à aucun autre site, et les cookies servent seulement à vous garder connecté.

message-refused-title = Cette page n’est pas pour votre compte
message-refused-text = { $who }
message-refused-do = Si vous en avez besoin pour votre travail, demandez le rôle à un administrateur. Chaque attribution figure au registre public.
refused-roles = Elle est pour qui a l’un de ces rôles : { $roles }.
refused-reviewer = Elle est pour les réviseurs extérieurs.
refused-seat = Elle est pour le siège d’une plateforme.

holder-officer = Agent du bureau
holder-reviewer = Réviseur extérieur, avec la clé { $key }
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
me-keep-programs = Garder les jetons de mes programmes
me-keep-programs-hint = Sinon tous prennent fin : quelqu’un d’autre a pu en créer un.
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
invitation-secret = Le secret :
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
joined-codes-text = Chacun remplace une fois les six chiffres, si vous perdez votre téléphone. Ils s’affichent maintenant et jamais plus : notez-les ou imprimez cette page.
joined-next = Continuer

message-invitation-title = Cette invitation ne sert plus
message-invitation-text = Elle a été utilisée, remplacée par une plus récente, ou date de plus de trois jours.
message-invitation-do = Demandez-en une nouvelle à un administrateur du bureau.

nav-accounts = Comptes
nav-keys = Clés des réviseurs
accounts-title = Comptes
accounts-lead = Qui peut se connecter ici. Dans le registre et les dossiers, chacun figure sous un pseudonyme ; cette page seule dit de qui il s’agit.
clock-title = Rien n’est effacé : l’horloge est peut-être fausse
clock-text = L’horloge de la machine montre { $now }. Quand le bureau a cherché pour la dernière fois ce dont le temps est passé, c’était { $known }. Cela fait plus d’un jour : ou bien le bureau était arrêté, ou bien l’horloge a sauté.
clock-do = Comparez-la à une autre horloge. Si celle-ci est juste, dites-le : ce dont le temps est passé s’efface dans l’heure, pour de bon. Si elle est fausse, réglez-la.
clock-right = L’horloge est juste
account-title = Compte
account-pseudonym = Pseudonyme
account-kind = Pour qui
account-state = État
account-state-invited = Invité, pas encore venu
account-state-active = Actif
account-state-disabled = Désactivé
account-made = créé
account-roles = Rôles
account-roles-text = Chaque attribution et chaque retrait est une inscription au registre public. La personne dont les rôles changent doit se connecter de nouveau.
account-grant = Attribuer
account-revoke = Retirer
account-history = Qui a attribué quoi
account-granted-by = Attribué par
account-revoked-by = Retiré par
account-again = Une nouvelle invitation
account-again-text = Pour un téléphone ou un mot de passe perdu, ou un compte désactivé. Ce qui vaut aujourd’hui vaut jusqu’à l’usage de l’invitation.
account-again-do = Inviter de nouveau
account-disable = Désactiver ce compte
account-disable-text = Ses rôles sont retirés publiquement, et plus personne ne se connecte avec lui. Ce que son titulaire a fait reste tel quel.
account-disable-sure = Oui, le désactiver
account-disable-do = Désactiver

invite-title = Inviter quelqu’un
invite-lead = Vous recevez une adresse à remettre vous-même. Elle sert une seule fois, dans les trois jours.
invite-officer = Un agent du bureau
invite-reviewer = Un réviseur extérieur
invite-seat = Le siège d’une plateforme
invite-name-hint = De 3 à 32 lettres de a à z, chiffres, et . - _ à l’intérieur. Il est gardé sous clé et jamais public.
invite-roles-hint = Personne ne décide et n’approuve à la fois. L’administrateur et l’auditeur n’ont aucun autre rôle. D’autres rôles peuvent être attribués plus tard.
invite-key = La clé avec laquelle il signe
invite-no-keys = Ajoutez d’abord la clé du réviseur :
invite-platform = Le nom de domaine de la plateforme, comme platform.example
invite-do = Créer l’invitation
invited-title = L’invitation est prête
invited-text = Remettez cette adresse à la personne à qui elle est destinée, et à nulle autre : qui l’ouvre le premier rejoint le bureau en son nom. Elle s’affiche maintenant et jamais plus.
invited-next = Vers le compte

denied-not-allowed = Vous n’êtes plus administrateur. Rien n’a été changé.
denied-own = C’est votre propre compte. Personne ne change ses propres rôles : demandez à un autre administrateur.
denied-no-account = Ce compte n’existe pas.
denied-name-taken = Quelqu’un a déjà ce nom de connexion. Choisissez-en un autre.
denied-name = Un nom de connexion compte de 3 à 32 lettres de a à z, chiffres, et . - _ à l’intérieur.
denied-not-an-officer = Seul un agent a des rôles.
denied-disabled = Le compte est désactivé. Invitez d’abord son titulaire de nouveau.
denied-decision-and-approver = Personne ne décide et n’approuve à la fois : une seconde personne doit regarder chaque notification.
denied-stands-alone = L’administrateur ne voit aucun dossier et l’auditeur n’agit sur rien : ni l’un ni l’autre n’a un autre rôle.
denied-held = L’agent a déjà ce rôle.
denied-not-held = L’agent n’a pas ce rôle.
denied-too-soon = Cela vient d’être changé à cette seconde même. Réessayez.
denied-no-key = Choisissez l’une des clés de réviseur que le bureau connaît et qui n’est pas retirée.
denied-key-known = Cette clé est ou a été celle d’un réviseur. Une clé retirée ne revient jamais.
denied-key-held = Cette clé a déjà un compte. Fermez-le d’abord, ou invitez de nouveau son titulaire.
denied-not-a-key = Ce n’est pas une clé de vérification. Elle ressemble à bar.example/reviewer+0123abcd+ suivi d’une longue suite de lettres, d’un seul tenant.
denied-no-body = Dites quel type d’organisme détient la clé.
denied-platform = Donnez le nom de domaine de la plateforme en minuscules, comme platform.example.
denied-entry = Le registre public ne peut pas prendre cela comme inscription ; rien n’a donc été changé.
denied-not-sure = Rien n’a été changé : dites d’abord que vous êtes sûr.

keys-title = Clés des réviseurs extérieurs
keys-lead = Une notification d’une autorité demande la signature d’un réviseur extérieur. Une clé signe sept jours après son inscription au registre public, pour que chacun la voie venir.
keys-none = Il n’y a pas encore de clé : aucune notification d’une autorité ne peut partir.
key-in-force = En vigueur
key-to-come = Pas encore en vigueur
key-gone = Retirée
key-from = à partir du
key-until = jusqu’au
key-remove = Retirer dans sept jours
key-stolen = Un tiers la détient peut-être
key-stolen-sure = Oui : elle ne signe plus rien dès maintenant, et plus jamais
key-remove-now = Retirer tout de suite
key-add = Ajouter une clé
key-label = La clé de vérification du réviseur
key-hint = Le réviseur la crée sur sa propre machine et vous en donne la moitié publique. Le bureau n’a jamais l’autre moitié.
key-body = Qui la détient
key-add-do = L’ajouter, en vigueur dans sept jours

account-events-title = Événements des comptes
account-events-lead = Connexions, connexions refusées, rôles, invitations et recherches. D’une recherche, seule une marque est gardée : elle montre seulement si deux recherches étaient les mêmes.
account-events-number = Numéro
account-events-by = Par
account-events-no-account = un nom que personne ne porte
account-events-nobody = inconnu
account-events-wrong = Le filtre n’a pas été compris : un compte a 16 chiffres, un jour s’écrit 2026-11-25.
account-event-invited = Invité
account-event-invited-again = Invité de nouveau
account-event-joined = A rejoint le bureau
account-event-logged-in = Connexion
account-event-by-recovery-code = avec un code de secours
account-event-log-in-refused = Connexion refusée
account-event-password-changed = Mot de passe changé
account-event-role-granted = Rôle accordé
account-event-role-revoked = Rôle retiré
account-event-token-made = Jeton créé
account-event-token-revoked = Jeton supprimé
account-event-searched = Recherche
account-event-disabled = Désactivé
account-event-clock-confirmed = Horloge confirmée
account-event-ended-by-restore = Jetons et invitations terminés par une restauration

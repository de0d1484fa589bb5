# The outside reviewer.

review-title = Notifications à réviser
review-lead = Aucune notification de ce bureau ne part avant que quelqu’un d’extérieur l’ait signée. Vous voyez ce qui serait envoyé, et rien d’autre du dossier.
review-key-from = Votre clé est dans le registre et entre en vigueur le { $at }. D’ici là elle n’ouvre et ne signe rien.
review-key-until = Votre clé n’est plus en vigueur depuis le { $at }. Elle n’ouvre et ne signe rien.
review-key-none = Votre clé n’est pas parmi celles des réviseurs de ce bureau. Elle n’ouvre et ne signe rien.
review-own = Chez vous
review-free = En attente d’un réviseur
review-open = L’ouvrir
review-open-means = Quand vous ouvrez une notification, son texte et son inscription sont fixés sous votre clé, et aucun autre réviseur ne l’a.
review-held = Gardées par un autre réviseur
review-held-means = Ouvertes il y a plus d’une semaine, ou sous une clé qui n’est plus en vigueur. Vous pouvez les rendre à tous les réviseurs.
review-free-it = La rendre à tous
review-others = Un autre réviseur a ouvert cette notification. Elle est chez lui à présent.
review-elsewhere = Cette notification ne vous attend plus : elle a été signée, renvoyée ou rendue entre-temps. Rien de votre part n’a été gardé.
review-stuck = Cette notification ne peut plus partir telle qu’elle a été approuvée
review-stuck-means = Renvoyez-la, et les agents du bureau verront pourquoi.
review-stuck-do = La renvoyer
review-stuck-approval = Qui l’a approuvée a pris part au dossier depuis.
review-stuck-own = Votre clé est celle du bureau lui-même, ou de ce dont il fait partie. Un bureau ne révise pas ses propres notifications.
review-one = Révision d’une notification à
review-to = À
review-person-agreed = La personne a accepté que son nom parte avec la notification.
review-person-none = Le nom ne part pas avec la notification, et ne vous est pas montré.
review-place-secret = Engagée avec un sel secret : elle mène à un enfant, à un contenu intime ou à la personne lésée, et nul ne peut la trouver dans le registre.
review-place-public = Engagée avec un sel publié : qui connaît l’adresse trouve cette demande dans le registre.
review-test-public = Publié à partir du
review-duration = Pour combien de temps
review-duration-none = Définitivement
review-duration-days = { $days ->
    [one] { $days } jour
   *[other] { $days } jours
}
review-author = Ce que l’auteur apprendra
review-author-code = avec un code de seize chiffres qui ouvre la page
review-sign = Signer
review-sign-means = Téléchargez le fichier, lisez-le et signez-le sur votre propre machine ; votre clé ne vient jamais ici. Une fois votre signature remise, la notification est publique et suit son chemin : nul ne peut l’arrêter ni la changer.
review-file = Télécharger le fichier à signer
review-text = Ce que vous signez
review-paste = Collez le certificat signé
review-do = Remettre la signature
review-sign-empty = Rien n’a été collé. Collez tout ce que la commande a affiché, de la première ligne à celle de la signature.
review-sign-none = Ceci ne se lit pas comme un certificat signé. Collez tout ce que la commande a affiché, et rien d’autre.
review-sign-unsigned = La signature manque : collez aussi la dernière ligne, celle qui commence par un tiret et le nom de votre clé.
review-sign-key = Une autre clé a signé ceci. La notification nomme la vôtre, et elle seule compte.
review-sign-broken = La signature ne correspond pas au texte : un caractère a été perdu ou changé en chemin. Copiez de nouveau.
review-sign-kind = Ceci est signé, mais n’est pas un certificat de départ.
review-sign-desk = Ce certificat porte sur une notification d’un autre bureau.
review-sign-notice = Ce certificat porte sur une autre notification.
review-sign-entry = Ce certificat porte sur une forme antérieure de cette notification : l’inscription a été fixée de nouveau depuis. Téléchargez de nouveau le fichier et signez celui-là.
review-sign-text = Ce certificat porte sur un autre texte ou un autre test de cette notification. Téléchargez de nouveau le fichier et signez celui-là.
review-else = Si vous ne signez pas
review-object = S’opposer
review-object-means = La notification revient aux agents qui l’ont écrite, avec votre raison. Qu’un réviseur extérieur s’est opposé est compté publiquement.
review-give-back = La donner aux autres réviseurs
review-give-back-means = Si vous y connaissez quelqu’un, ou ne pouvez pas la regarder maintenant. Personne n’apprend pourquoi.
review-over = Vous avez décidé. Cette notification n’est plus chez vous.

event-notice-given-back = Le réviseur extérieur a donné une notification aux autres réviseurs

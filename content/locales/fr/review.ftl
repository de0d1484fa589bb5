# The outside reviewer.

review-title = Notifications à réviser
review-lead = Aucune notification de ce bureau ne part avant que quelqu’un d’extérieur l’ait signée. Vous voyez ce qui serait envoyé, et rien d’autre du dossier.
review-own = Chez vous
review-free = En attente d’un réviseur
review-open = L’ouvrir
review-one = Révision d’une notification à
review-secret = Ces adresses mènent à un enfant, à un contenu intime ou à la personne lésée : le registre les engage avec un sel secret.
review-sign = Signer
review-sign-means = Téléchargez le fichier, lisez-le et signez-le sur votre propre machine ; votre clé ne vient jamais ici. Une fois votre signature remise, la notification est publique et suit son chemin.
review-file = Télécharger le fichier à signer
review-text = Ce que vous signez
review-paste = Collez le certificat signé
review-do = Remettre la signature
review-object = S’opposer
review-over = Vous avez décidé. Cette notification n’est plus chez vous.
review-key-over = Votre clé n’est pas en vigueur en ce moment.
review-other = Ce certificat porte sur une autre notification, un autre texte, test ou inscription. Téléchargez de nouveau le fichier et signez celui-là.
review-unsigned = Ce n’est pas un certificat signé par votre clé.

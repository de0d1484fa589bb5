# Le siège de la plateforme.

seat-title = Notifications qui vous sont adressées
seat-clock-means = Le délai de réponse est demandé par le bureau. Il n’a pas de force légale. Il court à partir de la remise : ici, quand vous ouvrez la notification.
seat-filters = Quelles notifications
seat-all = Toutes
seat-standing-awaiting = En attente de réponse
seat-standing-asked = En attente de la réponse du guichet
seat-standing-answered = Avec réponse
seat-standing-silent = Sans réponse dans le délai
seat-standing-withdrawn = Retirées
seat-none = Il n’y a aucune notification ici.
seat-new = Pas encore ouverte
seat-due = Une réponse est demandée avant le
seat-not-begun = Le délai de réponse n’a pas commencé.
seat-more = Autres notifications
seat-older = Notifications plus anciennes

seat-notice = Notification de
seat-standing-awaiting-means = Vous pouvez dire que vous l’avez reçue, interroger le bureau, ou répondre en donnant vos motifs. Chacun de ces actes figure au registre public.
seat-standing-asked-means = Vous avez posé une question, et le guichet n’a pas encore répondu. Une question suspend votre délai pendant { $hours } heures au plus ; après une réponse, vous l’avez de nouveau en entier.
seat-standing-answered-means = Vous avez répondu. Vous pouvez répondre de nouveau si vous décidez autrement, par exemple si vous rétablissez un contenu.
seat-standing-silent-means = Le délai de réponse est passé, ce qui figure au registre public. Une réponse est encore reçue et figurera à côté.
seat-standing-withdrawn-means = Le bureau a retiré cette notification. Plus rien ne vous est demandé.
seat-not-now-withdrawn = Le bureau a retiré cette notification : il n’y a plus rien à répondre.
seat-not-now-not-opened = Ouvrez d’abord la notification : on ne répond pas à ce qu’on n’a pas lu.
seat-not-now-too-many = Il y a déjà 50 réponses et questions sur cette notification. Écrivez au bureau par une autre voie.
seat-asked = Ce qui est demandé, et pourquoi
seat-given = Telle qu’elle a été signalée :
seat-standing-title = Qui se plaint
seat-hours-title = Délai de réponse
seat-hours = { $hours ->
    [one] Une heure après la remise. Demandé par le bureau, sans force légale.
   *[other] { $hours } heures après la remise. Demandé par le bureau, sans force légale.
}
seat-no-defences = Aucune question pouvant parler pour l’auteur ne s’est posée.
seat-good-faith = Déclaré de bonne foi :
seat-duration-title = Pour combien de temps
seat-duration = { $days ->
    [one] Un jour
   *[other] { $days } jours
}
seat-duration-for-good = Définitivement
seat-proof = Pourquoi vous pouvez la croire
seat-proof-means = L’inscription de cette notification figure au registre public du bureau, que d’autres organismes surveillent. Le fichier ci-dessous contient la notification, la preuve et, si elle vient d’une autorité, la signature d’un réviseur extérieur au bureau. Refusez une notification qui arrive sans eux.
seat-verify = Vérifiez le fichier sur votre propre machine, sans ce bureau :
seat-reviewer = Clé du réviseur extérieur :
seat-certificate = Le certificat du réviseur
seat-author-means = Merci de transmettre à l’auteur du contenu l’un de ces textes, avec l’adresse et le code. L’auteur pourra voir ce qui a été demandé, y répondre et obtenir un nouvel examen.
seat-code = code
seat-say = Ce que vous pouvez faire
seat-answer-do = Répondre avec vos motifs
seat-ask-do = Interroger le bureau
seat-received-do = Dire que vous l’avez reçue
seat-received-reference = Votre propre référence pour cette notification ; vide si vous n’en avez pas
seat-received-long = La référence compte au plus { $most } caractères. Rien n’est perdu : raccourcissez-la ici.
seat-received-before = Vous avez déjà dit l’avoir reçue, avec une autre référence. C’est celle-là qui reste.
seat-line = { $name } : { $text }
seat-question = Votre question

seat-back = Retour à la notification
seat-answer-title = Réponse
seat-answer-means = Ce qui a été décidé, sur quel fondement et par qui figure au registre public. Les textes n’y figurent pas : ils vont au bureau et à la personne qui a demandé.
seat-ask-title = Interroger le bureau
seat-ask-means = Le délai de réponse s’arrête jusqu’à la réponse du bureau, puis recommence. Le fait que vous interrogez figure au registre public ; la question n’y figure pas.
seat-answer-send = Envoyer la réponse
seat-ask-send = Envoyer la question
seat-choose = Choisissez
seat-most = { $most ->
    [one] Un caractère au plus.
   *[other] { $most } caractères au plus.
}
seat-territories = Pays où cela s’applique
seat-territories-hint = Codes de deux lettres séparés par des espaces, par exemple : ma fr. Vide pour partout.
seat-applied-on = À partir de quel jour
seat-ends-on = Jusqu’à quel jour
seat-day-hint = Par exemple 2026-11-25. Vide si vous ne le dites pas.
seat-ends-hint = Par exemple 2026-12-25. Vide si c’est définitif.
seat-redress = Comment contester votre décision auprès de vous
seat-language = Langue de vos textes
seat-own-id = Votre propre nom pour cet envoi
seat-own-id-hint = Lettres, chiffres, traits d’union et traits bas ; peut rester vide. Le même nom deux fois est une seule réponse.
seat-own-id-taken = Vous avez déjà employé ce nom pour autre chose sur cette notification. Choisissez-en un autre. Rien n’est perdu.
seat-overtaken = Il s’est passé quelque chose sur cette notification pendant que vous écriviez. Regardez-la dans une autre fenêtre, puis renvoyez ceci si cela vaut toujours. Rien n’est perdu.
seat-problem-decision = Choisissez ce que vous avez décidé.
seat-problem-measure = Dites ce qui a été fait si quelque chose a été fait, et seulement alors.
seat-problem-not-what-was-asked = Qui a fait ce qui était demandé, ou plus, a accepté ; qui a fait moins a restreint. Corrigez la décision ou la mesure.
seat-problem-basis = Choisissez sur quoi repose la décision.
seat-problem-decider = Choisissez qui a décidé.
seat-problem-ground = Nommez l’article ou la règle sur quoi elle repose, en 500 caractères au plus.
seat-problem-explanation = Dites pourquoi, en 2 000 caractères au plus : qui refuse ou fait moins donne un motif.
seat-problem-question = Écrivez votre question, en 2 000 caractères au plus.
seat-problem-facts = Les faits comptent au plus 5 000 caractères.
seat-problem-territories = Écrivez chaque pays par son code de deux lettres, comme ma ou fr.
seat-problem-days = Écrivez un jour comme 2026-11-25 ; le dernier ne précède pas le premier.
seat-problem-redress = Les voies de contestation comptent au plus 500 caractères.
seat-problem-language = Choisissez une langue dans la liste.
seat-problem-own-id = Votre propre nom ne contient que des lettres, des chiffres, des traits d’union et des traits bas, 500 au plus. Les programmes doivent en envoyer un.
seat-problem-nothing-to-restore = On ne rétablit que ce qui a été retiré ou limité par une réponse antérieure.

seat-tokens = Jetons pour programmes
seat-tokens-means = Un de vos programmes lit les notifications et y répond avec un jeton, sans mot de passe. Qui détient le jeton agit en votre nom : gardez-le comme une clé, et reprenez-le quand il ne sert plus.
seat-token-made = Le nouveau jeton
seat-token-once = Il n’est montré que cette fois. Le bureau n’en garde pas de copie.
seat-token-try = Essayez-le :
seat-token-none = Il n’y a pas encore de jeton.
seat-token-when = Créé le
seat-token-used = dernier emploi le
seat-token-unused = jamais employé
seat-token-revoke = Reprendre
seat-token-new = Créer un jeton
seat-token-name = Ce qui l’emploiera
seat-token-make = Créer le jeton
seat-token-no-name = Donnez-lui un nom de { $most } caractères au plus, pour savoir plus tard ce que c’est.
seat-token-many = Vous avez déjà { $most } jetons. Reprenez-en un d’abord.

message-not-now-title = Ce n’est pas possible maintenant
message-not-now-do = Revenez à vos notifications.

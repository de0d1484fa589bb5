# The officers' queue and the page of a case.

queue-title = Dossiers
queue-next = Prendre le dossier suivant
queue-shelves = Quels dossiers
queue-live = Tous ceux qui attendent
queue-closed = Clos
queue-oldest = Le plus ancien
queue-none = Aucun dossier ici.
queue-more = D’autres dossiers
urgency-now = Tout de suite
urgency-today = Aujourd’hui
urgency-in-turn = À son tour
case-unread = Un nouveau message
case-official = Un responsable public se plaint
case-held = Quelqu’un y travaille
case-waits = Attend la personne
case-reports = { $count ->
    [one] { $count } signalement
   *[other] { $count } signalements
}
case-refused = { $count ->
    [one] Les règles de procédure ont refusé { $count } tentative de notification.
   *[other] Les règles de procédure ont refusé { $count } tentatives de notification.
}
case-state-open = Ouvert
case-state-waiting = Attend la personne
case-state-closed = Clos
case-state-merged = Réuni à un autre dossier
report-state-received = Reçu
report-state-withdrawn = Retiré par la personne
report-state-erased = Effacé par la personne
case-mine = Vous travaillez sur ce dossier.
case-held-by = Tenu par
case-claim = Travailler sur ce dossier
case-release = Rendre le dossier
case-report = Signalement
case-account = Ce qui s’est passé, dans les mots de la personne
case-write = Écrire à la personne
case-write-label = La personne voit exactement ceci, sur la page de son reçu
case-write-reply = J’ai besoin d’une réponse : le dossier l’attend
case-confirm = Ces articles s’appliquent
case-notice-may = Une notification peut partir : un second agent doit l’accepter, et celle d’une autorité a besoin du réviseur extérieur.
case-no-notice = Aucune notification n’a été commencée.
case-notes = Notes
case-note-internal = Pour les agents seulement
case-note-public = Pour tous ceux qui ont signalé
case-note-label = Une note
case-note-everyone = Tous ceux qui ont signalé la voient
case-note-add = Ajouter la note
case-close = Clore le dossier
case-close-means = L’issue est une inscription du registre public, sous votre pseudonyme. Les personnes en sont informées.
case-outcome = Issue
case-reopen = Reprendre le dossier
case-refusal-held = { $officer } travaille sur ce dossier. Rien n’a été modifié.
case-refusal-not-held = Vous ne tenez pas ce dossier, ou votre temps est écoulé. Prenez-le d’abord. Rien n’a été modifié.
case-refusal-changed = Le dossier a changé depuis que vous l’avez vu. Voici où il en est. Rien n’est parti, et votre texte est encore ici.
case-refusal-state = Cela n’est pas possible dans l’état du dossier.
case-refusal-nothing = Il manque quelque chose : écrivez le texte, choisissez, ou dites que vous êtes sûr ; ou bien le signalement n’est plus là.
message-person = La personne
state-waiting = Le bureau vous a posé une question
state-waiting-means = Lisez le message ci-dessous et répondez-y. Le dossier continue ensuite.
event-case-opened = Un dossier a été ouvert
event-report-folded = Un autre signalement du même contenu est arrivé
event-articles-confirmed = Les articles ont été confirmés
event-case-claimed = Un agent a pris le dossier
event-case-closed = Le dossier a été clos
event-case-released = Un agent a rendu le dossier
event-case-reopened = Le dossier a été repris
event-messages-seen = Des messages ont été lus
event-note-internal = Une note pour les agents
event-note-public = Une note pour tous ceux qui ont signalé
case-refusal-too-late = Cela ne peut plus être annulé.
case-refusal-not-so = Ce qui est revenu sur les notifications de ce dossier ne correspond pas à cette issue. Choisissez celle qui est exacte.
case-refusal-own-proposal = Vous l’avez proposé : un autre agent doit le confirmer.
case-refusal-expired = Cette liste a été affichée il y a trop longtemps. Revoyez les dossiers dans leur état actuel. Rien n’a été changé.
case-refusal-too-many = Un agent clôt au plus 1 000 signalements par heure en agissant sur plusieurs dossiers. Rien n’a été changé : attendez, clôturez un par un, ou laissez-les à un collègue.
case-until = jusqu’à
case-release-next = Rendre et prendre le suivant
case-lost = Vous ne tenez plus ce dossier : votre temps est écoulé, ou quelqu’un d’autre l’a pris. Votre texte est encore ici.
case-preview = Ce que la personne verra
case-preview-do = Le voir avant de l’envoyer
case-preview-change = Changez-le ici s’il le faut
case-write-reader = Seule la personne de ce signalement le lit.
case-note-readers = { $count ->
    [one] { $count } personne qui a signalé le lit. Ne dites rien de qui d’autre a signalé : l’auteur du contenu peut en être.
   *[other] { $count } personnes qui ont signalé le lisent. Ne dites rien de qui d’autre a signalé : l’auteur du contenu peut en être.
}
case-evidence = Preuves
case-no-files = Aucun fichier n’a été remis.
case-exhibit = Pièce
exhibit-kind-picture = Image
exhibit-kind-film = Vidéo
exhibit-kind-sound = Son
exhibit-kind-file = Fichier
case-colour = En couleur
case-shown = La pièce telle qu’elle a été remise
case-download = Télécharger la pièce
case-reveal = Montrer la pièce
case-reveal-means = Chaque fois est notée sous votre pseudonyme. L’image est grise et sans son.
case-others = Signalements de ce dossier
case-no-report = Il ne reste dans ce dossier aucun signalement lisible.
case-activity = Signalements par heure
case-activity-table = Les mêmes chiffres en tableau
case-hour = Heure
case-report-count = Signalements
case-burst = { $count ->
    [one] Une vague : { $count } signalement en une heure, bien plus que d’habitude dans ce dossier.
   *[other] Une vague : { $count } signalements en une heure, bien plus que d’habitude dans ce dossier.
}
case-no-burst = { $count ->
    [one] Au plus { $count } signalement en une heure.
   *[other] Au plus { $count } signalements en une heure.
}
case-burst-hour = vague
case-count-decides-nothing = Le nombre ne décide de rien : ce peut être beaucoup de gens, ou une personne avec un programme.
case-identity = Comment joindre la personne
case-identity-may = La personne accepte d’être nommée à la plateforme.
case-identity-may-not = La personne n’accepte pas d’être nommée à la plateforme.
case-identity-ask = Montrer comment joindre la personne
case-identity-means = C’est noté avec la raison, sous votre pseudonyme, et la personne le voit sur la page de son reçu.
case-identity-why = Pourquoi
case-identity-covered = La personne a laissé un moyen de la joindre ; il est caché.
case-identity-none = La personne n’a laissé aucun moyen de la joindre.
identity-contact = Pour lui parler
identity-standing = Pour voir si elle peut demander cela
identity-court-file = Pour une lettre ou le dossier du tribunal
identity-prosecutor = Pour le parquet ou la police
identity-danger = Elle est peut-être en danger
identity-delivery = Pour remettre la notification, qui nomme la personne
case-seen = Lu, rien à faire
case-law-decides = Ce sont des propositions avec leurs raisons ; l’agent confirme.
case-first-route = Première voie :
case-confirmed = confirmé
case-purge = Trouvé : à détruire
case-purge-means = Pour du matériel sexuel d’un mineur ou du matériel intime. Il disparaît d’ici et de tout signalement qui a le même fichier, même inachevé, empreintes comprises ; qu’il a été détruit reste noté. C’est sans retour.
case-purge-what = Que montre-t-elle ?
case-purge-what-hint = Cela devient une constatation du signalement et y reste. En cas de doute sur un âge, prenez la première réponse.
unkeepable-minor = Du contenu sexuel ou intime, où une personne de moins de 18 ans est montrée, ou peut l’être
unkeepable-adults = Du contenu sexuel ou intime d’adultes seulement
case-purge-sure = Oui, le détruire pour de bon
case-purge-do = Détruire la pièce
case-purge-all = Détruire tout le signalement
case-purge-all-means = Tous les fichiers et le récit disparaissent. L’adresse, les réponses et le moyen de joindre la personne restent : la police en a besoin.
case-purge-all-do = Détruire le signalement
case-purged = C’est détruit. Ce qu’il faut faire maintenant
case-purged-law = Donnez tout de suite l’adresse, sans le fichier, à la police, à la gendarmerie ou au parquet. Un bureau tenu par des agents publics doit signaler les infractions.
case-purged-tell = Écrivez à la personne ce qui s’est passé, et pourquoi un bureau ne garde rien de tel.
case-purged-adults = Pour une notification et pour un dossier de tribunal, l’adresse suffit. C’est à la personne de décider si elle va en justice : montrez-lui les voies.
case-purged-closed = Ce qu’elle montrait est noté dans le signalement. Désormais aucun fichier n’est demandé, et l’adresse n’entre pas dans le registre public.
case-purged-self = Ce que vous avez vu est lourd. Faites une pause, et parlez à un collègue si vous en avez besoin.
purge-statement = { $count ->
    [one] Le { $at }, le bureau a retiré { $count } pièce de ce signalement, car il n’est pas permis de la garder. Rien n’en reste, pas même son empreinte.
   *[other] Le { $at }, le bureau a retiré { $count } pièces de ce signalement, car il n’est pas permis de les garder. Rien n’en reste, pas même leurs empreintes.
}
case-close-next = Clore et prendre le suivant
case-arrange = Ranger
case-split = Séparer ce signalement
case-split-means = Ce signalement devient un dossier à part, que vous tenez. Les suivants du même contenu le suivent.
case-merge = Réunir un autre dossier à celui-ci
case-merge-means = Tout ce que contient l’autre dossier vient ici : signalements, notes, messages.
case-merge-other = Référence de l’autre dossier
case-undo = Annuler
case-move-split = { $count ->
    [one] { $count } signalement a été séparé.
   *[other] { $count } signalements ont été séparés.
}
case-move-merge = { $count ->
    [one] Un dossier de { $count } signalement a été réuni.
   *[other] Un dossier de { $count } signalements a été réuni.
}
case-hand-over = Confier à un autre agent
case-hand-over-to = À
case-hand-over-nobody = Personne en particulier
case-mark = Marquer
case-mark-which = Marque
case-mark-none = Sans marque
mark-follow-up = À suivre
mark-pattern = Peut-être plus large
mark-second-look = À regarder à deux
find-case = Chercher un dossier
find-case-label = Mots, adresse ou référence
find-case-do = Chercher
find-case-means = Tous les mots à la fois, sans accents ; le plus récent d’abord. Ce que vous cherchez ne reste dans aucune adresse.
find-case-none = Rien n’a été trouvé. Ce qui vient d’arriver apparaît un instant plus tard.
filter-title = Filtrer
filter-any = Tout
filter-do = Montrer
filter-name = Garder ce filtre sous le nom
filter-save = Garder
filter-forget = Oublier le filtre
filter-name-wrong = Écrivez un nom de 60 caractères au plus.
filter-too-many = Vous gardez vingt filtres, et c’est la limite. Oubliez-en un d’abord.
filter-shelf = État
filter-whose = Chez qui
filter-urgency = Urgence
filter-harm = Atteinte
filter-platform = Plateforme
filter-mark = Marque
filter-outcome = Issue
filter-official = Qui se plaint
filter-unread = Messages
shelf-live = Ceux qui attendent
shelf-open = Au bureau d’agir
shelf-waiting = Attendent la personne
shelf-closed = Clos
whose-anyone = Tous
whose-free = Libres
whose-mine = Moi
whose-given = Confiés à moi
platform-facebook = Facebook
platform-instagram = Instagram
platform-snapchat = Snapchat
platform-telegram = Telegram
platform-tiktok = TikTok
platform-whatsapp = WhatsApp
platform-x = X
platform-youtube = YouTube
platform-other = Autre site
platform-none = Sans adresse
bulk-title = Agir sur plusieurs dossiers
bulk-means = Cochez des dossiers, puis l’acte. Vous voyez la liste avant que rien n’arrive, et vous pouvez annuler pendant dix minutes.
bulk-preview = Voir ce qui va se faire
bulk-nothing = Choisissez au moins un dossier, 500 au plus, et un acte qui vous est permis.
bulk-close = Clore les dossiers : { $word }
bulk-hand-over = Confier les dossiers à : { $word }
bulk-mark = Marquer les dossiers : { $word }
bulk-alone = Cela se fait tout de suite, et peut être annulé pendant dix minutes.
bulk-needs-second = Ce sont plus de vingt dossiers : un second agent doit confirmer.
bulk-public = Les inscriptions entrent au registre public après dix minutes, quand rien ne peut plus être annulé.
bulk-do = Faire
bulk-done = Fait
bulk-undone = Annulé
bulk-open = Attend un second agent
bulk-expired = Personne ne l’a confirmé en un jour : il ne sera plus fait
bulk-second = confirmé par
bulk-confirm = Je confirme : faire
bulk-undo = Annuler
bulk-changed = fait
bulk-waits = { $count ->
    [one] Un acte sur { $count } dossier, proposé par { $officer }, attend un second agent.
   *[other] Un acte sur { $count } dossiers, proposé par { $officer }, attend un second agent.
}
bulk-left-held = laissé : un autre y travaille
bulk-left-not-held = laissé : vous ne le tenez pas
bulk-left-changed = laissé : il a changé depuis
bulk-left-state = laissé : son état ne le permet pas
bulk-left-nothing = laissé : il n’est plus là
bulk-left-too-late = laissé : trop tard
bulk-left-not-so = laissé : ce qui est revenu dit autre chose
bulk-left-own-proposal = laissé : attend un autre agent
bulk-left-expired = laissé : il a attendu trop longtemps
bulk-left-too-many = laissé : trop en une heure
trail-title = Trace des actes
trail-lead = Tout ce que les agents ont fait et lu, sans rien de ce que les personnes ont raconté.
trail-case = Dossier
trail-officer = Agent
trail-kind = Acte
trail-day = Jour, en UTC
trail-when = Quand
trail-none = Rien ici.
trail-older = Plus ancien
trail-wrong = Le filtre n’est pas compris : une référence a 32 chiffres, un agent 16, un jour s’écrit 2026-11-25.
trail-report-withdrawn = La personne a retiré son signalement
trail-report-erased = La personne a effacé son signalement
trail-message = Un message à la personne
event-report-read = Un agent a lu le signalement
event-identity-read = Un agent a lu comment joindre la personne
event-exhibit-revealed = Une pièce a été montrée
event-exhibit-number = n° { $number }
event-reply-asked = Le bureau a posé une question
event-case-split = Un signalement est devenu un dossier à part
event-split-undone = Une séparation a été annulée
event-case-merged = Deux dossiers ont été réunis
event-merge-undone = Une réunion a été annulée
event-case-handed-over = Le dossier a été confié
event-case-marked = Le dossier a été marqué
event-bulk-act = Un acte sur plusieurs dossiers
event-bulk-confirmed = Un second agent a confirmé un acte sur plusieurs dossiers
event-bulk-undone = Un acte sur plusieurs dossiers a été annulé
event-exhibit-purged = Le bureau a détruit une pièce qu’il n’est pas permis de garder
event-report-purged = Le bureau a détruit ce qu’il n’est pas permis de garder du signalement
event-purged-parts = { $twins ->
    [0] numéros { $numbers }
    [one] numéros { $numbers }, et une même pièce dans un autre signalement
   *[other] numéros { $numbers }, et { $twins } mêmes pièces dans d’autres signalements
}
shortcuts-title = Touches
shortcuts-means = Les touches comptent par leur place, quoi qu’il soit imprimé dessus. Ce que vous changez reste dans ce navigateur.
shortcuts-on = Utiliser les touches
shortcuts-change = Changer
shortcuts-press = Appuyez sur la nouvelle touche.
shortcuts-taken = Cette touche est déjà prise.
shortcuts-reset = Les touches d’origine
shortcut-next = Dossier suivant
shortcut-claim = Prendre le dossier
shortcut-release = Rendre le dossier
shortcut-down = Plus bas dans la liste
shortcut-up = Plus haut dans la liste
shortcut-reveal = Montrer la pièce
shortcut-hold = L’image tant qu’on tient
shortcut-note = Écrire une note
shortcut-write = Écrire à la personne
shortcut-close = Issue
shortcut-find = Chercher
shortcut-keys = Cette liste
closed-solved_by_answer-means = La plateforme a fait ce qui était demandé. Si le contenu revient, envoyez un nouveau signalement.
closed-solved_without_notice-means = C’est résolu sans notification à la plateforme.
closed-refused-means = La plateforme a refusé. Vos autres voies sont ci-dessous, dont le tribunal.
closed-silent-means = La plateforme n’a pas répondu à temps, et le registre public le prouve. Vos autres voies sont ci-dessous.
closed-no_ground-means = Le bureau n’a pas trouvé dans la loi de quoi demander quelque chose à la plateforme. Cela ne dit pas que vous n’avez pas été atteint ; vos voies sont ci-dessous.
closed-public_interest-means = C’est une parole d’intérêt public : le bureau ne peut pas en demander le retrait. Il vous reste le droit de réponse et le tribunal.
closed-right_of_reply-means = La meilleure voie est ici le droit de réponse ou la rectification. La lettre est prête ci-dessous.
closed-prosecutor-means = L’affaire est transmise au parquet.
closed-court-means = La voie est maintenant le tribunal. Téléchargez le dossier de preuve ci-dessous.
closed-data_protection-means = L’affaire est transmise à la CNDP.
closed-withdrawn-means = Clos parce que le signalement a été retiré.
closed-contest_upheld-means = L’auteur a contesté, et il avait raison.
view-notes = Le bureau vous dit
case-typed = Ce que vous avez écrit

# What an officer finds.
event-finding-added = Un agent a constaté
case-found = Ce que les réponses ne disent pas
case-found-means = Les réponses sont celles de la personne qui demande. Ce que vous constatez ici rend les règles plus strictes, jamais plus souples ; cela reste, la personne le voit, et tout ce qui attend de partir redevient un brouillon.
case-found-do = L’inscrire
finding-declared-press = Cela figure dans un journal ou un site déclaré
finding-public-matter = Cela touche aux affaires publiques d’un responsable, d’un organisme ou d’une personnalité publique
finding-public-interest = Cela intéresse le public
finding-official = La personne qui demande est un responsable ou parle pour un organisme
finding-intimate = C’est un contenu intime
finding-minor = Une personne de moins de 18 ans est lésée ou montrée

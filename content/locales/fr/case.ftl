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
case-files = Fichiers remis, scellés ; ils ne sont pas montrés ici :
case-write = Écrire à la personne
case-write-label = La personne voit exactement ceci, sur la page de son reçu
case-write-reply = J’ai besoin d’une réponse : le dossier l’attend
case-confirm = Ces articles s’appliquent
case-notice-may = Une notification peut partir : un second agent doit l’accepter, et celle d’une autorité a besoin du réviseur extérieur.
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
case-refusal-changed = Le dossier a changé depuis que vous l’avez vu. Voici où il en est ; rien de votre part n’a été gardé.
case-refusal-state = Cela n’est pas possible dans l’état du dossier.
case-refusal-nothing = Il manque quelque chose : écrivez le texte, choisissez l’issue, ou bien le signalement n’est plus là.
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

# The pages of the desk: the report, its receipt, and the way between.

navigation-desk = Pages du bureau
nav-report = Signaler un préjudice
nav-receipt = Ouvrir un reçu
footer-desk = Pas de compte, pas de traceurs, rien n’est demandé à un autre site. Ce que vous dites est gardé sous clé, et votre reçu l’ouvre.

emergency-title = En danger ? Appelez tout de suite
emergency-police = Police
emergency-gendarmerie = Gendarmerie
emergency-child = Numéro de l’enfance
leave-quickly = Quitter vite cette page
left-title = Vous êtes sorti
left-text = Ce que vous n’aviez pas envoyé est oublié ici. Un signalement envoyé reste gardé, et votre reçu l’ouvre. Fermez cette fenêtre, et effacez l’historique si d’autres utilisent l’appareil.

demo-note = Ceci est une démonstration : un pays fictif. Rien de ce que vous saisissez ne parvient à qui que ce soit.
home-title = Une publication vous a fait du tort ? Commencez ici
home-lead = En quelques minutes, sans compte : vos preuves scellées, la loi qui peut s’appliquer avec ses délais, les voies qui vous sont ouvertes, et un dossier qu’un tribunal peut vérifier.
home-report = Signaler un préjudice
home-receipt = J’ai un reçu
home-gets = Ce que vous recevez tout de suite
home-gets-seal = Ce que vous remettez est scellé : personne, pas même ce bureau, ne peut le changer sans que cela se voie.
home-gets-law = Les articles qui peuvent s’appliquer, chacun avec sa raison, et le dernier jour sûrement dans les temps.
home-gets-routes = Où aller : police, parquet, protection des données, droit de réponse, plateforme.
home-gets-file = Un seul fichier pour un avocat ou un juge, qui peut le vérifier sans nous.
home-who = Qui tient ce bureau
home-who-authority = { $desk } est tenu par des agents publics. Il doit informer le parquet des infractions qu’il apprend (Code de procédure pénale, article 42).
home-who-association = { $desk } n’est pas tenu par l’État.
home-register = Le registre public de tout ce qui a été demandé aux plateformes

begin-title = Avant d’écrire quoi que ce soit
begin-over = Ce que vous aviez commencé n’est pas là : laissé trop longtemps, ou déjà envoyé, ou ce navigateur ne garde pas de cookies. Recommencez, ou ouvrez votre reçu. Si vous revenez ici aussitôt, autorisez les cookies pour cette page.
begin-lead = Cela prend environ cinq minutes. Une question par page, et vous pouvez revenir en arrière à tout moment.
begin-know = À savoir
begin-authority = { $desk } est tenu par des agents publics. Il doit transmettre au parquet les infractions qu’il apprend (Code de procédure pénale, article 42).
begin-association = { $desk } n’est pas tenu par l’État. Il ne transmet rien sans vous le demander.
own-who = Ceci est votre propre machine. Aucun bureau ni aucun État ne reçoit rien : ce que vous saisissez est scellé et gardé ici, sous clé.
begin-who-reads = Les agents de ce bureau lisent ce que vous envoyez, le plus urgent d’abord. Ne les attendez pas seuls : scellez ici vos preuves, et allez aussi vous-même à la police, au parquet ou à la plateforme.
begin-false = Un signalement sciemment faux est puni (Code pénal, articles 445 et 264).
begin-used = Ce que vous écrivez peut servir dans une procédure, à votre sujet aussi.
begin-kept = C’est gardé sous clé. Un signalement inachevé est oublié après un jour ; un signalement envoyé peut être effacé à votre demande.
begin-on = Continuer mon signalement
begin-start = J’ai lu : commencer
begin-ways = Si vous préférez ne rien dire à un bureau
begin-way-own = Votre propre mode, sur votre machine, sans bureau et sans État : les mêmes questions, le scellé, les lettres. Lancez le programme par
begin-way-association = Une association de confiance peut vous aider, ou signaler pour vous avec votre accord écrit.
begin-way-lawyer = Un avocat est tenu au secret.

report-progress = { $place } sur { $count }
report-back = Retour
report-next = Continuer
report-day = Jour
report-month = Mois
report-year = Année
report-day-empty = Laissez vide si vous ne savez pas.
report-police-first = D’abord : la police et le numéro de l’enfance
report-police-first-hint = Aucun bureau ne prend ce genre de contenu.
police-first-never = N’envoyez, ne téléchargez et ne transmettez pas ce contenu, ni à nous ni à personne
police-first-why = Le garder est déjà une infraction. Donnez seulement l’adresse ou le numéro de la vidéo ; la police prend la suite.
police-first-address = À la page suivante, donnez l’adresse ou le numéro de la vidéo, et rien d’autre.
police-first-help = Pour les mineurs et leurs familles, sans donner de nom :
police-first-next = J’ai compris : donner seulement l’adresse
report-where = Où est-ce ?
report-where-hint = Collez l’adresse de la publication, de la vidéo ou du compte, une par ligne. Vous pouvez aussi laisser vide et donner un fichier.
report-where-short = Un lien court est gardé tel quel, et rien n’y est lu. Donnez aussi l’adresse complète si vous pouvez l’ouvrir.
report-account = Que s’est-il passé ?
report-account-hint = Avec vos mots, dans la langue que vous voulez : ce qui est dit ou montré, depuis quand, ce que cela vous fait. Jusqu’à 10 000 caractères.
report-contact = Comment vous joindre ?
report-contact-hint = Tout peut rester vide. Une plainte au parquet doit porter un téléphone ou une adresse électronique (Code de procédure pénale, article 40).
report-name = Nom
report-reach = Adresse électronique ou téléphone
report-may-name = Mon nom peut être donné à la plateforme si une notification part
report-files = Fichiers
report-files-hint = Captures d’écran, vidéos, messages : jusqu’à 20 fichiers de 2 Go chacun. Ils sont scellés tels quels.
file-choose = Choisir des fichiers
file-add = Ajouter ces fichiers
file-none = Continuer sans fichier
file-remove = Retirer
file-empty = Aucun fichier n’est arrivé, ou il est vide. Choisissez-le à nouveau.
file-large = Ce fichier dépasse 2 Go. Coupez-le, ou donnez son adresse.
file-many = Il y a déjà { $most } fichiers, autant qu’on en prend. Retirez-en un, ou envoyez un second signalement.
file-broken = L’envoi a été coupé. Ce que vous aviez donné est toujours là ; ajoutez ce fichier à nouveau.
file-unnamed = un fichier sans nom
file-disk-low = Le disque de ce bureau est presque plein : il ne prend pas de fichier pour l’instant. Vos mots et vos adresses sont pris comme toujours : envoyez votre signalement sans le fichier, et gardez-le. Vous pourrez le remettre plus tard avec un second signalement.
file-full = Les signalements inachevés contiennent déjà autant de fichiers que ce bureau peut en garder. Rien n’est perdu : essayez à nouveau dans une heure, ou envoyez votre signalement sans le fichier et remettez-le plus tard avec un second signalement.
size-kb = { $size } ko
size-mb = { $size } Mo

wrong-title = Il manque quelque chose ici
wrong-missing = Choisissez ou écrivez une réponse.
wrong-reply = Cette réponse n’est pas prise. Une date s’écrit en chiffres : 23, 11, 2026.
wrong-too-early = Ce jour est avant celui de la publication. Corrigez l’un des deux.
wrong-too-long = Il y a { $found } caractères, et { $most } au plus sont pris. Rien n’est perdu : raccourcissez ici.
wrong-address = Ligne { $line } : { $why }
wrong-too-many-addresses = { $most } adresses au plus sont prises. Citez les autres dans votre récit.
wrong-nowhere = Donnez ici une adresse, ou un fichier : sans l’un des deux, personne ne peut le trouver.

answers-title = Vérifiez vos réponses
answers-problems = Avant de pouvoir envoyer
answers-none = Pas de réponse
answers-change = Changer
answers-authority = En envoyant : ce bureau doit transmettre au parquet les infractions qu’il apprend.
answers-association = En envoyant : ce bureau le garde et ne transmet rien sans vous le demander.
answers-send = Sceller et envoyer

sent-title = C’est scellé et reçu
sent-code = Votre reçu
sent-keep = Notez-le ou imprimez cette page. C’est le seul chemin vers votre signalement : personne ne peut vous le redonner.
sent-next = La suite
sent-next-sealed = Vos preuves sont scellées dès maintenant. Vous pouvez les télécharger en un fichier à tout moment.
sent-next-read = Ouvrez votre reçu pour voir les délais qui courent et les voies ouvertes.
sent-next-look = Une personne du bureau lit votre signalement. Ce qu’elle décide et demande est écrit sur la page de votre reçu.
sent-open = Ouvrir mon signalement
sent-leave = Sortir, et oublier ce navigateur

receipt-title = Ouvrir un reçu
receipt-lead = Seize chiffres ouvrent votre signalement, et lui seul.
receipt-label = Votre reçu
receipt-open = Ouvrir
receipt-lost = Sans le reçu, personne ne peut ouvrir le signalement, même en demandant au bureau. Vous pouvez toujours en envoyer un autre.
receipt-unknown = Aucun signalement n’a ce reçu. Regardez les chiffres à nouveau.
receipt-length = Un reçu a 16 chiffres ; en voici { $found }.
receipt-digits = Un reçu n’a que des chiffres.
receipt-wait = Trop de reçus erronés. Attendez une minute, puis essayez à nouveau.

view-title = Votre signalement
view-received = Reçu
view-reference = référence
view-clocks = Les délais qui courent
view-counsel = De sources publiques, en attente de la relecture d’un avocat. Ce n’est pas un conseil juridique.
clock-earliest = Sûrement dans les temps jusqu’au
clock-left = { $count ->
    [0] c’est aujourd’hui le dernier jour
    [one] { $count } jour restant
   *[other] { $count } jours restants
}
clock-computed = Selon la règle :
view-routes = Où vous pouvez aller
notice-may = Le bureau peut aussi envoyer une notification à la plateforme, après que deux personnes l’ont regardée.
view-files = Ce que vous avez remis
view-manifest = SHA-256 du manifeste :
view-dossier = Tout télécharger en un fichier
view-letters = Des lettres à signer
view-letters-text = Elles sont remplies avec ce que vous avez dit. Lisez-les, complétez les pointillés, et signez-les vous-même. Aucune lettre ne dit qu’un article s’applique.
view-check = Chacun peut le vérifier sans nous :
view-key = la clé de ce bureau
view-law = La loi qui peut s’appliquer
view-prison = prévoit la prison
view-unsure = incertain
view-why = Pourquoi il est proposé
view-messages = Messages
view-events = Ce qui s’est passé
view-rights = Vos droits
view-close = Fermer mon signalement dans ce navigateur
message-you = Vous
message-desk = Le bureau
message-label = Écrire au bureau
message-send = Envoyer le message
message-long = Ce message est trop long : 4 000 caractères au plus. Rien n’est perdu : raccourcissez ici.
message-many = Vous avez écrit 100 messages auxquels le bureau n’a pas encore répondu, et il n’en prend pas d’autre avant de l’avoir fait. Rien n’est perdu : votre texte est plus bas, gardez-le, ou envoyez-le dans un nouveau signalement.
withdraw-title = Retirer le signalement
withdraw-means = Plus rien n’est fait. Il reste gardé, et vous pouvez encore l’ouvrir.
withdraw-do = Le retirer
kept-years = Rien n’en est effacé tant que son affaire est ouverte. Ensuite, il est effacé de lui-même : { $withdrawn ->
    [one] { $withdrawn } an
   *[other] { $withdrawn } ans
} après que vous l’avez retiré, ou { $closed ->
    [one] { $closed } an
   *[other] { $closed } ans
} après la clôture de son affaire.
erase-title = Effacer le signalement
erase-means = Ce que vous avez dit, vos fichiers et messages disparaissent pour de bon : ici tout de suite, et dans les sauvegardes dès que le bureau a renouvelé celle de ses clés. Il reste noté qu’un signalement a été reçu et effacé, sans son contenu. Téléchargez d’abord votre fichier si vous pouvez en avoir besoin.
erase-authority = Ce que le bureau a déjà transmis au parquet ne peut pas être rappelé.
erase-sure = Oui, effacer pour de bon
erase-do = Effacer
erase-not-sure = Rien n’a été effacé : dites d’abord que vous en êtes sûr.

event-report-received = Reçu et scellé
event-message = Un message
event-report-withdrawn = Retiré par vous
event-report-erased = Effacé à votre demande
event-report-retired = Effacé, car son temps était passé
event-notice-retired = Ce que disait la notification a été effacé, car son temps était passé
event-contact-retired = Le moyen de joindre l’auteur a été effacé, car son temps était passé
event-erased-by-restore = Effacé lors de la restauration d’une sauvegarde : il avait été effacé après celle-ci

state-open = Reçu : une personne va le lire
state-open-means = Une personne du bureau le lira. Aucune machine ne décide.
state-asked = Lu par une personne : la plateforme a été sollicitée
state-asked-means = Ce qui a été demandé et ce qui est revenu figurent ci-dessous. Le bureau décide encore de l’issue, et vous pouvez lui écrire.
state-own = Scellé et gardé ici
state-own-means = Il est sur cette machine seulement, sous clé. Vos lettres et votre dossier sont plus bas.
state-closed = Clos
state-closed-means = Le bureau en a fini. Vous pouvez encore écrire, et tout télécharger.
state-withdrawn = Retiré
state-withdrawn-means = Vous l’avez repris. Plus rien n’est fait.
state-erased = Effacé
state-erased-means = Son contenu a disparu pour de bon, comme vous l’avez demandé.
state-retired = Effacé
state-retired-means = Le temps pendant lequel il est gardé est passé. Son contenu a disparu pour de bon.
state-restored = Effacé
state-restored-means = Il a été effacé après la sauvegarde à partir de laquelle ce bureau a été restauré : par vous, par le bureau, ou parce que son temps était passé. Son contenu a disparu pour de bon.

solved-title = Est-ce résolu ?
solved-means = Quatre semaines ont passé depuis votre signalement. Votre réponse dit au bureau ce qui a aidé, et elle est comptée sans votre nom.
solved-until = Vous pouvez la changer jusqu’au { $day }.
solved-yes = Oui
solved-partly = En partie
solved-no = Non
solved-not-yet = Pas encore
solved-said = Vous avez dit :
solved-change = Changer ou compléter
solved-back = Retour à votre signalement
solved-line = Ce que vous voulez ajouter
solved-line-hint = Peut rester vide. C’est gardé sous clé avec votre signalement, et le bureau peut le lire. Jusqu’à 500 caractères.
solved-save = Garder
event-solved-said = Vous avez dit si c’est résolu

message-stale-title = Ce formulaire est trop vieux
message-stale-text = Il a été ouvert avant que votre signalement soit commencé ou rouvert : on ne peut savoir s’il est de vous. Rien n’a changé.
message-stale-do = Revenez en arrière, rechargez la page, et envoyez à nouveau.
message-failed-title = Cela n’a pas marché
message-failed-text = Le bureau n’a pu garder ou lire cela. Ce que vous aviez saisi avant est toujours là.
message-failed-do = Essayez à nouveau dans quelques minutes. Si c’est urgent, appelez la police, 19.
message-crowded-title = Trop de signalements inachevés à la fois
message-crowded-text = Plus de signalements que d’habitude viennent d’être commencés depuis votre réseau ou partout, et ce bureau n’en garde qu’un certain nombre à la fois. Vous n’avez rien perdu.
message-crowded-do = Essayez à nouveau dans une heure. Si c’est urgent, appelez la police, 19.
message-queued-title = D’autres téléchargent
message-queued-text = Il y a tant de téléchargements en cours qu’il n’y a pas de place pour un autre. Le vôtre n’a pas commencé, et rien n’est perdu.
message-queued-do = Revenez en arrière, et essayez à nouveau dans une minute.
message-home-do = Revenez à la première page.
back-to-home = Retour à la première page
message-large-title = C’est plus que la page n’en prend
message-large-text = Rien n’en a été gardé. Ce que vous aviez saisi avant est toujours là.
message-large-do = Revenez en arrière, raccourcissez, et envoyez à nouveau.

# What was asked of platforms, on the receipt's page.
requests-title = Demandes aux plateformes
requests-lead = { $count ->
    [one] Une demande a été faite à partir de votre signalement. Voici ce qui a été demandé, et ce qui a été répondu.
   *[other] { $count } demandes ont été faites à partir de votre signalement. Voici ce qui a été demandé, et ce qui a été répondu.
  }
requests-over = ce délai est passé
requests-nothing = Rien ne s’est passé depuis son inscription au registre public.
requests-said = Ce qui a été dit
requests-question = Ce que la plateforme demande
requests-redress = Comment contester la décision, selon la plateforme
requests-public = Voir cette demande dans le registre public

# La salle publique : ce qui a été demandé à qui, et ce qui en est advenu.

nav-room = Ce qui a été demandé
home-contest = Une demande vise un de vos contenus ? Lisez-la et contestez-la
home-room = Ce que ce bureau a demandé aux plateformes, et ce qui est revenu
room-ways = Pages du compte rendu public
room-nav-account = Compte rendu
room-nav-notices = Notifications
room-nav-concentration = Concentration
room-nav-due = Garanties
room-nav-desk = Qui peut agir

room-title = Ce qui a été demandé, et ce qui est revenu
room-lead = Chaque notification que { $desk } a envoyée à une plateforme : à quel sujet, au titre de quel article, ce qui est revenu et après combien de temps. Tout se déduit du seul registre public, et quiconque en a une copie trouve les mêmes chiffres.
room-covers = { $count ->
    [0] Aucune inscription du registre n’a encore été lue.
    [one] D’après { $count } inscription du registre.
   *[other] D’après les { $count } premières inscriptions du registre.
}
room-behind = { $count ->
    [one] { $count } inscription plus récente est en cours de lecture.
   *[other] { $count } inscriptions plus récentes sont en cours de lecture.
}
room-last-at = La dernière a été écrite le
room-none = Le registre ne fait encore état d’aucune notification.

room-figures = En chiffres
room-fact-asked = Notifications envoyées
room-fact-answered = Ont reçu une réponse
room-fact-against = Refusées ou réduites, parmi les réponses qui décident
room-fact-silent = Silence : aucune réponse à temps, ni depuis
room-fact-pending = Rien n’est encore revenu
room-fact-taken-back = Retirées par le bureau
room-fact-official = Plainte d’un responsable public ou d’une autorité
room-fact-median = La moitié répondues en
room-fact-ninth = Neuf sur dix répondues en
room-note-late = { $count ->
    [one] { $count } réponse est venue après la constatation du silence.
   *[other] { $count } réponses sont venues après la constatation du silence.
}
room-note-overdue = { $count ->
    [one] Pour { $count }, le délai est passé sans que le silence soit constaté.
   *[other] Pour { $count }, le délai est passé sans que le silence soit constaté.
}
room-times-of = { $count ->
    [0] Aucune réponse n’a encore de durée.
    [one] Sur { $count } réponse.
   *[other] Sur { $count } réponses.
}
room-too-few = Trop peu de réponses
room-share = { $part } sur { $all } ({ $percent } %)
room-share-few = { $part } sur { $all }
room-interval = 95 % : entre { $low } et { $high }.
room-interval-low = 95 % : { $low } ou plus.
room-interval-high = 95 % : { $high } ou moins.
room-interval-none = Trop peu pour un intervalle.
room-took-moments = moins d’une minute
room-took-minutes = { $count ->
    [one] { $count } minute
   *[other] { $count } minutes
}
room-took-days = { $count ->
    [one] { $count } jour
   *[other] { $count } jours
}
room-took-two = { $large } { $small }
room-after = après { $took }
room-month = { $month } { $year }

room-newest = Les dernières notifications
room-all-notices = Toutes les notifications
room-official = Plainte d’un responsable public
room-times = Le temps des réponses
room-times-lead = De la remise à la première réponse qui décide. Une notification sans une telle réponse n’a pas de durée ici ; le nombre de celles qui ont fini en silence est indiqué à côté.
room-plot-text = Une ligne par plateforme. Chaque petit point est une réponse, le grand le temps dans lequel la moitié a été répondue, la barre son intervalle à 95 %. Le temps va de gauche à droite ; le tableau donne les mêmes nombres.
room-plot-none = Aucune réponse n’a encore de durée.
room-times-table = Le temps des réponses, en tableau
room-scale-hour = 1 heure
room-scale-day = 1 jour
room-scale-week = 1 semaine
room-scale-month = 30 jours

room-by-platform = Par plateforme
room-by-harm = Par préjudice
room-by-article = Par article de loi
room-by-article-lead = Une notification qui cite plusieurs articles est comptée sous chacun d’eux.
room-by-month = Par mois
room-of-platform = Plateforme
room-of-harm = Préjudice
room-of-article = Article
room-of-month = Mois
room-of-case = Dossier
room-of-day = Jour
room-column-asked = Notifications
room-column-answered = Répondues
room-column-against = Refusées ou réduites
room-column-silent = Silence
room-column-pending = Rien encore
room-column-withdrawn = Retirées avant
room-column-official = Responsables publics
room-column-timed = Réponses avec durée
room-column-share = Sur toutes les notifications
room-table-cut = Le tableau montre les cinquante plus grands. Le téléchargement contient tout.
room-house-rule = Règle de la plateforme : { $rule }

room-odd = Inscriptions contradictoires
room-odd-lead = Le registre ne refuse rien et n’oublie rien : ce qui ne s’accorde pas avec ce qui précède est visible de tous.
room-odd-count = { $count ->
    [one] { $count } en tout.
   *[other] { $count } en tout.
}
room-entry = Inscription
room-proof = Preuve de
odd-notice_unknown = elle porte sur une notification qu’aucune inscription antérieure n’a émise
odd-issued_twice = elle émet une notification déjà émise
odd-drafter_role = l’agent qui a rédigé la notification n’avait pas le rôle pour rédiger
odd-approver_role = l’agent qui a approuvé la notification n’avait pas le rôle pour approuver
odd-reviewer_key = la clé de réviseur que cite la notification n’était pas en vigueur
odd-delivered_before_issued = une remise datée d’avant l’émission de la notification
odd-silence_undelivered = silence, alors qu’aucune remise n’est inscrite
odd-silence_answered = silence, alors qu’une réponse est inscrite
odd-silence_early = silence avant la fin du délai
odd-answer_early = la réponse est datée d’avant la remise
odd-role_held = un rôle donné à un agent qui l’avait déjà
odd-role_not_held = un rôle retiré à un agent qui ne l’avait pas
odd-key_twice = une clé de réviseur déjà présente
odd-key_unknown = la fin d’une clé de réviseur qui n’était pas là, ou qui part plus tôt
odd-account_twice = un second compte pour une seule clé, ou un compte déjà présent
odd-account_unknown = la fermeture d’un compte qui n’était pas là

came-back-undelivered = Pas encore remise
came-back-waiting = En attente de réponse
came-back-silent = Silence
came-back-withdrawn = Retirée avant tout retour
came-back-accepted = Fait comme demandé
came-back-narrowed = Une mesure plus douce a été prise
came-back-refused = Refusée
came-back-already_gone = Contenu déjà disparu
came-back-restored = Contenu remis
came-back-asked_for_more = La plateforme en demande plus

room-read = Comment lire ces pages
room-read-alone = Chaque nombre découle des inscriptions du registre, et chaque inscription a sa page avec sa preuve. Ce qui n’est pas dans le registre n’est pas ici.
room-read-states = Chaque notification compte une fois, selon ce qui est revenu en dernier. Ce qu’une plateforme a fait reste ce qu’elle a fait, même si le bureau retire ensuite la notification.
room-read-times = L’intervalle dit où se trouve la vraie valeur avec 95 % de certitude, quelle que soit la forme des durées. Une notification restée sans réponse n’a pas de durée : les durées seules flattent une plateforme souvent silencieuse.
room-read-few = En dessous de cinq, seuls les nombres sont montrés : une part de trois notifications dit quelque chose de chacune et rien d’une plateforme.
room-read-compare = Les bureaux qui envoient des notifications d’autorités et ceux qui envoient celles de citoyens ne comptent pas la même chose, et les rapports des plateformes comptent encore autrement. Ces nombres ne doivent pas être comparés.
room-read-court = Les décisions d’un tribunal ne sont pas des notifications et ne sont pas comptées ici.
room-download-csv = Notifications en tableau (CSV)
room-download-json = Notifications en lignes JSON
room-download-figures-csv = Chiffres en tableau (CSV)
room-download-figures = Chiffres (JSON)
room-download-feed = Nouvelles inscriptions en flux (Atom)
room-command = Quiconque a une copie du registre calcule les mêmes chiffres :

room-notices-title = Notifications
room-notices-lead = Choisissez ce que vous voulez voir. Le choix est dans l’adresse de cette page : vous pouvez la garder et la transmettre.
room-choose-platform = Plateforme
room-choose-harm = Préjudice
room-choose-article = Article
room-choose-month = Mois
room-choose-state = Ce qui est revenu
room-choose-official = Un responsable public s’est-il plaint ?
room-choose-button = Afficher
room-choose-none = Tout afficher
room-any = Tout
room-list = Les plus récentes d’abord
room-list-none = Aucune notification ne correspond.
room-list-cut = Les { $count } notifications à partir d’ici ont été parcourues. De plus anciennes peuvent correspondre : continuez ci-dessous.
room-list-newest = Depuis la plus récente
room-list-older = Plus anciennes
room-list-downloads = Cette liste pour les programmes

room-notice-title = Une notification à { $to }
room-notice-asked = Ce qui a été demandé
room-notice-grounds = Sur quoi elle s’appuie
room-no-force = Demandé par le bureau, sans force légale.
room-find = Trouver toute demande au sujet d’une adresse
room-deadline = Une réponse est demandée avant le
room-deadline-over = ce moment est passé
room-notice-life = Ce qui s’est passé
room-steps-more = { $count ->
    [one] { $count } autre inscription porte sur cette notification.
   *[other] { $count } autres inscriptions portent sur cette notification.
}
room-test-lead = Avant d’envoyer une notification, une autorité écrit la loi, le but, et pourquoi rien de plus doux ne suffit. Le texte a été fixé ce jour-là par son empreinte et il est publié plus tard, sans les noms.
room-test-later = Il est publié à partir du :
room-test-missing = Il n’est pas publié, alors que son moment est venu :
room-test-other = Le texte que montre le bureau n’est pas celui que l’inscription engage. Il n’est pas affiché ici.
room-test-law = La loi
room-test-aim = Le but
room-test-necessity = Pourquoi c’est nécessaire
room-test-considered = Une mesure plus douce qui a été pesée
room-test-for-good = sans fin
room-test-holds = C’est bien le texte que l’inscription engage. Son empreinte salée :
room-test-salt = Le sel :

room-case-title = Un dossier
room-case-lead = Toutes les notifications au sujet d’un contenu, et comment le dossier a fini ou continué. Qui a signalé, et ce qui a été écrit, n’est nulle part dans le registre.
room-case-outcomes = Comment il a continué
room-case-no-outcome = Le registre ne fait encore état d’aucune issue.
room-case-count = { $count ->
    [0] Aucune notification n’a été envoyée dans ce dossier.
    [one] { $count } notification a été envoyée dans ce dossier.
   *[other] { $count } notifications ont été envoyées dans ce dossier.
}
room-case-cut = Les plus anciennes sont affichées.

room-concentration-title = Où les demandes s’accumulent
room-concentration-lead = Un bureau qui demande encore et encore sur une même cible, au titre d’un même article ou le même jour doit être vu. Les plus grands viennent d’abord, chacun avec sa part de toutes les notifications.
room-spread-all = { $count ->
    [0] Il n’y a pas encore de notification.
    [one] Toutes les notifications : { $count }.
   *[other] Toutes les notifications : { $count }.
}
room-spread-case = Sur un dossier
room-spread-lead-case = { $count ->
    [one] { $count } dossier a une notification.
   *[other] { $count } dossiers ont des notifications.
}
room-spread-platform = Sur une plateforme
room-spread-lead-platform = { $count ->
    [one] { $count } plateforme a reçu une notification.
   *[other] { $count } plateformes ont reçu des notifications.
}
room-spread-article = Au titre d’un article
room-spread-lead-article = { $count ->
    [one] { $count } article ou règle de plateforme a été cité.
   *[other] { $count } articles ou règles de plateformes ont été cités ; une notification peut en citer plusieurs, les parts dépassent donc le tout.
}
room-spread-day = Un même jour
room-spread-lead-day = { $count ->
    [one] Des notifications ont été émises { $count } jour.
   *[other] Des notifications ont été émises { $count } jours différents.
}
room-address = Sur une adresse
room-address-lead = Le registre ne contient aucune adresse, seulement l’empreinte de chacune avec une valeur aléatoire à côté. Personne ne peut donc y lire les adresses, mais quiconque détient une adresse trouve chaque demande jamais faite à son sujet.
room-addresses-findable = { $count ->
    [one] { $count } adresse peut être trouvée par qui la détient.
   *[other] { $count } adresses peuvent être trouvées par qui les détient.
}
room-addresses-hidden = { $count ->
    [one] { $count } adresse est gardée secrète.
   *[other] { $count } adresses sont gardées secrètes.
}
room-address-secret = Restent secrètes les adresses de contenus intimes, de contenus d’enfants et celles qui nommeraient une victime. Leur valeur aléatoire reste au bureau, et personne ne trouve ici une demande à leur sujet : une victime ne doit pas être trouvée par un registre public. Leur nombre peut être compté, comme ci-dessus.
room-unseen = Ce que personne ne peut voir dans le registre
room-unseen-author = Si des adresses différentes sont du même auteur. Qui connaît les adresses d’un auteur peut chercher chacune d’elles.
room-unseen-secret = Si deux adresses secrètes sont la même. Seul le dossier montre qu’elles vont ensemble.
room-unseen-people = Qui s’est plaint, qui a signalé, combien l’ont fait, et ce qu’ils ont écrit. Un registre qui ne peut rien oublier ne doit pas le savoir.

room-desk-title = Qui peut agir
room-desk-lead = Qui peut recevoir les signalements, décider, approuver et parler aux plateformes à { $desk }, quelles clés contrôlent ses notifications, et combien doivent signer. Chaque rôle et chaque clé est une inscription du registre.
room-desk-both = Ces agents ont à la fois le rôle qui décide et celui qui approuve. Personne n’en a le droit :
room-desk-roles = Rôles
room-desk-roles-lead = Les agents figurent sous des pseudonymes aléatoires. Les dossiers du bureau, qu’un tribunal peut demander, les relient à des personnes.
room-since = depuis le
room-desk-keys = Clés des réviseurs extérieurs
room-desk-keys-lead = Une notification d’autorité n’est valable qu’avec la signature d’un réviseur extérieur au bureau. Une clé arrive ou part sept jours après son inscription au plus tôt, pour que chacun le voie venir ; celle que quelqu’un d’autre peut détenir part aussitôt.
room-desk-no-key = Aucune clé de réviseur n’est en vigueur : aucune notification d’autorité ne peut être valable en ce moment.
room-key-to-come = À venir
room-key-in-force = En vigueur
room-key-gone = Plus en vigueur
room-key-compromised = Partie aussitôt : quelqu’un d’autre peut la détenir
room-desk-outside = Qui entre de l’extérieur
room-desk-outside-lead = Les comptes des réviseurs extérieurs et des plateformes. L’administration du bureau remet l’invitation à chacun. Si vous voyez ici votre clé ou votre plateforme sans avoir été invité, quelqu’un d’autre se sert du compte.
room-desk-no-outside = Le registre ne nomme aucun compte de ce genre.
room-desk-again = { $count ->
    [0] aucune autre invitation
    [one] quelqu’un a été invité de nouveau une fois
   *[other] quelqu’un a été invité de nouveau { $count } fois
}
room-from = en vigueur à partir du
room-until = jusqu’au
room-desk-policies = Règles de signature
room-desk-policies-lead = Combien de témoins doivent cosigner le registre, et combien de bureaux une position. Qui ils sont se trouve dans le texte qui a cette empreinte :
room-desk-no-policy = Le registre ne nomme encore aucune règle.
room-desk-successors = Registres que celui-ci suit

room-feed-title = Registre de { $desk } : nouvelles inscriptions

room-nav-scorecards = Tableaux de bord
scorecard-title = Comment les plateformes répondent, et les autorités demandent
scorecard-lead = Pour chaque plateforme et chaque autorité, dans l’ordre de leurs noms : ce qui a été demandé, ce qui est revenu et en combien de temps, chaque chiffre avec ce dont il est une part et sa précision. Personne n’est classé.
scorecard-about-platform = Plateforme
scorecard-about-authority = Autorité
scorecard-figure = Chiffre
scorecard-value = Valeur
scorecard-interval = Intervalle à 95 %
scorecard-of = Sur
scorecard-too-few = trop peu pour le dire
scorecard-notices = Notifications envoyées
scorecard-delivered = Remises
scorecard-median_s = La moitié des premières décisions sont venues en
scorecard-ninth_decile_s = Neuf premières décisions sur dix sont venues en
scorecard-without_time = Remises, et sans décision
scorecard-accepted = Acceptées
scorecard-narrowed = Suivies en partie
scorecard-refused = Refusées
scorecard-already_gone = Le contenu avait déjà disparu
scorecard-restored = Le contenu est revenu
scorecard-silent = Silence
scorecard-withdrawn = Retirées avant une décision
scorecard-waiting = En attente
scorecard-taken_back = Retirées à un moment quelconque
scorecard-again = Le recompter
scorecard-again-lead = Les mêmes chiffres, au chiffre près, à partir des seules inscriptions publiques :
scorecard-dump = Toutes les inscriptions du registre, une par ligne
scorecard-least = { $least ->
    [one] Un chiffre demande au moins { $least } notification.
   *[other] Un chiffre demande au moins { $least } notifications.
}

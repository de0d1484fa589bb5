# L’entretien, le tableau et les délais de la loi. Les ids sont law-liste-valeur ; les listes sont dans crates/law.
# Les lignes de la loi (articles, délais, voies) sont dans content/law, à côté de leurs sources.

law-not-advice = Ceci n’est pas un avis juridique. Un avocat au Maroc ne l’a pas encore confirmé ; seul un tribunal décide de la loi applicable.
law-uncertain = Incertain : cité de mémoire ou discuté, non confirmé dans un texte lu.
law-checked = Comparé à sa source le { $date }.

law-harm-false-accusation = On m’accuse de quelque chose de faux
law-harm-false-accusation-hint = Quelqu’un dit que j’ai fait une chose précise, et c’est faux.
law-harm-insult = On m’insulte
law-harm-insult-hint = Du mépris ou des mots blessants, sans fait précis.
law-harm-public-false-news = Une fausse nouvelle qui fait peur
law-harm-public-false-news-hint = Quelque chose de faux qui trouble l’ordre public ou sème la panique.
law-harm-intimate-image = Une image intime, une fuite, un enregistrement caché
law-harm-intimate-image-hint = Montrée ou enregistrée sans accord. Vous n’avez jamais à nous la montrer.
law-harm-montage = Une image, une voix ou une vidéo truquée
law-harm-montage-hint = Un hypertrucage ou un montage qui fait dire ou faire ce qui n’a pas eu lieu.
law-harm-blackmail = Du chantage
law-harm-blackmail-hint = On menace de révéler quelque chose si je ne paie pas ou n’obéis pas.
law-harm-threat = Une menace
law-harm-threat-hint = On menace de blesser ou de tuer.
law-harm-harassment = Du harcèlement par messages
law-harm-harassment-hint = Des messages ou images à caractère sexuel, encore et encore.
law-harm-child-sexual = Un enfant en danger sexuel
law-harm-child-sexual-hint = Contenu sexuel, approche ou exploitation d’une personne de moins de 18 ans.
law-harm-child-exposure = Un enfant exposé ou moqué
law-harm-child-exposure-hint = Le nom, le visage ou la vie d’un enfant sont montrés, ou on se moque de lui.
law-harm-hate = Un appel à la haine ou à la violence
law-harm-hate-hint = Contre des personnes à cause de ce qu’elles sont.
law-harm-personal-data = Mes données personnelles sont publiées
law-harm-personal-data-hint = Une carte d’identité, une adresse, un numéro de téléphone.
law-harm-account = Mon compte a été volé ou copié
law-harm-account-hint = Quelqu’un est dans mon compte, ou se fait passer pour moi.

law-capacity-myself = Je suis la personne lésée
law-capacity-guardian = Je suis le tuteur de l’enfant lésé
law-capacity-heir = Je suis héritier de la personne lésée, décédée
law-capacity-body = Je représente un organisme ou une administration
law-capacity-official = Je suis fonctionnaire ou responsable, et il s’agit de ma fonction
law-capacity-witness = Je l’ai seulement vu ; une autre personne est lésée

law-medium-platform = Sur une plateforme : publication, commentaire, vidéo, direct
law-medium-declared-press = Dans un journal ou un site de presse déclaré
law-medium-other-site = Sur un autre site
law-medium-private-messages = Dans des messages privés

law-reply-yes = Oui
law-reply-no = Non
law-reply-not-sure = Je n’en suis pas sûr

law-question-harm = Que s’est-il passé ?
law-question-harm-hint = Choisissez ce qui s’en approche le plus. Vous pourrez changer.
law-question-medium = Où était-ce ?
law-question-medium-hint = La loi traite autrement la presse, les plateformes et les messages privés.
law-question-capacity = Qui êtes-vous dans cette affaire ?
law-question-capacity-hint = Pour certains préjudices, seuls la personne lésée, un tuteur ou un héritier peuvent demander.
law-question-is-minor = La personne lésée, ou une personne montrée, a-t-elle moins de 18 ans ?
law-question-is-minor-hint = Dans le doute, nous la protégeons comme un enfant.
law-question-is-intimate = Est-ce sexuel ou intime ?
law-question-is-intimate-hint = De tels fichiers ne sont jamais déposés ici. Une adresse suffit.
law-question-precise-fact = Y a-t-il un fait précis ?
law-question-precise-fact-hint = « Il a volé de l’argent en mai » est un fait ; « il ne vaut rien » n’en est pas un.
law-question-identifiable = Peut-on savoir de qui il s’agit ?
law-question-identifiable-hint = Un nom n’est pas nécessaire : un visage, un lieu ou un surnom peuvent suffire.
law-question-public-matter = S’agit-il de ce que fait un responsable, un candidat, un organisme ou une personnalité dans les affaires publiques ?
law-question-public-matter-hint = Cette critique est protégée. Elle appelle une réponse ou un juge, jamais une notification.
law-question-gender-based = Est-ce en raison du sexe de la personne ?
law-question-gender-based-hint = La loi est plus sévère quand une femme est attaquée parce que femme.
law-question-private-place = Était-ce dans un lieu privé, ou dit en confidence ?
law-question-private-place-hint = À la maison, dans une chambre, dans un entretien privé.
law-question-consent-given = La personne a-t-elle accepté la prise et la publication ?
law-question-consent-given-hint = Accepter l’une n’est pas accepter l’autre.
law-question-is-montage = Est-ce assemblé, modifié ou fabriqué par une machine ?
law-question-is-montage-hint = Un visage sur un autre corps, une voix fabriquée, une phrase coupée.
law-question-by-relative = L’auteur est-il un conjoint, un ex, un fiancé, un proche ou un tuteur ?
law-question-by-relative-hint = La loi est alors plus sévère.
law-question-author-unknown = L’auteur est-il inconnu ou à l’étranger ?
law-question-author-unknown-hint = Le parquet peut demander de l’aide ; vous n’avez pas à le trouver.
law-question-money-demand = A-t-on demandé de l’argent ou autre chose ?
law-question-money-demand-hint = Ne payez pas. Gardez les messages.
law-question-public-order = L’ordre public a-t-il été troublé, ou la panique semée ?
law-question-public-order-hint = Une fausse nouvelle n’est une infraction que dans ce cas.
law-question-truth-provable = Pourrait-on prouver que c’est vrai ?
law-question-truth-provable-hint = La vérité est une défense, sauf pour la vie privée. Votre réponse accompagne une notification.
law-question-satire = Est-ce de la satire ou une opinion ?
law-question-satire-hint = Les deux sont protégées. Votre réponse accompagne une notification.
law-question-public-interest = Le public a-t-il intérêt à le savoir ?
law-question-public-interest-hint = Ce qui est d’intérêt public appelle une réponse ou un juge, jamais une notification.
law-question-self-disclosed = La personne l’avait-elle déjà rendu public ?
law-question-self-disclosed-hint = La loi peut alors présumer son accord.
law-question-published-on = Quand était-ce publié ou fait pour la première fois ?
law-question-published-on-hint = La plupart des délais partent de ce jour. Laissez vide si vous ne savez pas.
law-question-known-on = Quand l’avez-vous appris ?
law-question-known-on-hint = Utile pour compter si le premier jour est inconnu.
law-question-author-known-on = Quand avez-vous su qui l’a fait ?
law-question-author-known-on-hint = Le délai des dommages part quand les deux sont connus.

law-advice-preserve-first = Gardez d’abord : notez l’adresse, faites une capture datée et demandez la conservation.
law-advice-never-pay = Ne payez pas. Celui qu’on paie revient.
law-advice-never-download = Ne le téléchargez pas, ne le gardez pas, ne le transmettez pas. Donnez la seule adresse à la police.
law-advice-police-first = En danger, appelez d’abord la police, 19, ou la gendarmerie, 177.
law-advice-false-report = Les signalements sciemment faux sont punis (Code pénal, 445 et 264).

law-track-press = Droit de la presse
law-track-penal = Code pénal
law-track-data = Données personnelles
law-track-civil = Dommages et intérêts
law-track-procedure = Procédure

law-who-victim = La personne lésée, par une plainte
law-who-victim-or-prosecutor = La personne lésée, par une plainte ; le parquet seul s’il s’agit d’origine, de race, de sexe ou de religion
law-who-prosecutor = Le parquet ; en pratique après une plainte
law-who-heirs = Les héritiers
law-who-authority = L’organisme, ou le fonctionnaire et son autorité
law-who-concerned = Toute personne concernée

law-rights-prison-for-speech = Cet article menace de prison pour des mots. Le Comité des droits de l’homme tient que la prison n’est jamais une peine appropriée pour la diffamation (Observation générale 34, paragraphe 47).

law-route-platform = La plateforme
law-route-police = Police
law-route-prosecutor = Parquet
law-route-court = Tribunal
law-route-right-of-reply = Réponse et rectification
law-route-data = Protection des données
law-route-help = Aide
law-route-check = Vérification
law-route-evidence = Preuve

law-approver-second-officer = Un second agent doit approuver
law-approver-outside-reviewer = Un second agent et un réviseur extérieur au bureau doivent approuver

law-never-declared-press = Cette notification ne peut pas partir : le contenu est dans un journal ou un site de presse déclaré. Seul un tribunal peut le faire retirer (88-13, article 37).
law-never-public-false-news = Aucune notification sur les fausses nouvelles et l’ordre public. On peut vérifier, rectifier, répondre, ou saisir le parquet.
law-never-criticism-of-function = Un organisme ou un responsable ne fait pas retirer par notification des propos sur sa fonction. Les voies sont la réponse et le juge.
law-never-public-matter = Il s’agit d’affaires publiques. De tels propos appellent une réponse ou un juge, jamais une notification.
law-never-public-matter-unsettled = Il faut d’abord établir s’il s’agit d’affaires publiques. D’ici là, on fait comme si c’était le cas.
law-never-public-interest = Le public y a intérêt. Cela appelle une réponse ou un juge, jamais une notification.
law-never-no-standing = Seuls la personne lésée, un tuteur ou un héritier peuvent demander cette notification.
law-never-police-route-only = Le contenu sexuel d’un enfant passe par la police seule. Rien n’est déposé ici.
law-never-private-messages = C’était dit en privé : rien n’est publié sur quoi une notification puisse porter.
law-never-no-article = Aucun des articles envisagés ne peut fonder une notification.

law-upload-child-sexual = Ne déposez rien. Donnez la seule adresse à la police.
law-upload-minor-intimate = Une personne montrée a peut-être moins de 18 ans : rien ne peut être déposé. Donnez la seule adresse à la police.
law-upload-intimate = Le contenu intime n’est pas déposé. L’adresse suffit.

law-review-awaiting-counsel = En attente de confirmation par un avocat
law-review-confirmed = Confirmé par un avocat

law-note-two-tracks = Le droit de la presse et le Code pénal peuvent s’appliquer tous deux, et les tribunaux divergent. Comptez sur le délai le plus court.
law-note-criticism-is-free = Une critique sans fait précis n’est pas une diffamation : c’est la liberté d’expression (Cour de cassation, 25 novembre 2009).
law-note-relaying-counts = Celui qui relaie répond aussi.
law-note-fact-must-be-punishable = Pour la diffamation, le fait imputé doit être lui-même puni par la loi.
law-note-truth-is-defence = La vérité est une défense, sauf pour la vie privée.
law-note-official-complainant = Cette plainte est marquée, publiquement, comme celle d’un officiel.
law-note-restarts-at-majority = Pour un mineur, le délai peut repartir à 18 ans si l’auteur est un ascendant, a sa charge ou a autorité sur lui.
law-note-prison-for-speech = Certains de ces articles menacent de prison pour des mots. Voir la note à côté.
law-note-threshold-test = Tout propos haineux n’est pas une infraction : contexte, auteur, intention, contenu, portée et risque sont pesés (Plan de Rabat, cité de mémoire).

law-unit-hours = { $count ->
    [one] { $count } heure
   *[other] { $count } heures
}
law-unit-days = { $count ->
    [one] { $count } jour
   *[other] { $count } jours
}
law-unit-months = { $count } mois
law-unit-years = { $count ->
    [one] { $count } an
   *[other] { $count } ans
}

law-counting-full = Délai franc : ni le premier ni le dernier jour ne comptent, et un dernier jour chômé cède au premier jour ouvrable.
law-counting-continuous = Les heures courent sans interruption, jours chômés compris.
law-counting-plain = Compté dès le premier jour, jours chômés compris.

law-start-publication = Dès la première publication
law-start-act = Dès l’acte
law-start-knowledge = Dès que le dommage et son auteur sont connus
law-start-request = Dès la demande
law-start-receipt = Dès la réception de la demande
law-start-refusal = Dès la lettre de refus
law-start-decision = Dès la décision
law-start-grant = Dès qu’elle est accordée

law-first-day-known = Compté depuis le jour que la loi nomme.
law-first-day-learnt = Compté depuis le jour où vous l’avez appris. Le délai a pu commencer plus tôt.
law-first-day-today = Aucun jour n’est connu : compté depuis aujourd’hui. Le délai a commencé plus tôt.

law-counted-runs = Le délai court
law-counted-short-reading-past = Dépassé selon la lecture la plus courte : agissez aujourd’hui et voyez un avocat
law-counted-past = Dépassé ; seul un tribunal peut dire si quelque chose l’a interrompu

law-reason-account-copied = Un compte a été copié, ou des documents falsifiés.
law-reason-account-entered = Quelqu’un est entré dans le compte sans droit.
law-reason-author-unknown = L’auteur est peut-être inconnu ou à l’étranger.
law-reason-because-of-function = Il s’agit d’une fonction publique.
law-reason-because-of-sex = C’est peut-être en raison du sexe de la personne.
law-reason-blackmail = On exige quelque chose sous menace de révéler.
law-reason-by-someone-close = L’auteur est peut-être un proche.
law-reason-child-exploited = Un enfant est peut-être exploité.
law-reason-child-identified = On peut reconnaître un enfant.
law-reason-child-incited = Un enfant a peut-être été incité.
law-reason-child-material = C’est peut-être du contenu sexuel d’un enfant.
law-reason-court-alone = C’est dans un journal ou un site de presse déclaré.
law-reason-damages = Le dommage peut être réparé en argent.
law-reason-data-posted = Des données personnelles ont été publiées.
law-reason-declared-press = Un journal déclaré doit une réponse.
law-reason-defamation = Un fait précis qui porte atteinte à l’honneur a peut-être été imputé.
law-reason-definition = Il dit ce que sont la diffamation et l’injure.
law-reason-demand-followed = Une exigence a suivi, ou a pu suivre.
law-reason-false-allegation = Des faits faux ont pu être diffusés pour nuire.
law-reason-false-news = Une fausse nouvelle a pu troubler l’ordre public.
law-reason-fraud = De l’argent a pu être pris par tromperie.
law-reason-harassment = Des messages sont venus encore et encore.
law-reason-image-is-data = L’image et la voix sont des données personnelles.
law-reason-incitement = On a pu appeler à la haine ou à la discrimination.
law-reason-incitement-to-crime = On a pu appeler à une infraction.
law-reason-insult-without-fact = Du mépris sans fait précis.
law-reason-leak = Des données ont pu fuir, même par négligence.
law-reason-memory-of-the-dead = Il s’agit d’une personne décédée, et les héritiers sont visés.
law-reason-minor-harmed = La personne lésée a peut-être moins de 18 ans.
law-reason-montage = Des paroles ou une image ont pu être assemblées ou modifiées.
law-reason-private-capture = Des paroles privées ou une image dans un lieu privé, sans accord.
law-reason-private-life = Cela peut toucher la vie privée.
law-reason-rights-refused = Si un responsable refuse les droits de la personne.
law-reason-sensitive-data = Des données sensibles ont pu être utilisées sans accord.
law-reason-sexual-blackmail = Les messages sont peut-être à caractère sexuel.
law-reason-threat = Quelqu’un menace.
law-reason-threat-to-reveal = Un chantage est souvent aussi une menace.
law-reason-unfair-collection = Les données ont pu être collectées de façon déloyale.
law-reason-withdrawal-before-judgment = Un tribunal peut ordonner le retrait avant de juger.

law-letter-complaint = Plainte au procureur du Roi
law-letter-right-of-reply = Demande de droit de réponse
law-letter-data-request = Demande d’effacement ou de rectification de données personnelles

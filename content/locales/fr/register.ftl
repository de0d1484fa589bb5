# Les pages du registre.

register-title = Registre
register-lead = Chaque demande adressée à une plateforme et ce qu’elle est devenue, ligne par ligne. Aucune ligne ne peut être effacée ni changée sans que quiconque a gardé un état antérieur puisse le prouver.
register-test = Ceci est un registre d’essai. Ce qui s’y trouve n’est l’œuvre d’aucun bureau.

state-title = Où il en est
state-size = Inscriptions
state-origin = Nom
state-root = Racine : une empreinte de toutes les inscriptions
state-seen = Vu en dernier par assez de témoins

witnesses-title = Témoins
witnesses-lead = Un témoin est un autre bureau ou organisme qui ne signe chaque état du registre que s’il continue le précédent. Ce bureau ne peut donc pas vous montrer une histoire et en montrer une autre à quelqu’un d’autre.
witnesses-more = En savoir plus sur les témoins
witness-rule = { $needed } témoins sur { $all } suffisent.
witness-table = Les témoins et ce que chacun a vu en dernier
witness-name = Témoin
witness-state = État
witness-size = Inscriptions vues
witness-when = Quand
witness-current = à jour
witness-behind = n’a pas encore vu les dernières inscriptions
witness-never = n’a pas encore répondu
witness-trouble = n’a pas répondu la dernière fois
cosigned-title = Assez de témoins ont vu le registre
cosigned-text = Chaque inscription est couverte par un point de contrôle qu’ils ont cosigné.
no-witnesses-title = Aucun témoin
no-witnesses-text = Ce registre ne nomme aucun témoin. Seul celui qui garde lui-même un ancien point de contrôle remarquerait une histoire changée.
uncosigned-title = Sans cosignature depuis le { $since }
uncosigned-text = Les témoins ont cosigné { $covered } inscriptions sur { $size }. Le reste est signé par le bureau seul.
uncosigned-means = Ce qui exige des cosignatures attend : aucune notification ne quitte le bureau tant que trop peu de témoins ont répondu. Il n’y a aucun moyen de passer outre, pour le bureau non plus.
waiting-title = Le registre ne prend pas d’inscription : il attend ses témoins
waiting-text = Après un démarrage, le bureau demande d’abord à ses témoins ce qu’ils ont vu en dernier, pour ne jamais continuer une vieille copie. Réponses reçues : { $heard } sur les { $needed } nécessaires, depuis le { $since }.
waiting-do = Il n’y a rien à faire qu’attendre. Tout ce qui a été inscrit jusqu’ici se lit et se vérifie.
stopped-title = Le registre est arrêté : son disque a failli
stopped-text = Rien n’a été ajouté depuis { $since }. Tout ce qui est montré ici est conservé et peut être vérifié.
stopped-do = Le bureau doit examiner le disque et redémarrer le registre ; il repart alors de ce qui est certain.
behind-title = Le registre est fermé : on en connaît un état plus récent
behind-text = Le témoin { $witness } a vu { $theirs } inscriptions ; cette copie en a { $ours }. Une copie plus ancienne a été remise en place.
behind-do = Rien n’est ajouté tant que les inscriptions manquantes ne sont pas revenues ou qu’une inscription n’a pas déclaré un successeur de ce registre. Si vous gardez une copie ou un point de contrôle plus récent, donnez-le au bureau et au témoin.
restored-title = Le registre est fermé : il a été remis en place depuis une sauvegarde
restored-text = Cette copie est dans l’état du { $taken }. Personne n’a encore confirmé qu’aucun état plus récent n’a été publié.
restored-do = Rien n’est ajouté d’ici là, pour qu’aucune seconde histoire ne soit jamais signée. Si vous gardez une copie ou un point de contrôle plus récent, donnez-le au bureau.
since = { $moment }, { $ago }

policy-title = La règle
policy-lead = Ces témoins peuvent cosigner ; le fichier dit combien doivent le faire.
policy-file = La règle telle que la lisent les programmes

find-title = Trouver chaque demande sur une adresse
find-lead = Vous avez l’adresse d’une publication, d’une vidéo, d’une page ? Voyez si un bureau a demandé quelque chose à une plateforme à son sujet.
find-label = Adresse du contenu
find-button = Chercher
find-private = L’adresse est envoyée dans le corps du formulaire. Elle n’entre dans aucun lien et n’est pas conservée.
find-how = Comment cela marche
find-how-text = Une inscription ne contient pas l’adresse mais une empreinte calculée sur elle et sur une valeur au hasard. L’adresse que vous donnez est donc essayée sur chacune des { $size } inscriptions. Avec un long registre, cela prend quelques secondes.
address-empty = Donnez une adresse, par exemple tiktok.com/@nom/video/123.
address-long = C’est plus long qu’une adresse ne peut l’être. Copiez l’adresse d’une seule publication.
address-space = Il y a une espace dans l’adresse. Copiez-la de nouveau, sans les mots autour.
address-scheme = Ici, une adresse commence par https:// ou http://.
address-host = Ce n’est pas l’adresse d’une page du web. Elle ressemble à tiktok.com/@nom/video/123.
error-prefix = Erreur :
found-title = { $count ->
    [0] Aucune inscription ne porte sur cette adresse
    [one] { $count } inscription porte sur cette adresse
   *[other] { $count } inscriptions portent sur cette adresse
}
found-searched = { $count ->
    [one] La seule inscription ({ $count }) a été examinée et vérifiée contre le point de contrôle signé.
   *[other] Les { $count } inscriptions ont toutes été examinées et vérifiées contre le point de contrôle signé.
}
found-none-means = Aucun bureau de ce registre n’a publiquement demandé quoi que ce soit à une plateforme sur cette adresse.
found-none-not = Cela ne veut pas dire que rien n’a été demandé sur un contenu intime ou concernant un enfant : ces adresses sont gardées secrètes. Cela ne dit rien non plus des autres registres, ni d’une autre adresse du même contenu sur une plateforme dont nous ne connaissons pas les adresses.
found-cut = Seules les 200 dernières sont montrées. La commande ci-dessous les trouve toutes.
match-address = Cette adresse exactement
match-content = Une autre adresse du même contenu

latest-title = Dernières inscriptions
latest-none = Il n’y a pas encore d’inscription.
latest-newer = Inscriptions plus récentes
latest-older = Inscriptions plus anciennes
goto-label = Aller à l’inscription numéro
goto-button = Aller
kind-unknown = Octets
bytes = { $count ->
    [one] { $count } octet
   *[other] { $count } octets
}

check-title = Vérifiez par vous-même
check-lead = Ne nous croyez pas sur parole. Avec le programme Hiwar, ou tout autre qui lit les registres C2SP, vous pouvez le vérifier sur votre machine.
check-audit = Lire tout le registre, le recalculer et, la fois suivante, voir qu’il n’a fait que grandir :
check-find = Chercher une adresse sans nous la dire :
check-verify = Vérifier une preuve téléchargée, sans aucun serveur :
downloads-title = À télécharger
download-checkpoint = Dernier point de contrôle
download-cosigned = Dernier point de contrôle assez cosigné
download-key = La clé publique du registre
download-policy = La règle des témoins
download-witnesses = Les témoins en JSON
download-fields = Chaque champ, public ou non, et pourquoi (en anglais)

back-to-register = Retour au registre
entry-title = Inscription { $index }
entry-fields = Ce qu’elle dit
entry-left-out = Ce qui n’y est pas, et pourquoi
entry-test = C’est un registre d’essai : l’inscription est ce qu’on y a ajouté et ne dit rien dans le schéma de Hiwar.
entry-unknown = La version de Hiwar qui sert cette page ne sait pas lire cette inscription. Ses octets sont ci-dessous et sa preuve tient tout de même.
entry-check = La vérifier
entry-proven = Le serveur vient de vérifier que cette inscription est dans le registre signé. Vous pouvez le vérifier aussi.
entry-proof = Voir la preuve
entry-download = Télécharger l’inscription
entry-leaf = Empreinte de l’inscription dans le registre
entry-length = Longueur
entry-raw = L’inscription telle qu’elle a été écrite
entry-raw-hex = Les octets, en hexadécimal
entry-cut = La suite est dans le fichier à télécharger.
entry-neighbours = Autres inscriptions
entry-older = Inscription précédente
entry-newer = Inscription suivante

proof-title = Preuve de l’inscription { $index }
proof-back = Retour à l’inscription
proof-lead = Elle montre que l’inscription est dans le registre, à sa place et inchangée, sous un point de contrôle signé.
proof-steps = Pas à pas
step-leaf = On calcule l’empreinte de l’inscription. Le résultat est
step-path = { $count ->
    [0] C’est la seule inscription : cette empreinte est déjà la racine.
    [one] On la joint à { $count } autre empreinte, qui représente le reste du registre.
   *[other] On la joint tour à tour à { $count } autres empreintes, qui représentent ensemble le reste du registre.
}
step-root = On obtient la racine du registre de { $size } inscriptions :
step-signed = Le bureau a signé cette racine, sous son nom
step-seen = Ces témoins l’ont cosignée, après avoir vérifié qu’elle continue tout ce qu’ils avaient vu :
proof-path = Le chemin de l’inscription à la racine
path-none = Il n’y a pas de chemin : c’est la seule inscription.
path-table = Le chemin en tableau
path-step = Pas
path-side = Jointe
path-before = avant
path-after = après
path-entries = Inscriptions représentées
path-hash = Empreinte
figure-root = racine
figure-text = { $count ->
    [one] L’inscription { $index } est en bas. { $count } pas mène à la racine ; le carré à côté est l’empreinte jointe.
   *[other] L’inscription { $index } est en bas. { $count } pas mènent à la racine ; le carré à côté de chacun est l’empreinte jointe.
}
verdict-enough-title = La preuve tient, et assez de témoins l’ont vue
verdict-enough-text = Personne, pas même le bureau, ne peut retirer ni changer cette inscription sans que les signatures ci-dessous le montrent.
verdict-few-title = La preuve tient, mais trop peu de témoins ont cosigné
verdict-few-text = Seul le bureau a signé cet état. Tant que trop peu de témoins ont cosigné, il pourrait encore en montrer un autre à quelqu’un d’autre. Aucune notification ne part sur la foi de cette preuve.
verdict-alone-title = La preuve tient ; ce registre n’a pas de témoin
verdict-alone-text = Le bureau a signé cet état. Gardez la preuve : si une autre histoire est montrée un jour, ce fichier le prouve.
verdict-since = Sans cosignature depuis le { $since }.
verdict-missing = Manquent encore :
proof-alone = La vérifier sans ce serveur
proof-alone-lead = Téléchargez les fichiers dans un même dossier et lancez la commande. Elle n’a pas besoin du réseau.
proof-download = Télécharger la preuve
proof-not = La preuve dit que l’inscription a été faite et n’a pas été changée depuis. Elle ne dit pas que ce que l’inscription raconte est vrai.
proof-checkpoint = Le point de contrôle avec ses signatures

message-page-title = Cette page n’existe pas
message-page-text = L’adresse a peut-être été coupée ou mal recopiée.
message-page-do = Revenez au registre, ou cherchez ce que vous vouliez trouver.
message-entry-title = Cette inscription n’existe pas
message-entry-text = Les inscriptions sont numérotées de 0 à { $last }.
message-entry-text-empty = Le registre n’a pas encore d’inscription.
message-entry-do = Vérifiez le numéro. Si vous avez une preuve de cette inscription, gardez-la : elle montre qu’une inscription manque, et les témoins veulent le savoir.
message-long-title = C’est trop long
message-long-text = Ce qui a été envoyé est plus long que toute adresse.
message-long-do = Copiez l’adresse d’une seule publication et réessayez.
message-busy-title = D’autres recherches sont en cours
message-busy-text = Chaque recherche lit tout le registre ; elles se font donc l’une après l’autre.
message-busy-do = Réessayez dans une minute, ou cherchez sur votre machine avec la commande de la page du registre.
message-altered-title = Les fichiers de ce registre ne mènent pas à ce qui a été signé
message-altered-text = Quelque chose de ce qui a été lu manque, a été changé ou ne peut être lu. Rien n’en est donc montré, et aucune preuve n’est donnée.
message-altered-do = Prévenez le bureau, et les témoins s’il ne répond pas. Si vous avez des copies ou des preuves, gardez-les : elles montrent ce que disait le registre.
message-broken-title = La page n’a pas pu être faite
message-broken-text = La faute est de notre côté.
message-broken-do = Réessayez dans une minute.

# Ce que dit une inscription du registre. Les valeurs des listes fermées se nomment liste-valeur.

list-comma = {", "}
quorum = { $needed } sur { $all }

kind-notice_issued = Notification émise
kind-notice_delivered = Notification remise
kind-notice_received = Notification reçue
kind-answer = Décision motivée
kind-silence = Silence
kind-withdrawal = Notification retirée
kind-case_outcome = Issue d’un dossier d’instruction
kind-role_grant = Rôle confié ou retiré
kind-reviewer_key = Clé d’un réviseur extérieur
kind-outside_account = Compte d’une personne extérieure
kind-policy = Règle de signature
kind-meeting = Réunion
kind-position = Position
kind-ask = Demande
kind-commitment = Engagement
kind-commitment_evidence = Suite d’un engagement
kind-successor_log = Un registre succède à un autre

said-notice_issued = Le bureau { $desk } adresse à { $to } une notification qui demande ceci : { $measure }. Préjudice en cause : { $harm }. Une réponse est demandée sous { $hours } à compter de la remise.
said-notice_delivered = La notification est parvenue à la plateforme : { $means }. Le délai de réponse court à partir de la remise. Inscrit par { $desk }.
said-notice_received = La plateforme a dit avoir reçu la notification. Inscrit par { $desk }.
said-answer = La plateforme a répondu à la notification : { $decision }. Inscrit par { $desk }.
said-silence = Le délai de réponse est passé sans réponse. Le silence n’est pas un refus. Inscrit par { $desk }.
said-withdrawal = Le bureau { $desk } retire une notification : { $reason }. La notification elle-même reste dans le registre.
said-case_outcome = Un dossier du bureau { $desk } est clos ou a pris une autre voie : { $outcome }.
said-role_grant = Au bureau { $desk } : { $change }. Le rôle : { $role }.
said-reviewer_key = Au bureau { $desk }, pour le réviseur extérieur ({ $body }) : { $change }.
said-outside_account = Au bureau { $desk }, { $holder } : { $change }.
said-policy = Le bureau { $desk } fixe { $scope } : { $quorum }.
said-meeting = Une réunion a eu lieu ({ $form }). Présents : { $present }. Inscrit par { $desk }.
said-position = Des bureaux prennent position ensemble : { $state }. { $count ->
    [0] Aucun bureau ne l’a signée
    [one] { $count } bureau l’a signée
   *[other] { $count } bureaux l’ont signée
} ; il en faut { $quorum }. Inscrit par { $desk }.
said-ask = Le bureau { $desk } adresse une demande à { $to }.
said-commitment = { $by } a dit qu’elle ferait quelque chose. Inscrit par { $desk }.
said-commitment_evidence = Suite d’un engagement : { $state }. Inscrit par { $desk }.
said-successor_log = Ce registre succède à { $old }, qui comptait { $count ->
    [one] { $count } inscription
   *[other] { $count } inscriptions
} : { $reason }. Inscrit par { $desk }.

field-at = Inscrit
field-desk = Bureau
field-to = Destinataire
field-measure = Ce qui est demandé
field-measure-done = Ce qui a été fait
field-harm = Préjudice
field-sender = Au nom de qui
field-laws = Articles de loi
field-house-rules = Règles de la plateforme
field-reviewed-by = Réviseur extérieur
field-test = Test en trois parties
field-capacity = Qui se plaint
field-official = Est-ce un responsable public ?
field-answer-hours = Délai de réponse
field-addresses = Adresses du contenu
field-text = Texte de la notification
field-drafted-by = Rédigée par l’agent
field-approved-by = Approuvée par l’agent
field-notice = Notification
field-case = Dossier d’instruction
field-delivered-at = Remise
field-delivered-by = Remise par l’agent
field-recorded-by = Noté par l’agent
recorded-by-platform = personne au guichet : la plateforme l’a dit elle-même, à son siège
field-means = Par quel moyen
field-delivery-proof = Preuve de remise
field-received-at = Reçue
field-receipt = Accusé de la plateforme
field-answered-at = Répondu
field-decision = Décision
field-basis = Fondement invoqué
field-decider = Qui a décidé
field-reasons = Motifs donnés
field-deadline = Dernier moment pour répondre
field-decided-by = Décidé par l’agent
field-reason = Pourquoi
field-outcome = Issue
field-change = Ce qui change
field-role = Rôle
field-officer = Agent
field-granted-by = Changé par l’agent
field-account = Compte
field-done-by = Fait par
field-holder = Pour qui
field-reviewing-body = Qui détient la clé
field-effective-at = En vigueur à partir de
field-key = Clé
field-scope = Objet
field-quorum = Signatures exigées
field-policy-text = Texte de la règle
field-replaces = Remplace la règle
field-old-origin = Ancien registre
field-old-size = Ses inscriptions
field-old-root = Sa racine
field-day = Jour
field-form = Forme
field-present = Présents
field-minutes = Procès-verbal
field-meeting = Réunion
field-state = Où elle en est
field-signed-by = Signée par
field-reserved-by = Avec une réserve de
field-position-text = Texte de la position
field-position = Position
field-due = Échéance
field-ask-text = Texte de la demande
field-ask = Demande
field-by = Plateforme
field-said-on = Dit le
field-source = Où cela a été dit
field-commitment = Engagement
field-seen-on = Constaté le
field-evidence = Preuves

sender-authority = Une autorité, sur des articles de loi, avec un test en trois parties et un réviseur extérieur
sender-citizen = Un citoyen, ou une organisation qui n’est pas une autorité
official-yes = Oui, un responsable public ou une autorité
official-no = Non
addresses-published = { $count ->
    [one] { $count } adresse, que retrouve quiconque la connaît
   *[other] { $count } adresses, que retrouve quiconque les connaît
}
addresses-secret = { $count ->
    [one] { $count } adresse, gardée secrète
   *[other] { $count } adresses, gardées secrètes
}
document-public = { $languages }. Public, { $bytes ->
    [one] { $bytes } octet
   *[other] { $bytes } octets
}. Son SHA-256 :
document-later = { $languages }. Sera publié, noms rayés, à partir du { $due }. Son empreinte salée :
document-kept = { $languages }. Non publié. Son empreinte salée :
reasons-none = La plateforme n’en a donné aucun
minutes-none = Pas encore
due-none = Aucun jour n’a été fixé
replaces-nothing = Aucune : c’est la première

left-out-people = Les noms, visages, comptes, numéros de téléphone et ce que quiconque a écrit dans un signalement n’entrent jamais dans le registre, pas même sous forme d’empreinte.
left-out-officers = Les agents figurent sous des pseudonymes tirés au hasard. Seuls les dossiers du bureau, qu’un tribunal peut demander, les relient à des personnes.
left-out-addresses-published = Une adresse n’est pas écrite ici : seulement une empreinte calculée sur elle et sur une valeur au hasard inscrite à côté. Qui connaît l’adresse retrouve cette inscription ; personne n’apprend l’adresse par elle.
left-out-addresses-secret = L’adresse d’un contenu intime, d’un contenu sur un enfant ou qui désignerait une victime est mêlée à une valeur au hasard qui reste secrète. Personne ne peut la retrouver ici et, une fois la valeur oubliée par le bureau, personne ne le pourra jamais.
left-out-document-later = Un texte qui sera publié figure ici par son empreinte dès aujourd’hui : le jour venu, chacun peut vérifier qu’il n’a pas été changé.
left-out-document-kept = Un texte non publié figure ici par son empreinte : celui à qui on le montre, un tribunal par exemple, peut vérifier que c’est bien celui-là.

harm-defamation = diffamation : une accusation précise et fausse
harm-insult = injure
harm-false_news = fausse nouvelle qui trouble l’ordre public
harm-intimate_image = image intime ou enregistrement caché
harm-image_montage = hypertrucage ou montage
harm-blackmail = chantage
harm-threat = menace
harm-harassment = harcèlement
harm-child_sexual = exploitation sexuelle d’un enfant
harm-child_exposure = enfant exposé ou harcelé
harm-hate = incitation à la haine ou à la violence
harm-personal_data = données personnelles publiées
harm-account_fraud = compte volé, copié ou utilisé pour une fraude

capacity-harmed = La personne lésée
capacity-guardian = Un tuteur de la personne lésée
capacity-heir = Un héritier de la personne lésée
capacity-authority_of_its_own_motion = Personne : l’autorité agit d’elle-même

house-rule-harassment = Harcèlement et intimidation
house-rule-hate = Propos haineux
house-rule-impersonation = Usurpation d’identité
house-rule-intimate_images = Images intimes sans consentement
house-rule-manipulated_media = Médias manipulés
house-rule-minor_safety = Sécurité des mineurs
house-rule-misinformation = Fausses informations
house-rule-privacy = Vie privée et données personnelles
house-rule-fraud = Fraude
house-rule-violence = Violence et menaces

measure-preservation = conserver le contenu tel quel pour un tribunal
measure-label = afficher le contenu avec une mention ou un contexte
measure-comments_closed = fermer les commentaires
measure-less_reach = moins recommander le contenu
measure-age_limit = montrer le contenu aux seuls adultes
measure-country_limit = ne plus montrer le contenu dans un pays
measure-removal = retirer le contenu partout
measure-account_suspension = suspendre le compte
measure-account_return = rendre le compte à son titulaire

language-ar = Arabe
language-en = Anglais
language-fr = Français
language-zgh = Tamazight

means-interface = par le siège de la plateforme auprès du bureau
means-public_form = saisie à la main dans le formulaire public de la plateforme
means-email = par courriel
means-post = par la poste, avec accusé de réception
means-bailiff = par huissier
means-in_person = en main propre

decision-accepted = elle a fait ce qui était demandé
decision-narrowed = elle a fait quelque chose de plus mesuré
decision-refused = elle a refusé
decision-already_gone = le contenu avait déjà disparu
decision-restored = elle a remis ce qu’elle avait retiré
decision-asked_for_more = elle demande des précisions avant de décider

basis-law = La loi
basis-house_rules = Les règles de la plateforme
basis-not_said = La plateforme ne l’a pas dit

decider-person = Une personne
decider-machine = Une machine
decider-not_said = La plateforme ne l’a pas dit

withdrawal-error = c’était une erreur
withdrawal-person_asked = la personne qui l’avait demandée y renonce
withdrawal-contest_upheld = l’auteur l’a contestée et avait raison
withdrawal-reviewer_objected = le réviseur extérieur s’y est opposé
withdrawal-court_decided = un tribunal en a décidé autrement
withdrawal-solved_otherwise = l’affaire a été résolue autrement

outcome-solved_by_answer = résolu par la réponse d’une plateforme
outcome-solved_without_notice = résolu sans notification
outcome-refused = la plateforme a refusé
outcome-silent = la plateforme a gardé le silence
outcome-no_ground = aucun fondement en droit n’a été trouvé
outcome-public_interest = expression d’intérêt public : aucune notification ne peut partir
outcome-right_of_reply = orienté vers le droit de réponse ou de rectification
outcome-prosecutor = orienté vers le parquet
outcome-court = orienté vers un tribunal
outcome-data_protection = orienté vers l’autorité de protection des données
outcome-withdrawn = retiré par la personne qui avait signalé
outcome-contest_upheld = l’auteur a contesté et avait raison

grant-grant = un agent reçoit un rôle
grant-revoke = un agent perd un rôle

role-intake = reçoit les signalements
role-decision = décide des dossiers et rédige les notifications
role-approver = approuve les notifications
role-liaison = parle avec les plateformes
role-auditor = lit la trace de chaque acte
role-administrator = fait marcher la machine et ne voit aucun dossier

reviewing-body-bar = un barreau
reviewing-body-press_council = un conseil de la presse
reviewing-body-data_protection = une autorité de protection des données
reviewing-body-university = une université

key-change-add = une clé peut signer à partir d’un jour fixé
key-change-remove = une clé ne peut plus signer à partir d’un jour fixé
key-change-remove_compromised = une clé ne peut plus signer, sans délai : un tiers la détient peut-être
account-change-invite = quelqu’un a été invité à un nouveau compte
account-change-invite_again = quelqu’un a de nouveau été invité au même compte, peut-être une autre personne
account-change-disable = le compte a été fermé
outsider-reviewer = pour un réviseur extérieur
outsider-seat = pour une plateforme

policy-scope-witnesses = combien de témoins doivent cosigner un point de contrôle
policy-scope-member_desks = combien de bureaux doivent signer une position

meeting-form-in_person = dans une même salle
meeting-form-remote = par vidéo
meeting-form-letters = par lettres

position-state-tabled = soumise aux bureaux
position-state-adopted = adoptée
position-state-withdrawn = retirée

commitment-state-due = son jour est venu
commitment-state-kept = tenu
commitment-state-partly_kept = tenu en partie
commitment-state-broken = non tenu
commitment-state-withdrawn = retiré par la plateforme

successor-tiles_lost = une partie a été perdue et n’est pas revenue
successor-key_lost = sa clé a été perdue
successor-key_compromised = un tiers détient peut-être sa clé
successor-renamed = son nom a changé
successor-retired = il était devenu trop vieux ou trop grand

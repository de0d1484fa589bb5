# Ce que toutes les pages partagent.

site-name = Hiwar
skip = Aller au contenu
languages = Langue
navigation = Pages du registre
nav-register = Registre
nav-find = Recherche
nav-witnesses = Témoins
footer-promise = Rien n’est effacé ni changé ici. Ces pages ne déposent aucun cookie, n’exécutent aucun script et ne demandent rien à un autre site.

month-1 = janvier
month-2 = février
month-3 = mars
month-4 = avril
month-5 = mai
month-6 = juin
month-7 = juillet
month-8 = août
month-9 = septembre
month-10 = octobre
month-11 = novembre
month-12 = décembre
time-day = { $day ->
    [1] 1er
   *[other] { $day }
} { $month } { $year }
time-moment = { $date } à { $clock } (UTC)
time-ago-moments = à l’instant
time-ago-minutes = il y a { $count ->
    [one] { $count } minute
   *[other] { $count } minutes
}
time-ago-hours = il y a { $count ->
    [one] { $count } heure
   *[other] { $count } heures
}
time-ago-days = il y a { $count ->
    [one] { $count } jour
   *[other] { $count } jours
}
time-hours = { $count ->
    [one] { $count } heure
   *[other] { $count } heures
}

# What every page shares.

site-name = Hiwar
skip = Skip to the content
languages = Language
navigation = Pages of the register
nav-register = Register
nav-find = Find an address
nav-witnesses = Witnesses
footer-promise = Nothing here is erased or changed. These pages set no cookie, run no script and ask nothing of any other site.

month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December
time-day = { $day } { $month } { $year }
time-moment = { $date }, { $clock } (UTC)
time-ago-moments = moments ago
time-ago-minutes = { $count ->
    [one] { $count } minute ago
   *[other] { $count } minutes ago
}
time-ago-hours = { $count ->
    [one] { $count } hour ago
   *[other] { $count } hours ago
}
time-ago-days = { $count ->
    [one] { $count } day ago
   *[other] { $count } days ago
}
time-hours = { $count ->
    [one] { $count } hour
   *[other] { $count } hours
}

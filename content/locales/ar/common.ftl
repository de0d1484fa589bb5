# ما تشترك فيه كل الصفحات.

site-name = حوار
skip = انتقل إلى المحتوى
languages = اللغة
navigation = صفحات السجل
nav-register = السجل
nav-find = البحث عن عنوان
nav-witnesses = الشهود
footer-promise = لا يُمحى شيء هنا ولا يُغيَّر. لا تضع هذه الصفحات أي ملف تعريف، ولا تشغّل أي برنامج في متصفحك، ولا تطلب شيئًا من أي موقع آخر.

month-1 = يناير
month-2 = فبراير
month-3 = مارس
month-4 = أبريل
month-5 = ماي
month-6 = يونيو
month-7 = يوليوز
month-8 = غشت
month-9 = شتنبر
month-10 = أكتوبر
month-11 = نونبر
month-12 = دجنبر
time-day = { $day } { $month } { $year }
time-moment = { $date }، { $clock } (UTC)
time-ago-moments = منذ لحظات
time-ago-minutes = { $count ->
    [one] منذ دقيقة واحدة
    [two] منذ دقيقتين
    [few] منذ { $count } دقائق
   *[other] منذ { $count } دقيقة
}
time-ago-hours = { $count ->
    [one] منذ ساعة واحدة
    [two] منذ ساعتين
    [few] منذ { $count } ساعات
   *[other] منذ { $count } ساعة
}
time-ago-days = { $count ->
    [one] منذ يوم واحد
    [two] منذ يومين
    [few] منذ { $count } أيام
    [many] منذ { $count } يومًا
   *[other] منذ { $count } يوم
}
time-hours = { $count ->
    [one] ساعة واحدة
    [two] ساعتان
    [few] { $count } ساعات
   *[other] { $count } ساعة
}

# الحوار مع المنصات: ما طُلب وما وُعد به وما وُفي به.

nav-dialogue = الحوار
dialogue-title = الحوار مع المنصات
dialogue-lead = ما طلبه { $desk } وغيره من المنصات، وما قالت المنصات إنها ستفعله، وبأي أجل، وما آل إليه. ولا تتغير حال أي التزام إلا بدليل كتبه موظف ونشره موظف آخر.
dialogue-ways = صفحات الحوار
dialogue-nav-all = كل ما سُجّل
dialogue-nav-agenda = جدول أعمال الاجتماع المقبل
dialogue-demo = هذا عرض تجريبي: البلد والمنصات وكل ما يقال هنا من نسج الخيال.
dialogue-words = كلمات للبحث
dialogue-words-hint = بالشكل أو بدونه، ويكفي جزء من الكلمة.
dialogue-search = ابحث
dialogue-search-none = أظهر الكل
dialogue-all = الكل
dialogue-choose-kind = نوعه
dialogue-choose-platform = المنصة
dialogue-choose-standing = حال الالتزام
dialogue-figures = الالتزامات بحسب حالها
dialogue-unconfirmed = من مصادر عمومية، في انتظار تأكيد المكتب
dialogue-unconfirmed-note = ما يحمل هذه الإشارة ترويه صفحات عمومية مذكورة معه. لم يؤكده المكتب بعد، وليس في السجل.
dialogue-none = لم يُسجَّل شيء بعد.
dialogue-none-found = لا شيء مما سُجّل يوافق البحث. جرّب كلمات أقل، أو أظهر الكل.
dialogue-follow = للمتابعة والتنزيل
dialogue-feed = تغذية بما يتغير (Atom)
dialogue-calendar = الآجال لتقويمك (iCalendar)
dialogue-due = الأجل
dialogue-no-due = لم يُذكر موعد
dialogue-since = منذ { $day }
dialogue-line = من يوم قيل إلى اليوم
dialogue-line-text = خط زمني من اليسار إلى اليمين: يوم قيل، والأجل، وما شوهد، واليوم. والقائمة أدناه تقول الشيء نفسه بالكلمات.
dialogue-line-said = قيل
dialogue-line-due = الأجل
dialogue-line-seen = شوهد
dialogue-line-today = اليوم
dialogue-says = نصّه
dialogue-life = كل خطوة
dialogue-step-sown = أُخذ من مصادر عمومية
dialogue-step-published = نشره المكتب
dialogue-step-corrected = صحّحه المكتب
dialogue-step-seen = دليل
dialogue-decided-by = نشره الموظف
dialogue-proof = إثبات القيد
dialogue-document = الوثيقة التي يشهد لها القيد
dialogue-entering = (في طريقها إلى السجل)
dialogue-from = مصدره
dialogue-of-it = ما ترتب عنه
dialogue-reference = المرجع
dialogue-to = مطلوب من
dialogue-asked-on = تاريخ الطلب
dialogue-by = المنصة
dialogue-said-on = قيل يوم
dialogue-said-by = من قاله
dialogue-measure = كيف يعرف أيٌّ كان أنه أُنجز
dialogue-state = الحال بحسبه
dialogue-seen-on = شوهد يوم
dialogue-held-on = عُقد يوم
dialogue-form = كيفيته
dialogue-present = حضر
dialogue-agenda-points = جدول الأعمال
dialogue-minutes = ما قيل
dialogue-sources = المصادر
dialogue-copy = نسخة محفوظة، SHA-256
dialogue-platform-kind = منصة
dialogue-platform-no-commitment = لا التزام مسجلا لهذه المنصة.
dialogue-platform-no-ask = لا مطلب مسجلا موجها إلى هذه المنصة.
dialogue-answers = كيف تجيب عن الإشعارات
dialogue-answers-none = لا يذكر السجل أي إشعار إلى هذه المنصة.
dialogue-answers-asked = إشعارات أُرسلت
dialogue-answers-answered = أُجيب عنها بأي وجه
dialogue-answers-silent = سكوت
dialogue-answers-median = نصف الأجوبة جاء في ظرف
dialogue-answers-ninth = تسعة أجوبة من عشرة جاءت في ظرف
dialogue-answers-all = كل الإشعارات إلى هذه المنصة
dialogue-more = كلها
item-commitment = التزام
item-ask = مطلب
item-meeting = اجتماع
item-position = موقف
items-commitment = الالتزامات
items-ask = المطالب
items-meeting = الاجتماعات
items-position = المواقف
stands-made = وُعد به
stands-due = انقضى أجله
stands-kept = وُفي به
stands-partly_kept = وُفي به جزئيا
stands-broken = لم يوف به
stands-withdrawn = سحبته المنصة
calendar-commitment = موعود به اليوم
calendar-ask = مطلوب اليوم
calendar-meeting = اجتماع
agenda-title = جدول أعمال الاجتماع المقبل
agenda-lead = مستخرج مما سُجّل: ما تأخر أولا، ثم ما اقترب أجله، ثم ما طُلب ولم يُجَب عنه.
agenda-as-of = بتاريخ
agenda-platforms = المنصات
agenda-print = لحمله إلى الاجتماع اطبع هذه الصفحة: فهي مهيأة للورق وباللغة التي تقرأ بها.
agenda-none = لا شيء مما سُجّل متأخر أو قريب الأجل أو ينتظر جوابا.
agenda-due = متأخر
agenda-lead-due = انقضى الأجل، ولا شيء يبيّن بعد ما آل إليه.
agenda-failed = لم يوف به، أو وُفي بجزء منه
agenda-lead-failed = تقول ذلك أدلة مسجلة.
agenda-soon = أجله خلال 90 يوما
agenda-lead-soon = وُعد به، واقترب يومه.
agenda-undated = وُعد به بلا موعد
agenda-lead-undated = اطلبوا موعدا.
agenda-unanswered = طُلب ولم يجب عنه أي التزام
agenda-lead-unanswered = لا شيء مما سُجّل يجيب عنها.
dialogue-found = { $count ->
    [0] لا نتائج
    [one] عنصر واحد
    [two] عنصران
    [few] { $count } عناصر
    [many] { $count } عنصرا
   *[other] { $count } عنصر
}
dialogue-of-it-first = { $count ->
    [one] ما ترتب عنه، الأول
    [two] ما ترتب عنه، الأولان
    [few] ما ترتب عنه، أول { $count }
    [many] ما ترتب عنه، أول { $count }
   *[other] ما ترتب عنه، أول { $count }
}
dialogue-answers-few = أقل من { $least } أجوبة: لا يُعطى رقم

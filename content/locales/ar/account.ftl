# جانب موظفي المكتب: الدخول والحسابات والأدوار ومفاتيح المراجعين.

navigation-office = صفحات موظفي المكتب
nav-me = حسابي
office-as = دخلت باسم
office-log-out = تسجيل الخروج
footer-office = ما تفعله هنا يُحفظ باسمك المستعار. لا يُطلب شيء من أي موقع آخر، وملفات الارتباط لا تفيد إلا لبقائك داخلاً.

message-refused-title = هذه الصفحة ليست لحسابك
message-refused-text = { $who }
message-refused-do = إن كنت تحتاجها في عملك فاطلب الدور من أحد المديرين. كل إسناد دور مقيّد في السجل العمومي.
refused-roles = هي لمن له أحد هذه الأدوار: { $roles }.
refused-reviewer = هي للمراجعين الخارجيين.
refused-seat = هي لمقعد منصة.

holder-officer = موظف في المكتب
holder-reviewer = مراجع خارجي بالمفتاح { $key }
holder-seat = مقعد { $platform }

enter-title = جرّب المكتب من الداخل
enter-text = هذا الرابط يجعلك واحداً من أشخاص العرض التجريبي، مرة واحدة.
enter-do = دخول

me-title = حسابي
me-pseudonym = في السجل والملفات أنت
me-roles = أدوارك
me-sessions = أين سجّلت دخولك
me-session-began = منذ
me-session-seen = آخر استعمال
me-session-this = هذا المتصفح
me-sessions-end = سجّل الخروج من كل مكان آخر
me-password = غيّر كلمة السر
me-password-old = كلمة السر الحالية
me-password-ends = يُسجَّل خروج كل المتصفحات إلا هذا.
me-password-do = غيّر كلمة السر
me-keep-programs = أبقِ رموز برامجي
me-keep-programs-hint = من دون ذلك تنتهي كل الرموز، فقد يكون غيرك أنشأ واحداً منها.
me-password-wrong = كلمة السر الحالية غير هذه. لم يتغيّر شيء.
me-codes = { $count ->
    [0] لم يبق لك أي رمز احتياطي.
    [one] بقي لك رمز احتياطي واحد.
    [two] بقي لك رمزان احتياطيان.
    [few] بقيت لك { $count } رموز احتياطية.
    [many] بقي لك { $count } رمزاً احتياطياً.
   *[other] بقي لك { $count } رمز احتياطي.
}
me-lost = إن ضاع هاتفك أو ضاعت رموزك فاطلب دعوة جديدة من أحد المديرين.

login-title = الدخول إلى المكتب
login-lead = لمن يعملون هنا. أما البلاغ الذي أرسلته فيفتحه وصلك من دون حساب.
login-name = اسم الدخول
login-password = كلمة السر
login-code = الأرقام الستة التي تظهر في هاتفك
login-code-hint = أو أحد رموزك الاحتياطية.
login-do = دخول
login-wrong = الاسم أو كلمة السر أو الرمز غير صحيح، أو أن الرمز استُعمل من قبل. انتظر الرمز التالي ثم حاول من جديد.
login-wait = محاولات كثيرة. انتظر، وادخل من متصفح سبق أن دخلت منه، أو اطلب دعوة جديدة من أحد المديرين.
login-busy = كثيرون يسجّلون الدخول الآن. حاول بعد ثوانٍ.
login-lost = من فقد كلمة السر أو الهاتف أو الرموز الاحتياطية فليطلب دعوة جديدة من أحد المديرين.

invitation-title = انضم إلى المكتب
invitation-lead = اسم دخولك هو
invitation-until = تصلح هذه الدعوة مرة واحدة، إلى غاية
invitation-telephone = 1. أعطِ هاتفك السرّ
invitation-telephone-text = امسح الصورة بتطبيق للرموز التي تُستعمل مرة واحدة، أو اكتب السرّ فيه. بعدها يعرض التطبيق ستة أرقام جديدة كل 30 ثانية.
invitation-qr = السرّ في صورة لتطبيقك
invitation-secret = السرّ:
invitation-open-app = افتحه في تطبيق على هذا الجهاز
invitation-password = 2. اختر كلمة سر
invitation-password-hint = 12 حرفاً على الأقل، وأي حروف تشاء. جملة لا يعرفها غيرك تكفي.
password-new = كلمة السر الجديدة
password-again = الكلمة نفسها مرة أخرى
password-differs = الكلمتان غير متطابقتين.
password-short = عدد الحروف هنا { $found }، والمطلوب { $least } على الأقل.
password-long = هذه أطول من أن تكون كلمة سر.
password-common = هذه الكلمة من أول ما يجرّبه أي شخص. اختر غيرها.
invitation-first = 3. بيّن أنه يعمل
invitation-first-label = الأرقام الستة التي يعرضها التطبيق الآن
invitation-wrong-code = هذه الأرقام لا توافق الآن. اكتب ما يعرضه التطبيق في هذه اللحظة، وتأكد أن ساعته صحيحة. واكتب كلمة السر مرة أخرى أيضاً.
invitation-do = انضم

joined-title = لقد انضممت
joined-codes = رموزك الاحتياطية
joined-codes-text = كل رمز يحل محل الأرقام الستة مرة واحدة إن ضاع هاتفك. تظهر الآن ولا تظهر بعدها أبداً: اكتبها أو اطبع هذه الصفحة.
joined-next = تابع

message-invitation-title = هذه الدعوة لا تصلح
message-invitation-text = استُعملت، أو حلّت محلها دعوة أحدث، أو مضى عليها أكثر من ثلاثة أيام.
message-invitation-do = اطلب دعوة جديدة من أحد مديري المكتب.

nav-accounts = الحسابات
nav-keys = مفاتيح المراجعين
accounts-title = الحسابات
accounts-lead = من يستطيع الدخول إلى هنا. كل واحد يظهر في السجل والملفات باسم مستعار، وهذه الصفحة وحدها تبيّن من هو.
clock-title = لا يُمحى شيء: قد تكون الساعة خاطئة
clock-text = تشير ساعة الجهاز إلى { $now }. وحين بحث المكتب آخر مرة عما انتهت مدته كان الوقت { $known }. مضى على ذلك أكثر من يوم: إما أن المكتب كان متوقفا، وإما أن الساعة قفزت.
clock-do = قارنها بساعة أخرى. إن كانت صحيحة فقل ذلك، فيُمحى نهائيا في ظرف ساعة ما انتهت مدته. وإن كانت خاطئة فاضبطها.
clock-right = الساعة صحيحة
account-title = الحساب
account-pseudonym = الاسم المستعار
account-kind = لمن
account-state = الحالة
account-state-invited = مدعو ولم ينضم بعد
account-state-active = نشط
account-state-disabled = معطّل
account-made = أُنشئ
account-roles = الأدوار
account-roles-text = كل إسناد دور وكل سحب له قيد في السجل العمومي. ومن تغيّرت أدواره عليه أن يسجّل الدخول من جديد.
account-grant = أسند
account-revoke = اسحب
account-history = من أسند ماذا
account-granted-by = أسنده
account-revoked-by = سحبه
account-again = دعوة جديدة
account-again-text = لهاتف ضائع أو كلمة سر ضائعة، أو لحساب معطّل. يبقى ما هو قائم الآن قائماً إلى أن تُستعمل الدعوة.
account-again-do = ادعُ من جديد
account-disable = عطّل هذا الحساب
account-disable-text = تُسحب أدواره علناً، ولا يدخل به أحد. وما فعله صاحبه يبقى كما هو.
account-disable-sure = نعم، عطّله
account-disable-do = عطّل

invite-title = ادعُ شخصاً
invite-lead = تحصل على عنوان تسلّمه بنفسك. يصلح مرة واحدة خلال ثلاثة أيام.
invite-officer = موظف في المكتب
invite-reviewer = مراجع خارجي
invite-seat = مقعد منصة
invite-name-hint = من 3 إلى 32 من الحروف a إلى z والأرقام، ويجوز . - _ في الوسط. يُحفظ تحت مفتاح ولا يُنشر أبداً.
invite-roles-hint = لا أحد يقرر ويوافق معاً. والمدير والمدقق ليس لهما دور آخر. ويمكن إسناد المزيد لاحقاً.
invite-key = المفتاح الذي يوقّع به
invite-no-keys = أضف أولاً مفتاح المراجع:
invite-platform = اسم نطاق المنصة، مثل platform.example
invite-do = أنشئ الدعوة
invited-title = الدعوة جاهزة
invited-text = سلّم هذا العنوان لمن هو له ولا لأحد غيره: من فتحه أولاً انضم باسمه. يظهر الآن ولا يظهر بعدها أبداً.
invited-next = إلى الحساب

denied-not-allowed = لم تعد مديراً. لم يتغيّر شيء.
denied-own = هذا حسابك أنت. لا أحد يغيّر أدواره بنفسه: اطلب ذلك من مدير آخر.
denied-no-account = لا وجود لهذا الحساب.
denied-name-taken = اسم الدخول هذا مأخوذ. اختر غيره.
denied-name = اسم الدخول من 3 إلى 32 من الحروف a إلى z والأرقام، ويجوز . - _ في الوسط.
denied-not-an-officer = الأدوار لموظفي المكتب وحدهم.
denied-disabled = الحساب معطّل. ادعُ صاحبه من جديد أولاً.
denied-decision-and-approver = لا أحد يقرر ويوافق معاً: يجب أن ينظر شخص ثانٍ في كل إشعار.
denied-stands-alone = المدير لا يرى أي ملف والمدقق لا يفعل شيئاً، فليس لأي منهما دور آخر.
denied-held = للموظف هذا الدور من قبل.
denied-not-held = ليس للموظف هذا الدور.
denied-too-soon = تغيّر هذا في هذه الثانية نفسها. حاول من جديد.
denied-no-key = اختر أحد مفاتيح المراجعين التي يعرفها المكتب ولم تُسحب.
denied-key-known = هذا المفتاح لمراجع أو كان لمراجع. وما سُحب لا يعود أبداً.
denied-key-held = لهذا المفتاح حساب من قبل. أقفله أولاً، أو ادعُ صاحبه من جديد.
denied-not-a-key = هذا ليس مفتاح تحقق. شكله bar.example/reviewer+0123abcd+ ثم سلسلة طويلة من الحروف، قطعة واحدة.
denied-no-body = بيّن نوع الهيئة التي تملك المفتاح.
denied-platform = اكتب اسم نطاق المنصة بحروف صغيرة، مثل platform.example.
denied-entry = لا يقبل السجل العمومي هذا قيداً، فلم يتغيّر شيء.
denied-not-sure = لم يتغيّر شيء: بيّن أولاً أنك متأكد.

keys-title = مفاتيح المراجعين الخارجيين
keys-lead = إشعار السلطة يحتاج إلى توقيع مراجع من خارجها. ويوقّع المفتاح بعد سبعة أيام من قيده في السجل العمومي، ليراه الجميع قبل أن يسري.
keys-none = لا مفتاح بعد، فلا يمكن أن يخرج أي إشعار من سلطة.
key-in-force = سارٍ
key-to-come = لم يسرِ بعد
key-gone = مسحوب
key-from = ابتداء من
key-until = إلى غاية
key-remove = اسحبه بعد سبعة أيام
key-stolen = قد يكون في يد غير صاحبه
key-stolen-sure = نعم: لا يوقّع شيئاً من الآن، ولا يعود أبداً
key-remove-now = اسحبه الآن
key-add = أضف مفتاحاً
key-label = مفتاح التحقق للمراجع
key-hint = ينشئه المراجع على جهازه ويعطيك نصفه العمومي. أما النصف الآخر فلا يملكه المكتب أبداً.
key-body = من يملكه
key-add-do = أضفه، ويسري بعد سبعة أيام

account-events-title = أحداث الحسابات
account-events-lead = عمليات الدخول وما رُفض منها، والأدوار والدعوات وعمليات البحث. لا يُحفظ من البحث إلا علامة تبيّن فقط هل تطابق بحثان.
account-events-number = الرقم
account-events-by = من فعله
account-events-no-account = اسم لا يحمله أحد
account-events-nobody = غير معروف
account-events-wrong = لم يُفهم المرشّح: للحساب 16 رقما، ويُكتب اليوم هكذا 2026-11-25.
account-event-invited = دُعي
account-event-invited-again = دُعي من جديد
account-event-joined = انضم
account-event-logged-in = دخل
account-event-by-recovery-code = برمز احتياطي
account-event-log-in-refused = رُفض دخول
account-event-password-changed = تغيّرت كلمة المرور
account-event-role-granted = مُنح دورا
account-event-role-revoked = سُحب منه دور
account-event-token-made = أُنشئ رمز وصول
account-event-token-revoked = أُلغي رمز وصول
account-event-searched = بحث
account-event-disabled = عُطّل الحساب
account-event-clock-confirmed = تأكيد الساعة
account-event-ended-by-restore = انتهاء الرموز والدعوات باسترجاع نسخة

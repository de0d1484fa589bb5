# جانب موظفي المكتب: الدخول والحسابات والأدوار ومفاتيح المراجعين.

navigation-office = صفحات موظفي المكتب
nav-me = حسابي
office-as = دخلت باسم
office-log-out = تسجيل الخروج

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

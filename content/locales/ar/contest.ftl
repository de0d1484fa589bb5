# The author of a content: being told, and contesting.

contest-enter = إشعار يخص محتواك
contest-enter-lead = طلب { $desk } من منصة أن تتصرف في محتوى لك. أدخل الرمز الذي أوصلته إليك المنصة. لا حاجة إلى حساب.
contest-code = الرمز من ستة عشر رقما
contest-open-page = فتح
contest-enter-lost = الرمز مكتوب في رسالة المنصة. إن لم توصل إليك رمزا فاطلب منها مرجع الإشعار ورمزه.
contest-unknown = لا إشعار بهذا الرمز. راجع الأرقام.
contest-length = للرمز 16 رقما، وهنا { $found }.
contest-digits = الرمز أرقام فقط.
contest-wait = رموز خاطئة كثيرة. انتظر دقيقة ثم حاول من جديد.

contest-title = ما طُلب بشأن محتواك
contest-by = من طلب
contest-by-authority = يديره موظفون عموميون: هذا إشعار سلطة. يسمي مادة من القانون، ووقعه شخص من خارج المكتب.
contest-by-association = لا تديره الدولة: طلب نيابة عن مواطن.
contest-request = طلب وليس أمرا من محكمة. المنصة هي التي تقرر.
contest-withdrawn = سحب المكتب هذا الإشعار علنا.
contest-turns = ما حدث منذ ذلك
contest-turns-none = لا شيء بعد: الإشعار في طريقه إلى المنصة.
contest-yours = ما تظلمت منه
contest-made = قُدم التظلم
contest-decided-at = وبُتّ فيه
contest-late = متأخر
contest-open = في انتظار القرار
contest-upheld = كنت على حق
contest-rejected = لم يُقبل
contest-do = التظلم منه
contest-who-outside = يقرر شخص من خارج هذا المكتب: مراجع خارجي مفتاحه في السجل العلني.
contest-who-officer = يقرر موظف لم يشارك في هذا الملف.
contest-what-follows = إن كنت على حق سُحب الإشعار علنا وأُبلغت المنصة. وإلا قرأت هنا السبب.
contest-days = { $days ->
    [one] يُقدم التظلم في أجله خلال يوم واحد من تسليم الإشعار.
    [two] يُقدم التظلم في أجله خلال يومين من تسليم الإشعار.
    [few] يُقدم التظلم في أجله خلال { $days } أيام من تسليم الإشعار.
    [many] يُقدم التظلم في أجله خلال { $days } يوما من تسليم الإشعار.
   *[other] يُقدم التظلم في أجله خلال { $days } يوم من تسليم الإشعار.
}
contest-until = إلى
contest-over = انقضى هذا الأجل. ما زال بإمكانك التظلم: يُؤخذ ويُعلَّم متأخرا.
contest-text = لماذا ينبغي أن يبقى المحتوى؟
contest-text-hint = إلى 4000 حرف، بأي لغة. يُحفظ مقفلا ويقرؤه من يقرر.
contest-not-shown = لا يُعرض هنا من جديد، فقد يكون الرمز لدى غيرك.
contest-contact = كيف يُتصل بك، إن أردت (بريد إلكتروني أو هاتف)
contest-contact-hint = يمكنك تركه فارغا: القرار يظهر في هذه الصفحة على كل حال.
contest-send = إرسال
contest-no-text = اذكر السبب.
contest-many = وصلت اليوم اعتراضات كثيرة على هذا الإشعار، فيُقبل منها واحد كل عشر دقائق. لم يضع شيء: ما كتبته مذكور أدناه. أرسله من جديد بعد دقائق.
contest-ways = طرق أخرى
contest-way-platform = المنصة: أجبها هناك، واستعمل شكايتها الخاصة ضد قرارها.
contest-way-court = المحكمة: يمكن اللجوء إليها في كل حال، ولا شيء هنا يقوم مقامها.
contest-way-lawyer = يمكن لمحام أو جمعية أن تقوم بكل هذا عنك.
contest-close = إغلاق هذه الصفحة في هذا المتصفح

contest-person = الإشعار الموجه إلى المنصة
contest-person-do = التظلم
contest-person-means = إن كنت على حق نظر المكتب في ملفك من جديد.
contest-person-text = لماذا ينبغي النظر فيه من جديد؟
contest-ground-refusal = لم تفعل المنصة ما طُلب.
contest-ground-silence = لم تجب المنصة في الأجل.
contest-ground-taken-back = سحب المكتب الإشعار.
contest-ground-closing = أغلق المكتب الملف.

contests-title = التظلمات
contests-lead = يقرر فيها موظف لم يشارك في الملف. والأقدم انتظارا أولا.
contests-outside = يدير هذا المكتب موظفون عموميون، ولذلك تُقرر تظلماته خارجه: لدى مراجع خارجي.
contests-none = لا تظلم ينتظر قرارك.
contest-by-author = يتظلم صاحب المحتوى
contest-by-person = يتظلم الشخص الذي طلب
contest-not-inside = تُقرر التظلمات من إشعارات هذا المكتب خارجه.
contest-not-outside = يقرر في تظلمات هذا المكتب موظف لم يشارك في الملف.
contest-not-part = شاركت في هذا الملف: يقرر غيرك.
contest-not-signed = وقعت هذا الإشعار: يقرر مراجع آخر.
contest-not-key = مفتاحك ليس ساريا في هذه اللحظة.
contest-one = تظلم من إشعار إلى
contest-contact-given = يُتصل به:
contest-notice = الإشعار
contest-decide = القرار
contest-decide-ask = هل يُقبل التظلم؟
contest-uphold = يُقبل
contest-reject = يُرفض
contest-reject-means = يبقى الإشعار. ويقرأ المتظلم أسبابك.
contest-means-withdrawal = يُسحب الإشعار فورا في السجل العلني، وتُبلَّغ المنصة.
contest-means-ruling = سُحب الإشعار من قبل: يظهر قرارك بجانبه.
contest-means-second-look = يُستأنف النظر في الملف. ولا يُسحب شيء من المنصة.
contest-ruling = أسبابك
contest-ruling-hint = إلى 4000 حرف، للمتظلم الذي يقرؤها كلها. لا تسمّ أحدا.
contest-ruling-same = حرفا بحرف كما وقعتها.
contest-sign-how = نزّل التظلم واقرأه، واكتب أسبابك في ملف نصي، ووقع قرارك على جهازك. ثم اختر الشيء نفسه هنا وألصق الاثنين: لا يُعتد بقرار لم يوقعه مفتاحك.
contest-ruling-wrong = اذكر أسبابك في 4000 حرف على الأكثر.
contest-decide-do = تقرير
message-judge-title = ليس لك أن تقرر في هذا التظلم
message-judge-do = يجده من له أن يقرر في قائمته.

due-title = كم مرة قالت القواعد لا
due-lead = كل طلب لم يقدمه { $desk } أو أوقفه أحد أو تظلم منه، بحسب الشهر.
due-empty = لا شيء بعد.
due-month = الشهر
due-refused = رفضتها القواعد
due-returned = أعادها موظف ثان
due-objected = اعترض عليها مراجع خارجي
due-contested = تُظلِّم منها
due-upheld = تظلمات مقبولة
due-rejected = تظلمات مرفوضة
due-purged = بلاغات مُحي منها ما لا يجوز الاحتفاظ به
due-counted = تُحسب المحاولات والقرارات في الشهر الذي وقعت فيه. الأرقام نفسها للبرامج:

# مقعد المنصة.

seat-title = الإشعارات الموجّهة إليكم
seat-clock-means = أجل الجواب يطلبه المكتب، وليست له قوة قانونية. ويبدأ من تسليم الإشعار: هنا، حين تفتحونه.
seat-filters = أي الإشعارات
seat-all = الكل
seat-standing-awaiting = تنتظر جوابًا
seat-standing-answered = أُجيب عنها
seat-standing-silent = دون جواب في الأجل
seat-standing-withdrawn = مسحوبة
seat-none = لا يوجد أي إشعار هنا.
seat-new = لم يُفتح بعد
seat-due = الجواب مطلوب قبل
seat-not-begun = لم يبدأ أجل الجواب.
seat-more = إشعارات أخرى
seat-older = إشعارات أقدم

seat-notice = إشعار من
seat-standing-awaiting-means = يمكنكم أن تقولوا إنكم توصّلتم به، أو أن تسألوا المكتب، أو أن تجيبوا مع التعليل. وكل ذلك يُقيَّد في السجل العمومي.
seat-standing-answered-means = لقد أجبتم. ويمكنكم أن تجيبوا من جديد إذا قررتم غير ذلك، كأن تعيدوا محتوى.
seat-standing-silent-means = انقضى أجل الجواب، وهذا مقيَّد في السجل العمومي. والجواب ما زال مقبولًا ويُقيَّد إلى جانبه.
seat-standing-withdrawn-means = سحب المكتب هذا الإشعار. ولم يعد يُطلب منكم شيء.
seat-not-now-withdrawn = سحب المكتب هذا الإشعار: لم يبق ما يُجاب عنه.
seat-not-now-not-opened = افتحوا الإشعار أولًا: لا يجيب أحد عما لم يقرأه.
seat-not-now-too-many = هناك 50 جوابًا وسؤالًا عن هذا الإشعار. راسلوا المكتب بطريق آخر.
seat-asked = المطلوب وأسبابه
seat-given = كما ورد في البلاغ:
seat-standing-title = من يشتكي
seat-hours-title = أجل الجواب
seat-hours = { $hours ->
    [one] ساعة واحدة من التسليم. يطلبها المكتب، وليست لها قوة قانونية.
    [two] ساعتان من التسليم. يطلبهما المكتب، وليست لهما قوة قانونية.
    [few] { $hours } ساعات من التسليم. يطلبها المكتب، وليست لها قوة قانونية.
    [many] { $hours } ساعة من التسليم. يطلبها المكتب، وليست لها قوة قانونية.
   *[other] { $hours } ساعة من التسليم. يطلبها المكتب، وليست لها قوة قانونية.
}
seat-no-defences = لم يُطرح أي سؤال قد يكون في صالح صاحب المحتوى.
seat-good-faith = صُرّح به بحسن نية:
seat-duration-title = لأي مدة
seat-duration = { $days ->
    [one] يوم واحد
    [two] يومان
    [few] { $days } أيام
    [many] { $days } يومًا
   *[other] { $days } يوم
}
seat-duration-for-good = بصفة نهائية
seat-proof = لماذا يمكنكم أن تثقوا به
seat-proof-means = قيد هذا الإشعار موجود في السجل العمومي للمكتب، وهيئات أخرى تراقبه. والملف أدناه يضم الإشعار والإثبات، ويضم أيضًا، إذا صدر عن سلطة، توقيع مراجع من خارج المكتب. وارفضوا كل إشعار يأتي من دونها.
seat-verify = تحققوا من الملف على جهازكم، دون هذا المكتب:
seat-reviewer = مفتاح المراجع الخارجي:
seat-certificate = شهادة المراجع
seat-author-means = المرجو أن ترسلوا إلى صاحب المحتوى أحد هذه النصوص مع العنوان والرمز. فيرى ما طُلب، ويجيب عنه، ويطلب النظر فيه من جديد.
seat-code = الرمز
seat-say = ما يمكنكم فعله
seat-answer-do = الجواب مع التعليل
seat-ask-do = سؤال المكتب
seat-received-do = القول إنكم توصّلتم به
seat-received-reference = مرجعكم لهذا الإشعار؛ فارغ إن لم يكن لكم مرجع
seat-received-long = لا يتجاوز المرجع { $most } حرفًا. لم يضع شيء: اختصروه هنا.
seat-received-before = سبق أن قلتم إنكم توصّلتم به، بمرجع آخر. وذاك هو الذي يبقى.
seat-line = { $name }: { $text }
seat-question = سؤالكم

seat-back = الرجوع إلى الإشعار
seat-answer-title = جواب معلّل
seat-answer-means = ما تقرر وأساسه ومن قرره يُقيَّد في السجل العمومي. أما النصوص فلا: تذهب إلى المكتب وإلى الشخص الذي طلب.
seat-ask-title = سؤال المكتب
seat-ask-means = يتوقف أجل الجواب إلى أن يرد المكتب، ثم يبدأ من جديد. ويُقيَّد في السجل العمومي أنكم سألتم، ولا يُقيَّد السؤال.
seat-answer-send = إرسال الجواب
seat-ask-send = إرسال السؤال
seat-choose = اختاروا
seat-most = { $most ->
    [one] حرف واحد على الأكثر.
    [two] حرفان على الأكثر.
    [few] { $most } أحرف على الأكثر.
    [many] { $most } حرفًا على الأكثر.
   *[other] { $most } حرف على الأكثر.
}
seat-territories = البلدان التي يسري فيها
seat-territories-hint = رموز من حرفين تفصل بينها مسافات، مثل: ma fr. فارغ لكل مكان.
seat-applied-on = من أي يوم
seat-ends-on = إلى أي يوم
seat-day-hint = مثل 2026-11-25. فارغ إن لم تذكروه.
seat-ends-hint = مثل 2026-12-25. فارغ إن كان نهائيًا.
seat-redress = كيف يُتظلَّم من قراركم لديكم
seat-language = لغة نصوصكم
seat-own-id = اسمكم الخاص لهذا الإرسال
seat-own-id-hint = حروف لاتينية وأرقام وشرطات وشرطات سفلية؛ يمكن أن يبقى فارغًا. والاسم نفسه مرتين جواب واحد.
seat-own-id-taken = سبق أن استعملتم هذا الاسم لشيء آخر عن هذا الإشعار. اختاروا غيره. لم يضع شيء.
seat-overtaken = حدث شيء لهذا الإشعار وأنتم تكتبون. انظروا إليه في نافذة أخرى، ثم أرسلوا هذا من جديد إن بقي صحيحًا. لم يضع شيء.
seat-problem-decision = اختاروا ما قررتم.
seat-problem-measure = اذكروا ما تم فعله إن تم شيء، وحينئذ فقط.
seat-problem-not-what-was-asked = من فعل المطلوب أو أكثر فقد قبل، ومن فعل أخف منه فقد ضيّق. صححوا القرار أو الإجراء.
seat-problem-basis = اختاروا أساس القرار.
seat-problem-decider = اختاروا من قرر.
seat-problem-ground = اذكروا المادة أو القاعدة التي يستند إليها، في 500 حرف على الأكثر.
seat-problem-explanation = اذكروا السبب في 2,000 حرف على الأكثر: من يرفض أو يفعل أقل يعلّل.
seat-problem-question = اكتبوا سؤالكم في 2,000 حرف على الأكثر.
seat-problem-facts = لا تتجاوز الوقائع 5,000 حرف.
seat-problem-territories = اكتبوا كل بلد برمزه من حرفين، مثل ma أو fr.
seat-problem-days = اكتبوا اليوم هكذا 2026-11-25؛ ولا يسبق الأخيرُ الأول.
seat-problem-redress = لا تتجاوز طرق التظلّم 500 حرف.
seat-problem-language = اختاروا لغة من القائمة.
seat-problem-own-id = لا يضم اسمكم الخاص إلا حروفًا لاتينية وأرقامًا وشرطات وشرطات سفلية، 500 على الأكثر. وعلى البرامج أن ترسل اسمًا.
seat-problem-nothing-to-restore = لا يُعاد إلا ما أُزيل أو قُيّد بجواب سابق.

seat-tokens = رموز الدخول للبرامج
seat-tokens-means = يقرأ برنامج لكم الإشعارات ويجيب عنها برمز دخول، دون كلمة سر. ومن كان عنده الرمز يتصرف باسمكم: احفظوه كمفتاح، واسحبوه حين لا يُستعمل.
seat-token-made = رمز الدخول الجديد
seat-token-once = يظهر هذه المرة فقط. ولا يحتفظ المكتب بنسخة منه.
seat-token-try = جرّبوه:
seat-token-none = لا يوجد رمز دخول بعد.
seat-token-when = أُنشئ
seat-token-used = آخر استعمال
seat-token-unused = لم يُستعمل قط
seat-token-revoke = سحب
seat-token-new = إنشاء رمز دخول
seat-token-name = ما الذي سيستعمله
seat-token-make = إنشاء الرمز
seat-token-no-name = أعطوه اسمًا من { $most } حرفًا على الأكثر، لتعرفوا لاحقًا ما هو.
seat-token-many = لديكم { $most } رمزًا. اسحبوا واحدًا أولًا.

message-not-now-title = هذا غير ممكن الآن
message-not-now-do = ارجعوا إلى إشعاراتكم.

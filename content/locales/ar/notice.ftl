# Notices: writing, approving, releasing, delivering, and what came back.

notices-title = الإشعارات
notices-none = لا شيء ينتظر هنا.
notices-to-deliver = في انتظار التسليم
notices-draft = قيد الكتابة
notices-proposed = في انتظار موظف ثانٍ
notices-approved = في انتظار المراجع الخارجي
notices-under-review = لدى المراجع الخارجي
notices-registering = في طريقه إلى السجل
notices-released = يجوز إرساله
notices-withdrawn = مسحوب
notices-left = المسلّمة، وجوابها منتظر
notices-to-reply = المنصة تسأل
notices-over = ما أُجيب عنه أو سُكت عنه أو سُحب
notices-more = التالية

notice-title = إشعار إلى { $platform }
notice-case = الملف
notice-state-draft-means = لا يراه إلا الموظفون، ولا شيء منه علني.
notice-state-proposed-means = يقرؤه مصادِق لم يشارك في الملف، فيوافق عليه أو يعيده.
notice-state-approved-means = وافق عليه موظف ثانٍ. ولا يخرج قبل أن يوقعه مراجع من خارج هذا المكتب.
notice-state-under-review-means = نصوصه وقيده ثابتة. يوقع المراجع هذه بعينها، أو يعترض.
notice-state-registering-means = لم يخرج بعد. يُثبَّت قيده أولا في السجل العلني، وإن تعذّر ذلك فلا شيء يخرج.
notice-register-closed = لم يخرج بعد. السجل لا يقبل أي قيد في هذه اللحظة، ولا يخرج شيء قبل أن يقبل. الإشعار محفوظ، وسيمضي حينها من تلقاء نفسه.
notice-state-released-means = قيده في السجل العلني، ويجوز تسليمه إلى المنصة.
notice-state-withdrawn-means = سحبه المكتب علنا، ويبقى قيد الإشعار.
notice-drafted-by = كتبه
notice-approved-by = وافق عليه
notice-reviewer = المراجع
notice-entry = القيد
notice-remark = سبب إعادته
notice-due = يُطلب الجواب إلى غاية
notice-no-force = طلب من المكتب، وليست له قوة القانون.
notice-edit = متابعة الكتابة
notice-says = مضمونه
notice-names-person = يرفق به اسم الشخص، وقد وافق على ذلك.
notice-decide = قرارك
notice-decide-means = إذا وافقت مضى الإشعار في طريقه باسمك المستعار. ولا يمكنك الموافقة على إشعار كتبته، ولا في ملف شاركت في البت فيه.
notice-approve = أوافق
notice-return = إعادته
notice-return-why = السبب
notice-reason-wrong = اذكر سبب الإعادة في 2000 حرف على الأكثر.
notice-not-approved-drafter = أنت من كتب هذا الإشعار. يجب أن يوافق عليه موظف آخر.
notice-not-approved-part = شاركت في البت في هذا الملف. يجب أن يوافق موظف لم يشارك فيه.
notice-report-gone = حُذف البلاغ الذي يستند إليه، فلم يعد ممكنا إرساله.
notice-copy = للتسليم باليد
notice-copy-means = ألصق النص في استمارة المنصة، أو أرسل الملف الذي يمكنها التحقق منه بنفسها.
notice-copy-show = إظهار النص
notice-author-show = إظهار ما يُطلب من المنصة إبلاغه إلى صاحب المحتوى
notice-download-text = تنزيل النص
notice-download-release = تنزيل الملف مع إثباته
notice-turns = ما جرى منذ ذلك
notice-deliver = التسليم
notice-deliver-record = تسجيل التسليم
notice-deliver-means = كيف
notice-deliver-proof = ما يثبته: المرجع الذي أعطته المنصة، اسم الوصل
notice-received-record = تسجيل أن المنصة توصلت به
notice-received-proof = ما أرسلته المنصة
turn-at = متى، بالتوقيت العالمي
notice-answer = الجواب
notice-answer-record = تسجيل الجواب
notice-answer-means = ما قالته المنصة في غير مقعدها. يذكر السجل أنك أنت من دوّنه.
notice-reply = المنصة تسأل
notice-reply-means = سؤالها مذكور أعلاه. إذا رددتم بدأ أجل جوابها من جديد، وبغير ردّ لا يتوقف الأجل إلا مدة محدودة ثم يجري.
notice-reply-text = ردّكم. تقرؤه المنصة في مقعدها ولا يرد في أي قيد عمومي. بلا أسماء، ولا شيء لا حاجة للمنصة إلى معرفته
notice-reply-send = إرسال الرد
answer-decision = القرار
answer-measure = ما تم فعله
answer-no-measure = لم يُفعل شيء
answer-basis = يستند إلى
answer-decider = من قرر
answer-ground = المادة أو القاعدة التي يذكرها
answer-explanation = السبب
answer-facts = الوقائع
notice-withdraw = سحب الإشعار
notice-withdraw-means = السحب علني مع سببه، وتُخبَر به المنصة في صفحتها.
turn-wrong-time = اكتب الوقت هكذا: 2026-11-25T14:30:00Z، ولا يجوز أن يكون في المستقبل.
turn-wrong-means = اذكر كيف سُلّم.
turn-wrong-proof = اذكر في 2000 حرف على الأكثر ما يثبته.
turn-wrong-reason = اختر السبب.
turn-wrong-answer = الجواب غير كامل: يُذكر ما تم فعله إذا فُعل شيء وإلا فلا؛ وللرفض أو للتدبير الأخف سببه؛ ويُذكر القانون أو القاعدة إن استند إليهما.
turn-wrong-state = تعذرت قراءة الإشعار الآن. أعد المحاولة.
turn-wrong-reply = اكتب ردّا لا يتجاوز 2000 حرف.
turn-wrong-restored = لا يُعاد إلا ما حُذف أو قُيّد من قبل.
turn-overtaken = دُوّن شيء آخر بشأن هذا الإشعار أثناء كتابتك. انظر أعلاه إلى ما جرى؛ وما كتبته ما زال هنا.
turn-out-of-place-withdrawn = سحب المكتب هذا الإشعار، فلا يُدوَّن بشأنه شيء بعد ذلك.
turn-out-of-place-not-delivered = لم يُدوَّن أي تسليم بعد. دوّنه أولا.
turn-out-of-place-too-many = بلغت الأجوبة والأسئلة بشأن هذا الإشعار أقصى عددها.
turn-out-of-place-before-issued = كان ذلك قبل إصدار الإشعار. اكتب لحظة تسليمه.
turn-out-of-place-before-delivery = كان ذلك قبل تسليم الإشعار. لا يعود شيء قبل التسليم.
turn-out-of-place-in-future = تلك اللحظة لم تحن بعد.
turn-out-of-place-nothing-asked = المنصة لا تسأل عن شيء الآن.
message-overtaken-title = سبقك غيرك
message-overtaken-text = لم يعد ما طلبته مناسبا: غيّر شخص آخر الإشعار أو الملف في هذه الأثناء. لم يُحفظ شيء مما أرسلته.
message-overtaken-do = أعد تحميل الصفحة وانظر ما تغير ثم قرر من جديد.
message-retired-title = انتهت مدته
message-retired-text = مُحي ما قاله هذا الإشعار وما قيل عنه بعده. يبقى في السجل العمومي أنه كان، ومتى، وكيف انتهى.
message-retired-do = ابحث عنه في القاعة العمومية.

never-title = لا يمكن إرسال أي إشعار
never-kept = تُحفظ المحاولة وتُعدّ.
never-routes = المسارات المتبقية

edit-overtaken = غيّر شخص آخر هذه المسودة أثناء كتابتك. ما كتبته أدناه ولم يُحفظ بعد. إذا حفظته حلّ محل ما كتبه.
edit-overtaken-see = انظر ما كُتب
edit-title = كتابة إشعار
edit-refused = لا يمكن إرساله على هذا النحو. ما كتبته محفوظ.
edit-platform = إلى أي منصة
edit-places = أين يوجد المحتوى
edit-names-victim = العنوان وحده يسمّي الشخص المتضرر أو يقود إليه: يُلتزم به بملح سري
edit-articles = مواد القانون
edit-articles-hint = مقترحة من أجوبة الشخص، والقرار لك. لا يظهر هنا إلا ما يصلح سندا لإشعار.
edit-house-rules = قواعد المنصة نفسها
edit-measure = ما المطلوب
edit-measure-hint = أخف تدبير يكفي.
edit-language = لغة الإشعار
edit-reasons = لماذا المحتوى غير مشروع
edit-names-person = يرفق اسم الشخص بالإشعار. وقد وافق على ذلك في بلاغه.
edit-no-name = لم يوافق الشخص على إرفاق اسمه بإشعار: المكتب وحده هو المُشعِر.
edit-test = الاختبار الثلاثي
edit-test-hint = يُلتزم به مع القيد ويُنشر بعد 90 يوما كما تكتبه تماما: لا أسماء ولا حسابات ولا عناوين ولا أرقام تقود إلى أحد.
test-law = القانون: كيف تشمل المواد ما نُشر
test-aim = الغاية
edit-aim-reasons = لماذا هذه الغاية مطروحة هنا
test-necessity = الضرورة: لماذا هذا لازم، لا أكثر
test-considered = تم وزن التدبير: { $measure }
edit-considered = تدابير أخف، ولماذا لا يكفي كل منها
edit-considered-hint = واحد على الأقل. اترك فارغا ما لم تزنه.
edit-duration = لكم من يوم؛ فارغ إن كان نهائيا
aim-rights_of_others = حقوق الغير أو سمعتهم
aim-safety_of_children = سلامة طفل وكرامته
aim-life_and_safety = حياة شخص أو سلامته
aim-private_life = الحياة الخاصة والمعطيات الشخصية
notice-hours = { $hours ->
    [zero] يُطلب من المنصة أن تجيب فور التسليم. وليست لذلك قوة القانون.
    [one] يُطلب من المنصة أن تجيب خلال ساعة واحدة من التسليم. وليست لذلك قوة القانون.
    [two] يُطلب من المنصة أن تجيب خلال ساعتين من التسليم. وليست لذلك قوة القانون.
    [few] يُطلب من المنصة أن تجيب خلال { $hours } ساعات من التسليم. وليست لذلك قوة القانون.
    [many] يُطلب من المنصة أن تجيب خلال { $hours } ساعة من التسليم. وليست لذلك قوة القانون.
   *[other] يُطلب من المنصة أن تجيب خلال { $hours } ساعة من التسليم. وليست لذلك قوة القانون.
}
notice-good-faith = حسب علمنا، ما ورد في هذا الإشعار صحيح وكامل.
edit-propose = عرضه على موظف ثانٍ
edit-save = حفظ
edit-drop = التخلي عن هذه المسودة

refusal-no-standing = لا يطلب الإشعار إلا الشخص المتضرر أو وليّه أو وارثه.
refusal-platform = اختر منصة يعرفها المكتب.
refusal-no-place = اختر عنوانا واحدا على الأقل.
refusal-place-elsewhere = أحد العناوين ليس لهذه المنصة، أو هو رابط مختصر لا يدل على موضع محدد.
refusal-no-article = إشعار السلطة يذكر مادة قانونية واحدة على الأقل.
refusal-article = إحدى المواد غير مقترحة لهذا البلاغ، أو لا تصلح سندا لإشعار.
refusal-house-rule = الدولة لا تحتج بقواعد المنصة نفسها.
refusal-no-ground = اذكر مادة قانونية أو قاعدة من قواعد المنصة، و16 على الأكثر مجتمعة.
refusal-measure = اذكر ما المطلوب.
refusal-reasons = اذكر في 5000 حرف على الأكثر لماذا المحتوى غير مشروع، وبأي لغة.
refusal-no-consent = لم يوافق الشخص على إرفاق اسمه بإشعار.
refusal-good-faith = صرّح بأن ما ورد في الإشعار صحيح وكامل.
refusal-test-aim = اذكر الغاية، ولماذا هي مطروحة في 2000 حرف على الأكثر.
refusal-test-law = اذكر في 2000 حرف على الأكثر كيف تشمل المواد ما نُشر.
refusal-test-necessity = اذكر في 2000 حرف على الأكثر لماذا هو ضروري.
refusal-test-milder = اذكر عن تدبير أخف واحد على الأقل لماذا لا يكفي.
refusal-test-considered = لا تُوزن إلا تدابير أخف من المطلوب، ولكل منها سببه.
refusal-test-duration = المدة عدد أيام من 1 إلى 3650، أو فارغة.
refusal-test-names-somebody = سيُنشر الاختبار: يجب ألا يتضمن عنوانا ولا حسابا ولا رقما طويلا ولا اسم الشخص.
refusal-already-open = هناك إشعار من هذا الملف إلى هذه المنصة في الطريق أو بلا جواب.

notice-for-author = طلب { $desk } من هذه المنصة اتخاذ إجراء بشأن محتوى لك. يمكنك أن تقرأ ما طُلب وبموجب أي مادة، وأن تجيب عنه، وأن تطلب أن ينظر فيه من جديد شخص لم يشارك فيه. لا حاجة إلى حساب: افتح الصفحة أدناه وأدخل الرمز. ويمكن اللجوء إلى المحكمة في كل حال.
notice-text-title = إشعار
notice-text-desk = من
notice-text-reference = المرجع
notice-text-asked = المطلوب
notice-text-harm = الموضوع
notice-text-capacity = صفة المشتكي
notice-text-official = مسؤول عمومي
notice-text-person = اسم الشخص
notice-text-where = الموضع
notice-text-law = السند
notice-text-why = السبب
notice-text-defences = ما قد يشهد لصاحب المحتوى، كما أجيب عنه
notice-text-answer = { $hours ->
    [zero] يُطلب جواب معلّل فور التسليم. هذا طلب وليس أمرا، وليست له قوة القانون.
    [one] يُطلب جواب معلّل خلال ساعة واحدة من التسليم. هذا طلب وليس أمرا، وليست له قوة القانون.
    [two] يُطلب جواب معلّل خلال ساعتين من التسليم. هذا طلب وليس أمرا، وليست له قوة القانون.
    [few] يُطلب جواب معلّل خلال { $hours } ساعات من التسليم. هذا طلب وليس أمرا، وليست له قوة القانون.
    [many] يُطلب جواب معلّل خلال { $hours } ساعة من التسليم. هذا طلب وليس أمرا، وليست له قوة القانون.
   *[other] يُطلب جواب معلّل خلال { $hours } ساعة من التسليم. هذا طلب وليس أمرا، وليست له قوة القانون.
}
notice-text-author = يُرجى إبلاغ صاحب المحتوى

event-notice-approved = وافق موظف ثانٍ على الإشعار
event-notice-certified = وقّع المراجع الخارجي الإشعار
event-notice-released = الإشعار في السجل العلني ويجوز إرساله
event-notice-delivered = سُلّم الإشعار إلى المنصة
event-notice-received = قالت المنصة إنها توصلت بالإشعار
event-notice-answered = أجابت المنصة
event-notice-replied = أجاب المكتب عن سؤال المنصة
event-notice-silent = لم تجب المنصة في الأجل
event-notice-withdrawn = سحب المكتب الإشعار
event-notice-drafted = بدأت كتابة إشعار
event-notice-edited = كتب شخص آخر في مسودة إشعار
event-notice-dropped = تُخلي عن مسودة إشعار
event-notice-proposed = عُرض إشعار على موظف ثانٍ
event-notice-returned = أعيد إشعار
event-notice-under-review = فتح المراجع الخارجي إشعارا
event-notice-objected = اعترض المراجع الخارجي على إشعار
event-notice-refused = رفضت قواعد الإجراءات إشعارا
event-notice-contested = قُدم تظلّم من إشعار
event-contest-decided = بُتّ في تظلّم

# A notice on paper.
paper-title = تسليم الإشعار
paper-lead = كل جزء من هذا الإشعار على حدة، بالترتيب الذي تطلبه النماذج. ضغطة واحدة تأخذ الجزء كله.
paper-no-form = لا يذكر أي مصدر نموذجا لهذه المنصة. اطبع هذه الصفحة أو أرسلها بوسيلة تترك إثباتا.
paper-forms = النماذج العمومية للمنصة كما تذكرها مصادرنا:
paper-then = ثم دوّن في صفحة الإشعار متى سُلّم، وبأي مرجع، وما الذي يثبت ذلك. يبدأ الأجل من ذلك اليوم.
paper-back = العودة إلى الإشعار
paper-author = لصاحب المحتوى
paper-author-means = المرجو إيصال أحد هذه النصوص إليه مع العنوان والرمز.
paper-contest = أين يُقرأ ويُتظلّم منه، والرمز
paper-good-faith = بحسن نية
paper-answer = الأجل المطلوب

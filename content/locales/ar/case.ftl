# The officers' queue and the page of a case.

queue-title = الملفات
queue-next = أخذ الملف التالي
queue-shelves = أي الملفات
queue-live = كل ما ينتظر
queue-closed = المغلقة
queue-oldest = الأقدم
queue-none = لا ملف هنا.
queue-more = ملفات أخرى
urgency-now = الآن
urgency-today = اليوم
urgency-in-turn = في دوره
case-unread = رسالة جديدة
case-official = المشتكي مسؤول عمومي
case-held = يعمل عليه أحدهم
case-waits = ينتظر الشخص
case-reports = { $count ->
    [zero] لا بلاغ
    [one] بلاغ واحد
    [two] بلاغان
    [few] { $count } بلاغات
    [many] { $count } بلاغا
   *[other] { $count } بلاغ
}
case-refused = { $count ->
    [zero] لم ترفض قواعد الإجراءات أي محاولة إشعار.
    [one] رفضت قواعد الإجراءات محاولة إشعار واحدة.
    [two] رفضت قواعد الإجراءات محاولتي إشعار.
    [few] رفضت قواعد الإجراءات { $count } محاولات إشعار.
    [many] رفضت قواعد الإجراءات { $count } محاولة إشعار.
   *[other] رفضت قواعد الإجراءات { $count } محاولة إشعار.
}
case-state-open = مفتوح
case-state-waiting = ينتظر الشخص
case-state-closed = مغلق
case-state-merged = ضُمّ إلى ملف آخر
report-state-received = مستلم
report-state-withdrawn = سحبه الشخص
report-state-erased = حذفه الشخص
case-mine = أنت تعمل على هذا الملف.
case-held-by = لدى
case-claim = العمل على هذا الملف
case-release = إعادة الملف
case-report = بلاغ
case-account = ما حدث، بكلمات الشخص نفسه
case-write = الكتابة إلى الشخص
case-write-label = يرى الشخص هذا بعينه في صفحة وصله
case-write-reply = أحتاج إلى جواب: ينتظره الملف
case-confirm = هذه المواد تنطبق
case-notice-may = يجوز إرسال إشعار: يجب أن يوافق موظف ثانٍ، ويحتاج إشعار السلطة إلى المراجع الخارجي.
case-no-notice = لم تبدأ كتابة أي إشعار.
case-notes = ملاحظات
case-note-internal = للموظفين وحدهم
case-note-public = لكل من بلّغ
case-note-label = ملاحظة
case-note-everyone = يراها كل من بلّغ
case-note-add = إضافة الملاحظة
case-close = إغلاق الملف
case-close-means = المآل قيد في السجل العلني باسمك المستعار، ويُخبَر به الأشخاص.
case-outcome = المآل
case-reopen = استئناف الملف
case-refusal-held = { $officer } يعمل على هذا الملف. لم يتغير شيء.
case-refusal-not-held = هذا الملف ليس لديك، أو انتهى وقتك معه. خذه أولا. لم يتغير شيء.
case-refusal-changed = تغيّر الملف منذ رأيته. هذه حاله الآن. لم يُرسل شيء، وما كتبته ما زال هنا.
case-refusal-state = لا يمكن فعل هذا والملف على حاله.
case-refusal-nothing = ينقص شيء: اكتب النص، أو اختر، أو أكّد أنك متأكد؛ أو أن البلاغ لم يعد موجودا.
message-person = الشخص
state-waiting = سألك المكتب سؤالا
state-waiting-means = اقرأ الرسالة أدناه وأجب عنها. يتابَع الملف بعد ذلك.
event-case-opened = فُتح ملف
event-report-folded = وصل بلاغ آخر عن المحتوى نفسه
event-articles-confirmed = تم تأكيد المواد
event-case-claimed = أخذ موظف الملف
event-case-closed = أُغلق الملف
event-case-released = أعاد موظف الملف
event-case-reopened = استؤنف الملف
event-messages-seen = قُرئت رسائل
event-note-internal = ملاحظة للموظفين
event-note-public = ملاحظة لكل من بلّغ
case-refusal-too-late = لم يعد التراجع عن هذا ممكنا.
case-refusal-not-so = ما عاد بشأن إشعارات هذا الملف لا يطابق هذه النتيجة. اختر ما يصدق.
case-refusal-own-proposal = أنت من اقترح هذا: يجب أن يؤكده موظف آخر.
case-refusal-expired = عُرضت هذه القائمة منذ وقت طويل. انظر إلى الملفات من جديد كما هي الآن. لم يتغير شيء.
case-refusal-too-many = لا يُنهي الموظف الواحد أكثر من 1000 بلاغ في الساعة بأفعال على عدة ملفات. لم يتغير شيء: انتظر، أو أنهِ الملفات واحدا واحدا، أو اتركها لزميل.
case-until = إلى
case-release-next = إعادته وأخذ التالي
case-lost = لم يعد هذا الملف لديك: انتهى وقتك، أو أخذه شخص آخر. ما كتبته ما زال هنا.
case-preview = هذا ما سيقرؤه الشخص
case-preview-do = عرضه قبل الإرسال
case-preview-change = غيّره هنا إن لزم
case-write-reader = يقرؤه صاحب هذا البلاغ وحده.
case-note-readers = { $count ->
    [zero] لا يقرؤه أحد الآن. لا تقل شيئا عمن بلّغ أيضا: قد يكون صاحب المحتوى بينهم.
    [one] يقرؤه شخص واحد بلّغ. لا تقل شيئا عمن بلّغ أيضا: قد يكون صاحب المحتوى بينهم.
    [two] يقرؤه شخصان بلّغا. لا تقل شيئا عمن بلّغ أيضا: قد يكون صاحب المحتوى بينهم.
    [few] يقرؤه { $count } أشخاص بلّغوا. لا تقل شيئا عمن بلّغ أيضا: قد يكون صاحب المحتوى بينهم.
    [many] يقرؤه { $count } شخصا بلّغوا. لا تقل شيئا عمن بلّغ أيضا: قد يكون صاحب المحتوى بينهم.
   *[other] يقرؤه { $count } شخص بلّغوا. لا تقل شيئا عمن بلّغ أيضا: قد يكون صاحب المحتوى بينهم.
}
case-evidence = الأدلة
case-no-files = لم يُسلَّم أي ملف.
case-exhibit = المستند
exhibit-kind-picture = صورة
exhibit-kind-film = فيديو
exhibit-kind-sound = تسجيل صوتي
exhibit-kind-file = ملف
case-colour = بالألوان
case-shown = المستند كما سُلّم
case-download = تنزيل المستند
case-reveal = إظهار المستند
case-reveal-means = كل إظهار يُسجَّل باسمك المستعار. تظهر الصورة رمادية وبلا صوت.
case-others = بلاغات هذا الملف
case-no-report = لم يبق في هذا الملف بلاغ يمكن قراءته.
case-activity = البلاغات في كل ساعة
case-activity-table = الأرقام نفسها في جدول
case-hour = الساعة
case-report-count = البلاغات
case-burst = { $count ->
    [zero] اندفاع: بلاغات أكثر بكثير من المعتاد في هذا الملف.
    [one] اندفاع: بلاغ واحد في ساعة، أكثر بكثير من المعتاد في هذا الملف.
    [two] اندفاع: بلاغان في ساعة، أكثر بكثير من المعتاد في هذا الملف.
    [few] اندفاع: { $count } بلاغات في ساعة واحدة، أكثر بكثير من المعتاد في هذا الملف.
    [many] اندفاع: { $count } بلاغا في ساعة واحدة، أكثر بكثير من المعتاد في هذا الملف.
   *[other] اندفاع: { $count } بلاغ في ساعة واحدة، أكثر بكثير من المعتاد في هذا الملف.
}
case-no-burst = { $count ->
    [zero] لا بلاغ في الساعات الأخيرة.
    [one] بلاغ واحد على الأكثر في الساعة.
    [two] بلاغان على الأكثر في الساعة.
    [few] { $count } بلاغات على الأكثر في الساعة.
    [many] { $count } بلاغا على الأكثر في الساعة.
   *[other] { $count } بلاغ على الأكثر في الساعة.
}
case-burst-hour = اندفاع
case-count-decides-nothing = عدد البلاغات لا يقرر شيئا: قد تكون لأناس كثيرين، أو لواحد ومعه برنامج.
case-identity = كيف يمكن الوصول إلى الشخص
case-identity-may = قبل الشخص ذكر اسمه للمنصة.
case-identity-may-not = لم يقبل الشخص ذكر اسمه للمنصة.
case-identity-ask = إظهار كيفية الوصول إلى الشخص
case-identity-means = يُسجَّل هذا مع السبب باسمك المستعار، ويراه الشخص في صفحة وصله.
case-identity-why = لماذا
case-identity-covered = ترك الشخص وسيلة للوصول إليه؛ وهي مخفية.
case-identity-none = لم يترك الشخص أي وسيلة للوصول إليه.
identity-contact = للحديث معه
identity-standing = لمعرفة هل له أن يطلب هذا
identity-court-file = لرسالة أو لملف المحكمة
identity-prosecutor = للنيابة العامة أو الشرطة
identity-danger = قد يكون في خطر
identity-delivery = لتسليم الإشعار الذي يذكر الاسم
case-seen = قرأتها، ولا شيء يلزم
case-law-decides = هذه اقتراحات مع أسبابها؛ الموظف هو من يؤكد.
case-first-route = أول سبيل:
case-confirmed = مؤكدة
case-purge = وُجد: يجب محوه
case-purge-means = لمواد جنسية لقاصر أو مواد حميمة. تُمحى من هنا ومن كل بلاغ فيه الملف نفسه، ولو لم يكتمل، مع بصماتها؛ ويبقى مسجلا أنها مُحيت. لا رجوع في هذا.
case-purge-what = ماذا يظهر فيه؟
case-purge-what-hint = يُسجَّل هذا معاينةً في البلاغ ويبقى. إن لم تكن متأكدا من السن فاختر الأول.
unkeepable-minor = محتوى جنسي أو حميمي، ويظهر فيه من هو دون 18 سنة، أو قد يكون كذلك
unkeepable-adults = محتوى جنسي أو حميمي لراشدين فقط
case-purge-sure = نعم، امحه نهائيا
case-purge-do = محو المستند
case-purge-all = محو البلاغ كله
case-purge-all-means = تُمحى كل الملفات وما كُتب. يبقى العنوان والأجوبة وكيفية الوصول إلى الشخص، فالشرطة تحتاج إليها.
case-purge-all-do = محو البلاغ
case-purged = تم المحو. ما يجب فعله الآن
case-purged-law = أخبر الشرطة أو الدرك أو النيابة العامة فورا بالعنوان، من دون الملف. المكتب الذي يديره موظفون ملزم بتبليغ الجرائم.
case-purged-tell = اكتب إلى الشخص ما حدث، ولماذا لا يحتفظ المكتب بمثل هذا.
case-purged-adults = يكفي العنوان للإشعار ولملف المحكمة. للشخص وحده أن يقرر اللجوء إلى القضاء: بيّن له السبل.
case-purged-closed = سُجِّل في البلاغ ما كان يظهر فيه. من الآن لا يُطلب أي ملف، ولا يدخل العنوان السجل العمومي.
case-purged-self = ما رأيته ثقيل. خذ استراحة، وكلّم زميلا إن احتجت.
purge-statement = { $count ->
    [zero] حذف المكتب في { $at } ما لا يجوز الاحتفاظ به من هذا البلاغ. لم يبق منه شيء، ولا بصمته.
    [one] حذف المكتب في { $at } مستندا واحدا من هذا البلاغ لأنه لا يجوز الاحتفاظ به. لم يبق منه شيء، ولا بصمته.
    [two] حذف المكتب في { $at } مستندين من هذا البلاغ لأنه لا يجوز الاحتفاظ بهما. لم يبق منهما شيء، ولا بصمتاهما.
    [few] حذف المكتب في { $at } من هذا البلاغ { $count } مستندات لأنه لا يجوز الاحتفاظ بها. لم يبق منها شيء، ولا بصماتها.
    [many] حذف المكتب في { $at } من هذا البلاغ { $count } مستندا لأنه لا يجوز الاحتفاظ بها. لم يبق منها شيء، ولا بصماتها.
   *[other] حذف المكتب في { $at } من هذا البلاغ { $count } مستند لأنه لا يجوز الاحتفاظ بها. لم يبق منها شيء، ولا بصماتها.
}
case-close-next = إغلاقه وأخذ التالي
case-arrange = ترتيب
case-split = فصل هذا البلاغ
case-split-means = يصبح لهذا البلاغ ملف خاص به، لديك. تتبعه البلاغات المقبلة عن المحتوى نفسه.
case-merge = ضم ملف آخر إلى هذا
case-merge-means = كل ما في الملف الآخر ينتقل إلى هنا: البلاغات والملاحظات والرسائل.
case-merge-other = مرجع الملف الآخر
case-undo = تراجع
case-move-split = { $count ->
    [zero] فُصل بلاغ.
    [one] فُصل بلاغ واحد.
    [two] فُصل بلاغان.
    [few] فُصلت { $count } بلاغات.
    [many] فُصل { $count } بلاغا.
   *[other] فُصل { $count } بلاغ.
}
case-move-merge = { $count ->
    [zero] ضُمّ ملف.
    [one] ضُمّ ملف فيه بلاغ واحد.
    [two] ضُمّ ملف فيه بلاغان.
    [few] ضُمّ ملف فيه { $count } بلاغات.
    [many] ضُمّ ملف فيه { $count } بلاغا.
   *[other] ضُمّ ملف فيه { $count } بلاغ.
}
case-hand-over = تسليم إلى موظف آخر
case-hand-over-to = إلى
case-hand-over-nobody = لا أحد بعينه
case-mark = وضع علامة
case-mark-which = العلامة
case-mark-none = بلا علامة
mark-follow-up = يُعاد إليه
mark-pattern = قد يكون جزءا من شيء أكبر
mark-second-look = يحتاج إلى نظرة ثانية
find-case = البحث عن ملف
find-case-label = كلمات أو عنوان أو مرجع
find-case-do = بحث
find-case-means = كل الكلمات معا، من دون تشكيل ولا همزات؛ الأحدث أولا. ما تبحث عنه لا يبقى في أي عنوان.
find-case-none = لم يوجد شيء. ما وصل قبل لحظات يظهر بعد قليل.
filter-title = تصفية
filter-any = الكل
filter-do = إظهار
filter-name = احفظ هذه التصفية باسم
filter-save = حفظ
filter-forget = حذف التصفية
filter-name-wrong = اكتب اسما من 60 حرفا على الأكثر.
filter-too-many = تحتفظ بعشرين تصفية، وهذا هو الحد. احذف واحدة أولا.
filter-shelf = الحالة
filter-whose = لدى من
filter-urgency = الاستعجال
filter-harm = الضرر
filter-platform = المنصة
filter-mark = العلامة
filter-outcome = المآل
filter-official = المشتكي
filter-unread = الرسائل
shelf-live = ما ينتظر
shelf-open = لدى المكتب
shelf-waiting = ينتظر الشخص
shelf-closed = مغلق
whose-anyone = الجميع
whose-free = لا أحد
whose-mine = أنا
whose-given = سُلّم إليّ
platform-facebook = Facebook
platform-instagram = Instagram
platform-snapchat = Snapchat
platform-telegram = Telegram
platform-tiktok = TikTok
platform-whatsapp = WhatsApp
platform-x = X
platform-youtube = YouTube
platform-other = موقع آخر
platform-none = بلا عنوان
bulk-title = فعل على عدة ملفات
bulk-means = اختر ملفات ثم الفعل. ترى القائمة قبل أن يحدث شيء، ويمكن التراجع خلال عشر دقائق.
bulk-preview = عرض ما سيحدث
bulk-nothing = اختر ملفا واحدا على الأقل، و500 على الأكثر، وفعلا يجوز لك.
bulk-close = إغلاق الملفات: { $word }
bulk-hand-over = تسليم الملفات إلى: { $word }
bulk-mark = وضع علامة على الملفات: { $word }
bulk-alone = يحدث حالا، ويمكن التراجع خلال عشر دقائق.
bulk-needs-second = هذه أكثر من عشرين ملفا: يجب أن يؤكد موظف ثانٍ.
bulk-public = تدخل القيود السجل العلني بعد عشر دقائق، حين لا يعود التراجع ممكنا.
bulk-do = نفّذ
bulk-done = نُفّذ
bulk-undone = تم التراجع عنه
bulk-open = ينتظر موظفا ثانيا
bulk-expired = لم يؤكده أحد خلال يوم: لن يُنفَّذ
bulk-second = أكّده
bulk-confirm = أؤكد، نفّذ
bulk-undo = تراجع
bulk-changed = تغيّر
bulk-waits = { $count ->
    [zero] فعل اقترحه { $officer } ينتظر موظفا ثانيا.
    [one] فعل على ملف واحد اقترحه { $officer } ينتظر موظفا ثانيا.
    [two] فعل على ملفين اقترحه { $officer } ينتظر موظفا ثانيا.
    [few] فعل على { $count } ملفات اقترحه { $officer } ينتظر موظفا ثانيا.
    [many] فعل على { $count } ملفا اقترحه { $officer } ينتظر موظفا ثانيا.
   *[other] فعل على { $count } ملف اقترحه { $officer } ينتظر موظفا ثانيا.
}
bulk-left-held = تُرك: يعمل عليه آخر
bulk-left-not-held = تُرك: ليس لديك
bulk-left-changed = تُرك: تغيّر منذ عُرض
bulk-left-state = تُرك: لا يسمح به حاله
bulk-left-nothing = تُرك: لم يعد موجودا
bulk-left-too-late = تُرك: فات الوقت
bulk-left-not-so = تُرك: ما عاد يقول غير ذلك
bulk-left-own-proposal = تُرك: ينتظر موظفا آخر
bulk-left-expired = تُرك: انتظر أطول مما يجوز
bulk-left-too-many = تُرك: كثير في ساعة واحدة
trail-title = سجل الأفعال
trail-lead = كل ما فعله الموظفون وقرؤوه، من دون أي شيء رواه الأشخاص.
trail-case = الملف
trail-officer = الموظف
trail-kind = الفعل
trail-day = اليوم، بالتوقيت العالمي
trail-when = متى
trail-none = لا شيء هنا.
trail-older = ما قبلها
trail-wrong = لم تُفهم التصفية: المرجع 32 رقما، والموظف 16، واليوم مثل 2026-11-25.
trail-report-withdrawn = سحب الشخص بلاغه
trail-report-erased = حذف الشخص بلاغه
trail-message = رسالة إلى الشخص
event-report-read = قرأ موظف البلاغ
event-identity-read = اطّلع موظف على كيفية الوصول إلى الشخص
event-exhibit-revealed = أُظهر مستند
event-exhibit-number = رقم { $number }
event-reply-asked = طرح المكتب سؤالا
event-case-split = فُصل بلاغ في ملف خاص
event-split-undone = تم التراجع عن فصل
event-case-merged = ضُمّ ملف
event-merge-undone = تم التراجع عن ضم
event-case-handed-over = سُلّم الملف
event-case-marked = وُضعت علامة
event-bulk-act = فعل على عدة ملفات
event-bulk-confirmed = أكد موظف ثان فعلا على عدة ملفات
event-bulk-undone = تم التراجع عن فعل على عدة ملفات
event-exhibit-purged = محا المكتب مستندا لا يجوز الاحتفاظ به
event-report-purged = محا المكتب ما لا يجوز الاحتفاظ به من البلاغ
event-purged-parts = { $twins ->
    [0] الأرقام { $numbers }
   *[other] الأرقام { $numbers }، ومعها { $twins } من المستندات نفسها في بلاغات أخرى
}
shortcuts-title = مفاتيح
shortcuts-means = المفاتيح بمواضعها على اللوحة، أيا كان ما طُبع عليها. ما تغيّره يبقى في هذا المتصفح.
shortcuts-on = استعمال المفاتيح
shortcuts-change = تغيير
shortcuts-press = اضغط المفتاح الجديد.
shortcuts-taken = هذا المفتاح مستعمل.
shortcuts-reset = المفاتيح الأصلية
shortcut-next = الملف التالي
shortcut-claim = العمل على الملف
shortcut-release = إعادة الملف
shortcut-down = الملف الأدنى في القائمة
shortcut-up = الملف الأعلى في القائمة
shortcut-reveal = إظهار المستند
shortcut-hold = الصورة ما دام مضغوطا
shortcut-note = كتابة ملاحظة
shortcut-write = الكتابة إلى الشخص
shortcut-close = المآل
shortcut-find = البحث
shortcut-keys = هذه القائمة
closed-solved_by_answer-means = استجابت المنصة لما طُلب منها. إن عاد المحتوى فأرسل بلاغا جديدا.
closed-solved_without_notice-means = حُلّ الأمر من دون إشعار إلى المنصة.
closed-refused-means = رفضت المنصة. سبلك الأخرى أدناه، ومنها المحكمة.
closed-silent-means = لم تجب المنصة في الأجل، وهذا مثبت في السجل العلني. سبلك الأخرى أدناه.
closed-no_ground-means = لم يجد المكتب أساسا في القانون لطلب شيء من المنصة. هذا لا يقول إنك لم تتضرر؛ سبلك أدناه.
closed-public_interest-means = هذا كلام في شأن عام: لا يجوز للمكتب أن يطلب إزالته. لك حق الرد، والمحكمة.
closed-right_of_reply-means = أفضل سبيل هنا حق الرد أو التصحيح. الرسالة جاهزة أدناه.
closed-prosecutor-means = أُحيل الأمر على النيابة العامة.
closed-court-means = السبيل الآن هو المحكمة. نزّل ملف الإثبات أدناه.
closed-data_protection-means = أُحيل الأمر على اللجنة الوطنية لحماية المعطيات الشخصية.
closed-withdrawn-means = أُغلق لأن البلاغ سُحب.
closed-contest_upheld-means = اعترض صاحب المحتوى، وتبيّن أنه محق.
view-notes = من المكتب إليك
case-typed = ما كتبته

# What an officer finds.
event-finding-added = عاين موظف
case-found = ما لا تقوله الأجوبة
case-found-means = الأجوبة أجوبة من يطلب. ما تعاينه هنا يجعل القواعد أشد ولا يخففها أبدا؛ يبقى، ويراه الشخص، وكل ما ينتظر أن يخرج يعود مسودة.
case-found-do = تدوينه
finding-declared-press = نُشر في جريدة أو موقع مصرَّح به
finding-public-matter = يتعلق بالشأن العام لمسؤول أو هيئة أو شخصية عمومية
finding-public-interest = يهم الرأي العام
finding-official = من يطلب مسؤول أو يتكلم باسم هيئة
finding-intimate = محتوى حميمي
finding-minor = المتضرر أو الظاهر فيه دون 18 سنة

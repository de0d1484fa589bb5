# القاعة العمومية: ما طُلب وممن، وما آل إليه.

nav-room = ما طُلب
home-contest = هل يخصّ أحد الطلبات محتوى لك؟ اطّلع عليه وتظلّم منه
home-room = ما طلبه هذا المكتب من المنصات وما ورد جوابًا
room-ways = صفحات البيان العمومي
room-nav-account = البيان
room-nav-notices = الإشعارات
room-nav-concentration = التركّز
room-nav-due = ضمانات الإنصاف
room-nav-desk = من يحق له التصرف

room-title = ما طُلب وما ورد جوابًا
room-lead = كل إشعار وجّهه { $desk } إلى منصة: في أي موضوع، وبناءً على أي مادة، وماذا ورد بعده وبعد كم من الوقت. كل هذا مستخرج من السجل العمومي وحده، ومن يملك نسخة من السجل يصل إلى الأرقام نفسها.
room-covers = { $count ->
    [0] لم يُقرأ أي قيد من السجل بعد.
    [one] استنادًا إلى قيد واحد من السجل.
    [two] استنادًا إلى أول قيدين من السجل.
    [few] استنادًا إلى أول { $count } قيود من السجل.
    [many] استنادًا إلى أول { $count } قيدًا من السجل.
   *[other] استنادًا إلى أول { $count } قيد من السجل.
}
room-behind = { $count ->
    [one] قيد واحد أحدث ما زال قيد القراءة.
    [two] قيدان أحدث ما زالا قيد القراءة.
    [few] { $count } قيود أحدث ما زالت قيد القراءة.
    [many] { $count } قيدًا أحدث ما زالت قيد القراءة.
   *[other] { $count } قيد أحدث ما زالت قيد القراءة.
}
room-last-at = كُتب آخرها في
room-none = لا يذكر السجل أي إشعار بعد.

room-figures = بالأرقام
room-fact-asked = الإشعارات الموجَّهة
room-fact-answered = ورد عليها جواب ما
room-fact-against = رُفضت أو خُفّفت، من الأجوبة الفاصلة
room-fact-silent = سكوت: لا جواب في الأجل ولا بعده
room-fact-pending = لم يرد شيء بعد
room-fact-taken-back = سحبها المكتب
room-fact-official = المشتكي مسؤول عمومي أو سلطة
room-fact-median = نصف الأجوبة ورد في غضون
room-fact-ninth = تسعة أعشار الأجوبة وردت في غضون
room-note-late = { $count ->
    [one] جواب واحد ورد بعد تقييد السكوت.
    [two] جوابان وردا بعد تقييد السكوت.
    [few] { $count } أجوبة وردت بعد تقييد السكوت.
    [many] { $count } جوابًا ورد بعد تقييد السكوت.
   *[other] { $count } جواب ورد بعد تقييد السكوت.
}
room-note-overdue = { $count ->
    [one] إشعار واحد انقضى أجله ولم يُقيَّد السكوت.
    [two] إشعاران انقضى أجلهما ولم يُقيَّد السكوت.
    [few] { $count } إشعارات انقضى أجلها ولم يُقيَّد السكوت.
    [many] { $count } إشعارًا انقضى أجلها ولم يُقيَّد السكوت.
   *[other] { $count } إشعار انقضى أجلها ولم يُقيَّد السكوت.
}
room-times-of = { $count ->
    [0] لا مدة لأي جواب بعد.
    [one] من جواب واحد.
    [two] من جوابين.
    [few] من { $count } أجوبة.
    [many] من { $count } جوابًا.
   *[other] من { $count } جواب.
}
room-too-few = الأجوبة أقل من أن تكفي
room-share = { $part } من { $all } ({ $percent } %)
room-share-few = { $part } من { $all }
room-interval = 95 %: بين { $low } و{ $high }.
room-interval-low = 95 %: { $low } أو أكثر.
room-interval-high = 95 %: { $high } أو أقل.
room-interval-none = العدد أقل من أن يعطي مجالًا.
room-took-moments = أقل من دقيقة
room-took-minutes = { $count ->
    [one] دقيقة واحدة
    [two] دقيقتان
    [few] { $count } دقائق
    [many] { $count } دقيقة
   *[other] { $count } دقيقة
}
room-took-days = { $count ->
    [one] يوم واحد
    [two] يومان
    [few] { $count } أيام
    [many] { $count } يومًا
   *[other] { $count } يوم
}
room-took-two = { $large } و{ $small }
room-after = المدة: { $took }
room-month = { $month } { $year }

room-newest = أحدث الإشعارات
room-all-notices = كل الإشعارات
room-official = المشتكي مسؤول عمومي
room-times = كم استغرقت الأجوبة
room-times-lead = من التبليغ إلى أول جواب فاصل. الإشعار الذي لم يرد عليه جواب كهذا لا مدة له هنا، وعدد ما انتهى منها بالسكوت مذكور بجانبها.
room-plot-text = خط لكل منصة. كل نقطة صغيرة جواب، والكبيرة هي المدة التي ورد في غضونها نصف الأجوبة، والشريط مجالها بنسبة 95 %. الزمن يسير من اليسار إلى اليمين، والجدول يحمل الأرقام نفسها.
room-plot-none = لا مدة لأي جواب بعد.
room-times-table = كم استغرقت الأجوبة، في جدول
room-scale-hour = ساعة
room-scale-day = يوم
room-scale-week = أسبوع
room-scale-month = 30 يومًا

room-by-platform = حسب المنصة
room-by-harm = حسب الضرر
room-by-article = حسب المادة القانونية
room-by-article-lead = الإشعار الذي يذكر عدة مواد يُحسب تحت كل واحدة منها.
room-by-month = حسب الشهر
room-of-platform = المنصة
room-of-harm = الضرر
room-of-article = المادة
room-of-month = الشهر
room-of-case = الملف
room-of-day = اليوم
room-column-asked = الإشعارات
room-column-answered = ورد جواب
room-column-against = رفض أو تخفيف
room-column-silent = سكوت
room-column-pending = لا شيء بعد
room-column-withdrawn = سُحبت قبل ذلك
room-column-official = مسؤولون عموميون
room-column-timed = أجوبة لها مدة
room-column-share = من كل الإشعارات
room-table-cut = يعرض الجدول الخمسين الأكبر. وفي الملف المنزَّل كل شيء.
room-house-rule = قاعدة من قواعد المنصة: { $rule }

room-odd = قيود متناقضة
room-odd-lead = السجل لا يرفض شيئًا ولا ينسى شيئًا، لذلك يستطيع كل أحد أن يرى ما لا يستقيم مع ما كُتب قبله.
room-odd-count = { $count ->
    [one] قيد واحد في المجموع.
    [two] قيدان في المجموع.
    [few] { $count } قيود في المجموع.
    [many] { $count } قيدًا في المجموع.
   *[other] { $count } قيد في المجموع.
}
room-entry = القيد
room-proof = إثبات القيد
odd-notice_unknown = يتعلق بإشعار لم يُصدره أي قيد قبله
odd-issued_twice = يُصدر إشعارًا سبق إصداره
odd-drafter_role = الموظف الذي حرر الإشعار لم تكن له صفة التحرير
odd-approver_role = الموظف الذي وافق على الإشعار لم تكن له صفة الموافقة
odd-reviewer_key = مفتاح المراجع الذي يذكره الإشعار لم يكن ساري المفعول
odd-delivered_before_issued = تسليم تاريخه سابق على إصدار الإشعار
odd-silence_undelivered = سكوت، ولم يُقيَّد أي تبليغ
odd-silence_answered = سكوت، مع أن جوابًا مقيَّد
odd-silence_early = سكوت قبل انقضاء الأجل
odd-answer_early = تاريخ الجواب قبل التبليغ
odd-role_held = صفة لموظف كانت له من قبل
odd-role_not_held = سحب صفة من موظف لم تكن له
odd-key_twice = مفتاح مراجع كان موجودًا
odd-key_unknown = نهاية مفتاح مراجع لم يكن موجودًا أو ينتهي قبل ذلك
odd-account_twice = حساب ثانٍ لمفتاح واحد، أو حساب كان موجودًا
odd-account_unknown = إقفال حساب لم يكن موجودًا

came-back-undelivered = لم يُبلَّغ بعد
came-back-waiting = في انتظار جواب
came-back-silent = سكوت
came-back-withdrawn = سُحب قبل أن يرد شيء
came-back-accepted = نُفّذ كما طُلب
came-back-narrowed = اتُّخذ إجراء أخف
came-back-refused = رُفض
came-back-already_gone = كان المحتوى قد زال
came-back-restored = أُعيد المحتوى
came-back-asked_for_more = تطلب المنصة مزيدًا من المعلومات

room-read = كيف تُقرأ هذه الصفحات
room-read-alone = كل رقم ناتج عن قيود السجل، ولكل قيد صفحة بإثباته. وما ليس في السجل ليس هنا.
room-read-states = كل إشعار يُحسب مرة واحدة بحسب آخر ما ورد. وما فعلته المنصة يبقى كما فعلته ولو سحب المكتب الإشعار بعد ذلك.
room-read-times = المجال يقول أين تقع القيمة الحقيقية بيقين 95 % أيًّا كان شكل المدد. والإشعار الذي قوبل بالسكوت أو ما زال ينتظر لا مدة له، لذلك تُحسّن المدد وحدها صورة منصة كثيرة السكوت.
room-read-few = دون خمسة لا تظهر إلا الأعداد: فنسبة من ثلاثة إشعارات تقول شيئًا عن كل واحد منها ولا تقول شيئًا عن المنصة.
room-read-compare = المكاتب التي توجّه إشعارات السلطات والمكاتب التي توجّه إشعارات المواطنين لا تحسب الشيء نفسه، وتقارير المنصات تحسب بطريقة أخرى. فلا تجوز مقارنة هذه الأرقام بعضها ببعض.
room-read-court = أوامر المحاكم ليست إشعارات ولا تُحسب هنا.
room-download-csv = الإشعارات في جدول (CSV)
room-download-json = الإشعارات في أسطر (JSON)
room-download-figures-csv = الأرقام في جدول (CSV)
room-download-figures = الأرقام (JSON)
room-download-feed = القيود الجديدة في تلقيم (Atom)
room-command = من يملك نسخة من السجل يحسب الأرقام نفسها:

room-notices-title = الإشعارات
room-notices-lead = اختر ما تريد أن تراه. اختيارك مكتوب في عنوان هذه الصفحة، فيمكنك حفظه وإرساله إلى غيرك.
room-choose-platform = المنصة
room-choose-harm = الضرر
room-choose-article = المادة
room-choose-month = الشهر
room-choose-state = ما ورد
room-choose-official = هل المشتكي مسؤول عمومي؟
room-choose-button = اعرض
room-choose-none = اعرض الكل
room-any = الكل
room-list = الأحدث أولًا
room-list-none = لا إشعار يوافق اختيارك.
room-list-cut = فُحص { $count } إشعار ابتداءً من هنا. وقد يوافق ما هو أقدم: تابع أسفله.
room-list-newest = من الأحدث
room-list-older = الأقدم
room-list-downloads = هذه القائمة للبرامج

room-notice-title = إشعار إلى { $to }
room-notice-asked = ما طُلب
room-notice-grounds = ما يستند إليه
room-no-force = يطلبه المكتب، ولا قوة قانونية له.
room-find = ابحث عن كل طلب يخص عنوانًا
room-deadline = الجواب مطلوب قبل
room-deadline-over = وقد مضى هذا الوقت
room-notice-life = ما حدث
room-steps-more = { $count ->
    [one] قيد آخر يخص هذا الإشعار.
    [two] قيدان آخران يخصان هذا الإشعار.
    [few] { $count } قيود أخرى تخص هذا الإشعار.
    [many] { $count } قيدًا آخر يخص هذا الإشعار.
   *[other] { $count } قيد آخر يخص هذا الإشعار.
}
room-test-lead = قبل أن توجّه سلطة إشعارًا تكتب القانون والغاية ولماذا لا يكفي ما هو أخف. ثُبّت النص في ذلك اليوم ببصمته، ويُنشر لاحقًا دون أسماء.
room-test-later = يُنشر ابتداءً من:
room-test-missing = لم يُنشر مع أن وقته قد حان:
room-test-other = النص الذي يعرضه المكتب ليس النص الذي التزم به القيد، فلا يُعرض هنا.
room-test-law = القانون
room-test-aim = الغاية
room-test-necessity = لماذا هو ضروري
room-test-considered = إجراء أخف نُظر فيه
room-test-for-good = بلا نهاية
room-test-holds = هذا هو النص الذي التزم به القيد. بصمته المملَّحة:
room-test-salt = الملح:

room-case-title = ملف
room-case-lead = كل الإشعارات التي تخص محتوى واحدًا، وكيف انتهى الملف أو تابع طريقه. أما من بلّغ وما كتبه فليس في السجل أبدًا.
room-case-outcomes = ما آل إليه
room-case-no-outcome = لا يذكر السجل أي مآل بعد.
room-case-count = { $count ->
    [0] لم يُوجَّه أي إشعار في هذا الملف.
    [one] وُجّه إشعار واحد في هذا الملف.
    [two] وُجّه إشعاران في هذا الملف.
    [few] وُجّهت { $count } إشعارات في هذا الملف.
    [many] وُجّه { $count } إشعارًا في هذا الملف.
   *[other] وُجّه { $count } إشعار في هذا الملف.
}
room-case-cut = يُعرض أقدمها.

room-concentration-title = أين تتراكم الطلبات
room-concentration-lead = إذا كرر مكتب الطلب في هدف واحد أو بمادة واحدة أو في يوم واحد وجب أن يُرى ذلك. الأكبر أولًا، ومع كل واحد نسبته من كل الإشعارات.
room-spread-all = { $count ->
    [0] لا إشعارات بعد.
    [one] كل الإشعارات: { $count }.
    [two] كل الإشعارات: { $count }.
    [few] كل الإشعارات: { $count }.
    [many] كل الإشعارات: { $count }.
   *[other] كل الإشعارات: { $count }.
}
room-spread-case = في ملف واحد
room-spread-lead-case = { $count ->
    [one] ملف واحد فيه إشعار.
    [two] ملفان فيهما إشعارات.
    [few] { $count } ملفات فيها إشعارات.
    [many] { $count } ملفًا فيه إشعارات.
   *[other] { $count } ملف فيه إشعارات.
}
room-spread-platform = إلى منصة واحدة
room-spread-lead-platform = { $count ->
    [one] منصة واحدة تلقت إشعارًا.
    [two] منصتان تلقتا إشعارات.
    [few] { $count } منصات تلقت إشعارات.
    [many] { $count } منصة تلقت إشعارات.
   *[other] { $count } منصة تلقت إشعارات.
}
room-spread-article = بمادة واحدة
room-spread-lead-article = { $count ->
    [one] ذُكرت مادة واحدة أو قاعدة منصة واحدة.
    [two] ذُكرت مادتان أو قاعدتان؛ وقد يذكر الإشعار أكثر من واحدة فتتجاوز النسب المجموع.
    [few] ذُكرت { $count } مواد أو قواعد؛ وقد يذكر الإشعار أكثر من واحدة فتتجاوز النسب المجموع.
    [many] ذُكرت { $count } مادة أو قاعدة؛ وقد يذكر الإشعار أكثر من واحدة فتتجاوز النسب المجموع.
   *[other] ذُكرت { $count } مادة أو قاعدة؛ وقد يذكر الإشعار أكثر من واحدة فتتجاوز النسب المجموع.
}
room-spread-day = في يوم واحد
room-spread-lead-day = { $count ->
    [one] صدرت إشعارات في يوم واحد.
    [two] صدرت إشعارات في يومين مختلفين.
    [few] صدرت إشعارات في { $count } أيام مختلفة.
    [many] صدرت إشعارات في { $count } يومًا مختلفًا.
   *[other] صدرت إشعارات في { $count } يوم مختلف.
}
room-address = في عنوان واحد
room-address-lead = لا عنوان في السجل، بل بصمة كل عنوان وبجانبها قيمة عشوائية. فلا أحد يستطيع أن يقرأ العناوين منه، لكن من يملك عنوانًا يجد كل طلب قُدّم بشأنه.
room-addresses-findable = { $count ->
    [one] عنوان واحد يجده من يملكه.
    [two] عنوانان يجدهما من يملكهما.
    [few] { $count } عناوين يجدها من يملكها.
    [many] { $count } عنوانًا يجده من يملكه.
   *[other] { $count } عنوان يجده من يملكه.
}
room-addresses-hidden = { $count ->
    [one] عنوان واحد يبقى سريًّا.
    [two] عنوانان يبقيان سريّين.
    [few] { $count } عناوين تبقى سرية.
    [many] { $count } عنوانًا يبقى سريًّا.
   *[other] { $count } عنوان يبقى سريًّا.
}
room-address-secret = تبقى سرية عناوين المواد الحميمية ومحتويات الأطفال والعناوين التي قد تكشف ضحية. قيمتها العشوائية تبقى عند المكتب، فلا يجد أحد هنا طلبًا بشأنها: إذ لا يجوز أن تُعرف ضحية من سجل عمومي. أما عددها فيمكن إحصاؤه كما أعلاه.
room-unseen = ما لا يستطيع أحد أن يراه في السجل
room-unseen-author = هل عناوين مختلفة لصاحب واحد. من يعرف عناوين شخص يستطيع أن يبحث عن كل واحد منها.
room-unseen-secret = هل عنوانان سريان هما العنوان نفسه. الملف وحده يبيّن أنهما مرتبطان.
room-unseen-people = من اشتكى ومن بلّغ وكم كانوا وماذا كتبوا. سجل لا ينسى أبدًا لا يجوز له أن يعرف ذلك.

room-desk-title = من يحق له التصرف
room-desk-lead = من يحق له في { $desk } أن يتلقى البلاغات ويقرر ويوافق ويخاطب المنصات، ومفاتيح من تراجع إشعاراته، وكم توقيعًا يلزم. كل صفة وكل مفتاح قيد في السجل.
room-desk-both = هؤلاء الموظفون يجمعون بين صفة التقرير وصفة الموافقة، ولا يحق ذلك لأحد:
room-desk-roles = الصفات
room-desk-roles-lead = الموظفون مذكورون بأسماء مستعارة عشوائية. وثائق المكتب وحدها، وللمحكمة أن تطلبها، تربطها بأشخاص.
room-since = منذ
room-desk-keys = مفاتيح المراجعين الخارجيين
room-desk-keys-lead = لا يصح إشعار سلطة إلا بتوقيع مراجع من خارج المكتب. يسري المفتاح أو ينتهي بعد سبعة أيام من قيده على الأقل حتى يراه الجميع قادمًا؛ والذي قد يكون في يد غير صاحبه ينتهي فورًا.
room-desk-no-key = لا مفتاح مراجع ساري المفعول، فلا يمكن أن يصح الآن أي إشعار من سلطة.
room-key-to-come = آتٍ
room-key-in-force = ساري المفعول
room-key-gone = لم يعد ساريًا
room-key-compromised = انتهى فورًا: قد يكون في يد غير صاحبه
room-desk-outside = من يدخل من خارج المكتب
room-desk-outside-lead = حسابات المراجعين الخارجيين والمنصات. تُسلِّم إدارة المكتب الدعوة إلى كل حساب. فإذا رأيت هنا مفتاحك أو منصتك ولم تُدعَ، فغيرك يستعمل الحساب.
room-desk-no-outside = لا يذكر السجل أي حساب من هذا النوع.
room-desk-again = { $count ->
    [0] لم تُسلَّم أي دعوة أخرى
    [one] دُعي شخص من جديد مرة واحدة
    [two] دُعي شخص من جديد مرتين
    [few] دُعي شخص من جديد { $count } مرات
    [many] دُعي شخص من جديد { $count } مرة
   *[other] دُعي شخص من جديد { $count } مرة
}
room-from = يسري ابتداءً من
room-until = إلى غاية
room-desk-policies = قواعد التوقيع
room-desk-policies-lead = كم شاهدًا يجب أن يوقّع مع السجل، وكم مكتبًا على موقف. وأسماؤهم في النص الذي له هذه البصمة:
room-desk-no-policy = لا يذكر السجل أي قاعدة بعد.
room-desk-successors = السجلات التي يتابعها هذا السجل

room-feed-title = سجل { $desk }: قيود جديدة

room-nav-scorecards = لوحات المؤشرات
scorecard-title = كيف تجيب المنصات وكيف تطلب السلطات
scorecard-lead = لكل منصة ولكل سلطة، بترتيب أسمائها: ما طُلب، وما عاد وبأي سرعة، ومع كل رقم ما هو جزء منه ومدى دقته. لا يُرتَّب أحد.
scorecard-about-platform = منصة
scorecard-about-authority = سلطة
scorecard-figure = المؤشر
scorecard-value = القيمة
scorecard-interval = مجال الثقة 95 %
scorecard-of = من أصل
scorecard-too-few = أقل من أن يقال
scorecard-notices = إشعارات أُرسلت
scorecard-delivered = سُلّمت
scorecard-median_s = نصف القرارات الأولى جاء في ظرف
scorecard-ninth_decile_s = تسعة من عشرة من القرارات الأولى جاءت في ظرف
scorecard-without_time = سُلّمت ولم يصدر فيها قرار
scorecard-accepted = قُبلت
scorecard-narrowed = استُجيب لها جزئيا
scorecard-refused = رُفضت
scorecard-already_gone = كان المحتوى قد زال
scorecard-restored = عاد المحتوى
scorecard-silent = سكوت
scorecard-withdrawn = سُحبت قبل أي قرار
scorecard-waiting = قيد الانتظار
scorecard-taken_back = سُحبت في أي وقت
scorecard-again = أعد الحساب
scorecard-again-lead = الأرقام نفسها، رقما رقما، من القيود العمومية وحدها:
scorecard-dump = كل قيود السجل، قيد في كل سطر
scorecard-least = { $least ->
    [few] لا يُعطى رقم لأقل من { $least } إشعارات.
   *[other] لا يُعطى رقم لأقل من { $least } إشعار.
}

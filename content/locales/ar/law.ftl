# المقابلة وجدول القانون وآجاله. المعرفات law-list-value؛ واللوائح في crates/law.
# أسطر القانون نفسه (المواد والآجال والمسارات) في content/law بجانب مصادرها.

law-not-advice = هذه ليست استشارة قانونية. لم يؤكدها بعد محام في المغرب؛ والمحكمة وحدها تقرر القانون المطبق.
law-uncertain = غير مؤكد: مذكور من الذاكرة أو مختلف فيه، ولم يتأكد في نص تمت قراءته.
law-checked = قورن بمصدره في { $date }.

law-harm-false-accusation = اتُّهمتُ بشيء غير صحيح
law-harm-false-accusation-hint = قال أحدهم إنني فعلت أمرا محددا، وهو كذب.
law-harm-insult = تعرضت للسب
law-harm-insult-hint = احتقار أو كلام جارح، بلا واقعة محددة.
law-harm-public-false-news = خبر زائف يخيف الناس
law-harm-public-false-news-hint = شيء غير صحيح يخل بالنظام العام أو يثير الفزع.
law-harm-intimate-image = صورة حميمة أو تسريب أو تسجيل خفي
law-harm-intimate-image-hint = نُشرت أو سُجلت دون موافقة. لن نطلب منك أبدا أن ترينا إياها.
law-harm-montage = صورة أو صوت أو مقطع مزيف
law-harm-montage-hint = تزييف عميق أو تركيب ينسب إلى شخص ما لم يفعله أو لم يقله.
law-harm-blackmail = ابتزاز
law-harm-blackmail-hint = يهددني أحدهم بكشف شيء إن لم أدفع أو أفعل ما يريد.
law-harm-threat = تهديد
law-harm-threat-hint = يهدد أحدهم بالأذى أو القتل.
law-harm-harassment = تحرش بالرسائل
law-harm-harassment-hint = رسائل أو صور جنسية، مرة بعد مرة.
law-harm-child-sexual = طفل في خطر جنسي
law-harm-child-sexual-hint = محتوى جنسي أو استدراج أو استغلال لمن هو دون 18 سنة.
law-harm-child-exposure = كشف هوية طفل أو التنمر عليه
law-harm-child-exposure-hint = نشر اسم طفل أو وجهه أو حياته، أو السخرية منه.
law-harm-hate = دعوة إلى الكراهية أو العنف
law-harm-hate-hint = ضد أشخاص بسبب ما هم عليه.
law-harm-personal-data = نُشرت معطياتي الشخصية
law-harm-personal-data-hint = بطاقة تعريف أو عنوان أو رقم هاتف.
law-harm-account = سُرق حسابي أو استُنسخ
law-harm-account-hint = دخل أحدهم حسابي أو ينتحل شخصيتي.

law-capacity-myself = أنا المتضرر
law-capacity-guardian = أنا ولي الطفل المتضرر
law-capacity-heir = أنا وارث المتضرر المتوفى
law-capacity-body = أمثل هيئة أو إدارة
law-capacity-official = أنا موظف أو مسؤول والأمر يتعلق بوظيفتي
law-capacity-witness = رأيته فقط؛ والمتضرر شخص آخر

law-medium-platform = على منصة: منشور أو تعليق أو مقطع أو بث مباشر
law-medium-declared-press = في جريدة أو موقع إخباري مصرح به
law-medium-other-site = على موقع آخر
law-medium-private-messages = في رسائل خاصة

law-reply-yes = نعم
law-reply-no = لا
law-reply-not-sure = لست متأكدا

law-question-harm = ماذا وقع؟
law-question-harm-hint = اختر الأقرب. يمكنك تغييره لاحقا.
law-question-medium = أين كان ذلك؟
law-question-medium-hint = يعامل القانون الصحافة والمنصات والرسائل الخاصة معاملة مختلفة.
law-question-capacity = ما صفتك في الأمر؟
law-question-capacity-hint = في بعض الأضرار لا يطلب إلا المتضرر أو وليه أو وارثه.
law-question-is-minor = هل المتضرر أو أحد الظاهرين دون 18 سنة؟
law-question-is-minor-hint = عند الشك نحميه كطفل.
law-question-is-intimate = هل هو محتوى جنسي أو حميم؟
law-question-is-intimate-hint = لا تُرفع مثل هذه الملفات هنا أبدا. العنوان يكفي.
law-question-precise-fact = هل فيه واقعة محددة؟
law-question-precise-fact-hint = «سرق مالا في ماي» واقعة؛ أما «لا قيمة له» فلا.
law-question-identifiable = هل يمكن معرفة المقصود؟
law-question-identifiable-hint = لا يشترط الاسم: قد يكفي وجه أو مكان أو لقب.
law-question-public-matter = هل يتعلق بما يفعله مسؤول أو مرشح أو هيئة أو شخصية عامة في الشأن العام؟
law-question-public-matter-hint = هذا النقد محمي. له الرد أو القضاء، ولا يوجه فيه إشعار أبدا.
law-question-gender-based = هل هو بسبب جنس الشخص؟
law-question-gender-based-hint = القانون أشد حين تُستهدف امرأة لأنها امرأة.
law-question-private-place = هل أُخذ أو قيل في مكان خاص أو على وجه السرية؟
law-question-private-place-hint = في البيت أو في غرفة أو في حديث خاص.
law-question-consent-given = هل وافق الشخص على أخذه ونشره؟
law-question-consent-given-hint = الموافقة على أحدهما ليست موافقة على الآخر.
law-question-is-montage = هل هو مركب أو معدل أو مصنوع بآلة؟
law-question-is-montage-hint = وجه على جسد آخر، أو صوت مصطنع، أو جملة مبتورة.
law-question-by-relative = هل الفاعل زوج أو طليق أو خاطب أو قريب أو كافل؟
law-question-by-relative-hint = القانون أشد حينها.
law-question-author-unknown = هل الفاعل مجهول أو في الخارج؟
law-question-author-unknown-hint = يمكن للنيابة العامة طلب المساعدة؛ ليس عليك أن تجده.
law-question-money-demand = هل طلب أحد مالا أو شيئا آخر؟
law-question-money-demand-hint = لا تدفع. احتفظ بالرسائل.
law-question-public-order = هل أخل بالنظام العام أو أثار الفزع؟
law-question-public-order-hint = لا يكون الخبر الزائف جريمة إلا حينها.
law-question-truth-provable = هل يمكن إثبات صحة ما قيل؟
law-question-truth-provable-hint = الحقيقة دفاع، إلا في الحياة الخاصة. جوابك يرافق الإشعار.
law-question-satire = هل هو سخرية أو رأي؟
law-question-satire-hint = كلاهما محمي. جوابك يرافق الإشعار.
law-question-public-interest = هل للجمهور مصلحة في معرفته؟
law-question-public-interest-hint = ما يهم المصلحة العامة له الرد أو القضاء، ولا يوجه فيه إشعار أبدا.
law-question-self-disclosed = هل سبق للشخص أن نشره بنفسه؟
law-question-self-disclosed-hint = قد يفترض القانون حينها أنه وافق.
law-question-published-on = متى نُشر أو وقع أول مرة؟
law-question-published-on-hint = أغلب الآجال تبدأ من هذا اليوم. اتركه فارغا إن كنت لا تعرف.
law-question-known-on = متى علمت به؟
law-question-known-on-hint = يفيد في العد إن لم يُعرف اليوم الأول.
law-question-author-known-on = متى علمت بالفاعل؟
law-question-author-known-on-hint = يبدأ أجل التعويض حين يُعرف الضرر وصاحبه.

law-advice-preserve-first = احفظ أولا: دوّن العنوان وخذ لقطة مؤرخة واطلب حفظ المحتوى.
law-advice-never-pay = لا تدفع. من يُدفع له يعود.
law-advice-never-download = لا تحمّله ولا تحتفظ به ولا تنقله. أعط الشرطة العنوان وحده.
law-advice-police-first = عند الخطر اتصل أولا بالشرطة 19 أو الدرك الملكي 177.
law-advice-false-report = يعاقب على التبليغ الكاذب عن علم (القانون الجنائي، 445 و264).

law-track-press = قانون الصحافة
law-track-penal = القانون الجنائي
law-track-data = المعطيات الشخصية
law-track-civil = التعويض
law-track-procedure = المسطرة

law-who-victim = المتضرر، بشكاية
law-who-victim-or-prosecutor = المتضرر، بشكاية؛ والنيابة العامة وحدها إذا تعلق الأمر بالأصل أو العرق أو الجنس أو الدين
law-who-prosecutor = النيابة العامة؛ وعمليا بعد شكاية
law-who-heirs = الورثة
law-who-authority = الهيئة، أو الموظف وسلطته
law-who-concerned = كل من يعنيه الأمر

law-rights-prison-for-speech = تهدد هذه المادة بالسجن على الكلام. وترى اللجنة المعنية بحقوق الإنسان أن السجن ليس أبدا عقوبة مناسبة للقذف (التعليق العام 34، الفقرة 47).

law-route-platform = المنصة
law-route-police = الشرطة
law-route-prosecutor = النيابة العامة
law-route-court = المحكمة
law-route-right-of-reply = الرد والتصحيح
law-route-data = حماية المعطيات
law-route-help = المساعدة
law-route-check = التحقق
law-route-evidence = الإثبات

law-approver-second-officer = يجب أن يوافق موظف ثان
law-approver-outside-reviewer = يجب أن يوافق موظف ثان ومراجع من خارج المكتب

law-never-declared-press = لا يمكن توجيه هذا الإشعار: المحتوى في جريدة أو موقع صحفي مصرح به. ولا يُسحب إلا بقرار قضائي (88.13، المادة 37).
law-never-public-false-news = لا يوجه إشعار بشأن الأخبار الزائفة والنظام العام. يمكن التحقق منها أو تصحيحها أو الرد عليها أو عرضها على النيابة العامة.
law-never-criticism-of-function = لا تسحب هيئة أو مسؤول بإشعار ما قيل عن وظيفته. الطريق هو الرد أو القضاء.
law-never-public-matter = يتعلق الأمر بالشأن العام. لمثل هذا الكلام الرد أو القضاء، ولا يوجه فيه إشعار أبدا.
law-never-public-matter-unsettled = يجب أولا تحديد ما إذا كان الأمر يتعلق بالشأن العام. وإلى ذلك الحين يعامل كأنه كذلك.
law-never-public-interest = للجمهور مصلحة فيه. له الرد أو القضاء، ولا يوجه فيه إشعار أبدا.
law-never-no-standing = لا يطلب هذا الإشعار إلا المتضرر أو وليه أو وارثه.
law-never-police-route-only = المحتوى الجنسي لطفل يمر عبر الشرطة وحدها. ولا يُرفع هنا شيء.
law-never-private-messages = قيل في خاص: لا شيء منشور يتعلق به إشعار.
law-never-no-article = لا مادة من المواد المحتملة تصلح أساسا لإشعار.

law-upload-child-sexual = لا ترفع شيئا. أعط الشرطة العنوان وحده.
law-upload-minor-intimate = قد يكون أحد الظاهرين دون 18 سنة، فلا يمكن رفع أي شيء. أعط الشرطة العنوان وحده.
law-upload-intimate = لا يُرفع المحتوى الحميم. العنوان يكفي.

law-review-awaiting-counsel = في انتظار تأكيد محام
law-review-confirmed = أكده محام

law-note-two-tracks = قد ينطبق قانون الصحافة والقانون الجنائي معا، والمحاكم مختلفة. احسب على الأجل الأقصر.
law-note-criticism-is-free = النقد بلا واقعة محددة ليس قذفا بل حرية تعبير (محكمة النقض، 25 نونبر 2009).
law-note-relaying-counts = من ينقل الكلام مسؤول أيضا.
law-note-fact-must-be-punishable = يشترط في القذف أن تكون الواقعة المنسوبة نفسها معاقبا عليها قانونا.
law-note-truth-is-defence = الحقيقة دفاع، إلا في الحياة الخاصة.
law-note-official-complainant = تُوسم هذه الشكاية علنا بأنها من مسؤول.
law-note-restarts-at-majority = قد يبدأ الأجل من جديد للقاصر عند بلوغه 18 سنة، إذا كان الفاعل من أصوله أو مكلفا برعايته أو له سلطة عليه.
law-note-prison-for-speech = بعض هذه المواد تهدد بالسجن على الكلام. انظر الملاحظة بجانبها.
law-note-threshold-test = ليس كل كلام كراهية جريمة: يوزن السياق والمتكلم والقصد والمضمون والانتشار والخطر (خطة الرباط، مذكورة من الذاكرة).

law-unit-hours = { $count ->
    [zero] { $count } ساعة
    [one] ساعة واحدة
    [two] ساعتان
    [few] { $count } ساعات
   *[other] { $count } ساعة
}
law-unit-days = { $count ->
    [zero] { $count } يوم
    [one] يوم واحد
    [two] يومان
    [few] { $count } أيام
   *[other] { $count } يوما
}
law-unit-months = { $count ->
    [zero] { $count } شهر
    [one] شهر واحد
    [two] شهران
    [few] { $count } أشهر
   *[other] { $count } شهرا
}
law-unit-years = { $count ->
    [zero] { $count } سنة
    [one] سنة واحدة
    [two] سنتان
    [few] { $count } سنوات
   *[other] { $count } سنة
}

law-counting-full = أجل كامل: لا يحسب اليوم الأول ولا الأخير، وإذا صادف الأخير يوم عطلة امتد إلى أول يوم عمل.
law-counting-continuous = تجري الساعات دون انقطاع، في أيام العطل أيضا.
law-counting-plain = يحسب من اليوم الأول، في أيام العطل أيضا.

law-start-publication = من أول نشر
law-start-act = من وقوع الفعل
law-start-knowledge = من العلم بالضرر وبصاحبه
law-start-request = من الطلب
law-start-receipt = من تسلم الطلب
law-start-refusal = من رسالة الرفض
law-start-decision = من القرار
law-start-grant = من يوم قبوله

law-first-day-known = محسوب من اليوم الذي يحدده القانون.
law-first-day-learnt = محسوب من يوم علمك به. ربما بدأ الأجل قبل ذلك.
law-first-day-today = لا يُعرف أي يوم، فالحساب من اليوم. لقد بدأ الأجل قبل ذلك.

law-counted-runs = الأجل جار
law-counted-short-reading-past = انقضى حسب أقصر قراءة: تصرف اليوم واستشر محاميا
law-counted-past = انقضى؛ والمحكمة وحدها تقول هل قطعه شيء

law-reason-account-copied = استُنسخ حساب أو زُوّرت وثائق.
law-reason-account-entered = دخل أحدهم الحساب دون حق.
law-reason-author-unknown = قد يكون الفاعل مجهولا أو في الخارج.
law-reason-because-of-function = يتعلق الأمر بوظيفة عامة.
law-reason-because-of-sex = قد يكون بسبب جنس الشخص.
law-reason-blackmail = طُلب شيء تحت التهديد بالكشف.
law-reason-by-someone-close = قد يكون الفاعل من المقربين.
law-reason-child-exploited = قد يكون طفل ضحية استغلال.
law-reason-child-identified = يمكن التعرف على طفل.
law-reason-child-incited = قد يكون طفل قد حُرّض.
law-reason-child-material = قد يكون محتوى جنسيا لطفل.
law-reason-court-alone = هو في جريدة أو موقع صحفي مصرح به.
law-reason-damages = يمكن جبر الضرر بالمال.
law-reason-data-posted = نُشرت معطيات شخصية.
law-reason-declared-press = على الجريدة المصرح بها نشر الرد.
law-reason-defamation = قد تكون نُسبت واقعة محددة تمس بالشرف.
law-reason-definition = تعرّف القذف والسب.
law-reason-demand-followed = تلاه طلب، أو ربما.
law-reason-false-allegation = قد تكون نُشرت وقائع كاذبة بقصد الإضرار.
law-reason-false-news = قد يكون خبر زائف أخل بالنظام العام.
law-reason-fraud = قد يكون مال قد أُخذ بالاحتيال.
law-reason-harassment = توالت الرسائل مرة بعد مرة.
law-reason-image-is-data = الصورة والصوت معطيات شخصية.
law-reason-incitement = قد تكون هناك دعوة إلى الكراهية أو التمييز.
law-reason-incitement-to-crime = قد تكون هناك دعوة إلى جريمة.
law-reason-insult-without-fact = احتقار بلا واقعة محددة.
law-reason-leak = قد تكون معطيات قد سُربت، ولو بإهمال.
law-reason-memory-of-the-dead = يتعلق بشخص متوفى ويستهدف ورثته.
law-reason-minor-harmed = قد يكون المتضرر دون 18 سنة.
law-reason-montage = قد تكون أقوال أو صورة قد رُكبت أو عُدلت.
law-reason-private-capture = أقوال خاصة أو صورة في مكان خاص، دون موافقة.
law-reason-private-life = قد يمس الحياة الخاصة.
law-reason-rights-refused = إذا رفض المسؤول عن المعالجة حقوق الشخص.
law-reason-sensitive-data = قد تكون معطيات حساسة قد استُعملت دون موافقة.
law-reason-sexual-blackmail = قد تكون الرسائل جنسية.
law-reason-threat = هناك تهديد.
law-reason-threat-to-reveal = الابتزاز كثيرا ما يكون تهديدا أيضا.
law-reason-unfair-collection = قد تكون المعطيات جُمعت بطريقة غير نزيهة.
law-reason-withdrawal-before-judgment = للمحكمة أن تأمر بالسحب قبل الحكم.

law-letter-complaint = شكاية إلى وكيل الملك
law-letter-right-of-reply = طلب حق الرد
law-letter-data-request = طلب مسح أو تصحيح معطيات شخصية

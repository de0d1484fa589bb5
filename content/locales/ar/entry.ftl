# ما يقوله قيد من السجل. تسمى قيم القوائم المغلقة: القائمة-القيمة.

list-comma = {"، "}
quorum = { $needed } من { $all }

kind-notice_issued = إصدار إشعار
kind-notice_delivered = تسليم إشعار
kind-notice_received = توصّل بإشعار
kind-answer = جواب معلّل
kind-silence = سكوت
kind-withdrawal = سحب إشعار
kind-case_outcome = مآل ملف
kind-role_grant = إسناد دور أو سحبه
kind-reviewer_key = مفتاح مراجع خارجي
kind-outside_account = حساب من خارج المكتب
kind-policy = قاعدة التوقيع
kind-meeting = اجتماع
kind-position = موقف
kind-ask = مطلب
kind-commitment = التزام
kind-commitment_evidence = مآل التزام
kind-successor_log = سجل يخلف سجلًا

said-notice_issued = يوجّه المكتب { $desk } إلى { $to } إشعارًا يطلب فيه ما يلي: { $measure }. الضرر المعني: { $harm }. والجواب مطلوب في أجل { $hours } من التسليم.
said-notice_delivered = وصل الإشعار إلى المنصة: { $means }. ويبدأ أجل الجواب من التسليم. قيّده { $desk }.
said-notice_received = قالت المنصة إنها توصّلت بالإشعار. قيّده { $desk }.
said-answer = أجابت المنصة عن الإشعار: { $decision }. قيّده { $desk }.
said-silence = انقضى أجل الجواب دون جواب. والسكوت ليس رفضًا. قيّده { $desk }.
said-withdrawal = يسحب المكتب { $desk } إشعارًا: { $reason }. ويبقى الإشعار نفسه في السجل.
said-case_outcome = انتهى ملف لدى المكتب { $desk } أو سلك مسارًا آخر: { $outcome }.
said-role_grant = لدى المكتب { $desk }: { $change }. الدور: { $role }.
said-reviewer_key = لدى المكتب { $desk }، بشأن المراجع الخارجي ({ $body }): { $change }.
said-outside_account = لدى المكتب { $desk }، { $holder }: { $change }.
said-policy = يحدد المكتب { $desk } { $scope }: { $quorum }.
said-meeting = انعقد اجتماع ({ $form }). الحاضرون: { $present }. قيّده { $desk }.
said-position = اتخذت مكاتب موقفًا مشتركًا: { $state }. { $count ->
    [0] لم يوقّعه أي مكتب
    [one] وقّعه مكتب واحد
    [two] وقّعه مكتبان
    [few] وقّعته { $count } مكاتب
   *[other] وقّعه { $count } مكتبًا
}، والمطلوب { $quorum }. قيّده { $desk }.
said-ask = يوجّه المكتب { $desk } مطلبًا إلى { $to }.
said-commitment = قالت { $by } إنها ستفعل شيئًا. قيّده { $desk }.
said-commitment_evidence = مآل التزام: { $state }. قيّده { $desk }.
said-successor_log = يخلف هذا السجل السجلَّ { $old }، وكان فيه { $count ->
    [zero] صفر قيد
    [one] قيد واحد
    [two] قيدان
    [few] { $count } قيود
    [many] { $count } قيدًا
   *[other] { $count } قيد
}: { $reason }. قيّده { $desk }.

field-at = وقت القيد
field-desk = المكتب
field-to = المرسَل إليه
field-measure = المطلوب
field-measure-done = ما تم فعله
field-harm = الضرر
field-sender = باسم مَن
field-laws = مواد القانون
field-house-rules = قواعد المنصة نفسها
field-reviewed-by = المراجع الخارجي
field-test = الاختبار الثلاثي
field-capacity = من يشتكي
field-official = هل هو مسؤول عمومي؟
field-answer-hours = أجل الجواب
field-addresses = عناوين المحتوى
field-text = نص الإشعار
field-drafted-by = حرّره الموظف
field-approved-by = وافق عليه الموظف
field-notice = الإشعار
field-case = الملف
field-delivered-at = وقت التسليم
field-delivered-by = سلّمه الموظف
field-recorded-by = دوّنه الموظف
recorded-by-platform = لا أحد في المكتب: قالته المنصة نفسها من مقعدها
field-means = كيف
field-delivery-proof = إثبات التسليم
field-received-at = وقت التوصّل
field-receipt = إقرار المنصة بالتوصّل
field-answered-at = وقت الجواب
field-decision = القرار
field-basis = أساسه
field-decider = من قرّر
field-reasons = التعليل
field-deadline = آخر وقت للجواب
field-decided-by = قرّره الموظف
field-reason = السبب
field-outcome = المآل
field-change = ما تغيّر
field-role = الدور
field-officer = الموظف
field-granted-by = غيّره الموظف
field-account = الحساب
field-done-by = قام بذلك
field-holder = لمن الحساب
field-reviewing-body = من يملك المفتاح
field-effective-at = يسري من
field-key = المفتاح
field-scope = الموضوع
field-quorum = عدد التواقيع المطلوبة
field-policy-text = نص القاعدة
field-replaces = تعوّض القاعدة
field-old-origin = السجل السابق
field-old-size = قيوده
field-old-root = جذره
field-day = اليوم
field-form = كيف انعقد
field-present = الحاضرون
field-minutes = المحضر
field-meeting = الاجتماع
field-state = أين وصل
field-signed-by = وقّعه
field-reserved-by = تحفّظ عليه
field-position-text = نص الموقف
field-position = الموقف
field-due = الموعد
field-ask-text = نص المطلب
field-ask = المطلب
field-by = المنصة
field-said-on = قيل يوم
field-source = أين قيل
field-commitment = الالتزام
field-seen-on = عوين يوم
field-evidence = الأدلة

sender-authority = سلطة، استنادًا إلى مواد من القانون، مع اختبار ثلاثي ومراجع خارجي
sender-citizen = مواطن، أو هيئة ليست سلطة
official-yes = نعم، مسؤول عمومي أو سلطة
official-no = لا
addresses-published = { $count ->
    [one] عنوان واحد، يجده من يعرفه
    [two] عنوانان، يجدهما من يعرفهما
    [few] { $count } عناوين، يجدها من يعرفها
    [many] { $count } عنوانًا، يجدها من يعرفها
   *[other] { $count } عنوان، يجدها من يعرفها
}
addresses-secret = { $count ->
    [one] عنوان واحد يبقى سرًا
    [two] عنوانان يبقيان سرًا
    [few] { $count } عناوين تبقى سرًا
    [many] { $count } عنوانًا تبقى سرًا
   *[other] { $count } عنوان تبقى سرًا
}
document-public = { $languages }. منشور، وطوله { $bytes ->
    [zero] صفر بايت
    [one] بايت واحد
    [two] بايتان
    [few] { $bytes } بايتات
   *[other] { $bytes } بايت
}. بصمته SHA-256:
document-later = { $languages }. يُنشر بعد حجب الأسماء ابتداء من { $due }. بصمته المملَّحة:
document-kept = { $languages }. لا يُنشر. بصمته المملَّحة:
reasons-none = لم تعط المنصة أي تعليل
minutes-none = لا محضر بعد
due-none = لم يحدَّد أي يوم
replaces-nothing = لا شيء: هذه أول قاعدة

left-out-people = لا تدخل السجلَّ أسماء الناس ولا وجوههم ولا حساباتهم ولا أرقام هواتفهم ولا ما كتبه أي أحد في بلاغ، ولو في شكل بصمة.
left-out-officers = يظهر الموظفون بأسماء مستعارة عشوائية. ولا يربطها بأشخاص إلا سجلات المكتب الداخلية، وللمحكمة أن تطلبها.
left-out-addresses-published = العنوان غير مكتوب هنا، بل بصمة تُحسب منه ومن قيمة عشوائية مكتوبة بجانبها. من يعرف العنوان يجد هذا القيد، ولا أحد يعرف العنوان من القيد.
left-out-addresses-secret = عنوان المحتوى الحميم، أو المتعلق بطفل، أو الذي يدل على ضحية، تُحسب بصمته مع قيمة عشوائية تبقى سرًا. لا يستطيع أحد أن يجده هنا، ومتى نسي المكتب تلك القيمة لن يستطيع ذلك أحد أبدًا.
left-out-document-later = النص الذي سيُنشر مقيَّد ببصمته من اليوم، فإذا حلّ موعده تحقق كل واحد من أنه لم يتغير.
left-out-document-kept = النص الذي لا يُنشر مقيَّد ببصمته، فمن عُرض عليه، كالمحكمة، يتحقق من أنه هو نفسه.

harm-defamation = قذف: اتهام محدد وكاذب
harm-insult = سب
harm-false_news = خبر زائف يخلّ بالنظام العام
harm-intimate_image = صورة حميمة أو تسجيل خفي
harm-image_montage = تزييف عميق أو تركيب
harm-blackmail = ابتزاز
harm-threat = تهديد
harm-harassment = تحرش ومضايقة
harm-child_sexual = استغلال جنسي لطفل
harm-child_exposure = كشف هوية طفل أو التنمر عليه
harm-hate = تحريض على الكراهية أو العنف
harm-personal_data = نشر معطيات شخصية
harm-account_fraud = حساب مسروق أو منسوخ أو مستعمل في الاحتيال

capacity-harmed = المتضرر نفسه
capacity-guardian = ولي المتضرر
capacity-heir = وارث المتضرر
capacity-authority_of_its_own_motion = لا أحد: السلطة تتصرف من تلقاء نفسها

house-rule-harassment = المضايقة والتنمر
house-rule-hate = خطاب الكراهية
house-rule-impersonation = انتحال الشخصية
house-rule-intimate_images = صور حميمة دون رضا
house-rule-manipulated_media = محتوى مفبرك
house-rule-minor_safety = سلامة القاصرين
house-rule-misinformation = معلومات كاذبة
house-rule-privacy = الحياة الخاصة والمعطيات الشخصية
house-rule-fraud = الاحتيال
house-rule-violence = العنف والتهديد

measure-preservation = حفظ المحتوى كما هو للمحكمة
measure-label = عرض المحتوى مع تنبيه أو توضيح
measure-comments_closed = إغلاق التعليقات
measure-less_reach = التقليل من اقتراح المحتوى
measure-age_limit = عرض المحتوى على البالغين فقط
measure-country_limit = عدم عرض المحتوى في بلد واحد
measure-removal = حذف المحتوى في كل مكان
measure-account_suspension = توقيف الحساب
measure-account_return = إرجاع الحساب إلى صاحبه

language-ar = العربية
language-en = الإنجليزية
language-fr = الفرنسية
language-zgh = الأمازيغية

means-interface = عبر مقعد المنصة لدى المكتب
means-public_form = كُتب باليد في استمارة المنصة العمومية
means-email = بالبريد الإلكتروني
means-post = بالبريد مع إشعار بالتوصّل
means-bailiff = بواسطة مفوض قضائي
means-in_person = يدًا بيد

decision-accepted = فعلت ما طُلب
decision-narrowed = فعلت ما هو أخف
decision-refused = رفضت
decision-already_gone = كان المحتوى قد اختفى من قبل
decision-restored = أعادت ما كانت قد حذفته
decision-asked_for_more = تطلب مزيدًا من المعلومات قبل أن تقرر

basis-law = القانون
basis-house_rules = قواعد المنصة نفسها
basis-not_said = لم تقل المنصة

decider-person = إنسان
decider-machine = آلة
decider-not_said = لم تقل المنصة

withdrawal-error = كان خطأ
withdrawal-person_asked = عدل عنه من طلبه
withdrawal-contest_upheld = تظلّم صاحب المحتوى وكان على حق
withdrawal-reviewer_objected = اعترض المراجع الخارجي
withdrawal-court_decided = قضت محكمة بغير ذلك
withdrawal-solved_otherwise = حُلّ الأمر بطريقة أخرى

outcome-solved_by_answer = حُلّ بجواب المنصة
outcome-solved_without_notice = حُلّ دون إشعار
outcome-refused = رفضت المنصة
outcome-silent = سكتت المنصة
outcome-no_ground = لم يوجد له أساس في القانون
outcome-public_interest = كلام ذو نفع عام: لا يجوز أن يصدر بشأنه إشعار
outcome-right_of_reply = أُحيل على حق الرد أو التصحيح
outcome-prosecutor = أُحيل على النيابة العامة
outcome-court = أُحيل على المحكمة
outcome-data_protection = أُحيل على هيئة حماية المعطيات
outcome-withdrawn = سحبه صاحب البلاغ
outcome-contest_upheld = تظلّم صاحب المحتوى وكان على حق

grant-grant = أُسند دور إلى موظف
grant-revoke = سُحب دور من موظف

role-intake = يستقبل البلاغات
role-decision = يقرر في الملفات ويحرر الإشعارات
role-approver = يوافق على الإشعارات
role-liaison = يخاطب المنصات
role-auditor = يقرأ أثر كل عمل
role-administrator = يشغّل النظام ولا يرى أي ملف

reviewing-body-bar = هيئة محامين
reviewing-body-press_council = مجلس صحافة
reviewing-body-data_protection = هيئة حماية المعطيات
reviewing-body-university = جامعة

key-change-add = مفتاح يحق له التوقيع ابتداء من يوم محدد
key-change-remove = مفتاح لا يحق له التوقيع ابتداء من يوم محدد
key-change-remove_compromised = مفتاح لا يحق له التوقيع من الآن، فقد يكون في يد غير صاحبه
account-change-invite = دُعي شخص إلى حساب جديد
account-change-invite_again = دُعي شخص من جديد إلى الحساب نفسه، وقد يكون غير الأول
account-change-disable = أُقفل الحساب
outsider-reviewer = لمراجع خارجي
outsider-seat = لمنصة

policy-scope-witnesses = عدد الشهود الذين يصادقون على نقطة تحقق
policy-scope-member_desks = عدد المكاتب التي توقّع موقفًا

meeting-form-in_person = في قاعة واحدة
meeting-form-remote = عن بعد
meeting-form-letters = بالمراسلة

position-state-tabled = معروض على المكاتب
position-state-adopted = معتمد
position-state-withdrawn = مسحوب

commitment-state-due = حلّ يومه
commitment-state-kept = وُفّي به
commitment-state-partly_kept = وُفّي ببعضه
commitment-state-broken = لم يوفَّ به
commitment-state-withdrawn = سحبته المنصة

successor-tiles_lost = ضاع جزء منه ولم يعد
successor-key_lost = ضاع مفتاحه
successor-key_compromised = قد يكون مفتاحه في يد غير صاحبه
successor-renamed = تغيّر اسمه
successor-retired = صار قديمًا أو كبيرًا جدًا

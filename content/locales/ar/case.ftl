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
case-files = الملفات المسلّمة، مختومة؛ ولا تُعرض هنا:
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
case-refusal-changed = تغيّر الملف منذ رأيته. هذه حاله الآن، ولم يُحفظ شيء مما أرسلته.
case-refusal-state = لا يمكن فعل هذا والملف على حاله.
case-refusal-nothing = ينقص شيء: اكتب النص أو اختر المآل، أو أن البلاغ لم يعد موجودا.
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

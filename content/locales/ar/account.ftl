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

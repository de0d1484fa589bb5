# The interview, the table and the clocks of the law. Ids are law-list-value; the lists are in crates/law.
# The law's own lines (articles, clocks, routes) stand in content/law beside their sources.

law-not-advice = This is not legal advice. A lawyer in Morocco has not confirmed it yet; only a court decides which law applies.
law-uncertain = Uncertain: recalled or contested, not confirmed in a text that was read.
law-checked = Compared with its source on { $date }.

law-harm-false-accusation = I am accused of something that is not true
law-harm-false-accusation-hint = Somebody said I did a precise thing, and it is false.
law-harm-insult = I am insulted
law-harm-insult-hint = Contempt or ugly words, with no precise fact in them.
law-harm-public-false-news = False news that frightens people
law-harm-public-false-news-hint = Something untrue that disturbs public order or causes panic.
law-harm-intimate-image = An intimate image, a leak or a hidden recording
law-harm-intimate-image-hint = Shown or recorded without agreement. You never have to show it to us.
law-harm-montage = A fake image, voice or clip
law-harm-montage-hint = A deep fake or an edit that makes somebody do or say what they did not.
law-harm-blackmail = Blackmail
law-harm-blackmail-hint = Somebody threatens to reveal something unless I pay or do what they want.
law-harm-threat = A threat
law-harm-threat-hint = Somebody threatens to hurt or kill.
law-harm-harassment = Harassment by messages
law-harm-harassment-hint = Sexual messages or images, again and again.
law-harm-child-sexual = A child in sexual danger
law-harm-child-sexual-hint = Sexual content, grooming or exploitation of somebody under 18.
law-harm-child-exposure = A child exposed or bullied
law-harm-child-exposure-hint = A child’s name, face or life shown, or a child made fun of.
law-harm-hate = A call to hatred or violence
law-harm-hate-hint = Against people because of who they are.
law-harm-personal-data = My personal data is posted
law-harm-personal-data-hint = An identity card, an address, a telephone number.
law-harm-account = My account was stolen or copied
law-harm-account-hint = Somebody is in my account, or pretends to be me.

law-capacity-myself = I am the person harmed
law-capacity-guardian = I am the guardian of the child harmed
law-capacity-heir = I am an heir of the person harmed, who has died
law-capacity-body = I represent a body or an administration
law-capacity-official = I am an official, and it is about my function
law-capacity-witness = I only saw it; somebody else is harmed

law-medium-platform = On a platform: a post, a comment, a clip, a live
law-medium-declared-press = In a declared newspaper or news site
law-medium-other-site = On another site
law-medium-private-messages = In private messages

law-reply-yes = Yes
law-reply-no = No
law-reply-not-sure = I am not sure

law-question-harm = What happened?
law-question-harm-hint = Choose what comes closest. You can change it later.
law-question-medium = Where was it?
law-question-medium-hint = The law treats the press, platforms and private messages differently.
law-question-capacity = Who are you in this?
law-question-capacity-hint = For some harms only the person harmed, a guardian or an heir can ask.
law-question-is-minor = Is the person harmed, or anyone shown, under 18?
law-question-is-minor-hint = If you are not sure, we protect them as a child.
law-question-is-intimate = Is it sexual or intimate?
law-question-is-intimate-hint = Such files are never uploaded here. An address is enough.
law-question-precise-fact = Does it state a precise fact?
law-question-precise-fact-hint = “He stole money in May” is a fact; “he is worthless” is not.
law-question-identifiable = Can people tell who it is about?
law-question-identifiable-hint = A name is not needed: a face, a place or a nickname can be enough.
law-question-public-matter = Is it about what an official, a candidate, a body or a public figure does in public matters?
law-question-public-matter-hint = Such criticism is protected. It gets a reply or a court, never a notice.
law-question-gender-based = Is it because of the person’s sex?
law-question-gender-based-hint = The law is stricter where a woman is attacked because she is a woman.
law-question-private-place = Was it taken or said in a private place, or in confidence?
law-question-private-place-hint = At home, in a room, in a private talk.
law-question-consent-given = Did the person agree to it being taken and published?
law-question-consent-given-hint = To agree to one is not to agree to the other.
law-question-is-montage = Was it put together, altered or made by a machine?
law-question-is-montage-hint = A face on another body, a voice that was made, a sentence cut short.
law-question-by-relative = Is it by a spouse, a former spouse, a fiancé, a relative or a guardian?
law-question-by-relative-hint = The law is stricter then.
law-question-author-unknown = Is the author unknown or abroad?
law-question-author-unknown-hint = The prosecutor can ask for help; you do not have to find them.
law-question-money-demand = Did somebody ask for money or anything else?
law-question-money-demand-hint = Do not pay. Keep the messages.
law-question-public-order = Did it disturb public order or cause panic?
law-question-public-order-hint = False news is an offence only then.
law-question-truth-provable = Could what is said be proven true?
law-question-truth-provable-hint = Truth is a defence, except about private life. Your answer travels with a notice.
law-question-satire = Is it satire or an opinion?
law-question-satire-hint = Both are protected. Your answer travels with a notice.
law-question-public-interest = Does the public have an interest in knowing it?
law-question-public-interest-hint = What is of public interest gets a reply or a court, never a notice.
law-question-self-disclosed = Had the person made it public before?
law-question-self-disclosed-hint = The law may then presume that they agreed.
law-question-published-on = When was it first published or done?
law-question-published-on-hint = Most clocks start on this day. Leave it empty if you do not know.
law-question-known-on = When did you learn of it?
law-question-known-on-hint = It helps to count if the first day is not known.
law-question-author-known-on = When did you learn who did it?
law-question-author-known-on-hint = The time for damages starts when both are known.

law-advice-preserve-first = Keep it first: note the address, take a capture with its date, and ask for it to be preserved.
law-advice-never-pay = Do not pay. Who is paid comes back.
law-advice-never-download = Do not download it, keep it or pass it on. Give the address alone to the police.
law-advice-police-first = In danger, call the police, 19, or the gendarmerie, 177, first.
law-advice-false-report = Reports that are knowingly false are punished (Penal Code, 445 and 264).

law-track-press = Press law
law-track-penal = Penal Code
law-track-data = Personal data
law-track-civil = Damages
law-track-procedure = Procedure

law-who-victim = The person harmed, by a complaint
law-who-victim-or-prosecutor = The person harmed, by a complaint; the prosecutor alone where it is about origin, race, sex or religion
law-who-prosecutor = The prosecutor; in practice after a complaint
law-who-heirs = The heirs
law-who-authority = The body, or the official and his authority
law-who-concerned = Whoever is concerned

law-rights-prison-for-speech = This article threatens prison for words. The Human Rights Committee holds that prison is never an appropriate penalty for defamation (General Comment 34, paragraph 47).

law-route-platform = The platform
law-route-police = Police
law-route-prosecutor = Prosecutor
law-route-court = Court
law-route-right-of-reply = Reply and correction
law-route-data = Data protection
law-route-help = Help
law-route-check = Checking
law-route-evidence = Evidence

law-approver-second-officer = A second officer must approve
law-approver-outside-reviewer = A second officer and a reviewer outside the desk must approve

law-never-declared-press = This notice cannot go: the content is in a declared newspaper or site. Only a court can have it withdrawn (88-13, article 37).
law-never-public-false-news = No notice goes about false news and public order. It can be checked, corrected, answered, or brought to the prosecutor.
law-never-criticism-of-function = A body or an official cannot have words about its function taken down by a notice. The ways are a reply and a court.
law-never-public-matter = It is about public matters. Such words get a reply or a court, never a notice.
law-never-public-matter-unsettled = First it must be settled whether it is about public matters. Until then it counts as if it were.
law-never-public-interest = The public has an interest in it. It gets a reply or a court, never a notice.
law-never-no-standing = Only the person harmed, a guardian or an heir can ask for this notice.
law-never-police-route-only = Sexual material of a child goes through the police alone. Nothing is uploaded here.
law-never-private-messages = It was said in private: nothing is published that a notice could be about.
law-never-no-article = None of the articles that may apply can carry a notice.

law-upload-child-sexual = Do not upload anything. Give the address alone to the police.
law-upload-minor-intimate = Somebody shown may be under 18, so nothing may be uploaded. Give the address alone to the police.
law-upload-intimate = Intimate material is not uploaded. The address is enough.

law-review-awaiting-counsel = Awaiting a lawyer’s confirmation
law-review-confirmed = Confirmed by a lawyer

law-note-two-tracks = The press law and the Penal Code may both apply, and courts differ. Count on the shortest time.
law-note-criticism-is-free = Criticism without a precise fact is not defamation: it is free expression (Court of Cassation, 25 November 2009).
law-note-relaying-counts = Who passes it on answers too.
law-note-fact-must-be-punishable = For defamation, the fact that is alleged must itself be punishable by law.
law-note-truth-is-defence = Truth is a defence, except about private life.
law-note-official-complainant = This complaint is marked, in public, as that of an official.
law-note-restarts-at-majority = For a minor the time may begin again at 18, if the offender is a relative in ascending line, a carer or has authority.
law-note-prison-for-speech = Some of these articles threaten prison for words. See the note beside them.
law-note-threshold-test = Not all hateful words are an offence: context, speaker, intent, content, reach and risk are weighed (Rabat Plan, recalled and not confirmed).

law-unit-hours = { $count ->
    [one] { $count } hour
   *[other] { $count } hours
}
law-unit-days = { $count ->
    [one] { $count } day
   *[other] { $count } days
}
law-unit-months = { $count ->
    [one] { $count } month
   *[other] { $count } months
}
law-unit-years = { $count ->
    [one] { $count } year
   *[other] { $count } years
}

law-counting-full = Full period: the first and the last day do not count, and a last day of rest gives way to the next working day.
law-counting-continuous = Hours run without a break, on days of rest too.
law-counting-plain = Counted from the first day, on days of rest too.

law-start-publication = From the first publication
law-start-act = From the act
law-start-knowledge = From when the damage and its author are known
law-start-request = From the request
law-start-receipt = From the receipt of the request
law-start-refusal = From the letter of refusal
law-start-decision = From the decision
law-start-grant = From the day it is granted

law-first-day-known = Counted from the day that the law names.
law-first-day-learnt = Counted from the day you learnt of it. The time may have started earlier.
law-first-day-today = No day is known, so it is counted from today. The time has started earlier.

law-counted-runs = The time runs
law-counted-short-reading-past = Past by the shortest reading: act today and ask a lawyer
law-counted-past = Past; only a court can say whether something interrupted it

law-reason-account-copied = An account was copied, or documents were forged.
law-reason-account-entered = Somebody entered the account without a right to.
law-reason-author-unknown = The author may be unknown or abroad.
law-reason-because-of-function = It is about a public function.
law-reason-because-of-sex = It may be because of the person’s sex.
law-reason-blackmail = Something was demanded under a threat to reveal.
law-reason-by-someone-close = It may be by somebody close.
law-reason-child-exploited = A child may be exploited.
law-reason-child-identified = A child can be recognised.
law-reason-child-incited = A child may have been incited.
law-reason-child-material = It may be sexual material of a child.
law-reason-court-alone = It stands in a declared newspaper or site.
law-reason-damages = Harm can be made good in money.
law-reason-data-posted = Personal data was posted.
law-reason-declared-press = A declared newspaper owes a reply.
law-reason-defamation = A precise fact that harms honour may have been imputed.
law-reason-definition = It says what defamation and insult are.
law-reason-demand-followed = A demand followed, or may have.
law-reason-false-allegation = False facts may have been spread with intent to harm.
law-reason-false-news = False news may have disturbed public order.
law-reason-fraud = Money may have been taken by deceit.
law-reason-harassment = Messages came again and again.
law-reason-image-is-data = Image and voice are personal data.
law-reason-incitement = People may have been called to hatred or discrimination.
law-reason-incitement-to-crime = People may have been called to an offence.
law-reason-insult-without-fact = Contempt without a precise fact.
law-reason-leak = Data may have been leaked, even by negligence.
law-reason-memory-of-the-dead = It is about somebody who has died, and aims at the heirs.
law-reason-minor-harmed = The person harmed may be under 18.
law-reason-montage = Words or image may have been put together or altered.
law-reason-private-capture = Private words or an image in a private place, without agreement.
law-reason-private-life = It may concern private life.
law-reason-rights-refused = If a controller refuses the rights of the person.
law-reason-sensitive-data = Sensitive data may have been used without agreement.
law-reason-sexual-blackmail = The messages may be sexual.
law-reason-threat = Somebody threatens.
law-reason-threat-to-reveal = Blackmail is often a threat too.
law-reason-unfair-collection = The data may have been collected unfairly.
law-reason-withdrawal-before-judgment = A court can order withdrawal before it judges.

law-letter-complaint = Complaint to the public prosecutor
law-letter-right-of-reply = Request for a right of reply
law-letter-data-request = Request to erase or correct personal data

# The platform's seat.

seat-title = Notices for you
seat-clock-means = The time to answer is asked for by the desk. It has no legal force. It begins when a notice is delivered: here, when you open it.
seat-filters = Which notices
seat-all = All
seat-standing-awaiting = Awaiting an answer
seat-standing-asked = Waiting for the desk’s reply
seat-standing-answered = Answered
seat-standing-silent = No answer in time
seat-standing-withdrawn = Taken back
seat-none = There is no notice here.
seat-new = Not opened yet
seat-due = An answer is asked for until
seat-not-begun = The time to answer has not begun.
seat-more = More notices
seat-older = Older notices

seat-notice = Notice from
seat-standing-awaiting-means = You can say that you have it, ask the desk, or answer with your reasons. Each stands in the public register.
seat-standing-asked-means = You asked, and the desk has not replied. Your time stands still for at most { $hours } hours because of a question; after a reply you have the whole of it again.
seat-standing-answered-means = You answered. You can answer again when you decide otherwise, as when you put something back.
seat-standing-silent-means = The time to answer has passed, which stands in the public register. An answer is still taken, and stands beside it.
seat-standing-withdrawn-means = The desk took this notice back. Nothing is asked of you any more.
seat-not-now-withdrawn = The desk took this notice back: there is nothing left to answer.
seat-not-now-not-opened = Open the notice first: nobody answers what they have not read.
seat-not-now-too-many = There are 50 answers and questions about this notice already. Write to the desk in another way.
seat-asked = What is asked, and why
seat-given = As it was reported:
seat-standing-title = Who complains
seat-hours-title = Time to answer
seat-hours = { $hours ->
    [one] One hour from delivery. Asked by the desk, no legal force.
   *[other] { $hours } hours from delivery. Asked by the desk, no legal force.
}
seat-no-defences = No question that could speak for the author arose.
seat-good-faith = Declared in good faith:
seat-duration-title = For how long
seat-duration = { $days ->
    [one] One day
   *[other] { $days } days
}
seat-duration-for-good = For good
seat-proof = Why you can believe it
seat-proof-means = The entry of this notice is in the desk’s public register, which other bodies watch. The file below holds the notice, the proof and, from an authority, the signature of a reviewer outside the desk. Refuse a notice that comes without them.
seat-verify = Check the file on your own machine, without this desk:
seat-reviewer = The outside reviewer’s key:
seat-certificate = The reviewer’s certificate
seat-author-means = Please send the author of the content one of these texts, with the address and the code. The author can then see what was asked, answer it, and have it looked at again.
seat-code = code
seat-say = What you can do
seat-answer-do = Answer with reasons
seat-ask-do = Ask the desk
seat-received-do = Say that you have it
seat-received-reference = Your own reference for this notice; empty if you have none
seat-received-long = The reference has at most { $most } characters. Nothing was lost: shorten it here.
seat-received-before = You said before that you have it, with another reference. That one stays.
seat-line = { $name }: { $text }
seat-question = Your question

seat-back = Back to the notice
seat-answer-title = Answer
seat-answer-means = What was decided, what it rests on and who decided stand in the public register. The texts do not: they go to the desk and to the person who asked.
seat-ask-title = Ask the desk
seat-ask-means = The time to answer stops until the desk replies, and then begins again. That you ask stands in the public register; the question does not.
seat-answer-send = Send the answer
seat-ask-send = Send the question
seat-choose = Choose
seat-most = { $most ->
    [one] At most one character.
   *[other] At most { $most } characters.
}
seat-territories = Countries where it applies
seat-territories-hint = Codes of two letters with spaces between, as: ma fr. Empty for everywhere.
seat-applied-on = From which day
seat-ends-on = Until which day
seat-day-hint = As 2026-11-25. Empty if you do not say.
seat-ends-hint = As 2026-12-25. Empty if for good.
seat-redress = How your decision can be contested with you
seat-language = Language of your texts
seat-own-id = Your own name for this
seat-own-id-hint = Letters, digits, hyphens and low lines; may be empty. The same name twice is one answer.
seat-own-id-taken = You used this name before for something else about this notice. Choose another one. Nothing was lost.
seat-overtaken = Something happened to this notice while you were writing. Look at it in another window, then send this again if it still holds. Nothing was lost.
seat-problem-decision = Choose what you decided.
seat-problem-measure = Say what was done if something was done, and only then.
seat-problem-not-what-was-asked = Whoever did what was asked, or more, accepted; whoever did something milder narrowed. Mend the decision or the measure.
seat-problem-basis = Choose what the decision rests on.
seat-problem-decider = Choose who decided.
seat-problem-ground = Name the article or the rule that it rests on, in at most 500 characters.
seat-problem-explanation = Say why, in at most 2,000 characters: whoever refuses or does less gives a reason.
seat-problem-question = Write your question, in at most 2,000 characters.
seat-problem-facts = The facts have at most 5,000 characters.
seat-problem-territories = Write each country as its code of two letters, as ma or fr.
seat-problem-days = Write a day as 2026-11-25; the last does not come before the first.
seat-problem-redress = The ways to contest have at most 500 characters.
seat-problem-language = Choose a language from the list.
seat-problem-own-id = Your own name holds letters, digits, hyphens and low lines only, at most 500. Programs must send one.
seat-problem-nothing-to-restore = Only what was taken down or limited on an earlier answer can be put back.

seat-tokens = Tokens for programs
seat-tokens-means = A program of yours reads and answers notices with a token, without a password. Whoever has the token acts in your name: keep it like a key, and take it back when it is no longer used.
seat-token-made = The new token
seat-token-once = It is shown this once. The desk keeps no copy of it.
seat-token-try = Try it:
seat-token-none = There is no token yet.
seat-token-when = Made
seat-token-used = last used
seat-token-unused = never used
seat-token-revoke = Take back
seat-token-new = Make a token
seat-token-name = What will use it
seat-token-make = Make the token
seat-token-no-name = Give it a name of at most { $most } characters, so that you know later what it is.
seat-token-many = You have { $most } tokens already. Take one back first.

message-not-now-title = This cannot be done now
message-not-now-do = Go back to your notices.

# The pages of the desk: the report, its receipt, and the way between.

navigation-desk = Pages of the desk
nav-report = Report a harm
nav-receipt = Open a receipt
footer-desk = No account, no tracking, nothing asked of any other site. What you tell is kept locked, and your receipt opens it.

emergency-title = In danger? Call now
emergency-police = Police
emergency-gendarmerie = Gendarmerie
emergency-child = Child line
leave-quickly = Leave this page quickly
left-title = You have left
left-text = What you had not sent is forgotten here. A report that you sent stays kept, and your receipt opens it. Close this window, and clear the browser’s history if others use it.

demo-note = This is a demonstration: a fictional country. Nothing you enter reaches anybody.
home-title = Harmed by a post? Begin here
home-lead = In a few minutes, without an account: your evidence sealed, the law that may apply with its time limits, the ways open to you, and a file a court can check.
home-report = Report a harm
home-receipt = I have a receipt
home-gets = What you get at once
home-gets-seal = What you hand in is sealed: nobody, not even this desk, can change it unnoticed.
home-gets-law = The articles that may apply, each with its reason, and the last day that is surely in time.
home-gets-routes = Where to go: police, prosecutor, data protection, right of reply, the platform.
home-gets-file = One file for a lawyer or a judge, who can check it without us.
home-who = Who runs this desk
home-who-authority = { $desk } is run by officials. It must tell the prosecutor of offences it learns of (Code of Criminal Procedure, article 42).
home-who-association = { $desk } is not run by the state.
home-register = The public register of everything that was asked of platforms

begin-title = Before you write anything
begin-over = What you had begun is not here: it was left for too long, or already sent, or this browser keeps no cookies. Begin again, or open your receipt. If you come back here at once, allow cookies for this page.
begin-lead = It takes about five minutes. There is one question on each page, and you can go back at any time.
begin-know = You should know
begin-authority = { $desk } is run by officials. It must pass offences it learns of to the prosecutor (Code of Criminal Procedure, article 42).
begin-association = { $desk } is not run by the state. It passes nothing on without asking you.
own-who = This is your own machine. No desk and no state receives anything: what you enter is sealed and kept here, locked.
begin-who-reads = Officers of this desk read what you send, the most urgent first. Do not wait for them alone: seal your evidence here, and go to the police, the prosecutor or the platform yourself too.
begin-false = A report that is knowingly false is punished (Penal Code, articles 445 and 264).
begin-used = What you write may be used in proceedings, about you too.
begin-kept = It is kept locked. An unfinished report is forgotten after one day; a report you sent can be erased at your request.
begin-on = Go on with my report
begin-start = I have read this: begin
begin-ways = If you would rather not tell a desk
begin-way-own = Your own mode, on your own machine, with no desk and no state: the same questions, sealing and letters. Start the program with
begin-way-association = An association you trust can help you, or report for you with your written permission.
begin-way-lawyer = A lawyer is bound to secrecy.

report-progress = { $place } of { $count }
report-back = Back
report-next = Continue
report-day = Day
report-month = Month
report-year = Year
report-day-empty = Leave it empty if you do not know.
report-police-first = First: the police and the child line
report-police-first-hint = No desk takes such material.
police-first-never = Do not send, download or pass on this material, to us or to anyone
police-first-why = Even keeping it is an offence. Give only the address or the number of the video; the police take it from there.
police-first-address = On the next page, give the address or the number of the video, and nothing else.
police-first-help = For minors and their families, without a name:
police-first-next = I have understood: give the address only
report-where = Where is it?
report-where-hint = Paste the address of the post, video or account, one on each line. You can also leave it empty and give a file.
report-where-short = A short link is kept as it is, and nothing is fetched from it. Give the full address too, if you can open it.
report-account = What happened?
report-account-hint = In your own words, in any language: what is said or shown, since when, what it does to you. Up to 10,000 characters.
report-contact = How can we reach you?
report-contact-hint = All of this may be left empty. A complaint to the prosecutor must bear a telephone number or an e-mail address (Code of Criminal Procedure, article 40).
report-name = Name
report-reach = E-mail address or telephone number
report-may-name = My name may be given to the platform if a notice goes
report-files = Files
report-files-hint = Screenshots, videos, messages: up to 20 files of 2 GB each. They are sealed as they are.
file-choose = Choose files
file-add = Add these files
file-none = Continue without a file
file-remove = Remove
file-empty = No file came through, or it is empty. Choose it again.
file-large = This file is larger than 2 GB. Cut it, or give its address.
file-many = There are already { $most } files, as many as are taken. Remove one, or send a second report.
file-broken = The upload was cut off. What you gave before is still here; add this file again.
file-unnamed = a file without a name
file-disk-low = This desk’s disk is nearly full, so it takes no file now. Your words and addresses are taken as always: send your report without the file and keep the file yourself. You can hand it in later with a second report.
file-full = Unfinished reports already hold as many files as this desk keeps room for. Nothing was lost: try again in an hour, or send your report without the file and hand it in later with a second report.
size-kb = { $size } kB
size-mb = { $size } MB

wrong-title = Something is missing here
wrong-missing = Choose or write an answer.
wrong-reply = This answer is not taken. A day is written in figures, as 23, 11, 2026.
wrong-too-early = This day is before the day of publication. Correct one of them.
wrong-too-long = This has { $found } characters, and at most { $most } are taken. Nothing was lost: shorten it here.
wrong-address = Line { $line }: { $why }
wrong-too-many-addresses = At most { $most } addresses are taken. Name the others in your own words.
wrong-nowhere = Give an address here, or a file: without one of them nobody can find it.

answers-title = Check your answers
answers-problems = Before you can send it
answers-none = No answer
answers-change = Change
answers-authority = When you send it, this desk must pass offences it learns of to the prosecutor.
answers-association = When you send it, this desk keeps it and passes nothing on without asking you.
answers-send = Seal it and send it

sent-title = It is sealed and received
sent-code = Your receipt
sent-keep = Write it down or print this page. It is the only way back to your report: nobody can give it to you again.
sent-next = What happens next
sent-next-sealed = Your evidence is sealed now. You can download it as one file at any time.
sent-next-read = Open your receipt to see the time limits that run and the ways open to you.
sent-next-look = A person at the desk reads your report. What they decide and what they ask stands on the page of your receipt.
sent-open = Open my report
sent-leave = Leave, and forget this browser

receipt-title = Open a receipt
receipt-lead = Sixteen digits open your report, and only yours.
receipt-label = Your receipt
receipt-open = Open
receipt-lost = Without the receipt nobody can open the report, not even by asking the desk. You can always send a new one.
receipt-unknown = No report has this receipt. Look at the digits again.
receipt-length = A receipt has 16 digits; these are { $found }.
receipt-digits = A receipt has digits only.
receipt-wait = Too many wrong receipts. Wait a minute, then try again.

view-title = Your report
view-received = Received
view-reference = reference
view-clocks = The time that runs
view-counsel = From public sources, awaiting the review of a lawyer. This is no legal advice.
clock-earliest = Surely in time until
clock-left = { $count ->
    [0] today is the last day
    [one] { $count } day left
   *[other] { $count } days left
}
clock-computed = By the rule:
view-routes = Where you can go
notice-may = The desk may also send the platform a notice, once two people have looked at it.
view-files = What you handed in
view-manifest = SHA-256 of the manifest:
view-dossier = Download everything as one file
view-letters = Letters for you to sign
view-letters-text = They are filled with what you told. Read them, complete the dotted lines, and sign them yourself. No letter says that an article applies.
view-check = Anyone can check it without us:
view-key = this desk’s key
view-law = The law that may apply
view-prison = threatens prison
view-unsure = not sure
view-why = Why it is proposed
view-messages = Messages
view-events = What has happened
view-rights = Your rights
view-close = Close my report in this browser
message-you = You
message-desk = The desk
message-label = Write to the desk
message-send = Send the message
message-long = This message is too long: at most 4,000 characters. Nothing was lost: shorten it here.
message-many = You have written 100 messages that the desk has not answered yet, and it takes no more until it does. Nothing was lost: what you typed stands below, keep it, or send a new report with it.
withdraw-title = Withdraw the report
withdraw-means = Nothing more is done about it. It stays kept, and you can still open it.
withdraw-do = Withdraw it
kept-years = Nothing of it is erased while its case is open. After that it is erased by itself: { $withdrawn ->
    [one] { $withdrawn } year
   *[other] { $withdrawn } years
} after you withdrew it, or { $closed ->
    [one] { $closed } year
   *[other] { $closed } years
} after its case was closed.
erase-title = Erase the report
erase-means = What you told, your files and messages are gone for good: here at once, and in back-ups as soon as the desk has renewed the back-up of its keys. That a report was received and erased stays noted, without its content. Download your file first if you may need it.
erase-authority = What the desk has already passed to the prosecutor cannot be called back.
erase-sure = Yes, erase it for good
erase-do = Erase it
erase-not-sure = Nothing was erased: say first that you are sure.

event-report-received = Received and sealed
event-message = A message
event-report-withdrawn = Withdrawn by you
event-report-erased = Erased at your request
event-report-retired = Erased, as its time was over
event-notice-retired = What the notice said was erased, as its time was over
event-contact-retired = How the author may be reached was erased, as its time was over
event-erased-by-restore = Erased when a back-up was put back: it had been erased after that back-up was taken

state-open = Received: waiting for a person to read it
state-open-means = A person at the desk will read it. Nothing is decided by a machine.
state-asked = Read by a person: the platform was asked
state-asked-means = What was asked, and what came back, stands below. The desk still decides how it ends, and you can write to it.
state-own = Sealed and kept here
state-own-means = It stands on this machine only, locked. Your letters and your dossier are below.
state-closed = Closed
state-closed-means = The desk has finished with it. You can still write, and download everything.
state-withdrawn = Withdrawn
state-withdrawn-means = You took it back. Nothing more is done about it.
state-erased = Erased
state-erased-means = Its content is gone for good, as you asked.
state-retired = Erased
state-retired-means = The time for which it is kept is over. Its content is gone for good.
state-restored = Erased
state-restored-means = It was erased after the back-up was taken from which this desk was put back: by you, by the desk, or because its time was over. Its content is gone for good.

solved-title = Was it solved?
solved-means = Four weeks have passed since your report. Your answer tells the desk what helped, and is counted without your name.
solved-until = You can change it until { $day }.
solved-yes = Yes
solved-partly = Partly
solved-no = No
solved-not-yet = Not yet
solved-said = You said:
solved-change = Change it or add to it
solved-back = Back to your report
solved-line = Anything you want to add
solved-line-hint = May be left empty. It is kept locked with your report, and the desk can read it. Up to 500 characters.
solved-save = Keep it
event-solved-said = You said whether it was solved

message-stale-title = This form is too old
message-stale-text = It was opened before your report was begun or opened again, so it cannot be known to be yours. Nothing was changed.
message-stale-do = Go back, load the page again, and send it once more.
message-failed-title = This did not work
message-failed-text = The desk could not keep or read this. What you had entered before is still there.
message-failed-do = Try again in a few minutes. If it is urgent, call the police, 19.
message-crowded-title = Too many unfinished reports at once
message-crowded-text = More reports than usual have just been begun from your network or everywhere, and this desk keeps only so many at once. You have lost nothing.
message-crowded-do = Try again in an hour. If it is urgent, call the police, 19.
message-queued-title = Others are downloading
message-queued-text = So many downloads are under way that there is no room for another one. Yours was not begun, and nothing is lost.
message-queued-do = Go back, and try again in a minute.
message-home-do = Go back to the first page.
back-to-home = Back to the first page
message-large-title = This is more than the page takes
message-large-text = Nothing of it was kept. What you had entered before is still there.
message-large-do = Go back, shorten it, and send it again.

# What was asked of platforms, on the receipt's page.
requests-title = Requests to platforms
requests-lead = { $count ->
    [one] One request was made from your report. Here is what was asked, and what came back.
   *[other] { $count } requests were made from your report. Here is what was asked, and what came back.
  }
requests-over = that time is over
requests-nothing = Nothing has happened since it was written into the public register.
requests-said = What was said
requests-question = What the platform asks
requests-redress = How the platform says that its decision can be contested
requests-public = See this request in the public register

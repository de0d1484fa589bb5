# The outside reviewer.

review-title = Notices to review
review-lead = No notice of this desk leaves before somebody outside it has signed it. You see what would be sent, and nothing else of the case.
review-key-from = Your key is in the register and comes into force on { $at }. Until then it opens and signs nothing.
review-key-until = Your key is no longer in force since { $at }. It opens and signs nothing.
review-key-none = Your key is not among the keys of this desk’s reviewers. It opens and signs nothing.
review-own = With you
review-free = Waiting for a reviewer
review-open = Open it
review-open-means = When you open a notice, its text and its entry are fixed under your key, and no other reviewer has it.
review-held = Kept by another reviewer
review-held-means = Opened more than a week ago, or under a key that is no longer in force. You can let every reviewer have it again.
review-free-it = Let everybody have it again
review-others = Another reviewer has opened this notice. It is with them now.
review-elsewhere = This notice no longer waits for you: it was signed, sent back or given back meanwhile. Nothing of yours was kept.
review-stuck = This notice can no longer go as it was approved
review-stuck-means = Send it back, and the desk’s officers see why.
review-stuck-do = Send it back
review-stuck-approval = Whoever approved it had a part in the case by now.
review-stuck-own = Your key belongs to the desk itself, or to what it is a part of. A desk does not review its own notices.
review-one = Review of a notice to
review-to = To
review-person-agreed = The person agreed that their name goes with the notice.
review-person-none = The name does not go with the notice, and is not shown to you.
review-place-secret = Committed with a secret salt: it leads to a child, to intimate material or to the person harmed, and nobody can find it in the register.
review-place-public = Committed with a published salt: whoever knows the address finds this request in the register.
review-test-public = Published from
review-duration = For how long
review-duration-none = For good
review-duration-days = { $days ->
    [one] one day
   *[other] { $days } days
}
review-author = What the author will be told
review-author-code = with a code of sixteen digits that opens the page
review-sign = Sign
review-sign-means = Download the file, read it and sign it on your own machine; your key never comes here. Once your signature is handed in, the notice is public and goes its way: nobody can stop it or change it.
review-file = Download the file to sign
review-text = What you sign
review-paste = Paste the signed certificate
review-do = Hand in the signature
review-sign-empty = Nothing was pasted. Paste all that the command printed, from the first line to the line with the signature.
review-sign-none = This cannot be read as a signed certificate. Paste all that the command printed, and nothing else.
review-sign-unsigned = The signature is missing: paste the last line too, the one that begins with a dash and the name of your key.
review-sign-key = Another key signed this. The notice names your key, and only that one counts.
review-sign-broken = The signature does not fit the text: a character was lost or changed on the way. Copy it again.
review-sign-kind = This is signed, and it is no release certificate.
review-sign-desk = This certificate is about a notice of another desk.
review-sign-notice = This certificate is about another notice.
review-sign-entry = This certificate is about an earlier form of this notice: the entry was fixed anew since. Download the file again and sign that one.
review-sign-text = This certificate is about another text or test of this notice. Download the file again and sign that one.
review-else = If you do not sign
review-object = Object
review-object-means = The notice goes back to the officers who wrote it, with your reason. That an outside reviewer objected is counted in public.
review-give-back = Give it to the other reviewers
review-give-back-means = If you know somebody in it, or cannot look at it now. Nobody is told why.
review-over = You have decided. This notice is no longer with you.

event-notice-given-back = The outside reviewer gave a notice to the other reviewers

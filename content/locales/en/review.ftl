# The outside reviewer.

review-title = Notices to review
review-lead = No notice of this desk leaves before somebody outside it has signed it. You see what would be sent, and nothing else of the case.
review-own = With you
review-free = Waiting for a reviewer
review-open = Open it
review-one = Review of a notice to
review-secret = These addresses lead to a child, to intimate material or to the person harmed: the register commits to them with a secret salt.
review-sign = Sign
review-sign-means = Download the file, read it and sign it on your own machine; your key never comes here. Once your signature is handed in, the notice is public and goes its way.
review-file = Download the file to sign
review-text = What you sign
review-paste = Paste the signed certificate
review-do = Hand in the signature
review-object = Object
review-over = You have decided. This notice is no longer with you.
review-key-over = Your key is not in force at this moment.
review-other = This certificate is about another notice, text, test or entry. Download the file again and sign that one.
review-unsigned = This is no certificate that your key has signed.

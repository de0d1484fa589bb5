# The pages of the register.

register-title = Register
register-lead = Every request to a platform and what became of it, line by line. No line can be erased or changed without anyone who kept an earlier state being able to prove it.
register-test = This is a test log. What stands in it is the work of no desk.

state-title = Where it stands
state-size = Entries
state-origin = Name
state-root = Root: one hash over all entries
state-seen = Last seen by enough witnesses

witnesses-title = Witnesses
witnesses-lead = A witness is another desk or body that signs each state of the register only if it continues the one before. So this desk cannot show one history to you and another to somebody else.
witnesses-more = More about the witnesses
witness-rule = { $needed } of { $all } witnesses are enough.
witness-table = Witnesses, and what each last saw
witness-name = Witness
witness-state = State
witness-size = Entries it has seen
witness-when = When
witness-current = up to date
witness-behind = has not seen the latest entries yet
witness-never = has not answered yet
witness-trouble = did not answer the last time
cosigned-title = Enough witnesses have seen the register
cosigned-text = Each entry is covered by a checkpoint that they cosigned.
no-witnesses-title = No witness
no-witnesses-text = This register names no witness. Only those who keep an earlier checkpoint themselves would notice a changed history.
uncosigned-title = Uncosigned since { $since }
uncosigned-text = Witnesses have cosigned up to { $covered } of { $size } entries. The rest is signed by the desk alone.
uncosigned-means = What needs cosignatures waits: no notice leaves the desk until enough witnesses have answered. There is no way around this, for the desk neither.
waiting-title = The register takes no entries: it waits for its witnesses
waiting-text = After a start the desk first asks its witnesses what they last saw, so that it never continues an old copy. { $heard } of the { $needed } needed have answered since { $since }.
waiting-do = There is nothing to do but wait. Everything written until now can be read and checked.
stopped-title = The register is stopped: its disk failed
stopped-text = Nothing has been added since { $since }. Everything shown here is kept and can be checked.
stopped-do = The desk must look at the disk and start the register again; it then goes on from what is certain.
behind-title = The register is closed: a newer state of it is known
behind-text = The witness { $witness } has seen { $theirs } entries; this copy has { $ours }. An older copy was put back.
behind-do = Nothing is added until the missing entries return or an entry declares a successor of this register. If you keep a copy or a newer checkpoint, give it to the desk and to the witness.
restored-title = The register is closed: it was put back from a back-up
restored-text = This copy is as of { $taken }. Nobody has confirmed yet that no newer state of it was published.
restored-do = Nothing is added before that, so that no second history is ever signed. If you keep a copy or a newer checkpoint, give it to the desk.
since = { $moment }, { $ago }

policy-title = The rule
policy-lead = These witnesses may cosign; the file says how many must.
policy-file = The rule as programs read it

find-title = Find every request about an address
find-lead = Do you have the address of a post, a video, a page? See whether a desk asked a platform to do something about it.
find-label = Address of the content
find-button = Search
find-private = The address is sent in the body of the form. It enters no link and is not kept.
find-how = How it works
find-how-text = An entry does not hold the address but a hash over it and a random value. So the address you type is tried against each of the { $size } entries. With a long register this takes some seconds.
address-empty = Type an address, for example tiktok.com/@name/video/123.
address-long = This is longer than an address can be. Copy the address of one post only.
address-space = There is a space in the address. Copy it again, without the words around it.
address-scheme = An address here begins with https:// or http://.
address-host = This is not the address of a page on the web. It looks like tiktok.com/@name/video/123.
error-prefix = Error:
found-title = { $count ->
    [0] No entry is about this address
    [one] { $count } entry is about this address
   *[other] { $count } entries are about this address
}
found-searched = { $count ->
    [one] The only entry was looked at, and checked against the signed checkpoint.
   *[other] All { $count } entries were looked at, and checked against the signed checkpoint.
}
found-none-means = No desk of this register has asked a platform for anything about this address in public.
found-none-not = It does not mean that nothing was asked about intimate material or children’s: those addresses are kept secret. Nor does it speak of other registers, or of another address of the same content on a platform whose addresses we do not know.
found-cut = Only the latest 200 are shown. The command below finds them all.
match-address = This very address
match-content = Another address of the same content

latest-title = Latest entries
latest-none = There is no entry yet.
latest-newer = Newer entries
latest-older = Older entries
goto-label = Go to entry number
goto-button = Go
kind-unknown = Bytes
bytes = { $count ->
    [one] { $count } byte
   *[other] { $count } bytes
}

check-title = Check it yourself
check-lead = Do not take our word for any of this. With the program Hiwar, or any other that reads C2SP logs, you can check it on your own machine.
check-audit = Read the whole register, recompute it, and next time see that it only grew:
check-find = Search for an address without telling us:
check-verify = Check a proof you downloaded, without any server:
downloads-title = To download
download-checkpoint = Latest checkpoint
download-cosigned = Latest checkpoint with enough cosignatures
download-key = The register’s public key
download-policy = The rule of witnesses
download-witnesses = Witnesses as JSON
download-fields = Every field, public or not, and why (in English)

back-to-register = Back to the register
entry-title = Entry { $index }
entry-fields = What it says
entry-left-out = What is not in it, and why
entry-test = This is a test log: the entry is whatever was appended, and says nothing in Hiwar’s own schema.
entry-unknown = This entry cannot be read by the version of Hiwar that serves this page. Its bytes are below, and its proof holds all the same.
entry-check = Check it
entry-proven = The server has just checked that this entry is in the register that was signed. You can check it too.
entry-proof = See the proof
entry-download = Download the entry
entry-leaf = Hash of the entry in the register
entry-length = Length
entry-raw = The entry as it was written
entry-raw-hex = The bytes, in hexadecimal
entry-cut = The rest is in the download.
entry-neighbours = Other entries
entry-older = Earlier entry
entry-newer = Later entry

proof-title = Proof of entry { $index }
proof-back = Back to the entry
proof-lead = This shows that the entry is in the register, at its place and unchanged, under a checkpoint that was signed.
proof-steps = Step by step
step-leaf = The entry is hashed. The result is
step-path = { $count ->
    [0] It is the only entry, so this hash is already the root.
    [one] It is joined with { $count } other hash, which stands for the rest of the register.
   *[other] It is joined in turn with { $count } other hashes, which together stand for the rest of the register.
}
step-root = What comes out is the root of the register of { $size } entries:
step-signed = The desk signed this root, under its name
step-seen = These witnesses cosigned it, having checked that it continues all they saw before:
proof-path = The path from the entry to the root
path-none = There is no path: this is the only entry.
path-table = The path as a table
path-step = Step
path-side = Joined
path-before = before
path-after = after
path-entries = Entries it stands for
path-hash = Hash
figure-root = root
figure-text = { $count ->
    [one] Entry { $index } stands at the bottom. { $count } step leads up to the root; the square beside it is the hash that is joined.
   *[other] Entry { $index } stands at the bottom. { $count } steps lead up to the root; the square beside each is the hash that is joined.
}
verdict-enough-title = The proof holds, and enough witnesses have seen it
verdict-enough-text = Nobody can remove or change this entry, the desk included, without the signatures below showing it.
verdict-few-title = The proof holds, but too few witnesses have cosigned yet
verdict-few-text = The desk alone has signed this state. Until enough witnesses cosign, it could still show another one to somebody else. No notice leaves on the strength of this proof.
verdict-alone-title = The proof holds; this register has no witness
verdict-alone-text = The desk has signed this state. Keep the proof: if another history is ever shown, this file proves it.
verdict-since = Uncosigned since { $since }.
verdict-missing = Not yet there:
proof-alone = Check it without this server
proof-alone-lead = Download these files into one folder and run the command. It needs no network.
proof-download = Download the proof
proof-not = The proof says that the entry was made and was not changed since. It does not say that what the entry tells is true.
proof-checkpoint = The checkpoint with its signatures

message-page-title = There is no such page
message-page-text = The address may have been cut short or mistyped.
message-page-do = Go back to the register, or search for what you were looking for.
message-entry-title = There is no such entry
message-entry-text = Entries are numbered from 0 to { $last }.
message-entry-text-empty = The register has no entry yet.
message-entry-do = Check the number. If you hold a proof of this entry, keep it: it shows that an entry is missing, and the witnesses want to know.
message-long-title = That is too long
message-long-text = What was sent is longer than any address can be.
message-long-do = Copy the address of one post only and try again.
message-busy-title = Others are searching
message-busy-text = Each search reads the whole register, so they are done one after the other.
message-busy-do = Try again in a minute, or search on your own machine with the command on the register’s page.
message-altered-title = The files of this register do not lead to what was signed
message-altered-text = Something that was read is missing, was changed or cannot be read. So nothing of it is shown, and no proof is given.
message-altered-do = Tell the desk, and the witnesses if it does not answer. If you hold copies or proofs, keep them: they show what the register said.
message-broken-title = The page could not be made
message-broken-text = The fault is on our side.
message-broken-do = Try again in a minute.

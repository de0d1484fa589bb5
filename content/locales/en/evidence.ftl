# What a sealed report and a dossier say. The statement has a version in the manifest: its sense
# never changes under the same name.

evidence-statement = Received from you at { $at }. This does not prove that it was online.
evidence-readme-title = Dossier of the report { $report }
evidence-readme-desk = The desk { $desk } received this report, sealed it, and made this file from it.
evidence-readme-own = The person who keeps this report sealed it with a key of their own. No desk received it.
evidence-readme-parts = { $count ->
    [one] The report has { $count } part, in the folder exhibits, byte for byte as it was received.
   *[other] The report has { $count } parts, in the folder exhibits, byte for byte as they were received.
}
evidence-readme-files = manifest.json lists the parts, with the name, the size and the SHA-256 of each. seal.note is the signature over it. events.jsonl says what has happened since. letters holds the letters that were made. register, if it is there, holds an entry of the public register with its proof. contents.json lists everything, and contents.note signs that list.
evidence-readme-careful = The exhibits come from strangers. Open them with care: nothing here was checked for harmful content.
evidence-readme-check = To check everything, without a network and without anybody’s help: { $command }
evidence-readme-by-hand = To check one part by hand, compare what { $command } says of it with contents.json. The page docs/dossier.md of Hiwar explains each step, with common tools.
evidence-readme-key = The key in key.txt proves something only if you know from elsewhere whose it is: compare it with the one that its owner publishes.

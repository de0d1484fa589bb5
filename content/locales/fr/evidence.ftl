# Ce que disent un signalement scellé et un dossier. Le sens de la déclaration ne change jamais
# sous le même nom.

evidence-statement = Reçu de vous le { $at }. Cela ne prouve pas que c’était en ligne.
evidence-readme-title = Dossier de preuve du signalement { $report }
evidence-readme-desk = Le bureau { $desk } a reçu ce signalement, l’a scellé et en a fait ce fichier.
evidence-readme-own = La personne qui garde ce signalement l’a scellé avec sa propre clé. Aucun bureau ne l’a reçu.
evidence-readme-parts = { $count ->
    [one] Le signalement a { $count } pièce, dans le dossier exhibits, octet pour octet comme elle a été reçue.
   *[other] Le signalement a { $count } pièces, dans le dossier exhibits, octet pour octet comme elles ont été reçues.
}
evidence-readme-files = manifest.json énumère les pièces, avec le nom, la taille et le SHA-256 de chacune. seal.note en est la signature. events.jsonl dit ce qui s’est passé depuis. letters contient les lettres préparées. register, s’il est là, contient une inscription du registre public avec sa preuve. contents.json énumère tout, et contents.note signe cette liste.
evidence-readme-careful = Les pièces viennent d’inconnus. Ouvrez-les avec prudence : rien n’a été contrôlé contre les contenus nuisibles.
evidence-readme-check = Pour tout vérifier, sans réseau et sans l’aide de personne : { $command }
evidence-readme-by-hand = Pour vérifier une pièce à la main, comparez ce que { $command } en dit avec contents.json. La page docs/dossier.md de Hiwar explique chaque étape, avec des outils courants.
evidence-readme-key = La clé de key.txt ne prouve quelque chose que si vous savez par ailleurs à qui elle est : comparez-la avec celle que son propriétaire publie.

// Walks the whole way of a person with the real binary: from the first page to the receipt, the
// dossier and its verification; once without JavaScript, and once in each language with every page
// looked at.
//
// HIWAR=path/to/hiwar node walk.mjs

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, run, serve } from "./binary.mjs";
import { LANGUAGES, album, launch } from "./looks.mjs";
import { changeLanguage, receipt, report } from "./person.mjs";

const pages = album("walk");

const ACCUSATION = {
  harm: "false-accusation",
  medium: "platform",
  capacity: "myself",
  "precise-fact": "yes",
  identifiable: "yes",
  where: "https://www.tiktok.com/@invented/video/7301?_t=8h",
  account: "قالوا إنني سرقت، وهذا كذب.",
  reach: "+212 600000000",
};

const folder = mkdtempSync(join(tmpdir(), "hiwar-walk-"));
const sites = [];
let browser;
try {
  browser = await launch();
  const desk = serve(["serve", "--data", join(folder, "desk"), "--name", "desk.example", "--listen", "127.0.0.1:0"]);
  const own = serve(["own", "--data", join(folder, "own"), "--listen", "127.0.0.1:0"]);
  sites.push(desk, own);
  for (const [name, site] of [["desk", desk], ["own", own]]) {
    const origin = await site.address;
    // Without JavaScript: a report in Arabic with two files, its receipt, and its dossier.
    const context = await browser.newContext({ javaScriptEnabled: false, acceptDownloads: true });
    const tab = await context.newPage();
    const files = { ...ACCUSATION, files: ["b.png", "صورة.png"] };
    const code = await report(tab, origin, "ar", files, (step) => changeLanguage(tab, step));
    const dossier = await receipt(tab, origin, "ar", code, folder);
    // Nobody has said whose key it is, so all is well but that.
    run(["verify", dossier], 3);
    const key = (await (await fetch(`${origin}/desk/key`)).text()).trim();
    run(["verify", dossier, "--key", key]);
    console.log(`${name}: a report without JavaScript, its receipt, its dossier verified`);
    await context.close();
  }
  // Of one's own mode, the pages that say something else.
  const differ = ["home", "begin", "contact", "police-first", "check", "sent", "enter", "receipt"];
  for (const language of LANGUAGES) {
    const context = await browser.newContext({ bypassCSP: true });
    const tab = await context.newPage();
    const each = async (name) => differ.includes(name) && pages.look(tab, `own-${name}`, language);
    const code = await report(tab, await own.address, language, ACCUSATION, each);
    await receipt(tab, await own.address, language, code, folder, each);
    await context.close();
  }
  const origin = await desk.address;
  for (const language of LANGUAGES) {
    const context = await browser.newContext({ bypassCSP: true });
    const tab = await context.newPage();
    const each = (name) => pages.look(tab, name, language);
    const code = await report(tab, origin, language, { ...ACCUSATION, files: ["a.png"] }, each);
    await receipt(tab, origin, language, code, folder, each);
    // A child may be shown: no page takes a file or a word.
    await context.clearCookies();
    const child = { ...ACCUSATION, harm: "child-sexual", medium: "platform", capacity: "guardian" };
    await report(tab, origin, language, child, async (name) => {
      expect(!["files", "account"].includes(name), `${name} is asked for about a child`);
      if (name === "police-first") await each(name);
    });
    await context.close();
  }
  pages.close("pages of the walk");
} finally {
  await browser?.close();
  for (const site of sites) await site.end();
  rmSync(folder, { recursive: true, force: true });
}

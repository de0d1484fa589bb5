// Walks the whole way of a person with the real binary: from the first page to the receipt, the
// dossier and its verification; once without JavaScript, and once in each language with every page
// looked at.
//
// HIWAR=path/to/hiwar node walk.mjs

import { spawn, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { LANGUAGES, NARROWEST, WIDTHS, axe, scroll, targets } from "./looks.mjs";

const BINARY = process.env.HIWAR;
const SHOTS = join(import.meta.dirname, "shots");
/** The smallest picture there is: one pixel of PNG. */
const PNG = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);
const findings = [];
let looked = 0;

/** Starts the binary with these words and waits for its address. */
function serve(words) {
  const child = spawn(BINARY, words, { stdio: ["ignore", "pipe", "inherit"] });
  const address = new Promise((done, fail) => {
    child.stdout.on("data", (bytes) => {
      const found = String(bytes).match(/http:\/\/(?:127\.0\.0\.1|localhost):(\d+)/);
      // Browsers take secure cookies from `localhost` without encryption, as from https.
      if (found) done(`http://localhost:${found[1]}`);
    });
    child.on("exit", (code) => fail(new Error(`${words.join(" ")} ended with ${code}`)));
  });
  return { child, address };
}

const expect = (is, what) => {
  if (!is) throw new Error(what);
};

/** Keeps a picture of the page and says what is wrong with it. */
async function look(tab, name, language) {
  const text = await tab.textContent("html");
  if (text.includes("⟦")) findings.push(`${name} ${language}: lacks ${text.match(/⟦.*?⟧/)[0]}`);
  for (const [width, pixels] of Object.entries(WIDTHS)) {
    await tab.setViewportSize({ width: pixels, height: 900 });
    await tab.evaluate(() => document.fonts.ready);
    await tab.screenshot({ path: join(SHOTS, `walk-${name}.${language}.${width}.png`), fullPage: true });
    const found = [...(await axe(tab, width)), ...(await scroll(tab, pixels)), ...(await targets(tab))];
    findings.push(...found.map((it) => `${name} ${language} ${width}: ${it}`));
    looked += 1;
  }
  await tab.setViewportSize({ width: NARROWEST, height: 900 });
  findings.push(...(await scroll(tab, NARROWEST)).map((it) => `${name} ${language}: ${it}`));
  await tab.emulateMedia({ colorScheme: "dark" });
  findings.push(...(await axe(tab, "dark")).map((it) => `${name} ${language} dark: ${it}`));
  await tab.emulateMedia({ colorScheme: "light" });
  await tab.setViewportSize({ width: WIDTHS.desk, height: 900 });
}

/** Presses the last button of the form that holds the question. */
const next = (tab) => tab.click("main form[action*='/report/step/'] button[type=submit]");

const stepOf = (tab) => new URL(tab.url()).pathname.split("/").pop();

/** Answers what is asked until the page to check everything, with `answers` where they differ. */
async function interview(tab, answers, each) {
  for (let page = 0; page < 40; page += 1) {
    const step = stepOf(tab);
    if (step === "check") return;
    await each(step);
    if (step === "where") await tab.fill("textarea", answers.where);
    else if (step === "account") await tab.fill("textarea", answers.account);
    else if (step === "contact") await tab.fill("#reach", answers.reach);
    else if (step.endsWith("-on")) {
      for (const [name, value] of Object.entries({ day: "3", month: "11", year: "2026" })) {
        await tab.fill(`#${name}`, value);
      }
    } else if (step === "files" && answers.files?.length) {
      const file = { name: answers.files.pop(), mimeType: "image/png", buffer: PNG };
      await tab.setInputFiles("input[type=file]", file);
      await tab.click("form[enctype] button");
      expect(stepOf(tab) === "files", `after a file: ${tab.url()}`);
      await each("files-added");
    } else if (!["files", "police-first"].includes(step)) {
      await tab.check(`#answer-${answers[step] ?? "no"}`);
    }
    await next(tab);
    expect(stepOf(tab) !== step, `${step} was not taken: ${await tab.textContent("main")}`);
  }
  throw new Error("the interview does not end");
}

/** From the first page to the receipt; returns the code. */
async function report(tab, origin, language, answers, each = async () => {}) {
  await tab.goto(`${origin}/?lang=${language}`);
  await each("home");
  await tab.click("main .button");
  await each("begin");
  await tab.click(`main form[action^='/report?'] button`);
  await interview(tab, answers, each);
  await each("check");
  await tab.click("form[action^='/report/send'] button");
  const code = (await tab.textContent(".receipt-code")).trim();
  expect(/^\d{4} \d{4} \d{4} \d{4}$/.test(code), `a receipt: ${code}`);
  await each("sent");
  return code;
}

/** Opens a receipt, downloads the dossier and has the binary verify it. */
async function receipt(tab, origin, language, code, folder, each = async () => {}) {
  await tab.goto(`${origin}/receipt?lang=${language}`);
  await each("enter");
  await tab.fill("#code", "0000 0000 0000 0000");
  await tab.click("main form button");
  await each("wrong-receipt");
  expect((await tab.locator("#code-error").count()) === 1, "a wrong receipt is refused");
  await tab.fill("#code", code);
  await tab.click("main form button");
  expect(new URL(tab.url()).pathname === "/receipt/view", `the receipt opens: ${tab.url()}`);
  await each("receipt");
  await tab.fill("#message", "سلام، هل من جديد؟");
  await tab.click("form[action^='/receipt/message'] button");
  expect((await tab.textContent("main")).includes("هل من جديد"), "the message stands there");
  const [download] = await Promise.all([
    tab.waitForEvent("download"),
    tab.click("a[href^='/receipt/dossier.zip']"),
  ]);
  const path = join(folder, "dossier.zip");
  await download.saveAs(path);
  return path;
}

/** Changes the language with something half typed: it stays, and Enter still goes on. */
async function changeLanguage(tab, step) {
  const place = { account: "textarea", contact: "#reach" }[step];
  if (!place) return;
  await tab.fill(place, "typed and not sent");
  for (const language of ["fr", "ar"]) {
    await tab.click(`.languages button[lang=${language}]`);
    expect((await tab.getAttribute("html", "lang")) === language, `${step} in ${language}`);
    expect((await tab.inputValue(place)) === "typed and not sent", `${step}: what was typed is lost`);
  }
  if (step !== "contact") return;
  await tab.press(place, "Enter");
  expect(stepOf(tab) === "check", `Enter leads on: ${tab.url()}`);
  await tab.goBack();
}

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
const children = [];
let browser;
try {
  mkdirSync(SHOTS, { recursive: true });
  browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox"] });
  const desk = serve(["serve", "--data", join(folder, "desk"), "--name", "desk.example", "--listen", "127.0.0.1:0"]);
  const own = serve(["own", "--data", join(folder, "own"), "--listen", "127.0.0.1:0"]);
  children.push(desk.child, own.child);
  for (const [name, site] of [["desk", desk], ["own", own]]) {
    const origin = await site.address;
    // Without JavaScript: a report in Arabic with two files, its receipt, and its dossier.
    const context = await browser.newContext({ javaScriptEnabled: false, acceptDownloads: true });
    const tab = await context.newPage();
    const files = { ...ACCUSATION, files: ["b.png", "صورة.png"] };
    const code = await report(tab, origin, "ar", files, (step) => changeLanguage(tab, step));
    const dossier = await receipt(tab, origin, "ar", code, folder);
    const verified = spawnSync(BINARY, ["verify", dossier], { encoding: "utf8" });
    // Nobody has said whose key it is, so all is well but that.
    expect(verified.status === 3, `verify ended with ${verified.status}: ${verified.stdout}`);
    const key = (await (await fetch(`${origin}/desk/key`)).text()).trim();
    const known = spawnSync(BINARY, ["verify", dossier, "--key", key], { encoding: "utf8" });
    expect(known.status === 0, `verify --key ended with ${known.status}: ${known.stdout}`);
    console.log(`${name}: a report without JavaScript, its receipt, its dossier verified`);
    await context.close();
  }
  // Of one's own mode, the pages that say something else.
  const differ = ["home", "begin", "contact", "police-first", "check", "sent", "enter", "receipt"];
  for (const language of LANGUAGES) {
    const context = await browser.newContext({ bypassCSP: true });
    const tab = await context.newPage();
    const each = async (name) => differ.includes(name) && look(tab, `own-${name}`, language);
    const code = await report(tab, await own.address, language, ACCUSATION, each);
    await receipt(tab, await own.address, language, code, folder, each);
    await context.close();
  }
  const origin = await desk.address;
  for (const language of LANGUAGES) {
    const context = await browser.newContext({ bypassCSP: true });
    const tab = await context.newPage();
    const each = (name) => look(tab, name, language);
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
  findings.sort().forEach((finding) => console.log(finding));
  console.log(`${looked} pages of the walk looked at, ${findings.length} findings`);
  if (findings.length > 0) process.exitCode = 1;
} finally {
  await browser?.close();
  children.forEach((child) => child.removeAllListeners("exit").kill());
  rmSync(folder, { recursive: true, force: true });
}

// Walks a whole notice with `hiwar demo`: a person reports without JavaScript, a second report folds
// into the same case, one officer drafts, another approves, the outside reviewer objects and then signs
// on a machine of their own, it stands in the register, leaves by hand and, a second one, by the API; what comes
// back is read by the person, contested by the author, decided outside the desk, and checked by the
// command line. Every page on the way is looked at.
//
// HIWAR=path/to/hiwar node chain.mjs

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, run, serve, until } from "./binary.mjs";
import {
  answerByHand, approve, deliverByHand, draft, logIn, object, sign, takeCase,
} from "./chain-desk.mjs";
import { answerByProgram, contest, fetchRelease, makeToken, rule } from "./chain-platform.mjs";
import { album, launch, press } from "./looks.mjs";
import { openReceipt, report, saveDossier } from "./person.mjs";

const LANGUAGE = "ar";
const pages = album("chain");
const seen = new Set();

/** Looks at a page the first time that it is passed. */
const look = async (tab, name) => {
  if (seen.has(name)) return;
  seen.add(name);
  await pages.look(tab, name, LANGUAGE);
};

const INSULT = {
  harm: "insult",
  medium: "platform",
  capacity: "myself",
  identifiable: "yes",
  account: "شتموني باسمي في مقطع رآه كل الحي.",
  reach: "someone@mail.example",
};

/** A report in Arabic without JavaScript; the code of its receipt. */
async function tell(browser, origin, where, more = {}) {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const code = await report(await context.newPage(), origin, LANGUAGE, { ...INSULT, where, ...more });
  await context.close();
  return code;
}

/** The page of a report, opened with its receipt. */
async function readReceipt(browser, origin, code) {
  const context = await browser.newContext({ acceptDownloads: true });
  const tab = await context.newPage();
  await openReceipt(tab, origin, LANGUAGE, code);
  return tab;
}

/**
 * From the case to the day on which the notice may leave; its reference. Where the reviewer objects at
 * first, it is written and agreed to again.
 */
async function release(desk, where, reports, objection) {
  await takeCase(desk, where, reports);
  const reference = await draft(desk, INSULT.account);
  await approve(desk, reference);
  if (objection) {
    await object(desk, reference, objection);
    await approve(desk, reference);
  }
  await sign(desk, reference);
  const { tab } = desk.liaison;
  await until("the notice may leave", async () => {
    await tab.goto(`${desk.origin}/desk/notice/${reference}?lang=${LANGUAGE}`);
    return (await tab.locator(`a[href*="/desk/notice/${reference}/release"]`).count()) > 0;
  });
  await look(tab, "notice-released");
  return reference;
}

/** The person does not agree with the refusal and says why; somebody outside will decide. */
async function contestAsPerson(tab, desk, reference) {
  await press(tab, `a[href*='/receipt/contest/${reference}']`);
  await look(tab, "person-contest");
  await press(tab, "#contest button");
  await look(tab, "person-contest-empty");
  await tab.fill("#text", "ليس رأيا: سماني باسمي.");
  await press(tab, "#contest button");
  expect((await tab.locator(`a[href*='/receipt/contest/${reference}']`).count()) === 0, "one at a time");
  await look(tab, "person-contested");
  await rule(desk, reference, "rejected", "قرأت الإشعار والجواب: الرفض معلل.");
  await tab.reload();
  expect((await tab.textContent("main")).includes("الرفض معلل"), "the person reads the ruling");
}

/** By hand: delivered, answered, and read by the person who asked. */
async function byHand(browser, desk) {
  const where = "https://clips.example/v/900";
  const code = await tell(browser, desk.origin, where);
  const again = await tell(browser, desk.origin, `${where}#later`, { account: "رأيته أنا أيضا." });
  console.log("reported in Arabic without JavaScript, twice");
  const reference = await release(desk, where, 2, "يكفي وسم المقطع.");
  console.log("one case; drafted, approved, objected to outside, approved anew, signed, in the register");
  await deliverByHand(desk, reference, "form 4711");
  await answerByHand(desk, reference, "نراه رأيا لا سبا.");
  const own = await readReceipt(browser, desk.origin, code);
  await look(own, "receipt-refused");
  const text = await own.textContent("main");
  expect(text.includes("نراه رأيا لا سبا."), "the person reads what the platform answered");
  expect(!text.includes("رأيته أنا أيضا."), "the person reads nobody else's words");
  await contestAsPerson(own, desk, reference);
  const other = await readReceipt(browser, desk.origin, again);
  const foreign = await other.textContent("main");
  expect(!foreign.includes("نراه رأيا"), "whoever reported it too reads no answer to somebody else");
  console.log("delivered by hand, answered by hand, read by the person who asked");
}

/** By the API: fetched, received, answered; then contested and ruled on. */
async function byProgram(browser, desk, folder) {
  const where = "https://clips.example/v/901";
  const code = await tell(browser, desk.origin, where);
  const reference = await release(desk, where, 1);
  const token = await makeToken(desk);
  const bytes = await fetchRelease(desk, token, reference);
  const file = join(folder, `hiwar-notice-${reference}.json`);
  writeFileSync(file, bytes);
  const key = (await (await fetch(`${desk.origin}/register/key`)).text()).trim();
  run(["verify", file, "--key", key, "--log", `${desk.origin}/register`]);
  await answerByProgram(desk, token, reference);
  const own = await readReceipt(browser, desk.origin, code);
  await look(own, "receipt-answered");
  expect((await own.textContent("main")).includes("Seen by a person."), "the person reads the facts");
  console.log("fetched, verified, received and answered by the API, read by the person who asked");
  const ruling = "المقطع رأي في شأن عام.";
  await contest(desk, browser, JSON.parse(bytes).notice.for_author.code, "هذا رأي ولم أشتم أحدا.");
  await rule(desk, reference, "upheld", ruling);
  await own.reload();
  await look(own, "receipt-taken-back");
  const dossier = await saveDossier(own, folder);
  const seal = (await (await fetch(`${desk.origin}/desk/key`)).text()).trim();
  const policy = join(folder, "policy");
  writeFileSync(policy, await (await fetch(`${desk.origin}/register/policy`)).text());
  const { stdout } = run(["verify", dossier, "--key", seal, "--policy", policy]);
  expect(!/^(wrong|not checked)/m.test(stdout), `the whole dossier is right: ${stdout}`);
  console.log("contested with the code, ruled on by the reviewer; the dossier verifies");
  return reference;
}

/** The public room shows it, and anybody can count it from the log alone. */
async function inPublic(browser, desk, reference) {
  const tab = await (await browser.newContext()).newPage();
  const address = `${desk.origin}/room/notice/${reference}?lang=${LANGUAGE}`;
  await until("the notice in the room", async () => (await tab.goto(address)).ok());
  await look(tab, "room-notice");
  for (const page of ["", "/notices", "/due-process", "/concentration", "/desk"]) {
    await tab.goto(`${desk.origin}/room${page}?lang=${LANGUAGE}`);
    await look(tab, `room${page.replace("/", "-")}`);
  }
  await until("the figures of the room are those of the log", async () => {
    const shown = await (await fetch(`${desk.origin}/room/figures.json`)).text();
    const { stdout } = run(["room", "--json", "--log", `${desk.origin}/register`]);
    return shown.trim() === stdout.trim();
  });
  console.log("the public room shows it, and its figures are those of the log");
}

const folder = mkdtempSync(join(tmpdir(), "hiwar-chain-"));
const demo = serve(["demo", "--listen", "127.0.0.1:0"]);
let browser;
try {
  browser = await launch();
  const origin = await demo.address;
  const key = demo.lines.map((line) => line.match(/--key (\S+)/)?.[1]).find(Boolean);
  const desk = { origin, key, folder, look, press, language: LANGUAGE };
  for (const name of ["decision", "approver", "liaison", "reviewer", "seat"]) {
    desk[name] = await logIn(browser, demo.lines, name, desk);
  }
  await byHand(browser, desk);
  const reference = await byProgram(browser, desk, folder);
  await inPublic(browser, desk, reference);
  pages.close("pages of the chain");
} finally {
  await browser?.close();
  await demo.end();
  rmSync(folder, { recursive: true, force: true });
}

// The desk's side of the chain: the case, the draft, the second officer, the reviewer, the delivery.

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, run, until } from "./binary.mjs";
import { path, press } from "./looks.mjs";

/** Opens the one-time link of an account of the demonstration. */
export async function logIn(browser, lines, name, { look, language }) {
  const link = lines.find((line) => line.startsWith(`${name} `)).trim().split(/\s+/).pop();
  const context = await browser.newContext({ acceptDownloads: true });
  const tab = await context.newPage();
  await tab.goto(`${link}&lang=${language}`);
  await look(tab, "enter");
  await press(tab, "main button");
  return { tab, context };
}

/** What the server says to a form sent with an officer's own cookie and token. */
async function send({ tab, context }, address, form = {}) {
  const token = await tab.inputValue("input[name=token] >> nth=0");
  const headers = { Origin: new URL(address).origin, "Sec-Fetch-Site": "same-origin" };
  return context.request.post(address, { form: { token, ...form }, headers, maxRedirects: 0 });
}

/** Looks for cases by the address that was reported, from the queue or from what was found. */
export async function find(tab, where) {
  // What was told becomes findable a moment later.
  await until(`a case about ${where}`, async () => {
    await tab.fill("#find", where);
    await press(tab, "form[action*='/queue/find'] button");
    return (await tab.locator("ul.queue li").count()) > 0;
  });
}

/** Finds the case by the address that was reported, and takes it. */
export async function takeCase({ origin, decision, language, look }, where, reports) {
  const { tab } = decision;
  await tab.goto(`${origin}/desk/queue?lang=${language}`);
  await look(tab, "queue");
  await find(tab, where);
  expect((await tab.locator("ul.queue li").count()) === 1, "both reports are one case");
  await look(tab, "found");
  await press(tab, "ul.queue a");
  const others = await tab.locator("ul.others li").count();
  expect(Math.max(others, 1) === reports, `the case has ${reports} reports, not ${others}`);
  await look(tab, "case");
  await press(tab, "form[action*='/claim'] button");
  await look(tab, "case-taken");
}

/** Opens the report with these words, of those that are in the case. */
async function openReport(tab, account) {
  const reports = await tab.locator("ul.others a").count();
  for (let at = 0; at < reports; at += 1) {
    await Promise.all([tab.waitForEvent("load"), tab.locator("ul.others a").nth(at).click()]);
    if ((await tab.textContent("main")).includes(account)) return;
  }
  expect((await tab.textContent("main")).includes(account), "the case shows what was told");
}

/** Drafts a notice for the person who told this, and proposes it; its reference. */
export async function draft({ decision, look }, account) {
  const { tab } = decision;
  await openReport(tab, account);
  await press(tab, "form[action*='/desk/report/'] button");
  const reference = path(tab).match(/notice\/([0-9a-f]{32})\/edit/)?.[1];
  expect(reference, `a draft begins at ${path(tab)}`);
  await look(tab, "edit");
  await press(tab, "button[value=propose]");
  expect((await tab.locator("[role=alert] li").count()) > 0, "an empty draft is refused");
  await look(tab, "edit-refused");
  await tab.check("input[name=measure][value=removal]");
  await tab.check("input[name=aim][value=rights_of_others]");
  await tab.fill("#reasons", "يسب المقطع شخصا عاديا باسمه، ولا يقول شيئا في شأن عام.");
  await tab.fill("#law-reasons", "ألفاظ مهينة علنية دون واقعة محددة.");
  await tab.fill("#aim-reasons", "كرامة شخص ليس شخصية عامة.");
  await tab.fill("#necessity", "ينتشر كل ساعة، ولا يكفي الرد عليه.");
  await tab.fill("#considered-label", "الوسم يُبقي العبارات في الواجهة.");
  await tab.check("#good-faith");
  await press(tab, "button[value=propose]");
  expect(path(tab) === `/desk/notice/${reference}`, `proposed: ${await tab.textContent("main")}`);
  await look(tab, "proposed");
  return reference;
}

/** The officer who drafted it cannot approve it; another does. */
export async function approve({ origin, decision, approver, language, look }, reference) {
  const address = `${origin}/desk/notice/${reference}`;
  expect((await decision.tab.locator("form[action*='/approve']").count()) === 0, "no button pretends");
  const refused = await send(decision, `${address}/approve`);
  expect(refused.status() === 403, `the drafter approves: ${refused.status()}`);
  const { tab } = approver;
  await tab.goto(`${address}?lang=${language}`);
  await look(tab, "to-approve");
  await press(tab, "form[action*='/approve'] button");
  await look(tab, "approved");
  const twice = await send(approver, `${address}/approve`);
  expect(twice.status() >= 400, `approved twice: ${twice.status()}`);
}

/** Saves what a link of a page hands out. */
export async function save(tab, link, file) {
  const [download] = await Promise.all([tab.waitForEvent("download"), tab.click(link)]);
  await download.saveAs(file);
  return file;
}

/** A signature that was changed on the way. */
const altered = (note) =>
  note.replace(/.(.{20}\s*)$/, (end) => (end[0] === "A" ? "B" : "A") + end.slice(1));

/** The reviewer opens it: its texts are fixed under their key. The file that they take away. */
async function openReview({ origin, reviewer, language, folder, look }, reference) {
  const { tab } = reviewer;
  await tab.goto(`${origin}/review?lang=${language}`);
  await look(tab, "review-list");
  await press(tab, `form[action*='${reference}'] button`);
  await look(tab, "review");
  return save(tab, `a[href*='/review/${reference}/file']`, join(folder, `review-${reference}.json`));
}

/** The reviewer objects, signed on a machine of their own; the officer reads it and proposes it anew. */
export async function object(desk, reference, why) {
  const { decision, folder, key, language, look, origin } = desk;
  const file = await openReview(desk, reference);
  const { tab } = desk.reviewer;
  const reasons = join(folder, "why.txt");
  writeFileSync(reasons, why);
  const note = run(["review", "object", file, "--reasons", reasons, "--key", key, "--yes"]).stdout;
  await tab.click("details:has(#objection) > summary");
  for (const [typed, pasted] of [[why, ""], [`${why}!`, note], [why, altered(note)]]) {
    await tab.fill("#reason", typed);
    await tab.fill("#objection", pasted);
    await press(tab, "form[action*='/object'] button");
    expect((await tab.locator("#problem").count()) === 1, `not signed: ${typed} ${pasted}`);
    expect((await tab.inputValue("#reason")) === typed, "what was typed is still there");
  }
  await look(tab, "objection-refused");
  await tab.fill("#objection", note);
  await press(tab, "form[action*='/object'] button");
  expect(path(tab) === "/review", `objected: ${await tab.textContent("main")}`);
  const own = decision.tab;
  await own.goto(`${origin}/desk/notice/${reference}?lang=${language}`);
  const read = await own.textContent("main");
  expect(read.includes(why) && read.includes("hiwar/objection/v1"), "the officer reads who objects");
  await own.click("details:has(pre.raw) > summary");
  await look(own, "objected");
  await own.goto(`${origin}/desk/notice/${reference}/edit?lang=${language}`);
  await press(own, "button[value=propose]");
  expect(path(own) === `/desk/notice/${reference}`, "it is proposed again");
}

/** The reviewer reads it, signs it on a machine of their own, and hands the certificate in. */
export async function sign(desk, reference) {
  const file = await openReview(desk, reference);
  const { tab } = desk.reviewer;
  const certificate = run(["review", "sign", file, "--key", desk.key, "--yes"]).stdout;
  await tab.fill("#certificate", altered(certificate));
  await press(tab, "form[action*='/sign'] button");
  expect((await tab.locator("#problem").count()) === 1, "another signature is refused");
  await desk.look(tab, "review-wrong");
  await tab.fill("#certificate", certificate);
  await press(tab, "form[action*='/sign'] button");
  await desk.look(tab, "review-signed");
}

/** Writes down that it was handed over on the platform's own form. */
export async function deliverByHand({ liaison, look }, reference, proof) {
  const { tab } = liaison;
  await press(tab, "form[action*='/delivered'] button");
  expect((await tab.locator("#problem").count()) === 1, "a delivery without proof is refused");
  await look(tab, "delivery-refused");
  await tab.fill("#d-proof", proof);
  await press(tab, "form[action*='/delivered'] button");
  expect((await tab.textContent("ol.events")).includes(proof), "the delivery stands there");
  await look(tab, "delivered");
}

/** Writes down what the platform answered by mail. */
export async function answerByHand({ liaison, look }, reference, why) {
  const { tab } = liaison;
  await tab.click("#answer ~ details summary");
  await tab.selectOption("#a-decision", "refused");
  await tab.selectOption("#a-measure", "");
  await tab.fill("#a-ground", "88-13, 85");
  await tab.fill("#a-explanation", why);
  await press(tab, "form[action*='/answer'] button");
  expect((await tab.textContent("ol.events")).includes(why), "the answer stands there");
  await look(tab, "answered");
}

// A person's way: from the first page to the receipt, and what the receipt opens.

import { join } from "node:path";
import { expect } from "./binary.mjs";

/** The smallest picture there is: one pixel of PNG. */
const PNG = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);

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
export async function report(tab, origin, language, answers, each = async () => {}) {
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

/** Opens a report with its receipt, after a wrong one. */
export async function openReceipt(tab, origin, language, code, each = async () => {}) {
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
}

/** Downloads the dossier of the report that is open; where it lies. */
export async function saveDossier(tab, folder) {
  const [download] = await Promise.all([
    tab.waitForEvent("download"),
    tab.click("a[href^='/receipt/dossier.zip']"),
  ]);
  const path = join(folder, "dossier.zip");
  await download.saveAs(path);
  return path;
}

/** Opens a receipt, writes to the desk, and downloads the dossier; where it lies. */
export async function receipt(tab, origin, language, code, folder, each = async () => {}) {
  await openReceipt(tab, origin, language, code, each);
  await tab.fill("#message", "سلام، هل من جديد؟");
  await tab.click("form[action^='/receipt/message'] button");
  expect((await tab.textContent("main")).includes("هل من جديد"), "the message stands there");
  return saveDossier(tab, folder);
}

/** Changes the language with something half typed: it stays, and Enter still goes on. */
export async function changeLanguage(tab, step) {
  const place = { account: "textarea", contact: "#reach" }[step];
  if (!place) return;
  await tab.fill(place, "typed and not sent");
  for (const language of ["fr", "ar"]) {
    await tab.click(`.languages button[lang=${language}]`);
    expect((await tab.getAttribute("html", "lang")) === language, `${step} in ${language}`);
    expect((await tab.inputValue(place)) === "typed and not sent", `${step}: what was typed is lost`);
  }
  if (step !== "contact") return;
  await Promise.all([tab.waitForEvent("load"), tab.press(place, "Enter")]);
  expect(stepOf(tab) === "check", `Enter leads on: ${tab.url()}`);
  await tab.goBack();
}

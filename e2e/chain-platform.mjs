// The other side of the chain: a platform's program with its token, the author with the code of the
// notice, and the reviewer who rules on what the author says.

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, run } from "./binary.mjs";
import { save } from "./chain-desk.mjs";
import { press } from "./looks.mjs";

/** Asks the API; what it answered must have this status. */
async function api({ origin }, token, status, path, body) {
  const headers = { Authorization: `Bearer ${token}`, "Content-Type": "application/json" };
  const asked = { headers, ...(body && { method: "POST", body: JSON.stringify(body) }) };
  const answer = await fetch(`${origin}/api/seat/v1/${path}`, asked);
  const text = await answer.text();
  expect(answer.status === status, `${path}: ${answer.status}, not ${status}: ${text}`);
  return text;
}

/** Somebody at the seat makes a token and sees it once. */
export async function makeToken({ origin, seat, language, look }) {
  const { tab } = seat;
  await tab.goto(`${origin}/seat?lang=${language}`);
  await look(tab, "seat");
  await tab.goto(`${origin}/seat/tokens?lang=${language}`);
  await look(tab, "seat-tokens");
  await tab.fill("#name", "program");
  await press(tab, "section[aria-labelledby=make] button");
  const token = (await tab.textContent("main")).match(/hiwar_seat_[A-Za-z0-9_-]+/)?.[0];
  expect(token, "a token is shown");
  await look(tab, "seat-token-made");
  await tab.goto(`${origin}/seat/tokens?lang=${language}`);
  expect(!(await tab.textContent("main")).includes(token), "a token is shown once");
  return token;
}

/** The program finds the notice in its list and fetches it, which is its delivery. */
export async function fetchRelease(desk, token, reference) {
  const { notices } = JSON.parse(await api(desk, token, 200, "notices?after=0&limit=200"));
  const listed = notices.find(({ notice }) => notice === reference);
  expect(listed?.opened === false, `the list has it: ${JSON.stringify(listed)}`);
  await api(desk, token, 409, `notices/${reference}/received`, { reference: "T-1" });
  await api({ ...desk }, "hiwar_seat_nothing", 401, `notices/${reference}`);
  return api(desk, token, 200, `notices/${reference}`);
}

/** Says that it has it, and answers; each twice, which is once. */
export async function answerByProgram(desk, token, reference) {
  const received = { reference: "T-1" };
  const answer = {
    decision: "accepted", measure: "removal", basis: "law", decider: "person",
    ground: "88-13, 85", explanation: "", facts: "Seen by a person.", territories: [],
    applied_on: "", ends_on: "", redress: "In the application, under Settings",
    language: "en", own_id: "case-17",
  };
  for (const status of [201, 200]) {
    await api(desk, token, status, `notices/${reference}/received`, received);
    await api(desk, token, status, `notices/${reference}/answers`, answer);
  }
  await api(desk, token, 409, `notices/${reference}/answers`, { ...answer, facts: "Other." });
  const { turns } = JSON.parse(await api(desk, token, 200, `notices/${reference}/turns`));
  const kinds = turns.map(({ kind }) => kind).join(" ");
  expect(kinds === "delivered received answered", `what happened: ${kinds}`);
  const { tab } = desk.seat;
  await tab.goto(`${desk.origin}/seat/notice/${reference}?lang=${desk.language}`);
  await desk.look(tab, "seat-notice");
}

/** The author comes with the code that the platform passed on, and says why it should stand. */
export async function contest({ origin, language, look }, browser, code, text) {
  const tab = await (await browser.newContext()).newPage();
  await tab.goto(`${origin}/contest?lang=${language}`);
  await look(tab, "contest-enter");
  await tab.fill("#code", "0000 0000 0000 0000");
  await press(tab, "#enter button");
  expect((await tab.locator("#code-error").count()) === 1, "a wrong code is refused");
  await look(tab, "contest-wrong");
  await tab.fill("#code", code);
  await press(tab, "#enter button");
  await look(tab, "contest");
  await press(tab, "#write button[type=submit]");
  await look(tab, "contest-empty");
  await tab.fill("#text", text);
  await press(tab, "#write button[type=submit]");
  await look(tab, "contest-made");
  return tab;
}

/** The officers see that it waits and cannot decide it; the reviewer signs how they do. */
export async function rule(desk, reference, decided, ruling) {
  const { origin, approver, reviewer, language, folder, key, look } = desk;
  await approver.tab.goto(`${origin}/desk/contests?lang=${language}`);
  await look(approver.tab, "contests");
  const { tab } = reviewer;
  await tab.goto(`${origin}/review?lang=${language}`);
  const rows = tab.locator("section[aria-labelledby=contests] a");
  await Promise.all([tab.waitForEvent("load"), rows.last().click()]);
  await look(tab, "contest-rule");
  expect((await tab.textContent("main")).includes(reference), "it is about this notice");
  const file = await save(tab, "a[download]", join(folder, `contest-${reference}.json`));
  const reasons = join(folder, "ruling.txt");
  writeFileSync(reasons, ruling);
  const sign = (decision) => {
    const words = ["--decision", decision, "--reasons", reasons, "--key", key, "--yes"];
    return run(["review", "rule", file, ...words]).stdout;
  };
  const otherwise = decided === "upheld" ? "rejected" : "upheld";
  await tab.check(`#${decided}`);
  for (const [typed, note] of [[ruling, ""], [ruling, sign(otherwise)], [`${ruling}!`, sign(decided)]]) {
    await tab.fill("#ruling", typed);
    await tab.fill("#signed", note);
    await press(tab, "section[aria-labelledby=decide] button");
    expect((await tab.locator("#problem").count()) === 1, `not what was signed: ${note}`);
    expect((await tab.inputValue("#ruling")) === typed, "what was typed is still there");
  }
  await look(tab, "contest-rule-refused");
  await tab.fill("#ruling", ruling);
  await press(tab, "section[aria-labelledby=decide] button");
  await look(tab, "contest-ruled");
}

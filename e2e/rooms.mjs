// Looks at every page of `hiwar demo` that somebody with a role reads, in each language and width,
// once the life of its fictional desk is told; and at what only a form opens.
//
// HIWAR=path/to/hiwar node rooms.mjs [PART]

import { expect, serve, until } from "./binary.mjs";
import { find, logIn } from "./chain-desk.mjs";
import { LANGUAGES, album, launch, press } from "./looks.mjs";

const ROLES = ["decision", "approver", "liaison", "auditor", "reviewer", "seat"];
const AT_ONCE = 2;
/** What many people of the demonstration reported in one hour, one of them with a picture. */
const BURST = "https://clips.example/v/201";
const PART = process.argv[2] ?? "";
const pages = album("rooms");

const withLanguage = (path, language) =>
  `${path}${path.includes("?") ? "&" : "?"}lang=${language}`;

/** The addresses, without their language, that a page links to and that hold this text. */
async function links(tab, address, part) {
  await tab.goto(address);
  const found = await tab.locator(`main a[href*="${part}"]`).evaluateAll((all) =>
    all.map((it) => it.getAttribute("href").replace(/[?&]lang=\w+/, "")));
  expect(found.length > 0, `${address} links to ${part}`);
  return found;
}

/** Waits until the notices were delivered, answered, contested and taken back. */
async function whole(origin) {
  await until("the demonstration has lived", async () => {
    const { all } = await (await fetch(`${origin}/room/figures.json`)).json();
    return all.withdrawn >= 2 && all.silent >= 1 && all.waiting >= 1;
  });
}

/** The pages of one notice in each state, by the group in which the list has it. */
async function notices(desk, { decision, approver, liaison }) {
  const plan = [];
  await decision.tab.goto(`${desk.origin}/desk/notices?lang=en`);
  const groups = await decision.tab.locator("main section").evaluateAll((all) =>
    all.map((it) => [it.getAttribute("aria-labelledby"), it.querySelector("a")?.getAttribute("href")]));
  for (const [group, href] of groups) {
    if (!href) continue;
    const path = href.replace(/[?&]lang=\w+/, "");
    const reader = { proposed: approver, released: liaison, awaited: liaison }[group] ?? decision;
    plan.push([`notice-${group}`, reader, path]);
    if (group === "draft") plan.push(["notice-edit", decision, `${path}/edit`]);
    if (group === "released") plan.push(["notice-paper", liaison, `${path}/paper`]);
  }
  expect(plan.length >= 7, `notices in each state: ${groups}`);
  return plan;
}

/** What is read at the seat, by the reviewer and by everybody. */
async function others(desk, { seat, reviewer, visitor }) {
  const { origin } = desk;
  const [notice] = await links(seat.tab, `${origin}/seat?state=awaiting`, "/seat/notice/");
  const [answered] = await links(seat.tab, `${origin}/seat?state=answered`, "/seat/notice/");
  const [contest] = await links(reviewer.tab, `${origin}/review`, "/review/contest/");
  const [shown] = await links(visitor.tab, `${origin}/room/notices`, "/room/notice/");
  const [sameCase] = await links(visitor.tab, `${origin}${shown}`, "/room/case/");
  const room = ["", "/notices", "/notices?state=withdrawn", "/concentration", "/scorecards", "/due-process", "/desk"];
  return [
    ["seat", seat, "/seat"],
    ["seat-silent", seat, "/seat?state=silent"],
    ["seat-notice", seat, notice],
    ["seat-answer", seat, `${notice}/answer`],
    ["seat-ask", seat, `${notice}/ask`],
    ["seat-answered", seat, answered],
    ["seat-tokens", seat, "/seat/tokens"],
    ["review", reviewer, "/review"],
    ["review-contest", reviewer, contest],
    ["room-notice", visitor, shown],
    ["room-case", visitor, sameCase],
    ...room.map((path) => [`room${path.replaceAll(/\W+/g, "-")}`, visitor, `/room${path}`]),
  ];
}

/** The dialogue: what everybody sees, and how it is written and published at the desk. */
async function dialogue(desk, { approver, liaison, visitor }) {
  const { origin } = desk;
  const one = async (kind) =>
    (await links(visitor.tab, `${origin}/dialogue?kind=${kind}`, `/dialogue/${kind}/`))[0];
  const [broken] = await links(visitor.tab, `${origin}/dialogue?standing=broken`, "/dialogue/commitment/");
  const [waiting] = await links(approver.tab, `${origin}/desk/dialogue`, "/desk/dialogue/ask/");
  const meeting = await one("meeting");
  return [
    ["dialogue", visitor, "/dialogue"],
    ["dialogue-search", visitor, "/dialogue?q=xyz"],
    ["dialogue-agenda", visitor, "/dialogue/agenda"],
    ["dialogue-platform", visitor, "/dialogue/platform/clips.example"],
    ["dialogue-commitment", visitor, broken],
    ["dialogue-ask", visitor, await one("ask")],
    ["dialogue-meeting", visitor, meeting],
    ["dialogue-position", visitor, await one("position")],
    ["dialogue-desk", liaison, "/desk/dialogue"],
    ["dialogue-desk-draft", approver, waiting],
    ["dialogue-desk-public", liaison, `/desk${broken}`],
    ["dialogue-desk-edit", liaison, `/desk${broken}/edit`],
    ["dialogue-desk-evidence", liaison, `/desk${broken}/evidence`],
    ["dialogue-desk-meeting", liaison, `/desk${meeting}/edit`],
    ["dialogue-desk-new", liaison, "/desk/dialogue/new/commitment"],
  ];
}

/** Every page that an address opens. */
async function plan(desk, people) {
  const { decision, approver, auditor } = people;
  const [first] = await links(decision.tab, `${desk.origin}/desk/queue`, "/desk/case/");
  return [
    ["queue", decision, "/desk/queue"],
    ["queue-filtered", decision, "/desk/queue?harm=insult"],
    ["case", decision, first],
    ["notices", decision, "/desk/notices"],
    ["contests", approver, "/desk/contests"],
    ["trail", auditor, "/desk/trail"],
    ["account-events", auditor, "/desk/trail/accounts"],
    ...(await notices(desk, people)),
    ...(await others(desk, people)),
    ...(await dialogue(desk, people)),
  ];
}

/** Looks at all of them, some at a time. */
async function lookAtAll(origin, planned) {
  const looks = planned
    .filter(([name]) => name.includes(PART))
    .flatMap((it) => LANGUAGES.map((language) => [...it, language]));
  const worker = async () => {
    for (let next = looks.shift(); next; next = looks.shift()) {
      const [name, { context }, path, language] = next;
      const tab = await context.newPage();
      const answer = await tab.goto(`${origin}${withLanguage(path, language)}`);
      expect(answer.ok(), `${path} answers ${answer.status()}`);
      await pages.look(tab, name, language);
      await tab.close();
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

/** The author's page, which a code opens; and the case, its covered picture, and acts on many. */
async function lookBehindForms(origin, { decision, seat, visitor }) {
  const [notice] = await links(seat.tab, `${origin}/seat?state=answered`, "/seat/notice/");
  await seat.tab.goto(`${origin}${notice}`);
  const code = await seat.tab.locator("section[aria-labelledby=author] strong").last().textContent();
  await visitor.tab.goto(`${origin}/contest`);
  await visitor.tab.fill("#code", code.trim());
  await press(visitor.tab, "#enter button");
  for (const [at, language] of LANGUAGES.entries()) {
    await visitor.tab.goto(`${origin}/contest/view?lang=${language}`);
    await pages.look(visitor.tab, "author", language);
    const { tab } = decision;
    await tab.goto(`${origin}${withLanguage("/desk/queue", language)}`);
    await tab.check("#pick-2");
    await tab.check("#act-mark");
    await press(tab, "fieldset.bulk button");
    await pages.look(tab, "bulk", language);
    await press(tab, "main form[action*='/desk/bulk'] button");
    await pages.look(tab, "bulk-done", language);
    await tab.goto(`${origin}${withLanguage("/desk/queue", language)}`);
    await find(tab, BURST);
    await pages.look(tab, "found", language);
    await press(tab, "ul.queue a");
    await pages.look(tab, "case-burst", language);
    if (at === 0) await press(tab, "form[action*='/claim'] button");
    await openReportWithPicture(tab);
    await press(tab, "form:has(input[name=number][value='2'])[action*='/reveal'] button");
    expect(await tab.locator("figure.shown img").count(), "the picture is shown");
    await pages.look(tab, "case-revealed", language);
  }
}

/** Opens the report of the case that has a picture. */
async function openReportWithPicture(tab) {
  const count = await tab.locator("ul.others a").count();
  const has = async () => (await tab.locator(".exhibit").count()) > 0;
  for (let at = 0; at < count && !(await has()); at += 1) {
    await Promise.all([tab.waitForEvent("load"), tab.locator("ul.others a").nth(at).click()]);
  }
  expect(await has(), "a report has a picture");
}

/** What cannot be kept is found and goes; what is left says so. */
async function lookAtPurge({ decision: { tab } }) {
  await openReportWithPicture(tab);
  await tab.click(".exhibit details.purge summary");
  await tab.check("#was-adults-2");
  await tab.check("#sure-2");
  await press(tab, "form[action*='/purge']:has(#sure-2) button");
  const address = new URL(tab.url());
  for (const language of LANGUAGES) {
    address.searchParams.set("lang", language);
    await tab.goto(address.href);
    expect(await tab.locator("#purged").count(), "the case says that something went");
    await pages.look(tab, "case-purged", language);
  }
}

const demo = serve(["demo", "--listen", "127.0.0.1:0"]);
let browser;
try {
  browser = await launch();
  const origin = await demo.address;
  const desk = { origin, language: "en", look: async () => {} };
  const people = {};
  for (const name of ROLES) people[name] = await logIn(browser, demo.lines, name, desk);
  const context = await browser.newContext();
  people.visitor = { context, tab: await context.newPage() };
  await whole(origin);
  await lookAtAll(origin, await plan(desk, people));
  if (!PART || PART === "forms") {
    await lookBehindForms(origin, people);
    await lookAtPurge(people);
  }
  pages.close("pages of the rooms");
} finally {
  await browser?.close();
  await demo.end();
}

// What is looked at on every page: accessibility, the keyboard, sizes, sideways scrolling; and
// how it is pressed.

import { mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { chromium } from "playwright-core";

export const LANGUAGES = ["ar", "fr", "en"];
export const WIDTHS = { phone: 375, desk: 1280 };
/** WCAG 2.2, 1.4.10 Reflow: 320 CSS pixels, which is also 1280 at 400 % zoom. */
export const NARROWEST = 320;
export const SHOTS = join(import.meta.dirname, "shots");
const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** What axe finds wrong, one line a finding. */
export async function axe(tab, where) {
  await tab.evaluate(AXE);
  const { violations } = await tab.evaluate(() =>
    globalThis.axe.run(document, {
      runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    }),
  );
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) =>
      `${where}: axe ${id} at ${target}: ${failureSummary.replaceAll("\n", " ")}`,
    ),
  );
}

/** What can be reached with a pointer but not with the Tab key. */
export async function keyboard(tab) {
  const wanted = await tab.evaluate(() => {
    const stops = "a[href], button, input, select, textarea, summary, [tabindex='0']";
    const all = [...document.querySelectorAll(stops)].filter((it) => it.tabIndex === 0);
    // Tab reaches a group of radio buttons once, at the chosen or the first; the arrow keys go on
    // inside it.
    const groupOf = ({ name }) => all.filter((it) => it.type === "radio" && it.name === name);
    const stopOf = (group) => group.find(({ checked }) => checked) ?? group[0];
    const isStop = (it) => it.type !== "hidden" && (it.type !== "radio" || stopOf(groupOf(it)) === it);
    const shown = all.filter((it) => isStop(it) && it.checkVisibility());
    shown.forEach((it, at) => (it.dataset.stop = at));
    return shown.map((it) => it.textContent.trim() || it.name || it.className);
  });
  const reached = new Set();
  const unseen = [];
  // A field for a day is several stops: the day, the month, the year, and the calendar.
  const inside = 3 * (await tab.locator("input[type=date]").count());
  for (let press = 0; press <= wanted.length + inside + 1; press += 1) {
    await tab.keyboard.press("Tab");
    const stop = await tab.evaluate(() => {
      const it = document.activeElement;
      const { outlineStyle, outlineWidth } = getComputedStyle(it);
      const isSeen = outlineStyle !== "none" && parseFloat(outlineWidth) >= 2;
      return { at: it.dataset.stop, isSeen, text: it.textContent.trim().slice(0, 40) };
    });
    if (stop.at === undefined) continue;
    reached.add(Number(stop.at));
    if (!stop.isSeen) unseen.push(`no focus ring on "${stop.text}"`);
  }
  const missed = wanted.filter((_, at) => !reached.has(at));
  return [...missed.map((text) => `the keyboard does not reach "${text}"`), ...new Set(unseen)];
}

/** Things to press that are smaller than WCAG 2.2, 2.5.8 allows, links inside sentences aside. */
export async function targets(tab) {
  return tab.evaluate(() => {
    const all = [...document.querySelectorAll("nav a, button, input, select, summary, .button, .entries a")];
    const small = all.filter((it) => {
      const { width, height } = it.getBoundingClientRect();
      return it.type !== "hidden" && (width < 24 || height < 24);
    });
    return small.map((it) => `smaller than 24 pixels: "${it.textContent.trim()}"`);
  });
}

export async function scroll(tab, width) {
  const extra = await tab.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  return extra > 0 ? [`${extra} pixels wider than ${width}`] : [];
}

/** Debian's Chromium. */
export const launch = () =>
  chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox"] });

/** Looks at pages in every width, keeps a picture of each, and what is wrong with it. */
export function album(prefix) {
  const findings = [];
  let looked = 0;
  mkdirSync(SHOTS, { recursive: true });

  async function look(tab, name, language) {
    const say = (where, found) =>
      findings.push(...found.map((it) => `${prefix}-${name} ${language} ${where}: ${it}`));
    const text = await tab.textContent("html");
    if (text.includes("⟦")) say("text", [`lacks ${text.match(/⟦.*?⟧/)[0]}`]);
    const asked = await tab.evaluate(() => document.documentElement.lang);
    if (asked !== language) say("text", [`lang is ${asked}`]);
    for (const [width, pixels] of Object.entries(WIDTHS)) {
      await tab.setViewportSize({ width: pixels, height: 900 });
      await tab.evaluate(() => document.fonts.ready);
      const path = join(SHOTS, `${prefix}-${name}.${language}.${width}.png`);
      await tab.screenshot({ path, fullPage: true });
      say(width, [...(await axe(tab, width)), ...(await scroll(tab, pixels)), ...(await targets(tab))]);
      looked += 1;
    }
    await tab.setViewportSize({ width: NARROWEST, height: 900 });
    say("narrow", await scroll(tab, NARROWEST));
    await tab.emulateMedia({ colorScheme: "dark" });
    say("dark", await axe(tab, "dark"));
    await tab.emulateMedia({ colorScheme: "light" });
    await tab.setViewportSize({ width: WIDTHS.desk, height: 900 });
    say("desk", await keyboard(tab));
  }

  /** Prints what was found; the run has failed if that was anything, or if nothing was looked at. */
  function close(what) {
    findings.sort().forEach((finding) => console.log(finding));
    console.log(`${looked} ${what} looked at, ${findings.length} findings`);
    if (looked === 0 || findings.length > 0) process.exitCode = 1;
  }
  return { look, close };
}

/** Presses a button and waits for the page that follows. */
export async function press(tab, selector) {
  await Promise.all([tab.waitForEvent("load"), tab.click(selector)]);
}

export const path = (tab) => new URL(tab.url()).pathname;

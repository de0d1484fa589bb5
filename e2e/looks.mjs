// What is looked at on every page: accessibility, the keyboard, sizes, sideways scrolling.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

export const LANGUAGES = ["ar", "fr", "en"];
export const WIDTHS = { phone: 375, desk: 1280 };
/** WCAG 2.2, 1.4.10 Reflow: 320 CSS pixels, which is also 1280 at 400 % zoom. */
export const NARROWEST = 320;
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
    const all = [...document.querySelectorAll("a[href], button, input, textarea, summary, [tabindex='0']")];
    // Tab reaches a group of radio buttons once; the arrow keys go on inside it.
    const isFirst = (it) => all.find(({ type, name }) => type === "radio" && name === it.name) === it;
    const isStop = (it) => it.type !== "hidden" && (it.type !== "radio" || isFirst(it));
    const shown = all.filter((it) => isStop(it) && it.checkVisibility());
    shown.forEach((it, at) => (it.dataset.stop = at));
    return shown.map((it) => it.textContent.trim() || it.name || it.className);
  });
  const reached = new Set();
  const unseen = [];
  for (let press = 0; press <= wanted.length + 1; press += 1) {
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
    const all = [...document.querySelectorAll("nav a, button, input, summary, .button, .entries a")];
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

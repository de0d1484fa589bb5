// Looks at every page in three languages and two widths: accessibility, requests, errors, sideways
// scrolling, the keyboard; and keeps a picture of each in shots/.
//
// npm test [-- PART] looks only at pages whose name has PART in it.

import { mkdirSync } from "node:fs";
import { join } from "node:path";
import {
  LANGUAGES, NARROWEST, SHOTS, WIDTHS, axe, keyboard, launch, scroll, targets,
} from "./looks.mjs";
import { plan } from "./plan.mjs";
import { startSites } from "./sites.mjs";

const AT_ONCE = 2;

const nameOf = ({ site, path, name }) =>
  `${site}${name ? `-${name}` : path.replaceAll(/[^a-z0-9]+/g, "-")}`;

/** Opens a page as a person would. */
async function open(tab, origin, { path, fill }, language) {
  const mark = path.includes("?") ? "&" : "?";
  const answer = await tab.goto(`${origin}${path}${mark}lang=${language}`);
  if (fill === undefined) return answer;
  await tab.fill("#address", fill);
  const [next] = await Promise.all([
    tab.waitForResponse((it) => it.request().method() === "POST"),
    tab.click("main form button"),
  ]);
  await tab.waitForLoadState();
  return next;
}

/** Looks at one page in one language and width. */
async function look(browser, sites, it, language, [width, pixels]) {
  const origin = sites[it.site];
  const found = [];
  const context = await browser.newContext({ viewport: { width: pixels, height: 900 } });
  const tab = await context.newPage();
  tab.on("request", (request) => {
    if (!request.url().startsWith(`${origin}/`)) found.push(`asked for ${request.url()}`);
  });
  tab.on("response", (answer) => {
    const isPage = answer.request().isNavigationRequest();
    if (!isPage && !answer.ok()) found.push(`${answer.status()} for ${answer.url()}`);
  });
  tab.on("pageerror", (error) => found.push(`error: ${error}`));
  tab.on("console", (message) => {
    // The status of the page itself is checked below; the browser repeats it here.
    const isStatus = message.text().startsWith("Failed to load resource");
    if (message.type() === "error" && !isStatus) found.push(`console: ${message.text()}`);
  });
  const where = `${nameOf(it)} ${language} ${width}`;
  const answer = await open(tab, origin, it, language);
  if (answer.status() !== it.status) found.push(`status ${answer.status()}, not ${it.status}`);
  await tab.evaluate(() => document.fonts.ready);
  await tab.screenshot({ path: join(SHOTS, `${nameOf(it)}.${language}.${width}.png`), fullPage: true });
  const asked = await tab.evaluate(() => document.documentElement.lang);
  if (asked !== language) found.push(`lang is ${asked}`);
  found.push(...(await axe(tab, "light")), ...(await scroll(tab, pixels)), ...(await targets(tab)));
  if (width === "desk") {
    found.push(...(await keyboard(tab)));
  } else {
    await tab.emulateMedia({ colorScheme: "dark" });
    found.push(...(await axe(tab, "dark")));
    if (language === "ar") {
      await tab.screenshot({ path: join(SHOTS, `${nameOf(it)}.${language}.dark.png`), fullPage: true });
    }
    await tab.setViewportSize({ width: NARROWEST, height: 900 });
    found.push(...(await scroll(tab, NARROWEST)));
  }
  await context.close();
  return found.map((finding) => `${where}: ${finding}`);
}

const { sites, pages, stop } = await startSites();
let browser;
try {
  mkdirSync(SHOTS, { recursive: true });
  browser = await launch();
  const part = process.argv[2] ?? "";
  const looks = plan(sites, pages)
    .filter((it) => nameOf(it).includes(part))
    .flatMap((it) => LANGUAGES.flatMap((language) =>
      Object.entries(WIDTHS).map((width) => () => look(browser, sites, it, language, width))));
  const count = looks.length;
  const findings = [];
  const worker = async () => {
    for (let next = looks.shift(); next; next = looks.shift()) findings.push(...(await next()));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  findings.sort().forEach((finding) => console.log(finding));
  console.log(`${count} pages looked at, ${findings.length} findings`);
  if (count === 0 || findings.length > 0) process.exitCode = 1;
} finally {
  await browser?.close();
  stop();
}

// Walks the officers' side with the real binary, in each language: an administrator is made on the
// command line, joins with a telephone's digits, invites, grants, keeps reviewers' keys, logs out and
// in again. Every page is looked at on the way.
//
// HIWAR=path/to/hiwar node office.mjs

import { createHmac } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, run, serve } from "./binary.mjs";
import { LANGUAGES, album, launch, path, press } from "./looks.mjs";

const PASSWORD = "seven camels by the sea";
const pages = album("office");

/** Starts `hiwar serve` of this folder. */
const desk = (data) =>
  serve(["serve", "--data", data, "--listen", "127.0.0.1:0", "--name", "desk.example"]);

/** The digits that a telephone with this secret shows, so many steps from now (RFC 6238). */
function digits(secret, steps = 0) {
  const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  const bits = [...secret].map((it) => letters.indexOf(it).toString(2).padStart(5, "0")).join("");
  const bytes = bits.match(/.{8}/g).map((it) => parseInt(it, 2));
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + steps));
  const hash = createHmac("sha1", Buffer.from(bytes)).update(step).digest();
  const number = hash.readUInt32BE(hash[19] & 15) & 0x7fffffff;
  return String(number % 1_000_000).padStart(6, "0");
}

/** From the invitation to the first page inside; the secret of the telephone. */
async function joinDesk(tab, address, language) {
  await tab.goto(address);
  await pages.look(tab, "invitation", language);
  const href = await tab.getAttribute("a[href^='otpauth:']", "href");
  const secret = new URL(href).searchParams.get("secret");
  await tab.fill("#password", "too short");
  await press(tab, "main button");
  await pages.look(tab, "invitation-error", language);
  await tab.fill("#password", PASSWORD);
  await tab.fill("#again", PASSWORD);
  await tab.fill("#first", digits(secret));
  await press(tab, "main button");
  expect((await tab.locator(".recovery li").count()) === 8, "there are eight recovery codes");
  await pages.look(tab, "joined", language);
  await press(tab, "main a.button");
  expect(path(tab) === "/desk/accounts", `an administrator begins at ${path(tab)}`);
  return secret;
}

/** Invites an officer and gives a role; then what is refused. */
async function administer(tab, language) {
  await pages.look(tab, "accounts", language);
  await press(tab, "main a.button");
  await pages.look(tab, "invite", language);
  await tab.fill("#officer-name", `officer-${language}`);
  await tab.check("#role-decision");
  await press(tab, "section[aria-labelledby=officer] button");
  await pages.look(tab, "invited", language);
  await press(tab, "main a.button");
  await pages.look(tab, "account", language);
  await press(tab, "form[action*='/grant'] button");
  await press(tab, "form[action*='/disable'] button");
  await pages.look(tab, "account-error", language);
}

/** Adds a reviewer's key. */
async function keepKey(tab, origin, language) {
  const key = run(["register", "keygen", `bar.example/${language}`]).stderr.trim().split("\n").pop();
  await tab.goto(`${origin}/desk/keys?lang=${language}`);
  await tab.fill("#key", key);
  await press(tab, "section[aria-labelledby=add] button");
  await pages.look(tab, "keys-error", language);
  await tab.check("#body-bar");
  await press(tab, "section[aria-labelledby=add] button");
  expect((await tab.content()).includes(`bar.example/${language}+`), "the key is there");
  await tab.click("main summary");
  await pages.look(tab, "keys", language);
}

/** Out and in again, with a wrong code first, and to a page that is for others. */
async function comeBack(tab, origin, language, secret) {
  await tab.goto(`${origin}/desk/me?lang=${language}`);
  await pages.look(tab, "me", language);
  const refused = await tab.goto(`${origin}/desk/notices?lang=${language}`);
  expect(refused.status() === 403, "an administrator sees no notices");
  await pages.look(tab, "refused", language);
  await tab.goto(`${origin}/desk/me?lang=${language}`);
  await press(tab, "footer form button");
  await pages.look(tab, "login", language);
  for (const [code, name] of [["000000", "login-error"], [digits(secret, 1), ""]]) {
    await tab.fill("#name", `admin-${language}`);
    await tab.fill("#password", PASSWORD);
    await tab.fill("#code", code);
    await press(tab, "main button");
    if (name) await pages.look(tab, name, language);
  }
  expect(path(tab) === "/desk/accounts", `logged in at ${path(tab)}`);
}

const folder = mkdtempSync(join(tmpdir(), "hiwar-office-"));
const data = join(folder, "desk");
let browser;
let served;
try {
  served = desk(data);
  await served.address;
  await served.end();
  const invitations = LANGUAGES.map((language) =>
    run(["desk", "administrator", "--data", data, "--name", `admin-${language}`]).stdout.trim());
  served = desk(data);
  const origin = await served.address;
  browser = await launch();
  for (const [at, language] of LANGUAGES.entries()) {
    const context = await browser.newContext();
    const tab = await context.newPage();
    const address = `${origin}${invitations[at].slice("http://localhost:8200".length)}&lang=${language}`;
    const secret = await joinDesk(tab, address, language);
    await administer(tab, language);
    await keepKey(tab, origin, language);
    await comeBack(tab, origin, language, secret);
    await context.close();
  }
  pages.close("pages of the officers");
} finally {
  await browser?.close();
  await served?.end();
  rmSync(folder, { recursive: true, force: true });
}

// The real binary: how it is started, waited for and asked.

import { spawn, spawnSync } from "node:child_process";

const BINARY = process.env.HIWAR;

export const expect = (is, what) => {
  if (!is) throw new Error(what);
};

/** Starts the binary with these words. `address` comes once it listens, `lines` is what it said. */
export function serve(words) {
  const child = spawn(BINARY, words, { stdio: ["ignore", "pipe", "inherit"] });
  const lines = [];
  const address = new Promise((done, fail) => {
    let rest = "";
    child.stdout.on("data", (bytes) => {
      const parts = (rest + bytes).split("\n");
      rest = parts.pop();
      lines.push(...parts);
      const announced = /^(?:open|listening on) http:\/\/(?:127\.0\.0\.1|localhost):(\d+)/;
      const found = parts.map((line) => line.match(announced)).find(Boolean);
      // Browsers take secure cookies from `localhost` without encryption, as from https.
      if (found) done(`http://localhost:${found[1]}`);
    });
    child.on("exit", (code) => fail(new Error(`${words.join(" ")} ended with ${code}`)));
  });
  const end = async () => {
    child.removeAllListeners("exit");
    if (child.exitCode !== null) return;
    const ended = new Promise((done) => child.on("exit", done));
    child.kill();
    await ended;
  };
  return { address, lines, end };
}

/** Runs a command that must end with this status; its two outputs. */
export function run(words, status = 0) {
  const ran = spawnSync(BINARY, words, { encoding: "utf8" });
  const said = `${ran.stdout}${ran.stderr}`;
  expect(ran.status === status, `${words.join(" ")} ended with ${ran.status}: ${said}`);
  return ran;
}

/** Asks again and again until there is an answer, which is returned. */
export async function until(what, ask, patience_ms = 30_000) {
  const over = Date.now() + patience_ms;
  while (Date.now() < over) {
    const answer = await ask();
    if (answer) return answer;
    await new Promise((done) => setTimeout(done, 200));
  }
  throw new Error(`waited in vain: ${what}`);
}

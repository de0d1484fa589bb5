// Starts what the browser looks at: a register in each state, and one served by the real binary.

import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const root = resolve(import.meta.dirname, "..");

/** Runs a program until it has printed a line that `isLast` accepts; resolves with all its lines. */
function start(program, words, isLast) {
  const child = spawn(program, words, { cwd: root, stdio: ["pipe", "pipe", "inherit"] });
  const lines = [];
  const ready = new Promise((done, fail) => {
    let rest = "";
    child.stdout.on("data", (bytes) => {
      const parts = (rest + bytes).split("\n");
      rest = parts.pop();
      lines.push(...parts);
      if (parts.some(isLast)) done(lines);
    });
    child.on("exit", (code) => fail(new Error(`${program} ended with ${code}`)));
    child.on("error", fail);
  });
  return { child, ready };
}

/** A test log made, filled and served by the command line. */
async function serveBinary(binary, folder) {
  const dir = join(folder, "binary");
  const fixtures = readFileSync(join(root, "crates/record/fixtures/entries.jsonl"));
  for (const [words, input] of [
    [["register", "create", "--test", "--dir", dir], ""],
    [["register", "append", "--dir", dir], fixtures],
  ]) {
    const ran = spawnSync(binary, words, { input });
    if (ran.status !== 0) throw new Error(`${words.join(" ")}: ${ran.stderr}`);
  }
  const words = ["register", "serve", "--dir", dir, "--listen", "127.0.0.1:0"];
  const served = start(binary, words, (line) => line.startsWith("listening on "));
  const lines = await served.ready;
  const address = lines.map((line) => line.match(/^listening on (\S+)/)?.[1]).find(Boolean);
  return { child: served.child, address };
}

/** Every site by name, the pages of the route table, and how to stop it all. */
export async function startSites() {
  const folder = mkdtempSync(join(tmpdir(), "hiwar-e2e-"));
  const words = ["run", "--quiet", "--package", "web", "--example", "showcase", "--", folder];
  const showcase = start("cargo", words, (line) => line === "ready");
  const children = [showcase.child];
  const stop = () => {
    for (const child of children) {
      child.removeAllListeners("exit");
      child.stdin.end();
      child.kill();
    }
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const sites = {};
    const pages = [];
    for (const line of await showcase.ready) {
      const [name, value] = line.split(" ");
      if (name === "page") pages.push(value);
      else if (value) sites[name] = value;
    }
    if (process.env.HIWAR) {
      const { child, address } = await serveBinary(process.env.HIWAR, folder);
      children.push(child);
      sites.binary = address;
    }
    return { sites, pages, stop };
  } catch (error) {
    stop();
    throw error;
  }
}

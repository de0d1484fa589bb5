// The officers' pages work without this. It adds keys, by their place on the keyboard; a sign that
// somebody is still at work; and pictures that show only while a key or a finger holds them.
// What an officer changes about the keys stays in this browser. Nothing is sent anywhere but to the
// address of the page's own form.
"use strict";
(() => {
  const STORE = "hiwar-keys";
  const BEAT_MS = 120000;

  const read = () => {
    try {
      const kept = JSON.parse(localStorage.getItem(STORE));
      return kept && typeof kept === "object" ? kept : {};
    } catch {
      return {};
    }
  };
  const kept = read();
  const keep = () => {
    try { localStorage.setItem(STORE, JSON.stringify(kept)); } catch { /* a browser that keeps nothing */ }
  };

  const all = (selector) => [...document.querySelectorAll(selector)];
  const one = (selector) => document.querySelector(selector);
  const rows = all("kbd[data-act]");
  const codeOf = (row) => (kept.map && kept.map[row.dataset.act]) || row.dataset.code;
  const isOn = () => kept.off !== true;

  // The list of keys.
  const list = one("[data-keys]");
  const say = one("[data-keys-say]");
  let changing = null;
  const draw = () => {
    for (const row of rows) row.textContent = codeOf(row);
    const on = one("[data-keys-on]");
    if (on) on.checked = isOn();
  };
  if (list) {
    list.hidden = false;
    draw();
    one("[data-keys-on]").addEventListener("change", (event) => {
      kept.off = !event.target.checked;
      keep();
    });
    one("[data-keys-reset]").addEventListener("click", () => {
      delete kept.map;
      keep();
      draw();
    });
    for (const button of all("[data-change]")) {
      button.addEventListener("click", () => {
        changing = button.dataset.change;
        say.textContent = say.dataset.press;
      });
    }
  }
  const change = (event) => {
    event.preventDefault();
    if (event.code !== "Escape" && event.code !== "Tab") {
      if (rows.some((row) => row.dataset.act !== changing && codeOf(row) === event.code)) {
        say.textContent = say.dataset.taken;
        return;
      }
      kept.map = { ...kept.map, [changing]: event.code };
      keep();
      draw();
    }
    say.textContent = "";
    changing = null;
  };

  // A picture that shows only while it is held.
  const held = one("[data-hold]");
  const hold = (is) => { if (held) held.classList.toggle("veiled", !is); };
  if (held) {
    hold(false);
    held.addEventListener("pointerdown", () => hold(true));
    for (const end of ["pointerup", "pointercancel", "pointerleave"]) held.addEventListener(end, () => hold(false));
    addEventListener("blur", () => hold(false));
  }

  // What the keys do.
  const cases = all(".queue a[data-case]");
  const step = (by) => {
    const at = cases.indexOf(document.activeElement);
    const next = cases[Math.min(cases.length - 1, Math.max(0, at + by))];
    if (next) next.focus();
  };
  const press = (act) => {
    if (act === "down") return step(1);
    if (act === "up") return step(-1);
    const element = one(`[data-key="${act}"]`);
    if (!element) return;
    if (element.matches("textarea, input, select")) return element.focus();
    element.click();
    if (element.matches("summary")) {
      const field = element.parentElement.querySelector("textarea, input, select");
      if (field && element.parentElement.open) field.focus();
    }
  };
  const isTyping = (element) => element && element.closest("input:not([type=checkbox]), textarea, select, [contenteditable]");
  const actOf = (event) => {
    const row = rows.find((it) => codeOf(it) === event.code);
    return row && row.dataset.act;
  };
  addEventListener("keydown", (event) => {
    if (changing) return change(event);
    const isOther = event.ctrlKey || event.altKey || event.metaKey || event.isComposing || event.repeat;
    if (!isOn() || isOther || isTyping(document.activeElement)) return;
    const act = actOf(event);
    if (!act) return;
    if (act === "hold") {
      // On a button or a link the same key presses it.
      if (held && !document.activeElement.closest("button, a, summary, input, video, audio")) {
        event.preventDefault();
        hold(true);
      }
      return;
    }
    event.preventDefault();
    press(act);
  });
  addEventListener("keyup", (event) => { if (actOf(event) === "hold") hold(false); });

  // A sign that somebody is still at work: only while they are.
  const beat = one("[data-beat]");
  if (beat) {
    let isBusy = true;
    for (const sign of ["keydown", "pointermove", "scroll"]) addEventListener(sign, () => { isBusy = true; }, { passive: true });
    const timer = setInterval(async () => {
      if (!isBusy || document.hidden) return;
      isBusy = false;
      try {
        const answer = await fetch(beat.action, { method: "POST", body: new URLSearchParams(new FormData(beat)), redirect: "error" });
        if (answer.status === 204) return;
      } catch {
        return; // The line is down; the lease runs on by itself for a while.
      }
      one("[data-beat-lost]").hidden = false;
      clearInterval(timer);
    }, BEAT_MS);
  }
})();

// Sends every <form data-contactcenter-form="NAME"> without leaving the page. Without this script the form posts as it is.
"use strict";
(() => {
  const script = document.currentScript;
  const base = script.src.replace(/form\.js.*$/, "");
  const lang = (script.dataset.lang || document.documentElement.lang || navigator.language || "en").slice(0, 2).toLowerCase() === "it" ? "it" : "en";
  const words = {
    en: { sending: "Sending…", offline: "Your request was not taken: there is no connection. What you typed is still here; please send it again." },
    it: { sending: "Invio…", offline: "La tua richiesta non è stata presa: non c'è connessione. Quello che hai scritto è ancora qui; invialo di nuovo." },
  }[lang];
  const newId = () => crypto.randomUUID ? crypto.randomUUID() : Array.from(crypto.getRandomValues(new Uint8Array(16)), b => b.toString(16).padStart(2, "0")).join("");
  const wait = seconds => new Promise(done => setTimeout(done, seconds * 1000));
  const add = (to, name, about, text) => {
    const made = document.createElement(name);
    for (const key in about) made.setAttribute(key, about[key]);
    made.textContent = text || "";
    to.append(made);
    return made;
  };

  const enhance = form => {
    const url = base + encodeURIComponent(form.dataset.contactcenterForm);
    const status = add(form, "p", { role: "status" });
    const alert = add(form, "p", { role: "alert" });
    let id = newId(), token = "", busy = false;
    const ask = async () => {
      const answer = await (await fetch(url, { credentials: "omit" })).json();
      token = answer.token;
      if (answer.honeypot && !form.elements.namedItem(answer.honeypot)) {
        const trap = add(form, "div", { "aria-hidden": "true", style: "position:absolute;left:-9999px" });
        add(trap, "input", { name: answer.honeypot, tabindex: "-1", autocomplete: "off" });
      }
      return answer;
    };
    ask().catch(() => { /* asked again when it is sent */ });

    const boxes = name => Array.from(form.elements).filter(e => e.name === name);
    const clear = () => {
      alert.textContent = status.textContent = "";
      form.querySelectorAll(".contactcenter-fault").forEach(e => e.remove());
      form.querySelectorAll("[aria-invalid]").forEach(e => { e.removeAttribute("aria-invalid"); e.removeAttribute("aria-describedby"); });
    };
    const mark = faults => {
      let first;
      for (const fault of faults || []) {
        const box = boxes(fault.field)[0];
        if (!box) { alert.textContent += " " + fault.text; continue; }
        const note = document.createElement("span");
        note.className = "contactcenter-fault";
        note.id = "cc-fault-" + form.dataset.contactcenterForm + "-" + fault.field;
        note.textContent = fault.text;
        box.after(note);
        for (const one of boxes(fault.field)) { one.setAttribute("aria-invalid", "true"); one.setAttribute("aria-describedby", note.id); }
        first = first || box;
      }
      if (first) first.focus();
    };

    const send = async () => {
      for (let tries = 0; ; tries++) {
        if (!token) await ask();
        const values = new URLSearchParams();
        for (const [name, value] of new FormData(form)) if (typeof value === "string") values.append(name, value);
        values.set("cc-token", token);
        values.set("cc-id", id);
        values.set("cc-lang", lang);
        const response = await fetch(url, { method: "POST", body: values, credentials: "omit", headers: { Accept: "application/json" } });
        const answer = await response.json();
        const again = answer.code === "token" ? 0 : ["too-fast", "later"].includes(answer.code) && answer.retryAfter <= 15 ? answer.retryAfter : null;
        if (answer.ok || again === null || tries === 3) return answer;
        if (answer.code === "token") { await wait((await ask()).minSeconds); } else await wait(again);
      }
    };

    form.addEventListener("submit", async event => {
      event.preventDefault();
      if (busy) return;
      busy = true;
      clear();
      status.textContent = words.sending;
      const button = form.querySelector("button:not([type=button]),[type=submit]");
      if (button) button.setAttribute("aria-disabled", "true");
      try {
        const answer = await send();
        status.textContent = "";
        if (answer.ok) {
          const thanks = document.createElement("p");
          thanks.className = "contactcenter-thanks";
          thanks.setAttribute("role", "status");
          thanks.tabIndex = -1;
          form.replaceWith(thanks);
          thanks.textContent = answer.text;
          thanks.focus();
        } else {
          alert.textContent = answer.text;
          mark(answer.faults);
        }
      } catch {
        status.textContent = "";
        alert.textContent = words.offline;
      }
      busy = false;
      if (button) button.removeAttribute("aria-disabled");
    });
  };

  const start = () => document.querySelectorAll("form[data-contactcenter-form]").forEach(enhance);
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start); else start();
})();

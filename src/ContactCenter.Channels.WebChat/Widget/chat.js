// The chat widget: no framework, everything in a shadow tree, so that neither page nor widget can disturb the other.
// Texts of others reach the page through textContent alone.

const texts = {
  en: {
    open: "Chat with us", close: "Close the chat", title: "Chat", write: "Your message", send: "Send", start: "Start the chat",
    connecting: "Connecting…", offline: "No connection. What you write is sent when it is back.", waiting: "We are looking for a colleague.",
    position: n => `You are number ${n} in the line.`, wait: m => m < 1 ? "It takes less than a minute." : m === 1 ? "It takes about a minute." : `It takes about ${m} minutes.`,
    served: n => n ? `${n} is with you.` : "A colleague is with you.", answered: "We have your message.", ended: "The conversation has ended. Write to begin a new one.",
    typing: "is typing…", sending: "Sending…", sent: "Sent", toolong: n => `At most ${n} characters.`, busy: "Too many connections from here; trying again soon.",
    blocked: "The chat is not available on this page.", required: "Please fill this in.", agree: "Please agree before you start.", you: "You", us: "We", unread: n => `${n} unread`,
    attach: "Attach a file", attached: "Files to send", remove: n => `Remove ${n}`, upload: n => `${n} %`, file: "File", kinds: { image: "Picture", video: "Video", audio: "Sound", text: "Text", "application/pdf": "PDF", "text/vcard": "Contact card" },
    refused: { "unknown-type": "This kind of file cannot be sent. Send a picture, a PDF, a text, a sound or a video.", "too-large": n => `The file is too large; at most ${n}.`, "too-many": "Too many files; please try later.", "no-files": "No files can be sent here.", empty: "This file is empty.", unavailable: "The file could not be sent; please try again.", count: n => `At most ${n} files with a message.` },
    gone: "A file is no longer there. Please attach it again.", closed: "We are closed now.", leave: "Your message is kept, and we answer here.", end: "End", askEnd: "End the conversation?", yes: "End it", no: "Go on", over: "You have ended the conversation. Write to begin a new one.", kept: "We keep your message and answer it here.", choices: "Answers to choose from",
  },
  it: {
    open: "Scrivici in chat", close: "Chiudi la chat", title: "Chat", write: "Il tuo messaggio", send: "Invia", start: "Inizia la chat",
    connecting: "Collegamento in corso…", offline: "Nessuna connessione. Quello che scrivi parte quando torna.", waiting: "Stiamo cercando un collega.",
    position: n => `Sei il numero ${n} in coda.`, wait: m => m < 1 ? "Ci vuole meno di un minuto." : m === 1 ? "Ci vuole circa un minuto." : `Ci vogliono circa ${m} minuti.`,
    served: n => n ? `${n} è con te.` : "Un collega è con te.", answered: "Abbiamo il tuo messaggio.", ended: "La conversazione è finita. Scrivi per iniziarne un'altra.",
    typing: "sta scrivendo…", sending: "Invio…", sent: "Inviato", toolong: n => `Al massimo ${n} caratteri.`, busy: "Troppe connessioni da qui; riproviamo tra poco.",
    blocked: "La chat non è disponibile in questa pagina.", required: "Questo campo serve.", agree: "Per iniziare serve il tuo consenso.", you: "Tu", us: "Noi", unread: n => `${n} da leggere`,
    attach: "Allega un file", attached: "File da inviare", remove: n => `Togli ${n}`, upload: n => `${n} %`, file: "File", kinds: { image: "Immagine", video: "Video", audio: "Audio", text: "Testo", "application/pdf": "PDF", "text/vcard": "Contatto" },
    refused: { "unknown-type": "Questo tipo di file non si può inviare. Invia un'immagine, un PDF, un testo, un audio o un video.", "too-large": n => `Il file è troppo grande; al massimo ${n}.`, "too-many": "Troppi file; riprova più tardi.", "no-files": "Qui non si possono inviare file.", empty: "Questo file è vuoto.", unavailable: "Non è stato possibile inviare il file; riprova.", count: n => `Al massimo ${n} file con un messaggio.` },
    gone: "Un file non c'è più. Allegalo di nuovo.", closed: "Adesso siamo chiusi.", leave: "Il tuo messaggio resta e ti rispondiamo qui.", end: "Termina", askEnd: "Vuoi terminare la conversazione?", yes: "Termina", no: "Continua", over: "Hai terminato la conversazione. Scrivi per iniziarne un'altra.", kept: "Conserviamo il tuo messaggio e ti rispondiamo qui.", choices: "Risposte tra cui scegliere",
  },
};

const script = document.currentScript;
const lang = ((script.dataset.lang || document.documentElement.lang || navigator.language || "en").slice(0, 2).toLowerCase() === "it") ? "it" : "en";
const words = texts[lang];
const choose = labels => labels[lang] || labels.en || Object.values(labels)[0] || "";
const address = () => {
  const url = new URL(script.dataset.connect || script.src.replace(/\/hooks\/webchat\/.*$/, "/connect/webchat"));
  url.protocol = url.protocol === "https:" || url.protocol === "wss:" ? "wss:" : "ws:";
  url.search = "?page=" + encodeURIComponent(settings.url);
  return url;
};

// What survives a reload: who the visitor is, and what has not been acknowledged. A page that may not keep anything keeps it while it is open.
const place = "contactcenter-chat-" + settings.url;
let kept = { token: null, outbox: [] };
try { kept = { ...kept, ...JSON.parse(localStorage.getItem(place) || "{}") }; } catch { /* nothing kept */ }
const keep = () => { try { localStorage.setItem(place, JSON.stringify(kept)); } catch { /* private */ } };
const newId = () => crypto.randomUUID ? crypto.randomUUID() : Array.from(crypto.getRandomValues(new Uint8Array(16)), b => b.toString(16).padStart(2, "0")).join("");

const css = `
:host{all:initial}*{box-sizing:border-box;font:15px/1.4 system-ui,sans-serif}
[hidden]{display:none!important}
.open{position:fixed;right:1rem;bottom:1rem;z-index:2147483000;border:0;border-radius:2rem;padding:.8rem 1.2rem;background:var(--c);color:#fff;cursor:pointer;box-shadow:0 2px 8px #0005}
.open b{background:#fff;color:#8a0000;border-radius:1rem;padding:0 .5em;margin-left:.5em}
.panel{position:fixed;right:1rem;bottom:1rem;z-index:2147483000;width:22rem;max-width:calc(100vw - 2rem);height:32rem;max-height:calc(100vh - 2rem);display:flex;flex-direction:column;background:#fff;color:#1b1b1b;border-radius:.75rem;box-shadow:0 4px 24px #0006;overflow:hidden}
@media (max-width:30rem){.panel{right:0;bottom:0;width:100vw;max-width:100vw;height:100dvh;max-height:100dvh;border-radius:0}}
header{display:flex;align-items:center;background:var(--c);color:#fff;padding:.6rem .8rem}
h2{flex:1;margin:0;font-weight:600;font-size:1.05em}
header button{background:none;border:0;color:inherit;font-size:1.5em;line-height:1;cursor:pointer;padding:.1em .4em}
.state{padding:.4rem .8rem;background:#eef2f6;color:#333;font-size:.9em;min-height:2.2em}
.log{flex:1;overflow-y:auto;padding:.6rem .8rem}
ol{margin:0;padding:0;list-style:none}
.log li{margin:0 0 .6rem;max-width:85%;width:fit-content}
.log .mine{margin-left:auto}
.log p{margin:0;padding:.5rem .7rem;border-radius:.7rem;background:#eceff3;white-space:pre-wrap;overflow-wrap:anywhere}
.log .mine p{background:var(--c);color:#fff}
.log small{color:#555;font-size:.8em}
form{display:flex;gap:.5rem;padding:.6rem;border-top:1px solid #ccd}
form.ask{flex-direction:column;border:0;overflow-y:auto;flex:1}
textarea,input[type=text]{flex:1;width:100%;resize:none;border:1px solid #767676;border-radius:.4rem;padding:.5rem;background:#fff;color:#1b1b1b}
button.send{border:0;border-radius:.4rem;background:var(--c);color:#fff;padding:.5rem 1rem;cursor:pointer}
.log .file{display:block;margin:.25rem 0 0;padding:.4rem .7rem;border:1px solid #767676;border-radius:.5rem;color:inherit;overflow-wrap:anywhere;text-decoration:underline;background:#fff;overflow:hidden}
.log span.file{text-decoration:none}
.choices{display:flex;flex-wrap:wrap;gap:.4rem;margin:.4rem 0 .2rem}.choices button{min-height:2.75rem;border:1px solid #767676;border-radius:1.4rem;background:#fff;color:#1b1b1b;padding:.4rem 1rem;cursor:pointer;text-align:start;overflow-wrap:anywhere}
.choices button:disabled{opacity:.55;cursor:default}
.tray{margin:0;padding:0 .6rem;max-height:8rem;overflow-y:auto}.tray li{display:flex;gap:.5rem;align-items:center;padding:.2rem 0;font-size:.9em}.tray span{flex:1;overflow-wrap:anywhere}
.plain{border:1px solid #767676;border-radius:.4rem;background:none;color:inherit;padding:.3rem .6rem;cursor:pointer}
header .end{font-size:.9em;border:1px solid #fff;border-radius:.4rem;padding:.25em .7em}
.sure{display:flex;flex-wrap:wrap;gap:.5rem;align-items:center;padding:.6rem .8rem;border-top:1px solid #ccd}.sure p{flex:1 1 100%;margin:0}
.drop{outline:3px dashed var(--c);outline-offset:-6px}
label{display:block}.err{color:#a40000;font-size:.9em}
:focus-visible{outline:3px solid #ffbf47;outline-offset:2px}
@media (prefers-color-scheme:dark){.panel{background:#1d2126;color:#eee}.state{background:#2a3038;color:#ddd}.log p{background:#323a44;color:#eee}.log small{color:#bbb}textarea,input[type=text]{background:#14171b;color:#eee}.err{color:#ff9d9d}.log .file,.choices button{background:#1d2126;color:#eee}}
`;

const element = (name, about = {}, ...inside) => {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(about)) {
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else if (key === "text") made.textContent = value;
    else if (value !== false && value != null) made.setAttribute(key, value === true ? "" : value);
  }
  made.append(...inside);
  return made;
};

// Drawn, as not every device has a character for it.
const paperclip = () => {
  const [svg, path] = ["svg", "path"].map(name => document.createElementNS("http://www.w3.org/2000/svg", name));
  for (const [key, value] of Object.entries({ viewBox: "0 0 24 24", width: "20", height: "20", fill: "none", stroke: "currentColor", "stroke-width": "2", "stroke-linecap": "round", "aria-hidden": "true" })) svg.setAttribute(key, value);
  path.setAttribute("d", "M20 11l-8.5 8.5a5 5 0 0 1-7-7L13 4a3.3 3.3 0 0 1 4.7 4.7l-8.5 8.5a1.6 1.6 0 0 1-2.3-2.3L14.5 7");
  svg.append(path);
  return svg;
};

const host = element("div", { lang });
const root = host.attachShadow({ mode: "open" });
const sheet = new CSSStyleSheet();
sheet.replaceSync(css);
root.adoptedStyleSheets = [sheet];
host.style.setProperty("--c", settings.color);

const unread = element("b", { hidden: true });
const opener = element("button", { class: "open", type: "button", "aria-expanded": "false", "aria-controls": "panel", onclick: () => show(true) }, words.open, unread);
const state = element("div", { class: "state", role: "status" });
const list = element("ol");
const log = element("div", { class: "log", role: "log", "aria-live": "polite", "aria-label": words.title, tabindex: "0" }, list);
const box = element("textarea", { rows: "2", "aria-label": words.write, placeholder: words.write, maxlength: String(settings.maxText) });
const tray = element("ul", { class: "tray", "aria-label": words.attached, hidden: true });
const picker = element("input", { type: "file", multiple: true, hidden: true, accept: settings.fileTypes, tabindex: "-1", "aria-hidden": "true" });
const clip = element("button", { class: "plain", type: "button", "aria-label": words.attach, title: words.attach, hidden: settings.maxFiles === 0, onclick: () => picker.click() }, paperclip());
const composer = element("form", {}, clip, picker, box, element("button", { class: "send", text: words.send }));
const goOn = element("button", { class: "plain", type: "button", text: words.no, onclick: () => sure(false) });
const question = element("div", { class: "sure", role: "alertdialog", "aria-label": words.askEnd, hidden: true },
  element("p", { text: words.askEnd }), element("button", { class: "send", type: "button", text: words.yes, onclick: () => { sure(false); leave(); } }), goOn);
const ender = element("button", { class: "end", type: "button", text: words.end, hidden: true, onclick: () => sure(true) });
const ask = element("form", { class: "ask", hidden: true, novalidate: true });
const heading = settings.title || words.title;
const panel = element("section", { class: "panel", id: "panel", role: "dialog", "aria-label": heading, hidden: true },
  element("header", {}, element("h2", { text: heading }), ender, element("button", { type: "button", "aria-label": words.close, text: "×", onclick: () => show(false) })),
  state, log, ask, question, tray, composer);
root.append(opener, panel);

let socket = null, pause = 0, timer = 0, isOpen = false, missed = 0, status = null, asks = false, blocked = false, agentTyping = 0, typed = 0, welcomed = false, ending = null, parted = "", earlier = [];
const shown = new Map();

const sizeOf = n => n < 1e6 ? Math.max(1, Math.round(n / 1e3)) + " kB" : (n / 1e6).toLocaleString(lang, { maximumFractionDigits: 1 }) + " MB";
const kindOf = type => words.kinds[type] || words.kinds[(type || "").split("/")[0]] || words.file;
const harmless = name => (name || "").replace(/[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]/g, "").slice(-120); // nothing that turns the direction of writing

const fileLine = f => {
  const name = harmless(f.name), text = [name, kindOf(f.type), f.size != null ? sizeOf(f.size) : ""].filter(Boolean).join(" · ");
  return /^https?:\/\//.test(f.url || "")
    ? element("a", { class: "file", href: f.url, download: name || true, rel: "noopener noreferrer", target: "_blank", text })
    : element("span", { class: "file", text });
};

const sure = on => {
  question.hidden = !on;
  (on ? goOn : ender.hidden ? box : ender).focus();
};

const leave = () => {
  ending = ending || newId();
  tell({ t: "end", id: ending }); // a cut before the answer: the welcome says it again
};

const show = on => {
  isOpen = on;
  panel.hidden = !on;
  opener.hidden = on;
  opener.setAttribute("aria-expanded", String(on));
  if (!on) { opener.focus(); return; }
  missed = 0; unread.hidden = true;
  if (!socket) connect();
  for (const [id, line] of shown) if (!line.mine && !line.read) seen(id, line);
  log.scrollTop = log.scrollHeight;
  (asks ? ask.querySelector("input") || ask : box).focus();
};

const say = () => {
  const lines = [];
  if (blocked) lines.push(words.blocked);
  else if (!welcomed) lines.push(socket && pause === 0 ? words.connecting : words.offline);
  else if (parted) lines.push(parted);
  else if (agentTyping > Date.now()) lines.push((status?.author || words.us) + " " + words.typing);
  else if (status?.closed && status.phase !== "served") {
    if (status.phase === "waiting" || status.phase === "answered") lines.push(words.closed, words.answered);
    else lines.push(...(status.text ? [status.text] : [words.closed, words.leave]));
  }
  else if (status?.phase === "waiting") {
    lines.push(words.waiting);
    if (status.position) lines.push(words.position(status.position));
    if (status.wait != null) lines.push(words.wait(Math.round(status.wait / 60)));
  }
  else if (status?.phase === "served") lines.push(words.served(status.author));
  else if (status?.phase === "answered") lines.push(words.answered);
  else if (status?.phase === "ended") lines.push(words.ended);
  ender.hidden = !welcomed || !!parted || (status?.phase !== "waiting" && status?.phase !== "served");
  if (ender.hidden && !question.hidden) sure(false);
  const text = lines.join(" ");
  if (state.textContent !== text) state.textContent = text; // an unchanged status is not read out again
};

// What is offered counts until something else is said.
let offer = null;
const withdraw = () => { for (const one of offer?.children || []) one.disabled = true; offer = null; };
const offerOf = m => element("div", { class: "choices", role: "group", "aria-label": words.choices }, ...m.choices.map(text =>
  element("button", { type: "button", text, onclick: () => { send(text, [], m.id); box.focus(); } })));

const put = m => {
  if (m.mine && m.id === "form") return; // the answers to the questions are for the agent
  const old = shown.get(m.id);
  const time = m.at ? new Date(m.at).toLocaleTimeString(lang, { hour: "2-digit", minute: "2-digit" }) : words.sending;
  const by = m.mine ? words.you : m.author || words.us;
  if (old) {
    old.small.textContent = `${by} · ${time}`;
    if (m.files && old.files) old.files.replaceChildren(...m.files.map(fileLine)); // links are worth a day
    return;
  }
  const small = element("small", { text: `${by} · ${time}` });
  const files = element("div", {}, ...(m.files || []).map(fileLine));
  withdraw();
  if (!m.mine && m.choices?.length) offer = offerOf(m);
  list.append(element("li", { class: m.mine ? "mine" : "theirs" }, ...(m.text ? [element("p", { text: m.text })] : []), files, ...(offer ? [offer] : []), small));
  const line = { mine: m.mine, small, files, read: m.old };
  shown.set(m.id, line);
  log.scrollTop = log.scrollHeight;
  if (!m.mine && !m.old) {
    seen(m.id, line);
    if (!isOpen) { unread.textContent = String(++missed); unread.setAttribute("aria-label", words.unread(missed)); unread.hidden = false; }
  }
};

const seen = (id, line) => {
  line.read = isOpen && document.visibilityState === "visible";
  tell({ t: "seen", id, read: line.read });
};

const tell = frame => {
  if (socket?.readyState !== WebSocket.OPEN || (!welcomed && frame.t !== "hello")) return false;
  socket.send(JSON.stringify(frame));
  return true;
};

const post = item => tell({ t: "say", id: item.id, text: item.text, re: item.re, files: (item.files || []).map(f => ({ id: f.file, name: f.name })) });

// Files go up piece by piece as soon as they are picked, one after the other; the message names them once the center has them.
const pieceSize = 16384, ahead = 4;
let picked = [], wantsSend = false;

const pick = files => {
  for (const file of files) {
    const entry = { id: newId(), file, name: harmless(file.name) || words.file, sent: 0 };
    entry.note = element("span");
    entry.line = element("li", {}, entry.note, element("button", { class: "plain", type: "button", "aria-label": words.remove(entry.name), text: "×", onclick: () => drop(entry) }));
    if (picked.filter(p => !p.fault).length >= settings.maxFiles) fail(entry, "count");
    else if (file.size > settings.maxFileSize) fail(entry, "too-large");
    else if (!file.size) fail(entry, "empty");
    picked.push(entry);
    tray.append(entry.line);
    note(entry);
  }
  tray.hidden = !picked.length;
  upload();
};

const note = e => {
  e.note.textContent = e.fault ? `${e.name}: ${e.fault}` : [e.name, sizeOf(e.file.size), e.stored ? "✓" : words.upload(Math.floor(100 * e.sent / e.file.size))].join(" · ");
  e.note.className = e.fault ? "err" : "";
  if (e.fault) e.note.setAttribute("role", "alert");
};

const fail = (e, code) => {
  const why = words.refused[code] || words.refused.unavailable;
  e.fault = typeof why === "function" ? why(code === "count" ? settings.maxFiles : sizeOf(settings.maxFileSize)) : why;
  note(e);
};

const drop = e => {
  picked = picked.filter(p => p !== e);
  e.line.remove();
  tray.hidden = !picked.length;
  box.focus();
  upload();
};

const current = () => picked.find(p => !p.stored && !p.fault);

const upload = () => {
  const e = current();
  if (!e) { if (wantsSend) submit(); return; }
  if (!e.begun && tell({ t: "file", id: e.id, size: e.file.size })) { e.begun = true; e.sent = 0; }
};

const push = async (e, socketThen) => {
  if (e.isPushing) return; // one after the other: what came meanwhile moved the bound of the loop
  e.isPushing = true;
  await pushAll(e, socketThen);
  e.isPushing = false;
  if (e === current()) note(e);
};

const pushAll = async (e, socketThen) => {
  while (e === current() && e.begun && socket === socketThen && e.sent < e.file.size && e.sent - e.taken < ahead * pieceSize) {
    const from = e.sent;
    e.sent = Math.min(e.file.size, from + pieceSize);
    try {
      const bytes = new Uint8Array(await e.file.slice(from, e.sent).arrayBuffer());
      let text = "";
      for (const b of bytes) text += String.fromCharCode(b);
      if (e !== current() || socket !== socketThen) return;
      tell({ t: "piece", id: e.id, data: btoa(text) });
    } catch { fail(e, "unavailable"); upload(); return; } // it has gone from the device
  }
};

const submit = () => {
  const text = box.value.trim();
  wantsSend = !!current();
  if (wantsSend) { upload(); return; }
  const files = picked.filter(p => p.stored).map(p => p.stored);
  if (!text && !files.length) return;
  for (const e of picked.filter(p => p.stored)) { e.line.remove(); }
  picked = picked.filter(p => !p.stored);
  tray.hidden = !picked.length; // what was refused stays until it is read
  send(text, files);
  box.value = ""; typed = 0;
};

const send = (text, files, re) => {
  parted = "";
  const item = { id: newId(), text, files, re };
  kept.outbox.push(item);
  keep();
  put({ ...item, mine: true });
  if (!post(item) && !socket) connect();
};

const settle = id => {
  kept.outbox = kept.outbox.filter(i => i.id !== id);
  keep();
};

const hear = {
  history(f) { earlier.push(...f.messages); },
  more(f) { const e = current(); if (e?.id === f.id) { e.taken = f.size; push(e, socket); } },
  stored(f) { const e = current(); if (e?.id === f.id) { e.stored = { file: f.file, name: e.name, type: f.type, size: f.size }; note(e); upload(); } },
  refused(f) { const e = current(); if (e?.id === f.id) { fail(e, f.code); wantsSend = false; upload(); } },
  over(f) { if (f.id === ending) { ending = null; parted = f.over ? words.over : words.kept; } },
  welcome(f) {
    welcomed = true;
    if (ending) leave();
    for (const e of picked) e.begun = false;
    upload();
    pause = 0;
    if (f.token && f.token !== kept.token) { kept.token = f.token; keep(); }
    asks = f.ask;
    ask.hidden = !asks; composer.hidden = asks; log.hidden = asks;
    const first = shown.size === 0;
    for (const m of earlier.splice(0).concat(f.messages || [])) { settle(m.id); put({ ...m, old: first }); }
    for (const item of kept.outbox) { put({ ...item, mine: true }); if (!asks) post(item); }
    if (asks && isOpen) (ask.querySelector("input") || ask).focus();
  },
  got(f) {
    settle(f.id);
    if (f.id === "form") { asks = false; ask.hidden = true; composer.hidden = false; log.hidden = false; box.focus(); }
    else put({ id: f.id, at: f.at, mine: true });
  },
  retry(f) { const item = kept.outbox.find(i => i.id === f.id); if (item) setTimeout(() => post(item), f.after * 1000); else if (f.id === "form") setTimeout(answer, f.after * 1000); else if (f.id === ending) setTimeout(leave, f.after * 1000); },
  msg(f) { agentTyping = 0; parted = ""; put(f); },
  typing(f) { agentTyping = f.on ? Date.now() + 6000 : 0; setTimeout(say, 6100); },
  status(f) { status = f; if (f.phase === "served") parted = ""; if (f.phase === "ended") withdraw(); },
  error(f) {
    if (f.code === "origin" || f.code === "no-page") { blocked = true; composer.hidden = true; }
    else if (f.code === "text" && f.id) { settle(f.id); const line = shown.get(f.id); if (line) line.small.textContent = words.toolong(settings.maxText); }
    else if (f.code === "files" && f.id) { settle(f.id); const line = shown.get(f.id); if (line) line.small.textContent = words.gone; }
    else if (f.id && f.id === current()?.id) { fail(current(), "unavailable"); wantsSend = false; upload(); }
    else if (f.code === "form") { const field = ask.querySelector(`[name="${CSS.escape(f.id || "consent")}"]`); field?.focus(); }
  },
};

const connect = () => {
  clearTimeout(timer);
  if (blocked) return;
  welcomed = false;
  earlier = [];
  const mine = socket = new WebSocket(address());
  mine.onopen = () => mine.send(JSON.stringify({ t: "hello", token: kept.token, identity: script.dataset.identity || null }));
  mine.onmessage = e => { const f = JSON.parse(e.data); hear[f.t]?.(f); say(); };
  mine.onclose = () => {
    if (mine !== socket) return;
    welcomed = false;
    pause = Math.min(30, pause ? pause * 2 : 1);
    timer = setTimeout(connect, blocked ? 1e9 : pause * (750 + Math.random() * 500)); // not everybody at the same instant after a restart
    say();
  };
  say();
};

const answer = () => {
  const fields = {};
  let wrong = null;
  for (const f of settings.fields) {
    const input = ask.elements[f.key];
    fields[f.key] = input.value.trim();
    const missing = f.required && !fields[f.key];
    input.setAttribute("aria-invalid", String(missing));
    input.nextElementSibling.textContent = missing ? words.required : "";
    wrong = wrong || (missing && input);
  }
  const consent = ask.elements.consent;
  if (consent) {
    const missing = !consent.checked;
    consent.setAttribute("aria-invalid", String(missing));
    ask.querySelector(".agree").textContent = missing ? words.agree : "";
    wrong = wrong || (missing && consent);
  }
  if (wrong) wrong.focus();
  else tell({ t: "form", fields, consent: !!consent });
};

for (const f of settings.fields) {
  const id = "f-" + f.key;
  ask.append(element("div", {}, element("label", { for: id, text: choose(f.labels) + (f.required ? " *" : "") }),
    element("input", { type: "text", id, name: f.key, maxlength: "500", required: f.required, "aria-describedby": id + "-e", autocomplete: f.key === "name" || f.key === "email" ? f.key : "on" }),
    element("span", { class: "err", id: id + "-e", role: "alert" })));
}
if (Object.keys(settings.consent).length) {
  ask.append(element("div", {}, element("label", {}, element("input", { type: "checkbox", name: "consent", "aria-describedby": "agree" }), " " + choose(settings.consent)),
    element("span", { class: "err agree", id: "agree", role: "alert" })));
}
ask.append(element("button", { class: "send", text: words.start }));
ask.addEventListener("submit", e => { e.preventDefault(); answer(); });

composer.addEventListener("submit", e => {
  e.preventDefault();
  submit();
  box.focus();
});
box.addEventListener("keydown", e => {
  if (e.key === "Enter" && !e.shiftKey && !e.isComposing) { e.preventDefault(); composer.requestSubmit(); }
});
box.addEventListener("input", () => {
  if (Date.now() - typed > 3000) { typed = Date.now(); tell({ t: "typing", on: true }); }
});
picker.addEventListener("change", () => { pick(picker.files); picker.value = ""; });
const carries = e => settings.maxFiles && !composer.hidden && [...(e.dataTransfer || e.clipboardData)?.types || []].includes("Files");
panel.addEventListener("dragover", e => { if (carries(e)) { e.preventDefault(); panel.classList.add("drop"); } });
panel.addEventListener("dragleave", () => panel.classList.remove("drop"));
panel.addEventListener("drop", e => { panel.classList.remove("drop"); if (carries(e)) { e.preventDefault(); pick(e.dataTransfer.files); } });
box.addEventListener("paste", e => { if (carries(e) && e.clipboardData.files.length) { e.preventDefault(); pick(e.clipboardData.files); } });
panel.addEventListener("keydown", e => { if (e.key === "Escape") { if (question.hidden) show(false); else sure(false); } });
addEventListener("online", () => { if (!welcomed) connect(); });
document.addEventListener("visibilitychange", () => { if (isOpen) for (const [id, line] of shown) if (!line.mine && !line.read) seen(id, line); });

const begin = () => {
  document.body.append(host);
  if (kept.token || kept.outbox.length) connect(); // somebody who was here before hears the answer without opening
};
if (document.body) begin(); else addEventListener("DOMContentLoaded", begin);

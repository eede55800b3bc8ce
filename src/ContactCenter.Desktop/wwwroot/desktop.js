// What only the browser can do. Everything shown comes from the server.
const keys = { KeyA: 'accept', KeyX: 'decline', KeyR: 'reply', KeyN: 'note', KeyC: 'call', KeyH: 'help' };
let listener;

export function start(shortcuts) {
  if (listener) document.removeEventListener('keydown', listener);
  listener = e => {
    if (!e.altKey || e.ctrlKey || e.metaKey || e.shiftKey || e.repeat || e.getModifierState('AltGraph')) return;
    const what = keys[e.code] ?? (/^Digit[1-9]$/.test(e.code) ? 'work-' + e.code[5] : undefined);
    if (!what) return;
    e.preventDefault();
    shortcuts.invokeMethodAsync('Press', what).catch(() => {});
  };
  document.addEventListener('keydown', listener);
  document.removeEventListener('input', keep);
  document.addEventListener('input', keep);
  document.getElementById('components-reconnect-modal')?.addEventListener('components-reconnect-state-changed', begin);
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}

// The host was started again and knows nothing of this page: begin anew with what it knows.
function begin(e) {
  if (e.detail.state === 'rejected') location.reload();
}

export function focus(selector) {
  document.querySelector(selector)?.focus();
}

export async function save(name, type, content) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([await content.arrayBuffer()], { type }));
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}

export function follow(list, always) {
  if (!list) return;
  const near = list.scrollHeight - list.scrollTop - list.clientHeight < 240;
  if (always || near) list.scrollTop = list.scrollHeight;
}

// A text that is written for a while: told when the typing rests, or at once when the field is left. A new line begins where the one above does.
const edited = new WeakSet();

export function edit(selector) {
  for (const field of document.querySelectorAll(selector)) {
    if (edited.has(field)) continue;
    edited.add(field);
    let timer;
    field.addEventListener('input', () => {
      clearTimeout(timer);
      timer = setTimeout(() => field.dispatchEvent(new Event('change', { bubbles: true })), 400);
    });
    field.addEventListener('keydown', e => {
      if (e.key !== 'Enter' || e.isComposing || e.ctrlKey || e.metaKey || e.altKey || e.shiftKey || field.readOnly) return;
      const line = field.value.slice(field.value.lastIndexOf('\n', field.selectionStart - 1) + 1, field.selectionStart);
      const indent = line.match(/^ */)[0];
      if (!indent) return;
      e.preventDefault();
      document.execCommand('insertText', false, '\n' + indent); // the one way that can be undone
    });
  }
}

export function select(selector, line, column, length) {
  const field = document.querySelector(selector);
  if (!field) return;
  field.closest('details')?.setAttribute('open', '');
  const before = field.value.split('\n').slice(0, line - 1);
  const from = before.reduce((sum, text) => sum + text.length + 1, 0) + column - 1;
  field.focus();
  field.setSelectionRange(from, from + length);
  const height = parseFloat(getComputedStyle(field).lineHeight) || 20;
  field.scrollTop = Math.max(0, (line - 4) * height);
}

// What is typed stays in this tab, also when the server cannot be reached; the page asks for it after a reload.
const drafts = 'contactcenter/draft/';

function keep(e) {
  if (e.target.dataset?.draft) keepDraft(e.target.dataset.draft, e.target.value, e.target.dataset.note === 'true');
}

export function keepDraft(key, text, isNote) {
  try {
    if (text) sessionStorage.setItem(drafts + key, JSON.stringify({ text, isNote }));
    else sessionStorage.removeItem(drafts + key);
  } catch { /* a browser that keeps nothing, or is full */ }
}

export function draft(key) {
  try {
    return JSON.parse(sessionStorage.getItem(drafts + key));
  } catch {
    return null;
  }
}

// Removes what was sent, but nothing typed since.
export function forgetDraft(key, sent) {
  if (draft(key)?.text === sent) sessionStorage.removeItem(drafts + key);
}

// Another person at the same tab does not find the first one's drafts.
export function ownDrafts(owner) {
  try {
    Object.keys(sessionStorage).filter(k => k.startsWith(drafts) && !k.startsWith(drafts + owner)).forEach(k => sessionStorage.removeItem(k));
  } catch { /* nothing is kept */ }
}

// What only the browser can do. Everything shown comes from the server.
const keys = { KeyA: 'accept', KeyX: 'decline', KeyR: 'reply', KeyN: 'note', KeyH: 'help' };
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

export function follow(list, always) {
  if (!list) return;
  const near = list.scrollHeight - list.scrollTop - list.clientHeight < 240;
  if (always || near) list.scrollTop = list.scrollHeight;
}

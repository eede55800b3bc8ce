// The desktop's side of a page that frames it: talks with the parent only, and only with one of an origin that may.
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
let allowed, desk, parentOrigin, lastState, busy;

export function start(origins, embedding) {
  if (window.parent === window || origins.length === 0) return false;
  allowed = new Set(origins);
  desk = embedding;
  window.removeEventListener('message', hear);
  window.addEventListener('message', hear);
  return true;
}

export function tell(message) {
  if (message.type === 'agentState') lastState = message;
  if (parentOrigin) window.parent.postMessage({ contactCenter: 1, ...message }, parentOrigin);
}

async function hear(e) {
  if (e.source !== window.parent || !allowed.has(e.origin)) return;
  const m = e.data;
  if (typeof m !== 'object' || m === null || m.contactCenter !== 1) return;
  if (m.type === 'hello') {
    parentOrigin = e.origin;
    tell({ type: 'ready' });
    if (lastState) tell(lastState);
    return;
  }
  if (busy || e.origin !== parentOrigin) return; // one thing at a time
  busy = true;
  try {
    if (m.type === 'open' && typeof m.interaction === 'string' && uuid.test(m.interaction)) {
      await desk.invokeMethodAsync('Open', m.interaction);
    } else if (m.type === 'write' && typeof m.address === 'string' && m.address.length > 0 && m.address.length <= 320 && Number.isSafeInteger(m.request)) {
      tell({ type: 'wrote', request: m.request, result: await desk.invokeMethodAsync('Write', m.address) });
    }
  } catch { /* the circuit is being connected again */ } finally {
    busy = false;
  }
}

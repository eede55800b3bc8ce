// For pages of others, such as a CRM's: shows the desktop in a frame and talks with it. Types: embed.d.ts. No dependencies.
(() => {
  'use strict';
  const events = ['ready', 'screenPop', 'interactionEnded', 'agentState'];

  function embed(place, options) {
    const url = new URL(options.url, document.baseURI);
    const frame = document.createElement('iframe');
    frame.src = url.href;
    frame.title = options.title || 'Contact center';
    frame.style.cssText = 'border: 0; width: 100%; height: 100%';
    frame.allow = 'clipboard-write';
    const listeners = new Map(events.map(e => [e, new Set()]));
    const asked = new Map();
    let request = 0, ready = false, greeting;

    function say(message) {
      frame.contentWindow?.postMessage({ contactCenter: 1, ...message }, url.origin);
    }

    // The desktop answers once its page is alive, and begins anew whenever it is loaded again.
    function greet() {
      clearInterval(greeting);
      ready = false;
      greeting = setInterval(() => say({ type: 'hello' }), 500);
    }

    function hear(e) {
      if (e.source !== frame.contentWindow || e.origin !== url.origin) return;
      const m = e.data;
      if (typeof m !== 'object' || m === null || m.contactCenter !== 1 || typeof m.type !== 'string') return;
      if (m.type === 'wrote') {
        asked.get(m.request)?.(m.result);
        asked.delete(m.request);
        return;
      }
      if (m.type === 'ready') {
        if (ready) return;
        ready = true;
        clearInterval(greeting);
      }
      const { contactCenter, type, ...event } = m;
      for (const listener of listeners.get(type) ?? []) listener(event);
    }

    window.addEventListener('message', hear);
    frame.addEventListener('load', greet);
    place.append(frame);

    return {
      frame,
      on(event, listener) {
        const all = listeners.get(event);
        if (!all) throw new TypeError(`There is no event '${event}'; there are ${events.join(', ')}.`);
        all.add(listener);
        return () => all.delete(listener);
      },
      open(interaction) {
        say({ type: 'open', interaction });
      },
      write(address) {
        const mine = ++request;
        return new Promise(resolve => {
          const late = setTimeout(() => { asked.delete(mine); resolve('unavailable'); }, 10000);
          asked.set(mine, result => { clearTimeout(late); resolve(result); });
          say({ type: 'write', address, request: mine });
        });
      },
      remove() {
        clearInterval(greeting);
        window.removeEventListener('message', hear);
        frame.remove();
      },
    };
  }

  window.ContactCenter = Object.freeze({ embed });
})();

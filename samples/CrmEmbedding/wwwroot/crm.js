// @ts-check
/// <reference path="../../../src/ContactCenter.Desktop/wwwroot/embed.d.ts" />
'use strict';

/** What this CRM knows: who has which number. */
const customers = new Map([
  ['+393331000101', 'Giulia Bianchi, via Garibaldi 12'],
  ['+393331000102', 'Marco Verdi, via Po 4'],
  ['+393331000103', 'Studio Neri, corso Francia 80'],
]);

const byId = (/** @type {string} */ id) => /** @type {HTMLElement} */ (document.getElementById(id));
const center = document.documentElement.dataset.center ?? '';
const desktop = window.ContactCenter.embed(byId('desktop'), { url: center + '/', title: 'Contact center' });

/** @param {string} tag @param {string} text */
function make(tag, text) {
  const element = document.createElement(tag);
  element.textContent = text; // what comes from customers is text, never HTML
  return element;
}

/** @param {string} text */
function note(text) {
  byId('activity').prepend(make('li', text));
}

desktop.on('ready', () => note('The desktop is connected.'));

desktop.on('agentState', state => {
  byId('agent').textContent = `Agent: ${state.presence}${state.reason ? ` (${state.reason})` : ''}, ${state.capacityUsed} of ${state.capacityTotal} in use`;
});

desktop.on('screenPop', pop => {
  const address = pop.addresses[0]?.value ?? '';
  byId('card').replaceChildren(
    make('p', customers.get(address) ?? 'Not in this CRM yet'),
    make('p', address),
    ...pop.claims.map(claim => make('p', `says: ${claim.value}`)),
    make('p', `${pop.channel}, queue ${pop.queue ?? '-'}`));
  byId('card').dataset.interaction = pop.interaction;
  note(`Taken: ${address} by ${pop.channel}`);
});

desktop.on('interactionEnded', ended => note(ended.closed ? `Closed: ${ended.outcome ?? 'without an outcome'}` : 'Handed on'));

for (const [number, name] of customers) {
  const line = document.createElement('li');
  const button = make('button', 'Write');
  button.setAttribute('aria-label', `Write to ${name}`);
  button.addEventListener('click', async () => { byId('wrote').textContent = `${number}: ${await desktop.write(number)}`; });
  line.append(make('span', name), button);
  byId('customers').append(line);
}

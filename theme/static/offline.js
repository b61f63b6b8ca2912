/* The worker of one edition: the network comes first, and what was read and the latest issue stay
   for a reader without one. What the network says is elsewhere or gone is thrown away, and all that
   is kept is asked after whenever the reader comes back. */
const home = registration.scope, name = `kept ${home}`, MOST = 80;
const LATEST = /(?:href|src|srcset)="((?:\.\.\/)*(?:assets\/[^"]+|\d{4}\/\d\d\/\d\d\/(?:photos\/[^" ]+webp|(?!p\d|photos)[a-z0-9-]+\/(?:index\.html)?(?="))))/g;
let swept;

const key = address => address.split(/[?#]/)[0].replace(/index\.html$/, '');

async function note(address, answer) {
  const kept = await caches.open(name);
  if (answer.status === 200 && answer.type === 'basic' && !answer.redirected) await kept.put(key(address), answer);
  else if (answer.status < 500) await kept.delete(key(address));
}

async function keep(address) {
  const answer = await fetch(address, { cache: 'no-cache' });
  await note(address, answer.clone());
  return answer;
}

/* With every item the issue that it stands in. */
async function sweep() {
  const front = await (await keep(home)).text(), kept = await caches.open(name);
  const those = (await kept.keys()).map(one => one.url), fresh = [...front.matchAll(LATEST)].flatMap(([, one]) => [one, one.replace(/[^/]+\/(index\.html)?$/, '')]).map(one => new URL(one, home).href);
  for (const old of those.slice(0, -MOST)) await kept.delete(old);
  for (const one of new Set([...those.slice(-MOST), ...fresh.map(key), `${home}offline/`])) if (one !== home) await keep(one).catch(() => {});
}

async function fromBefore({ url, mode }) {
  const kept = await caches.open(name), same = url.replace(/\d+\.\w+$/, '');
  /* Of a photo any size will do. */
  const near = mode === 'navigate' ? `${home}offline/` : (await kept.keys()).find(one => /photos/.test(same) && one.url.startsWith(same));
  return await kept.match(key(url)) ?? (near && await kept.match(near)) ?? Response.error();
}

addEventListener('install', event => {
  skipWaiting();
  event.waitUntil(sweep());
});

/* The page that was read first was there before the worker. */
addEventListener('activate', event => event.waitUntil((async () => {
  await clients.claim();
  for (const { url } of await clients.matchAll()) if (!/\?/.test(url)) await keep(key(url)).catch(() => {});
})()));

addEventListener('fetch', event => {
  const { request } = event, { origin, search } = new URL(request.url), page = request.mode === 'navigate';
  if (request.method !== 'GET' || origin !== location.origin || !/^(document|style|script|image)$/.test(request.destination)) return;
  /* A page is asked for anew even where the browser thinks that it knows it. */
  event.respondWith(fetch(page ? request.url : request, page ? { cache: 'no-cache', redirect: 'manual' } : {}).then(answer => {
    if (!search) event.waitUntil(note(request.url, answer.clone()));
    return answer;
  }, () => fromBefore(request)));
  if (page) event.waitUntil(swept ||= sweep().catch(() => { swept = 0; }));
});

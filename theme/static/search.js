/* The index is described in plugins/search; markup comes from the page's template. */
const $ = id => document.getElementById(id), form = $('search') ?? document.querySelector('[data-script]'), status = $('search-status');
const base = new URL(form.dataset.index, location), folds = new Map(), kept = {};
let meta, begun, offered, issues = [];

const load = (name, how) => kept[name] ||= fetch(new URL(name, base)).then(answer => {
  if (!answer.ok) throw name;
  return answer[how]();
});

/* A text letter by letter, as the index has it: one form for all forms of a character. */
const fold = text => Array.from(text, char => {
  const one = char.normalize('NFKC').toLowerCase(), form = [...one][1] ? char : one;
  return folds.get(form) ?? form;
});

const plain = text => fold(text).join('');

/* A name without what is set between its characters. */
const bare = name => plain(name).replace(/[\s\p{P}]/gu, '');

/* Words apart, the longest first; single characters alone (王 伟) make one word. */
function words(query) {
  const all = query.split(/\s+/).map(fold).sort((a, b) => b.length - a.length);
  return all[0][1] ? all : [all.flat()];
}

/* Every second key of a long word holds all its characters. */
const keys = word => word.slice(1, 24).map((char, at) => word[at] + char).filter((_, at, all) => !all[3] || at % 2 < 1 || !all[at + 1]);

/* A list of the index: a width, then gaps as Rice codes in base 64, filled up with ones. */
function numbers(text) {
  const found = new Set(), width = parseInt(text[0], 36), size = text.length - 1;
  const bytes = atob(text.slice(1).padEnd(size + 3 & ~3, '/')), end = bytes.length * 8;
  let at = 0, last = -1;
  const bit = () => bytes.charCodeAt(at >> 3) >> (~at++ & 7) & 1;
  for (;;) {
    let gap = 0;
    while (bit()) gap++;
    if (at > end) return found;
    for (let left = width; left--;) gap = gap << 1 | bit();
    found.add(last += gap + 1);
  }
}

async function lists(key) {
  let shard = 0;
  for (const char of key) shard = (shard * 131 + char.codePointAt()) % meta.shards;
  const rows = (await load(`${meta.s}/${shard.toString(16)}.txt`, 'text')).split('\n');
  return (rows.find(row => row.startsWith(`${key}\t`)) ?? '').split('\t').slice(1).map(numbers);
}

/* An item's month, and its place in it. */
function monthOf(number) {
  const [month, first] = meta.newest.find(entry => entry[1] <= number);
  return [month, number - first];
}

const common = sets => [...sets[0] ?? []].filter(number => sets.every(set => set?.has(number)));

/* Once a page, whoever asks first: what has to be known before anything is folded or found. */
const begin = () => begun ||= (async () => {
  meta = await load('', 'json');
  meta.newest = Object.entries(meta.months).reverse();
  const pairs = [...await load(meta.fold, 'text')];
  pairs.forEach((char, at) => at % 2 || folds.set(char, pairs[at + 1]));
})();

export async function search(query, { section, from = '', to = '' } = {}) {
  await begin();
  const wanted = words(query).filter(word => word[1]).flatMap(keys);
  if (!wanted[0]) return null;
  const found = await Promise.all(wanted.map(lists));
  const titles = new Set(common(found.map(pair => pair[1])));
  if (section) found.push(await lists(`# ${section}`));
  return common(found.map(pair => pair[0])).filter(number => {
    const [month] = monthOf(number);
    return month >= from && month.slice(0, to.length) <= to;
  }).sort((a, b) => titles.has(b) - titles.has(a) || b - a);
}

/* Where a text says one of the words, counted in its characters. */
function hits(text, asked) {
  const chars = fold(text), found = [];
  for (let at = 0; at < chars.length; at++) {
    const word = asked.find(one => one.every((char, i) => chars[at + i] === char));
    if (word) found.push([at, at += word.length]), at--;
  }
  return found;
}

function write(slot, text, asked) {
  const chars = [...text], part = (from, to) => chars.slice(from, to).join('');
  let at = 0;
  slot.textContent = '';
  for (const [begin, end] of hits(text, asked)) {
    const mark = document.createElement('mark');
    mark.append(part(begin, end));
    slot.append(part(at, begin), mark);
    at = end;
  }
  slot.append(part(at));
}

/* What a page of an item says, a line a block, as it is seen: no menus, no numbers of notes. */
function lines(url) {
  return kept[url] ||= fetch(url).then(answer => answer.text()).then(text => {
    const page = new DOMParser().parseFromString(text, 'text/html'), root = page.querySelector('article') ?? page.querySelector('main');
    root.querySelectorAll('nav,.item-side,.end,[role=doc-noteref],[role=doc-backlink]').forEach(part => part.remove());
    root.querySelectorAll('h1,h2,h3,h4,p,li,td,th,dt,dd,caption,figcaption,blockquote,pre,br,img,.meta>*,figcaption>*').forEach(part => {
      part.before('\0');
      part.after(`\0${part.alt ?? ''}\0`);
    });
    const said = root.textContent.split('\0').map(line => line.replace(/\s+/g, ' ').trim()).filter(Boolean);
    said.lang = page.documentElement.lang;
    said.twins = [...page.querySelectorAll('.util a[hreflang]')].map(link => new URL(link.getAttribute('href'), url));
    return said;
  });
}

/* The page of an item that says every word, in whatever script; the index only knows that one has
   all pairs of characters. Simplified and Traditional words differ: 软件, 軟體. */
async function saying(url, asked) {
  for (const one of [url, ...(await lines(url)).twins]) {
    const all = await lines(one);
    if (asked.every(word => all.some(line => plain(line).includes(word.join(''))))) return all;
  }
}

async function excerpt(slot, url, asked, title) {
  const page = await saying(url, asked) ?? await lines(url), all = page.filter(line => line !== title), many = line => asked.filter(word => plain(line).includes(word.join(''))).length;
  const text = all.reduce((best, line) => many(line) > many(best) ? line : best, all.find(line => line.length > 40) ?? all[0] ?? '');
  slot.lang = page.lang;
  const chars = [...text], begin = Math.max(0, (hits(text, asked)[0]?.[0] ?? 0) - 24), end = begin + 96;
  write(slot, (begin ? '…' : '') + chars.slice(begin, end).join('') + (chars[end] ? '…' : ''), asked);
}

const seen = new IntersectionObserver(entries => entries.forEach(one => {
  if (one.isIntersecting) seen.unobserve(one.target), one.target.fill();
}));

async function rowOf(number) {
  const [month, place] = monthOf(number), row = (await load(`d/${month}-${place >> 3}.json`, 'json'))[place & 7];
  return [new URL(row[0], base), ...row.slice(1)];
}

/* A copy of a template, each slot of it filled. */
function filled(which, fill) {
  const made = $(which).content.cloneNode(true);
  made.querySelectorAll('[data-fill]').forEach(slot => fill(slot, slot.dataset.fill));
  return made;
}

async function show(number, asked) {
  const [url, title, section, date, day, issue, kind, photo, kept] = await rowOf(number);
  return filled('search-hit', (slot, name) => {
    slot.textContent = { section, day, issue, kind }[name];
    if (name === 'day') slot.dateTime = date;
    if (name === 'title') slot.href = url, write(slot, title, asked);
    if (name === 'excerpt') seen.observe(slot), slot.fill = () => excerpt(slot, url, asked, title).catch(() => slot.remove());
    if (name === 'photo') photo ? (slot.src = new URL(photo, base), slot.className += ` ${kept}`) : slot.remove();
  });
}

/* Everything that goes by a name: [name, address, kind, calendar, days]; people and places first. */
async function gather(file, found = []) {
  const from = new URL(file, base), given = await load(file, 'json');
  if (given.names) await gather(given.names, found);
  for (const [name, href, kind, calendar, days] of given.ways ?? given) found.push([name, new URL(href, from), kind, calendar && new URL(calendar, from), days]);
  issues = (given.issues ?? []).map(([number, day]) => [number, day, new URL(given.issue.replace('%d', day.replaceAll('-', '/')), from)]);
  return found;
}

/* Those that a query names: as it is, at the beginning, anywhere; and issues by number or day. */
async function named(query) {
  await begin();
  const asked = bare(query), every = await (offered ||= gather('ways.json'));
  if (!asked) return [];
  const day = query.normalize('NFKC').replace(/^\s*(\d{4})\D*(\d\d|\d(?=\D))\D*(\d?\d)\D*$/, (_, y, m, d) => `${y}-${m.padStart(2, 0)}-${d.padStart(2, 0)}`);
  const those = issues.filter(one => `${one[0]}期`.startsWith(asked.replace('第', '')) || one[1] === day).map(([no, on, url]) => [`第${no}期 ${on}`, url, '']);
  const rank = row => { const name = bare(row[0]); return name === asked ? 0 : name.startsWith(asked) ? 1 : name.includes(asked) ? 2 : 3; };
  return those.concat(every.filter(row => rank(row) < 3).sort((a, b) => rank(a) - rank(b)));
}

function next(days) {
  const today = new Date().toLocaleDateString('sv', { timeZone: form.dataset.timezone });
  return days?.find(day => day >= today)?.replace(/(\d+)-0?(\d+)-0?(\d+)/, '$1年$2月$3日');
}

function showWay([title, url, kind, calendar, days], asked) {
  return filled('search-way', (slot, name) => {
    if (name === 'kind') slot.textContent = kind;
    if (name === 'name') slot.href = url, write(slot, title, asked);
    if (name === 'days') days ? slot.textContent = next(days) ? slot.dataset.next.replace('%d', next(days)) : slot.dataset.none : slot.remove();
    if (name === 'calendar') calendar ? slot.href = calendar : slot.remove();
  });
}

const given = Object.fromEntries(new URLSearchParams(location.search));

async function run(query = given.q?.trim()) {
  const more = $('search-more'), ways = $('search-ways');
  if (!query) return;
  const say = (which, count) => { status.textContent = status.dataset[which].replace('%q', () => query).replace('%n', count); };
  try {
    say('wait');
    await begin();
    const asked = words(query), going = (await named(query).catch(() => [])).slice(0, 5);
    ways?.replaceChildren(...going.map(row => showWay(row, asked)));
    let found = await search(query, given);
    if (!found) return say(going[0] ? 'found' : 'short', going.length);
    /* Pairs of characters prove words of two; what is longer is looked up in the page. */
    const loose = asked.some(word => word.length !== 2), holds = async number => !loose || saying((await rowOf(number))[0], asked);
    const those = async numbers => { const good = await Promise.all(numbers.map(holds)); return numbers.filter((_, at) => good[at]); };
    const few = found.length <= 60;
    if (few) found = await those(found);
    const count = found.length + going.length, core = query.replace(/^\p{P}+|\p{P}+$/gu, '');
    /* Who puts a query between quotation marks, or a stop behind it, seldom means them. */
    if (!found.length && core && core !== query) return run(core);
    more.onclick = async () => {
      let shown = found.splice(0, 10);
      if (!few) while ((shown = await those(shown)).length < 10 && found.length) shown.push(...found.splice(0, 10 - shown.length));
      $('search-hits').append(...await Promise.all(shown.map(number => show(number, asked))));
      more.hidden = !found.length;
    };
    await more.onclick();
    say(!count ? 'none' : few || !loose ? 'found' : 'about', count);
  } catch { say('error'); }
}

/* Where to go, offered while one types: a combobox as WAI-ARIA's practices describe it. */
function offer(box, list) {
  let at = -1, turn = 0;
  const point = to => {
    at = to;
    [...list.children].forEach((option, place) => option.setAttribute('aria-selected', place === at));
    if (at < 0) box.removeAttribute('aria-activedescendant');
    else box.setAttribute('aria-activedescendant', list.children[at].id), list.children[at].scrollIntoView({ block: 'nearest' });
  };
  const open = rows => {
    list.replaceChildren(...rows.map(([name, url, kind, , days], place) => {
      const option = document.createElement('li'), note = document.createElement('small');
      option.id = list.id + place;
      option.setAttribute('role', 'option');
      option.onclick = () => { location = url; };
      note.textContent = [kind, next(days)].filter(Boolean).join(' ');
      option.append(name, ' ', note);
      return option;
    }));
    list.hidden = !rows[0];
    box.setAttribute('aria-expanded', !list.hidden);
    point(-1);
  };
  box.oninput = async () => {
    const mine = ++turn, rows = await named(box.value).catch(() => []);
    if (mine === turn) open(rows.slice(0, 8));
  };
  /* While an input method composes, the keys are its own. */
  box.onkeydown = event => {
    const { key } = event, step = { ArrowDown: 1, ArrowUp: -1 }[key], size = list.children.length;
    /* A list that was closed opens again. */
    if (event.isComposing || list.hidden && step !== 1) return;
    if (list.hidden) box.oninput();
    else if (key === 'Escape') open([]);
    else if (key === 'Enter' && at >= 0) list.children[at].click();
    else if (step) point((at + 1 + step + size + 1) % (size + 1) - 1);
    else return;
    event.preventDefault();
  };
  list.onmousedown = event => event.preventDefault();
  box.onblur = () => { turn++; open([]); };
}

for (const box of document.querySelectorAll('[role=combobox]')) {
  offer(box, $(box.getAttribute('aria-controls')));
  /* What was typed before this file was there. */
  if (box === document.activeElement && box.value) box.oninput();
}
if (status) {
  for (const name in given) if (form.elements[name]) form.elements[name].value = given[name];
  run();
}

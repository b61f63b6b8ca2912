/* The index is described in plugins/search; markup comes from the page's template. */
const $ = (id) => document.getElementById(id), form = $('search'), status = $('search-status');
const WORD = /[0-9a-z\u00df-\u052f\u3005\u3007\u3041-\u9fff\uf900-\ufaff\u{20000}-\u{3ffff}]/u;
const base = new URL(form.dataset.index, location), folds = new Map(), kept = {};
let meta;

const load = (name, how) => kept[name] ||= fetch(new URL(name, base)).then((answer) => {
  if (!answer.ok) throw name;
  return answer[how]();
});

/* What is looked for, folded: [character, begin, end]. */
function stream(text) {
  const found = [];
  let at = 0;
  for (const char of text) {
    let one = char.normalize('NFKC').toLowerCase();
    if ([...one][1]) one = char;
    one = folds.get(one) ?? one;
    if (WORD.test(one)) found.push([one, at, at + char.length]);
    at += char.length;
  }
  return found;
}

/* Single characters (王 伟) make one word. */
function words(query) {
  const all = query.split(/\s+/).map((word) => stream(word).map(([char]) => char));
  const long = all.filter((word) => word[1]), joined = all.flat();
  return long[0] || !joined[1] ? long : [joined];
}

/* Every second key of a long word holds all its characters. */
function keys(word) {
  const last = Math.min(word.length, 24) - 2, made = [word[last] + word[last + 1]];
  for (let at = 0; at < last; at += last > 2 ? 2 : 1) made.push(word[at] + word[at + 1]);
  return made;
}

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
  return (rows.find((row) => row.startsWith(`${key}\t`)) ?? '').split('\t').slice(1).map(numbers);
}

/* An item's month, and its place in it. */
function monthOf(number) {
  const [month, first] = meta.newest.find((entry) => entry[1] <= number);
  return [month, number - first];
}

const common = (sets) => [...sets[0] ?? []].filter((number) => sets.every((set) => set?.has(number)));

export async function search(query, { section, from = '', to = '' } = {}) {
  meta = await load('', 'json');
  meta.newest = Object.entries(meta.months).reverse();
  const pairs = [...await load(meta.fold, 'text')];
  pairs.forEach((char, at) => at % 2 || folds.set(char, pairs[at + 1]));
  const wanted = words(query).flatMap(keys);
  if (!wanted[0]) return null;
  const found = await Promise.all(wanted.map(lists));
  const titles = new Set(common(found.map((pair) => pair[1])));
  if (section) found.push(await lists(`#${section}`));
  return common(found.map((pair) => pair[0])).filter((number) => {
    const [month] = monthOf(number);
    return month.slice(0, from.length) >= from && month.slice(0, to.length) <= to;
  }).sort((a, b) => titles.has(b) - titles.has(a) || b - a);
}

function hits(text, asked) {
  const chars = stream(text), found = [];
  for (let at = 0; at < chars.length; at++) {
    const word = asked.find((one) => one.every((char, i) => chars[at + i]?.[0] === char));
    if (word) found.push([chars[at][1], chars[at += word.length - 1][2]]);
  }
  return found;
}

function write(slot, text, asked) {
  let at = 0;
  slot.textContent = '';
  for (const [begin, end] of hits(text, asked)) {
    const mark = document.createElement('mark');
    mark.append(text.slice(begin, end));
    slot.append(text.slice(at, begin), mark);
    at = end;
  }
  slot.append(text.slice(at));
}

async function excerpt(slot, url, asked) {
  const page = new DOMParser().parseFromString(await (await fetch(url)).text(), 'text/html');
  const parts = page.querySelectorAll('[data-search-text]');
  const text = Array.from(parts[0] ? parts : [page.querySelector('main')], (part) => part.textContent).join(' ').replace(/\s+/g, ' ');
  const begin = Math.max(0, (hits(text, asked)[0]?.[0] ?? 0) - 24), end = begin + 96;
  const passage = text.slice(begin, end).replace(/^[\udc00-\udfff]|[\ud800-\udbff]$/g, '');
  write(slot, (begin ? '…' : '') + passage + (text[end] ? '…' : ''), asked);
}

const seen = new IntersectionObserver((entries) => entries.forEach(({ isIntersecting, target }) => {
  if (isIntersecting) seen.unobserve(target), target.fill();
}));

async function show(number, asked) {
  const made = $('search-hit').content.cloneNode(true), [month, place] = monthOf(number);
  const rows = await load(`d/${month}-${place >> 3}.json`, 'json');
  const [href, title, section, date, day, issue] = rows[place & 7], url = new URL(href, base);
  for (const slot of made.querySelectorAll('[data-fill]')) {
    const name = slot.dataset.fill;
    slot.textContent = { section, day, issue }[name];
    if (name === 'day') slot.dateTime = date;
    if (name === 'title') slot.href = url, write(slot, title, asked);
    if (name === 'excerpt') seen.observe(slot), slot.fill = () => excerpt(slot, url, asked).catch(() => slot.remove());
  }
  return made;
}

async function run() {
  const given = Object.fromEntries(new URLSearchParams(location.search)), more = $('search-more');
  const query = given.q?.trim();
  for (const name in given) if (form.elements[name]) form.elements[name].value = given[name];
  if (!query) return;
  const say = (which, count) => { status.textContent = status.dataset[which].replace('%q', () => query).replace('%n', count); };
  try {
    say('wait');
    const found = await search(query, given);
    if (!found) return say('short');
    const asked = words(query), count = found.length;
    more.onclick = async () => {
      $('search-hits').append(...await Promise.all(found.splice(0, 10).map((number) => show(number, asked))));
      more.hidden = !found.length;
    };
    await more.onclick();
    say(count ? 'found' : 'none', count);
  } catch { say('error'); }
}

run();

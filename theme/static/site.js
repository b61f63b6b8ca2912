/* 长者模式 kept from page to page, the next days of the receptions marked, photos shown large, the
   text read aloud, the worker that keeps pages for later called. Without this file the switch still
   works on the page itself, and every day and every photo is there. */
(page => {
  const root = page.documentElement, all = (what, from = page) => [...from.querySelectorAll(what)];
  let store;
  try { store = localStorage; } catch (refused) { /* nothing is kept */ }
  if (store && store.getItem('elder') === '1') root.classList.add('old');
  root.classList.add('js');
  if (page.readyState === 'loading') page.addEventListener('DOMContentLoaded', start);
  else start();

  function start() {
    const [status] = all('#search-status'), [elder] = all('#elder'), [app] = all('[rel=manifest]');
    all('[data-zone]').forEach(markDays);
    all('.viewer').forEach(enlarge);
    all('.sheet').forEach(lightUp);
    if (window.speechSynthesis) all('.aloud').forEach(button => readAloud(button, speechSynthesis));
    all('.util a[hreflang]').forEach(link => {
      link.onclick = () => { link.search = location.search; link.hash = location.hash; };
    });
    /* Browsers load no modules from the disk, so the search page says what it can't do there. */
    if (status && location.protocol === 'file:') status.textContent = status.dataset.disk;
    /* A preview, which bears data-seen, is never kept. */
    if (app && navigator.serviceWorker && !all('[data-seen]')[0]) navigator.serviceWorker.register(new URL('offline.js', app.href)).catch(() => {});
    /* What offers names while one types is loaded for those who do. */
    all('[data-script]').forEach(form => {
      form.addEventListener('focusin', () => import(new URL(form.dataset.script, page.baseURI)).catch(() => {}));
    });
    if (!elder) return;
    elder.checked = root.classList.contains('old');
    elder.onchange = () => {
      root.classList.toggle('old', elder.checked);
      if (store) store.setItem('elder', +elder.checked);
    };
  }

  /* Photos large, over the page: arrows, a swipe or buttons lead on, Escape back. Without this the
     link opens the picture itself. */
  function enlarge(box) {
    const links = all('.large'), image = new Image();
    let at, from;
    if (!box.showModal) return;
    box.prepend(image);
    const show = to => {
      at = (to + links.length) % links.length;
      const [caption] = all('figcaption', links[at].parentNode), [small] = all('img', links[at]);
      image.src = links[at].href;
      image.alt = small.alt;
      /* A panorama is as high as the screen, and moves under the finger. */
      box.classList.toggle('pan', small.width > 2.2 * small.height);
      all('p', box)[0].textContent = caption ? caption.textContent : image.alt;
    };
    /* Keys and fingers move a panorama; the buttons lead on from it. */
    const lead = step => { if (step && links[1] && !box.classList.contains('pan')) show(at + step); };
    links.forEach((link, place) => {
      link.onclick = event => {
        if (event.ctrlKey || event.metaKey) return;
        event.preventDefault();
        show(place);
        box.showModal();
        history.pushState(1, '');
      };
    });
    /* A phone's back button closes the photo, and leaves the page no more than Escape does. */
    addEventListener('popstate', () => box.close());
    box.onclose = () => { if (history.state) history.back(); };
    box.onclick = event => {
      const step = +event.target.value;
      if (step) event.preventDefault(), show(at + step);
    };
    box.onkeydown = event => lead({ ArrowLeft: -1, ArrowRight: 1 }[event.key]);
    box.ontouchstart = event => { from = event.touches[0].clientX; };
    box.ontouchend = event => {
      const way = from - event.changedTouches[0].clientX;
      /* Whoever has spread a photo with two fingers looks about in it. */
      if (way * way > 2500 && visualViewport.scale < 1.1) lead(Math.sign(way));
    };
  }

  /* The region of the entry under the pointer or the focus, on a page as printed. */
  function lightUp(sheet) {
    const entries = all('li', sheet), regions = all('svg a', sheet);
    sheet.onmouseover = event => {
      const at = entries.indexOf(event.target.closest('li'));
      regions.forEach((region, place) => region.classList.toggle('lit', place === at));
    };
    sheet.addEventListener('focusin', sheet.onmouseover);
  }

  /* Reads head and text aloud, a sentence after the other, where there is a Chinese voice. */
  function readAloud(button, speech) {
    const word = button.textContent, region = { 'zh-Hans': 'CN', 'zh-Hant-HK': 'HK' }[root.lang] || 'TW';
    let voice, left = 0;
    const rest = () => { left = 0; speech.cancel(); button.textContent = word; };
    const find = () => {
      const voices = speech.getVoices().filter(one => /^(zh|cmn)/i.test(one.lang));
      voice = voices.find(one => one.lang.endsWith(region)) || voices[0];
      button.classList.toggle('on', !!voice);
    };
    button.onclick = () => {
      if (left) return rest();
      const parts = all('.item-head :is(.kicker,h1,.deck),.prose :is(p,h2,h3,h4,li,td,th,blockquote,figcaption)');
      const said = parts.filter(part => !part.querySelector('p, li')).map(part => part.textContent.match(/[^。！？；]+[。！？；”』」）]*/g) || []).flat();
      button.textContent = button.dataset.stop;
      for (const text of said) {
        const sentence = new SpeechSynthesisUtterance(text);
        sentence.voice = voice;
        sentence.lang = voice.lang;
        sentence.onend = () => { if (left && !--left) rest(); };
        left++;
        speech.speak(sentence);
      }
    };
    find();
    speech.onvoiceschanged = find;
    addEventListener('pagehide', rest);
  }

  /* Marks today, tomorrow or else the next day of a list of receptions, by the newsroom's own zone. */
  function markDays(list) {
    const words = list.dataset, [way] = all('.next-day', list);
    /* Swedish writes days as ISO 8601 does. */
    const now = () => new Date().toLocaleDateString('sv', { timeZone: words.zone }), today = now();
    /* Whoever comes back to a page of yesterday gets the page of today. */
    page.onvisibilitychange = () => page.hidden || now() === today || location.reload();
    let left = +words.keep, next;
    if (!/^\d{4}-\d\d-\d\d$/.test(today)) return;
    const tomorrow = new Date(Date.parse(today) + 864e5).toISOString().slice(0, 10);
    all('[data-day]', list).forEach(entry => {
      const day = entry.dataset.day, gone = day < today || 'off' in entry.dataset;
      entry.classList.toggle('past', day < today);
      if (left >= 0) entry.hidden = gone || !left--;
      if (gone) return;
      const word = day === today ? words.today : day === tomorrow ? words.tomorrow : next ? '' : words.next, [head] = all('h3,dt', entry);
      if (!next) {
        next = page.createElement('a');
        next.href = `#${entry.id}`;
        /* Where the table is seen, the list by date is called first. */
        next.onclick = () => entry.offsetParent || all('input', list)[0].click();
        next.textContent = [word, head.firstChild.textContent, head.lastChild.textContent].join(' ');
      }
      if (word) head.insertAdjacentHTML('beforeend', `<span class="soon nb">${word}</span>`);
    });
    if (way || !next) (way || list).append(next || words.none);
  }
})(document);

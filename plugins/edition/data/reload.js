(function () {
  'use strict';
  var seen = document.currentScript.dataset.seen;
  var mark = document.currentScript.dataset.mark;
  var page = '&page=' + encodeURIComponent(location.pathname);

  function element(name, text, parent) {
    var made = document.createElement(name);
    made.textContent = text;
    parent.appendChild(made);
    return made;
  }

  function box(state) {
    var old = document.getElementById('press-told');
    if (old) old.remove();
    var printed = /\/p\d+\/(index\.html)?$/.test(location.pathname);
    if (!state.faults.length && !(state.laying_out && printed)) return;
    var told = element('section', '', document.body);
    told.id = 'press-told';
    told.lang = 'zh-Hans';
    told.setAttribute('role', 'alert');
    var style = told.style;
    style.position = 'fixed'; style.inset = 'auto 0 0 0'; style.zIndex = 9999;
    style.maxHeight = '70vh'; style.overflow = 'auto'; style.padding = '1rem 1.5rem';
    style.background = '#fff8e6'; style.color = '#1c1a17'; style.borderTop = '4px solid #ad1119';
    style.font = '1rem/1.7 system-ui, sans-serif';
    if (!state.faults.length) {
      element('p', '这一期的报纸正在排版，排好了会自动换上', told);
      return;
    }
    element('h2', '这一次没有排成，看到的还是上一次的', told);
    var list = element('ul', '', told);
    state.faults.forEach(function (fault) { element('li', fault, list); });
  }

  // The page that is shown may be the one already that the build has made; not so what it loads,
  // once the newspaper is there, and a photo of which it had no small sizes yet.
  function same(state) {
    return state.laying_out && mark && state.mark === mark &&
      ![].some.call(document.images, function (i) { return i.complete && !i.naturalWidth; });
  }

  function look(go) {
    return fetch('/.press-state?' + page).then(function (r) { return r.json(); }).then(function (state) {
      if (go && !state.faults.length && !same(state)) location.reload();
      else { seen = state.count; box(state); }
    });
  }

  function wait() {
    fetch('/.press-changes?seen=' + seen + page).then(function (r) { return r.text(); })
      .then(function (t) { return t === 'changed' ? look(true) : null; })
      .then(wait).catch(function () { setTimeout(wait, 1000); });
  }

  look(false).catch(function () {}).then(wait);
})();

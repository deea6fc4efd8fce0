// What is shown, and how one moves in it. Keys and buttons do whatever the pointer does.
const view = { site: null, from: 0, to: 1, width: 0, height: 0, hover: null, selected: null, linksHidden: false };
const FIRST_MOMENTS = 26, PICK = 9;
let pending = false, drag = null;

function redraw() {
  if (pending) return;
  pending = true;
  requestAnimationFrame(() => { pending = false; draw(view); });
}
function show(from, to) {
  const { site } = view, least = 50, most = site.to - site.from;
  const wide = Math.min(Math.max(least, to - from), most);
  const middle = (from + to) / 2;
  view.from = Math.max(site.from, Math.min(site.to - wide, middle - wide / 2));
  view.to = view.from + wide;
  redraw();
}
function move(share) { const by = (view.to - view.from) * share; show(view.from + by, view.to + by); }
function zoom(factor, at = (view.from + view.to) / 2) {
  const left = (at - view.from) * factor, right = (view.to - at) * factor;
  show(at - left, at + right);
}
function whole() { show(view.site.from, view.site.to); }
function reveal(t) {
  const wide = view.to - view.from;
  if (t < view.from + wide * 0.05 || t > view.to - wide * 0.05) show(t - wide / 2, t + wide / 2);
}

function select(item) {
  view.selected = item;
  view.hover = null;
  byId("tip").hidden = true;
  const box = byId("detail");
  if (!item) {
    box.replaceChildren(node("span", "soft", "Nothing is selected."));
  } else {
    box.replaceChildren(...tell(item));
    reveal(item.moment !== undefined ? view.site.moments.t[item.moment] : view.site.events.t[item.event]);
  }
  redraw();
}
function tell(item) {
  const lines = item.moment !== undefined ? tellMoment(view.site, item.moment) : tellEvent(view.site, item.event);
  return lines.map(([strong, plain]) => {
    const line = node("div");
    if (strong) line.append(node("b", "", strong + (plain ? ": " : "")));
    line.append(node("span", "", plain));
    return line;
  });
}

// The next of a list of moments or events after what is selected, or after the middle of the view.
function step(kind, list, times, forward) {
  if (list.length === 0) return;
  const chosen = view.selected && view.selected[kind] !== undefined ? list.indexOf(view.selected[kind]) : -1;
  let next = chosen + (forward ? 1 : -1);
  if (chosen < 0) {
    const anchor = view.selected ? timeOf(view.selected) : view.from;
    next = firstAt(list, times, anchor) - (forward ? 0 : 1);
  }
  select({ [kind]: list[(next + list.length) % list.length] });
}
function timeOf(item) { return item.moment !== undefined ? view.site.moments.t[item.moment] : view.site.events.t[item.event]; }
function nextMoment(forward) { step("moment", view.site.order, view.site.moments.t, forward); }
function nextGap() { step("moment", view.site.gaps, view.site.moments.t, true); }
function nextDrop(reason) {
  const { drops, events } = view.site;
  step("event", reason === undefined ? drops : drops.filter(e => events.drop[e] === reason), events.t, true);
}

function pick(px, py) {
  const { site } = view;
  if (px < GUTTER - 6 || py < TOP) return null;
  if (py < TOP + MOMENTS) {
    const m = closest(site.order, site.moments.t, px, null);
    return m === null ? null : { moment: m };
  }
  const lane = site.lanes.find(l => py >= l.y && py < l.y + l.height);
  if (!lane) return null;
  if (lane.group) {
    const m = closest(site.missing[lane.input], site.moments.t, px, null);
    return m === null ? null : { moment: m };
  }
  const e = closest(site.bySensor[lane.sensor], site.events.t, px, site.events.span);
  return e === null ? null : { event: e };
}
function closest(list, times, px, spans) {
  const longest = spans ? list.reduce((most, e) => Math.max(most, spans[e]), 0) : 0;
  const reach = PICK / (view.width - GUTTER) * (view.to - view.from), at = timeAt(view, px);
  let best = null, nearest = Infinity;
  for (let k = firstAt(list, times, at - reach - longest); k < list.length && times[list[k]] <= at + reach; k++) {
    const start = times[list[k]], end = start + (spans ? spans[list[k]] : 0);
    const away = Math.abs(at < start ? start - at : at > end ? at - end : spans && spans[list[k]] > 0 ? 0 : at - start);
    if (away <= reach && away < nearest) { nearest = away; best = list[k]; }
  }
  return best;
}

function hover(event) {
  const box = canvas.getBoundingClientRect(), px = event.clientX - box.left, py = event.clientY - box.top;
  const item = pick(px, py), tip = byId("tip");
  canvas.classList.toggle("over", item !== null);
  if (JSON.stringify(item) !== JSON.stringify(view.hover)) { view.hover = item; redraw(); }
  tip.hidden = item === null;
  if (item === null) return;
  tip.replaceChildren(...tell(item));
  const left = px + 14 + tip.offsetWidth > view.width ? px - 14 - tip.offsetWidth : px + 14;
  const top = py + 18 + tip.offsetHeight > view.height ? py - 12 - tip.offsetHeight : py + 18;
  tip.style.left = Math.max(4, left) + "px";
  tip.style.top = Math.max(4, top) + "px";
}

canvas.addEventListener("pointerdown", event => {
  const box = canvas.getBoundingClientRect();
  drag = { x: event.clientX, from: view.from, to: view.to, moved: false, overview: event.clientY - box.top < OVERVIEW + 4 };
  canvas.setPointerCapture(event.pointerId);
  if (drag.overview) jump(event);
});
function jump(event) {
  const { site } = view, px = event.clientX - canvas.getBoundingClientRect().left;
  const t = site.from + (px - GUTTER) / (view.width - GUTTER - 10) * (site.to - site.from), half = (view.to - view.from) / 2;
  show(t - half, t + half);
}
canvas.addEventListener("pointermove", event => {
  if (!drag) { hover(event); return; }
  if (drag.overview) { jump(event); return; }
  const by = event.clientX - drag.x;
  if (Math.abs(by) > 3) drag.moved = true;
  if (!drag.moved) return;
  canvas.classList.add("drag");
  byId("tip").hidden = true;
  const shift = by / (view.width - GUTTER - 10) * (drag.to - drag.from);
  show(drag.from - shift, drag.to - shift);
});
canvas.addEventListener("pointerup", event => {
  const box = canvas.getBoundingClientRect();
  if (drag && !drag.moved && !drag.overview) select(pick(event.clientX - box.left, event.clientY - box.top));
  drag = null;
  canvas.classList.remove("drag");
});
canvas.addEventListener("pointercancel", () => { drag = null; });
canvas.addEventListener("pointerleave", () => { byId("tip").hidden = true; if (view.hover) { view.hover = null; redraw(); } });
canvas.addEventListener("wheel", event => {
  event.preventDefault();
  if (event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY)) { move((event.deltaX || event.deltaY) / 1000); return; }
  zoom(Math.exp(event.deltaY / 500), timeAt(view, event.clientX - canvas.getBoundingClientRect().left));
}, { passive: false });

const KEYS = {
  ArrowLeft: () => move(-0.2), ArrowRight: () => move(0.2), "+": () => zoom(0.6), "=": () => zoom(0.6), "-": () => zoom(1 / 0.6),
  0: whole, Home: () => show(view.site.from, view.site.from + view.to - view.from), End: () => show(view.site.to - view.to + view.from, view.site.to),
  j: () => nextMoment(true), k: () => nextMoment(false), m: nextGap, d: () => nextDrop(), Escape: () => select(null)
};
document.addEventListener("keydown", event => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.tagName === "SELECT") return;
  const act = KEYS[event.key.length === 1 ? event.key.toLowerCase() : event.key];
  if (act) { act(); event.preventDefault(); }
});
const BUTTONS = {
  in: () => zoom(0.6), out: () => zoom(1 / 0.6), all: whole, previous: () => nextMoment(false), next: () => nextMoment(true),
  gap: nextGap, drop: () => nextDrop()
};
for (const [id, act] of Object.entries(BUTTONS)) byId(id).addEventListener("click", act);
window.addEventListener("resize", redraw);
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => { readColours(); redraw(); });

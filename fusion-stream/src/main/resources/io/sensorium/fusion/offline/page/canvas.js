// Draws one site between two times. Only what is in view is looked at.
const GUTTER = 252, MOST_LINKS = 6000, OVERVIEW = 30, MOMENT_AT = TOP + 26;
const canvas = byId("canvas"), pen = canvas.getContext("2d");
let colours = {};

function readColours() {
  colours = { inputs: data.inputs.map((_, i) => inputColour(i)), reasons: data.reasons.map(reason => css("--" + reason)) };
  for (const name of ["card", "line", "ink", "soft", "faint", "lane", "accent", "moment", "missing", "reach", "view"]) colours[name] = css("--" + name);
}
function x(view, t) { return GUTTER + (t - view.from) / (view.to - view.from) * (view.width - GUTTER - 10); }
function timeAt(view, px) { return view.from + (px - GUTTER) / (view.width - GUTTER - 10) * (view.to - view.from); }

function draw(view) {
  const ratio = window.devicePixelRatio || 1, site = view.site;
  view.width = canvas.clientWidth;
  view.height = site.lanes.bottom;
  if (canvas.width !== Math.round(view.width * ratio) || canvas.height !== Math.round(view.height * ratio)) {
    canvas.style.height = view.height + "px";
    canvas.width = Math.round(view.width * ratio);
    canvas.height = Math.round(view.height * ratio);
  }
  pen.setTransform(ratio, 0, 0, ratio, 0, 0);
  pen.fillStyle = colours.card;
  pen.fillRect(0, 0, view.width, view.height);
  pen.font = "12px system-ui, 'Segoe UI', Roboto, sans-serif";
  pen.textBaseline = "middle";
  drawLanes(view);
  drawAxis(view);
  pen.save();
  pen.beginPath();
  pen.rect(GUTTER - 6, OVERVIEW + 4, view.width - GUTTER + 6, view.height);
  pen.clip();
  const shown = view.hover || view.selected;
  if (shown) drawReach(view, shown);
  drawLinks(view, shown);
  site.lanes.forEach(lane => lane.group ? drawMissing(view, lane) : drawEvents(view, lane));
  drawMoments(view);
  if (shown) drawShown(view, shown);
  pen.restore();
  if (view.linksHidden) label("zoom in for the lines", 12, MOMENT_AT + 18, GUTTER - 24, "400", colours.faint);
  drawOverview(view);
}

function drawLanes(view) {
  for (const lane of view.site.lanes) {
    if (lane.group) {
      const input = data.inputs[lane.input], wide = Math.min(80, measure(input.name, "650"));
      label(input.name, 12, lane.y + 13, 80, "650", colours.inputs[lane.input]);
      label(rule(input), 12 + wide + 7, lane.y + 13, GUTTER - 30 - wide, "400", colours.faint);
    } else {
      pen.fillStyle = colours.lane;
      pen.fillRect(GUTTER - 6, lane.y + 2, view.width - GUTTER, lane.height - 4);
      label(view.site.sensors[lane.sensor].name, 22, lane.y + lane.height / 2, GUTTER - 40, "400", colours.soft);
    }
  }
  label("moments", 12, MOMENT_AT, GUTTER - 24, "650", colours.ink);
}
function measure(text, weight) {
  pen.font = weight + " 12px system-ui, 'Segoe UI', Roboto, sans-serif";
  return pen.measureText(text).width;
}
function label(text, left, middle, most, weight, colour) {
  let shown = text;
  while (measure(shown, weight) > most && shown.length > 1) shown = shown.slice(0, shown.length > 40 ? 40 : -2) + "…";
  pen.fillStyle = colour;
  pen.fillText(shown, left, middle);
}

const STEPS = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1e3, 2e3, 5e3, 1e4, 2e4, 5e4, 1e5, 2e5, 5e5, 1e6, 2e6, 5e6, 1e7, 15e6, 3e7,
  6e7, 12e7, 3e8, 6e8, 9e8, 18e8, 36e8, 72e8, 216e8, 432e8, 864e8, 864e9];
function drawAxis(view) {
  const room = view.width - GUTTER - 10, step = STEPS.find(s => s / (view.to - view.from) * room >= 96) || 864e10;
  const shift = data.base_us % step;
  pen.strokeStyle = colours.line;
  pen.lineWidth = 1;
  pen.textAlign = "center";
  for (let t = Math.ceil((view.from + shift) / step) * step - shift; t <= view.to; t += step) {
    const px = Math.round(x(view, t)) + 0.5;
    pen.beginPath();
    pen.moveTo(px, TOP - 10);
    pen.lineTo(px, view.height);
    pen.stroke();
    label(clock(t, step), px, TOP - 20, 120, "400", colours.soft);
  }
  pen.textAlign = "left";
  label(data.base_us > YEAR_2000 ? "time (UTC)" : "time of the devices", 12, TOP - 20, 120, "400", colours.faint);
}

// What the inputs may use of the lanes for the moment in hand.
function drawReach(view, item) {
  if (item.moment === undefined) return;
  const t = view.site.moments.t[item.moment];
  view.site.lanes.forEach(lane => {
    const input = data.inputs[lane.input];
    if (lane.group || input.match === "pace" || input.match === "set") return;
    const left = Math.max(GUTTER - 6, x(view, t - input.before_us)), right = Math.min(view.width, x(view, t + input.after_us));
    pen.fillStyle = colours.reach;
    pen.fillRect(left, lane.y + 2, Math.max(1.5, right - left), lane.height - 4);
  });
}

function inView(list, times, view, before) {
  return [firstAt(list, times, view.from - before), firstAt(list, times, view.to + 1)];
}
function drawLinks(view, shown) {
  const { site } = view, [low, high] = inView(site.order, site.moments.t, view, 0);
  let links = 0;
  for (let k = low; k < high && links <= MOST_LINKS; k++) {
    for (const match of site.moments.matches[site.order[k]]) links += Array.isArray(match) ? match.length : 0;
  }
  const room = (view.width - GUTTER) / Math.max(1, high - low);
  view.linksHidden = links > MOST_LINKS || room < 2.5;
  if (!view.linksHidden) {
    const crowd = links / Math.max(1, high - low) / 3;
    const strength = Math.max(0.06, Math.min(0.5, room / 60 / Math.max(1, crowd))) * (shown ? 0.6 : 1);
    for (let k = low; k < high; k++) linksOf(view, site.order[k], strength, 1);
  }
  if (shown && shown.moment !== undefined) linksOf(view, shown.moment, 0.95, 1.6);
  if (shown && shown.event !== undefined) for (const m of site.used[shown.event].slice(0, 2000)) linksOf(view, m, 0.8, 1.4, shown.event);
}
function linksOf(view, m, strength, width, only) {
  const { site } = view, from = x(view, site.moments.t[m]);
  pen.globalAlpha = strength;
  pen.lineWidth = width;
  for (const lane of site.lanes) {
    const match = site.moments.matches[m][lane.input];
    if (lane.group || !Array.isArray(match)) continue;
    pen.strokeStyle = colours.inputs[lane.input];
    pen.beginPath();
    for (const e of match) {
      if (e < 0 || site.events.sensor[e] !== lane.sensor || (only !== undefined && e !== only)) continue;
      const to = x(view, site.events.t[e] + site.events.span[e] / 2), top = MOMENT_AT + 8, bottom = lane.y + lane.height / 2;
      pen.moveTo(from, top);
      pen.bezierCurveTo(from, top + (bottom - top) * 0.45, to, top + (bottom - top) * 0.55, to, bottom);
    }
    pen.stroke();
  }
  pen.globalAlpha = 1;
}

function drawEvents(view, lane) {
  const { events, bySensor, longest } = view.site, list = bySensor[lane.sensor];
  const [low, high] = inView(list, events.t, view, longest[lane.sensor]);
  const middle = lane.y + lane.height / 2, crowded = (high - low) / Math.max(1, view.width - GUTTER) > 0.25;
  const dropped = [];
  let lastPixel = -1;
  pen.fillStyle = colours.inputs[lane.input];
  for (let k = low; k < high; k++) {
    const e = list[k], px = x(view, events.t[e]);
    if (events.drop[e] >= 0) { dropped.push(e); continue; }
    if (crowded && events.span[e] === 0 && Math.round(px) === lastPixel) continue;
    lastPixel = Math.round(px);
    if (events.span[e] > 0) chunk(view, e, px, middle, 0.75);
    else if (crowded) pen.fillRect(px - 0.75, middle - 6, 1.5, 12);
    else dot(px, middle, 4);
  }
  for (const e of dropped) {
    const px = x(view, events.t[e]);
    pen.fillStyle = colours.reasons[events.drop[e]];
    const width = events.span[e] > 0 ? chunk(view, e, px, middle, 0.25) : 0;
    cross(px + width / 2, middle, 4.5, pen.fillStyle);
  }
}
function dot(px, py, radius) {
  pen.beginPath();
  pen.arc(px, py, radius, 0, 2 * Math.PI);
  pen.fill();
}
function cross(px, py, size, colour) {
  pen.strokeStyle = colour;
  pen.lineWidth = 2.2;
  pen.beginPath();
  pen.moveTo(px - size, py - size);
  pen.lineTo(px + size, py + size);
  pen.moveTo(px - size, py + size);
  pen.lineTo(px + size, py - size);
  pen.stroke();
}
function chunk(view, e, px, middle, strength) {
  const width = Math.max(1, x(view, view.site.events.t[e] + view.site.events.span[e]) - px - 1);
  pen.globalAlpha = strength;
  pen.fillRect(px, middle - 6, width, 12);
  pen.globalAlpha = 1;
  return width;
}

// Beside an input's name, a mark at each moment that lacks it.
function drawMissing(view, lane) {
  const list = view.site.missing[lane.input], times = view.site.moments.t, [low, high] = inView(list, times, view, 0);
  let lastPixel = -10;
  for (let k = low; k < high; k++) {
    const px = x(view, times[list[k]]);
    if (px - lastPixel < 1) continue;
    lastPixel = px;
    pen.strokeStyle = colours.missing;
    pen.lineWidth = 1.5;
    pen.beginPath();
    pen.arc(px, lane.y + 13, 3.2, 0, 2 * Math.PI);
    pen.stroke();
  }
}

function drawMoments(view) {
  const { order, moments } = view.site, [low, high] = inView(order, moments.t, view, 0);
  const room = (view.width - GUTTER) / Math.max(1, high - low), size = Math.max(2.5, Math.min(7, room * 0.4));
  let lastPixel = -10;
  for (let k = low; k < high; k++) {
    const m = order[k], px = x(view, moments.t[m]), whole = moments.matches[m].every(Array.isArray);
    if (whole && px - lastPixel < 1) continue;
    lastPixel = px;
    diamond(px, MOMENT_AT, size, whole);
  }
}
function diamond(px, py, size, whole) {
  pen.beginPath();
  pen.moveTo(px, py - size);
  pen.lineTo(px + size, py);
  pen.lineTo(px, py + size);
  pen.lineTo(px - size, py);
  pen.closePath();
  pen.fillStyle = whole ? colours.moment : colours.card;
  pen.fill();
  pen.strokeStyle = whole ? colours.moment : colours.missing;
  pen.lineWidth = whole ? 1 : 1.8;
  pen.stroke();
}

// What is pointed at or selected: rings, and how long the moment was open.
function drawShown(view, item) {
  const { site } = view;
  if (item.moment !== undefined) {
    const m = item.moment, px = x(view, site.moments.t[m]), py = MOMENT_AT;
    const open = x(view, site.moments.t[m] + site.moments.opened[m]), closed = x(view, site.moments.t[m] + site.moments.closed[m]);
    pen.strokeStyle = pen.fillStyle = colours.accent;
    pen.lineWidth = 2;
    pen.beginPath();
    pen.moveTo(open, TOP - 3);
    pen.lineTo(open, TOP + 5);
    pen.moveTo(open, TOP + 1);
    pen.lineTo(closed, TOP + 1);
    pen.moveTo(closed, TOP - 3);
    pen.lineTo(closed, TOP + 5);
    pen.stroke();
    if (closed - open > 60) label("open for " + span(site.moments.closed[m] - site.moments.opened[m]), closed + 6, TOP + 1, 200, "400", colours.accent);
    diamond(px, py, 9, site.moments.matches[m].every(Array.isArray));
    for (const match of site.moments.matches[m]) if (Array.isArray(match)) for (const e of match) if (e >= 0) ring(view, e);
  } else {
    ring(view, item.event);
  }
}
function ring(view, e) {
  const { events, lanes } = view.site, px = x(view, events.t[e]);
  pen.strokeStyle = colours.ink;
  for (const lane of lanes) {
    if (lane.group || lane.sensor !== events.sensor[e]) continue;
    const middle = lane.y + lane.height / 2;
    pen.beginPath();
    pen.lineWidth = events.span[e] > 0 ? 1.2 : 1.6;
    if (events.span[e] > 0) pen.rect(px + 0.5, middle - 8, Math.max(2, x(view, events.t[e] + events.span[e]) - px - 2), 16);
    else pen.arc(px, middle, 7, 0, 2 * Math.PI);
    pen.stroke();
  }
}

// The whole timeline in small, with the drops, and where the view is.
function drawOverview(view) {
  const { site } = view, width = view.width - GUTTER - 10, all = site.to - site.from;
  const at = t => GUTTER + (t - site.from) / all * width;
  const bins = new Uint32Array(Math.max(1, Math.ceil(width / 2)));
  for (const t of site.events.t) bins[Math.min(bins.length - 1, Math.max(0, Math.floor((t - site.from) / all * bins.length)))]++;
  const most = bins.reduce((a, b) => Math.max(a, b), 1);
  pen.fillStyle = colours.line;
  bins.forEach((n, b) => { const height = n / most * (OVERVIEW - 12); pen.fillRect(GUTTER + b * 2, OVERVIEW - height, 2, height); });
  for (const e of site.drops) {
    pen.fillStyle = colours.reasons[site.events.drop[e]];
    pen.fillRect(at(site.events.t[e]) - 1, 4, 2, OVERVIEW - 4);
  }
  const left = Math.max(GUTTER, at(view.from)), right = Math.min(GUTTER + width, at(view.to));
  pen.fillStyle = colours.view;
  pen.fillRect(left, 3, Math.max(3, right - left), OVERVIEW - 2);
  pen.strokeStyle = colours.accent;
  pen.lineWidth = 1;
  pen.strokeRect(Math.round(left) + 0.5, 3.5, Math.max(3, right - left), OVERVIEW - 3);
  label("all events, drops", 12, OVERVIEW / 2 + 3, GUTTER - 24, "400", colours.faint);
}

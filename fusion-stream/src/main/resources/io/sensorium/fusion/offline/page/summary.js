// The head of the page, the site chooser, and the beginning.
const summary = data.summary;

function table(heads, rows) {
  const made = node("table"), head = node("tr");
  heads.forEach(text => head.append(node("th", "", text)));
  made.append(head);
  for (const cells of rows) {
    const row = node("tr");
    cells.forEach(cell => { const td = node("td"); td.append(cell); row.append(td); });
    made.append(row);
  }
  return made;
}
function card(title, ...content) {
  const box = node("div", "card");
  box.append(node("h2", "", title), ...content);
  byId("summary").append(box);
  return box;
}
function named(colour, text) {
  const cell = node("span"), swatch = node("span", "swatch");
  swatch.style.background = colour;
  cell.append(swatch, text);
  cell.title = text;
  return cell;
}
function bar(share, colour) {
  const track = node("div", "track"), fill = node("div", "fill");
  fill.style.width = 100 * share + "%";
  fill.style.background = colour;
  track.append(fill);
  return track;
}

function inputsCard() {
  const rows = data.inputs.map((input, i) => {
    const figures = summary.inputs[input.name], away = figures.distance_us;
    const skew = input.match === "pace" || away.count === 0 ? ["", "", ""] : [span(away.p50), span(away.p99), span(away.most)];
    const share = summary.moments === 0 ? 0 : figures.moments / summary.moments;
    return [named("var(--i" + i % 6 + ")", input.name), percent(figures.moments, summary.moments), bar(share, "var(--i" + i % 6 + ")"), ...skew];
  });
  const made = table(["input", "in moments", "", "|t − T| p50", "p99", "max"], rows);
  made.querySelectorAll("tr td:nth-child(3)").forEach(cell => cell.className = "bar");
  const notes = data.inputs.filter(input => summary.inputs[input.name].events === 0).map(input => {
    const names = Object.keys(summary.inputs[input.name].strangers);
    return node("div", "soft", "No event matches " + input.name + (names.length > 0 ? "; of no input are: " + names.join(", ") : "."));
  });
  card("What moments have", made, ...notes);
}
function waitsCard() {
  const entries = Object.entries(summary.closed_by).filter(([by], _, all) => by !== "all" || all.length > 2);
  const words = { settled: "all inputs settled", wait: "a wait was over", idle: "sensors were silent", reset: "a clock reset", all: "all" };
  const rows = entries.map(([by, f]) => [words[by], count(f.moments), span(f.after_opening_us.p50), span(f.after_opening_us.p99), span(f.after_time_us.p50), span(f.after_time_us.p99)]);
  card("What waiting cost", table(["closed because", "moments", "open p50", "p99", "since T p50", "p99"], rows));
}
function dropsCard() {
  const drops = Object.entries(summary.dropped), all = drops.reduce((sum, [, d]) => sum + d.events, 0);
  const list = drops.map(([reason, drop]) => {
    const line = node("button", "drop"), name = node("b");
    name.append(named("var(--" + reason + ")", reason), " " + count(drop.events));
    line.append(name, node("span", "", drop.means));
    line.title = drop.means + ". What to do: " + drop.remedy + ". Click for the next one.";
    line.addEventListener("click", () => nextDrop(data.reasons.indexOf(reason)));
    return line;
  });
  if (list.length === 0) list.push(node("span", "soft", "Nothing: every event is in a moment."));
  card("Dropped: " + count(all) + " of " + plural(summary.events, "event") + " (" + percent(all, summary.events) + ")", ...list);
}
function hintsCard() {
  if (summary.hints.length === 0) return;
  const list = node("ul");
  summary.hints.forEach(hint => list.append(node("li", "", hint.text)));
  card("What if (each found out by aligning again with this one change)", list).classList.add("wide");
}
function title() {
  const text = plural(summary.events, "event") + " became " + plural(summary.moments, "moment");
  const rest = " · " + percent(summary.complete, summary.moments) + " of moments have every input" + (date() ? " · " + date() : "");
  byId("title").append(data.pipeline + ": " + text, node("span", "", rest));
  document.title = data.pipeline + ": " + text;
  const extent = data.extent;
  if (extent.drawn < summary.events) {
    const more = extent.drawn < extent.in_window
      ? " A page holds " + count(extent.most) + "; --html-from " + Math.floor(extent.next_us / 1e6) + "s draws what comes next." : "";
    byId("note").textContent = "Drawn below: " + plural(extent.drawn, "event") + " of " + count(summary.events) + (extent.from_us > 0 ? ", from " + span(extent.from_us) + " after the first." : ", the first ones.") + more + " The summary is of the whole recording.";
    byId("note").hidden = false;
  }
}

const SHAPES = [
  ["moment", "M7 1 L12 5.5 L7 10 L2 5.5Z", "currentColor", "none"], ["moment that lacks an input", "M7 1 L12 5.5 L7 10 L2 5.5Z", "none", "var(--missing)"],
  ["input missing there", "M3.5 5.5 a3.5 3.5 0 1 0 7 0 a3.5 3.5 0 1 0 -7 0", "none", "var(--missing)"],
  ["frame or text", "M3 5.5 a4 4 0 1 0 8 0 a4 4 0 1 0 -8 0", "currentColor", "none"], ["chunk of sound", "M1 2 H14 V9 H1Z", "currentColor", "none"],
  ["dropped", "M3 1.5 L11 9.5 M11 1.5 L3 9.5", "none", "var(--late)"]
];
function legend() {
  const ns = "http://www.w3.org/2000/svg";
  for (const [text, path, fill, stroke] of SHAPES) {
    const svg = document.createElementNS(ns, "svg"), shape = document.createElementNS(ns, "path"), item = node("span");
    svg.setAttribute("viewBox", "0 0 15 11");
    for (const [name, value] of Object.entries({ d: path, fill, stroke, "stroke-width": 1.8 })) shape.setAttribute(name, value);
    svg.append(shape);
    item.append(svg, text);
    byId("legend").append(item);
  }
}

const prepared = new Map();
function choose(index) {
  if (!prepared.has(index)) prepared.set(index, prepare(data.sites[index]));
  const site = view.site = prepared.get(index);
  canvas.setAttribute("aria-label", "Timeline of " + site.name + ": " + plural(site.events.t.length, "event") + ", " + plural(site.order.length, "moment") + ", " + site.drops.length + " dropped");
  // Begin near the first drop: there is most to see.
  const times = site.moments.t, around = site.drops.length > 0 ? firstAt(site.order, times, site.events.t[site.drops[0]]) : 0;
  const first = Math.max(0, Math.min(site.order.length - FIRST_MOMENTS, around - FIRST_MOMENTS / 2)), last = Math.min(site.order.length, first + FIRST_MOMENTS) - 1;
  view.from = site.from;
  view.to = site.to;
  if (last > first) show(times[site.order[first]], times[site.order[last]]);
  select(last > first ? { moment: site.order[Math.floor((first + last) / 2)] } : null);
}

title();
inputsCard();
waitsCard();
dropsCard();
hintsCard();
legend();
readColours();
data.sites.forEach((site, i) => {
  const dropped = site.events.drop.filter(d => d >= 0).length;
  const option = node("option", "", site.name + " (" + plural(site.events.t.length, "event") + (dropped ? ", " + count(dropped) + " dropped" : "") + ")");
  option.value = i;
  byId("site").append(option);
});
byId("sites").hidden = data.sites.length < 2;
byId("site").addEventListener("change", event => choose(Number(event.target.value)));
if (data.sites.length > 0) choose(0); else byId("stage").hidden = true;

// One site's columns, made ready to be searched by time and by what belongs together.
function prepare(raw) {
  const events = raw.events, moments = raw.moments, used = events.t.map(() => []);
  moments.matches.forEach((inputs, m) => inputs.forEach(match => {
    if (Array.isArray(match)) for (const e of match) if (e >= 0 && used[e][used[e].length - 1] !== m) used[e].push(m);
  }));
  const bySensor = raw.sensors.map(() => []);
  events.sensor.forEach((s, e) => bySensor[s].push(e));
  bySensor.forEach(list => list.sort((a, b) => events.t[a] - events.t[b]));
  const order = moments.t.map((_, m) => m).sort((a, b) => moments.t[a] - moments.t[b] || moments.epoch[a] - moments.epoch[b]);
  const drops = events.t.map((_, e) => e).filter(e => events.drop[e] >= 0).sort((a, b) => events.t[a] - events.t[b]);
  const times = [...events.t, ...moments.t], ends = events.t.map((t, e) => t + events.span[e]);
  const first = times.reduce((a, b) => Math.min(a, b), Infinity);
  const last = [...ends, ...moments.t].reduce((a, b) => Math.max(a, b), -Infinity);
  const margin = Math.max(1000, (last - first) * 0.01);
  return {
    name: raw.name, sensors: raw.sensors, events, moments, used, bySensor, order, drops,
    missing: data.inputs.map((_, i) => order.filter(m => !Array.isArray(moments.matches[m][i]))),
    gaps: order.filter(m => moments.matches[m].some(match => !Array.isArray(match))),
    longest: bySensor.map(list => list.reduce((most, e) => Math.max(most, events.span[e]), 0)),
    from: first - margin, to: last + margin, lanes: lanes(raw.sensors)
  };
}

// Rows from top to bottom: the moments, then each input's sensors under its name.
const TOP = 66, MOMENTS = 64, GROUP = 26, LANE = 26, WIDEST_LANE = 52, MOST_LANES = 300, ROOM = 300;
function lanes(sensors) {
  const rows = [], fed = sensors.reduce((sum, sensor) => sum + sensor.inputs.length, 0);
  const height = Math.max(LANE, Math.min(WIDEST_LANE, (ROOM - GROUP * data.inputs.length) / Math.max(1, fed)));
  let y = TOP + MOMENTS;
  data.inputs.forEach((input, i) => {
    rows.push({ group: true, input: i, y, height: GROUP });
    y += GROUP;
    sensors.forEach((sensor, s) => {
      if (sensor.inputs.includes(i) && rows.length < MOST_LANES) {
        rows.push({ group: false, input: i, sensor: s, y, height });
        y += height;
      }
    });
    y += 6;
  });
  rows.bottom = y + 4;
  return rows;
}

// Index of the first of the list whose time is at least t.
function firstAt(list, times, t) {
  let low = 0, high = list.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (times[list[middle]] < t) low = middle + 1; else high = middle;
  }
  return low;
}

function eventName(site, e) {
  const sensor = site.sensors[site.events.sensor[e]];
  return NOUNS[sensor.modality] + " " + site.events.id[e] + " of " + sensor.name;
}

// Why a moment lacks an input.
function absence(i, code) {
  const input = data.inputs[i];
  switch (data.absences[code]) {
    case "never-heard": return "no event of it had come at all";
    case "silent": return "its sensors had been silent for " + span(input.idle_us);
    case "waited": return "waited " + span(input.wait_us);
    case "reset": return "the clock of the pace began anew";
    default: return "none was within reach (" + rule(input) + ")";
  }
}

// What became of an event, in one sentence each: [emphasised, plain] lines.
function tellEvent(site, e) {
  const events = site.events, name = eventName(site, e), lines = [];
  const came = "arrived " + (events.lag[e] < 0 ? span(-events.lag[e]) + " before its own time" : span(events.lag[e]) + " later");
  if (events.drop[e] >= 0) {
    const reason = data.reasons[events.drop[e]], drop = data.summary.dropped[reason];
    lines.push([name + ": dropped as " + reason, drop ? drop.means : ""]);
    if (drop) lines.push(["", "What to do: " + drop.remedy]);
  } else {
    const used = site.used[e];
    const where = used.length === 0 ? "in a moment that is not drawn"
      : used.length === 1 ? "in moment " + clock(site.moments.t[used[0]])
      : "in " + used.length + " moments, " + clock(site.moments.t[used[0]]) + " to " + clock(site.moments.t[used[used.length - 1]]);
    lines.push([name + ": " + where, used.length === 1 ? lacking(site, used[0]) : ""]);
  }
  const length = events.span[e] > 0 ? ", " + span(events.span[e]) + " long" : "";
  lines.push(["", clock(events.t[e]) + length + ", " + came]);
  return lines;
}
function lacking(site, m) {
  return site.moments.matches[m]
    .map((match, i) => Array.isArray(match) ? "" : data.inputs[i].name + " missing: " + absence(i, match))
    .filter(text => text).join("; ");
}
function tellMoment(site, m) {
  const moments = site.moments, by = data.closings[moments.by[m]];
  const how = {
    settled: "every input was settled", wait: "an input had waited as long as it may", idle: "the sensors of an input were silent",
    reset: "the clock of the pace began anew"
  }[by];
  const epoch = moments.epoch[m] > 0 ? " · epoch " + moments.epoch[m] : "";
  const lines = [["Moment " + clock(moments.t[m]),
    "closed " + span(moments.closed[m] - moments.opened[m]) + " after it opened: " + how + epoch]];
  moments.matches[m].forEach((match, i) => lines.push([data.inputs[i].name, tellMatch(site, m, i, match)]));
  return lines;
}
function tellMatch(site, m, i, match) {
  if (!Array.isArray(match)) return "missing: " + absence(i, match);
  const drawn = match.filter(e => e >= 0), away = e => signed(site.events.t[e] - site.moments.t[m]);
  if (drawn.length === 0) return plural(match.length, "event") + ", not drawn";
  if (match.length === 1) return eventName(site, match[0]) + (data.inputs[i].match === "pace" ? ", which opened it" : ", " + away(match[0]));
  const first = drawn[0], last = drawn[drawn.length - 1];
  return plural(match.length, NOUNS[site.sensors[site.events.sensor[first]].modality]) + ", from " + away(first) + " to " + away(last);
}

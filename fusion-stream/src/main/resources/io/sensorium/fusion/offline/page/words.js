// Data, and figures as people read them. Times are microseconds since data.base_us.
const data = JSON.parse(document.getElementById("data").textContent);
const byId = id => document.getElementById(id);
const NOUNS = { camera: "frame", audio: "chunk", text: "text" };

function node(tag, className, text) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}
function count(number) { return number.toLocaleString("en"); }
function plural(number, noun) { return count(number) + " " + noun + (number === 1 ? "" : "s"); }
function percent(part, all) {
  if (all === 0) return "–";
  const tenths = Math.floor(1000 * part / all + 1e-9) / 10;
  return (tenths === 100 ? "100" : tenths.toFixed(1)) + " %";
}
function span(us) {
  const size = Math.abs(us);
  if (size === 0) return "0";
  if (size < 1000) return us + " µs";
  if (size < 99_950) return (us / 1000).toFixed(size < 9_995 ? 2 : 1) + " ms";
  if (size < 999_500) return Math.round(us / 1000) + " ms";
  return size < 600e6 ? (us / 1e6).toFixed(2) + " s" : (us / 60e6).toFixed(1) + " min";
}
function signed(us) { return (us > 0 ? "+" : us < 0 ? "−" : "") + span(Math.abs(us)); }
function pad(number, digits) { return String(number).padStart(digits, "0"); }

// The hour of the day, UTC, with as many digits as steps of that size need.
function clock(us, step = 1000) {
  const at = data.base_us + us;
  const micros = ((at % 1e6) + 1e6) % 1e6, seconds = Math.floor(at / 1e6);
  const day = ((seconds % 86_400) + 86_400) % 86_400;
  const hms = pad(Math.floor(day / 3600), 2) + ":" + pad(Math.floor(day / 60) % 60, 2) + ":" + pad(day % 60, 2);
  if (step >= 1e6) return hms;
  return hms + "." + (step >= 1000 ? pad(Math.floor(micros / 1000), 3) : pad(micros, 6));
}
// Empty where the clocks evidently count from somewhere else, like the start of a device.
const YEAR_2000 = 946_684_800e6;
function date() {
  const at = new Date(data.base_us / 1000);
  return isNaN(at) || data.base_us < YEAR_2000 ? "" : at.toISOString().slice(0, 10);
}
function rule(input) {
  if (input.match === "pace") return "each opens a moment";
  if (input.match === "set") return "one of each closest set";
  if (input.match === "nearest") return "nearest within ±" + span(input.after_us);
  if (input.match === "latest") return "latest of the last " + span(input.before_us);
  return "all from −" + span(input.before_us) + " to +" + span(input.after_us);
}
function css(name) { return getComputedStyle(document.documentElement).getPropertyValue(name).trim(); }
function inputColour(i) { return css("--i" + i % 6); }

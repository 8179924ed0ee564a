"use strict";
const key = document.body.dataset.key;
const typing = (at) => at.matches("input, textarea, select");
const delayed = (work, wait) => { let timer; return () => { clearTimeout(timer); timer = setTimeout(work, wait); }; };

/* Keys: g and a letter goes somewhere, / searches, j and k walk, ? helps. */
let going = false, row = -1;
const help = document.getElementById("help");
document.getElementById("help-open").addEventListener("click", () => help.showModal());
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (typing(event.target)) { if (event.key === "Escape") event.target.blur(); return; }
  if (help.open) return;
  const link = going && document.querySelector(`[data-go="${CSS.escape(event.key)}"]`);
  if (going) { going = false; if (link) { event.preventDefault(); location.assign(link.href); } return; }
  if (event.key === "g") going = true;
  else if (event.key === "?") { event.preventDefault(); help.showModal(); }
  else if (event.key === "/") { event.preventDefault(); document.getElementById("q").select(); }
  else if (event.key === "j" || event.key === "k") walk(event.key === "j" ? 1 : -1);
  else if (event.key === "c" && !document.querySelector("[data-press=c]")) location.assign("/add");
  else { const button = document.querySelector(`[data-press="${CSS.escape(event.key)}"]`); if (button) { event.preventDefault(); button.click(); } }
});
function walk(step) {
  const links = [...document.querySelectorAll("main li > a, main li > sup > a, main h1 ~ p > a, main td a")].filter((each) => each.offsetParent);
  if (!links.length) return;
  row = Math.min(Math.max(links.indexOf(document.activeElement) < 0 ? row + step : links.indexOf(document.activeElement) + step, 0), links.length - 1);
  links[row].focus();
}

/* A lens: its answer follows its controls, and so does the address. */
const controls = document.getElementById("controls"), answer = document.getElementById("answer");
if (controls && answer) {
  let asked = 0;
  const ask = async () => {
    const query = new URLSearchParams();
    for (const one of controls.elements) if (one.name && (one.tagName === "SELECT" ? !one.selectedOptions[0]?.defaultSelected : one.value !== one.defaultValue)) query.set(one.name, one.value);
    for (const [name, value] of new URLSearchParams(location.search)) if (!query.has(name) && controls.elements[name] && controls.elements[name].value === value) query.set(name, value);
    const mine = ++asked, rest = query.toString();
    answer.classList.add("busy");
    const response = await fetch(`${controls.action}?${rest ? `${rest}&` : ""}part=1`);
    const text = await response.text();
    if (mine !== asked) return;
    answer.innerHTML = text;
    answer.classList.remove("busy");
    history.replaceState(null, "", rest ? `${controls.action}?${rest}` : controls.action);
  };
  controls.addEventListener("input", delayed(ask, 120));
  controls.addEventListener("submit", (event) => { event.preventDefault(); ask(); });
}

/* An editor: what is wrong is underlined as one types, and told below. */
for (const editor of document.querySelectorAll(".editor")) {
  const area = editor.querySelector("textarea"), under = editor.querySelector("pre"), list = editor.parentElement.querySelector(".told");
  if (area.readOnly) continue;
  const fit = () => { area.style.height = "auto"; area.style.height = `${area.scrollHeight + 2}px`; under.scrollTop = area.scrollTop; };
  const check = async () => {
    const text = area.value;
    const body = new URLSearchParams({ key, text, id: editor.dataset.id || "" });
    const response = await fetch(editor.dataset.check, { method: "POST", body });
    if (!response.ok || text !== area.value) return;
    const problems = await response.json(), lines = text.split("\n"), starts = [0];
    for (const line of lines) starts.push(starts.at(-1) + line.length + 1);
    under.replaceChildren(); list.replaceChildren();
    let at = 0;
    for (const one of problems) {
      const before = [...(lines[one.line - 1] || "")].slice(0, one.column - 1).join("").length;
      const from = Math.min(starts[Math.min(one.line, starts.length) - 1] + before, text.length), to = Math.min(from + Math.max(one.width, 1), text.length);
      const item = document.createElement("li"), button = document.createElement("button");
      button.type = "button"; button.textContent = `${one.line}:${one.column}`;
      button.addEventListener("click", () => { area.focus(); area.setSelectionRange(from, to); });
      item.append(button, ` ${one.message}; ${one.help}`); list.append(item);
      if (from < at) continue;
      const bad = document.createElement("span");
      bad.className = "bad"; bad.textContent = text.slice(from, to);
      under.append(text.slice(at, from), bad); at = to;
    }
    under.append(`${text.slice(at)}\n`); fit();
  };
  area.addEventListener("input", () => { under.textContent = `${area.value}\n`; fit(); });
  area.addEventListener("input", delayed(check, 200));
  area.addEventListener("scroll", () => { under.scrollTop = area.scrollTop; });
  fit(); check();
}

/* The reader: a text may be dropped; the marked place is brought into view. */
const drop = document.querySelector(".drop");
if (drop) {
  const file = drop.querySelector("input[type=file]");
  for (const name of ["dragover", "dragleave", "drop"]) drop.addEventListener(name, (event) => {
    event.preventDefault();
    drop.classList.toggle("over", name === "dragover");
    if (name === "drop" && event.dataTransfer.files.length) { file.files = event.dataTransfer.files; drop.requestSubmit(); }
  });
}
const held = document.querySelector(".source mark.here");
if (held) { const box = held.closest(".source"); box.scrollTop = held.offsetTop - box.offsetTop - box.clientHeight / 3; }
for (const button of document.querySelectorAll("[data-focus]")) button.addEventListener("click", () => document.getElementById(button.dataset.focus).focus());
for (const button of document.querySelectorAll("[data-print]")) button.addEventListener("click", () => print());

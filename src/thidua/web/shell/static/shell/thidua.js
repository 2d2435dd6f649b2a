// The side list folds into a menu on narrow screens; without scripts it stays open.
(() => {
  const button = document.querySelector(".side .menu");
  if (!button) return;
  const list = document.getElementById(button.getAttribute("aria-controls"));
  const show = (open) => {
    list.classList.toggle("folded", !open);
    button.setAttribute("aria-expanded", String(open));
  };
  show(false);
  button.addEventListener("click", () => show(list.classList.contains("folded")));
})();

// A file is chosen or dropped, and the page says which; without scripts the browser's own field is shown.
(() => {
  const field = document.querySelector(".field.drop");
  if (!field) return;
  const input = field.querySelector("input");
  const name = field.querySelector(".name");
  const tell = () => {
    if (input.files.length) name.textContent = input.files[0].name;
  };
  field.classList.add("dressed");
  input.addEventListener("change", tell);
  for (const kind of ["dragover", "dragleave", "drop"]) {
    field.addEventListener(kind, (event) => {
      event.preventDefault();
      field.classList.toggle("over", kind === "dragover" && !input.disabled);
      if (kind !== "drop" || input.disabled || !event.dataTransfer.files.length) return;
      input.files = event.dataTransfer.files;
      tell();
    });
  }
  tell();
})();

// The key "/" goes to the box that searches everything, from anywhere but a field.
(() => {
  const box = document.querySelector(".top .find input[name=q]");
  if (!box) return;
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.target.closest("input, textarea, select, [contenteditable]")) return;
    event.preventDefault();
    box.focus();
  });
})();

// The slider of the tree of units tells the day it stands on and opens it when let go.
(() => {
  const form = document.querySelector("form.slider");
  if (!form) return;
  const range = form.querySelector("input[type=range]");
  const told = form.querySelector("output");
  const tell = () => {
    const mark = form.querySelector(`datalist option[value="${range.value}"]`);
    told.textContent = mark ? mark.label : "";
    range.setAttribute("aria-valuetext", told.textContent);
  };
  range.addEventListener("input", tell);
  range.addEventListener("change", () => form.requestSubmit());
})();

// Larger letters, kept in this browser alone.
(() => {
  const group = document.querySelector(".sizes");
  if (!group) return;
  const set = (size) => {
    document.documentElement.dataset.size = size;
    for (const button of group.querySelectorAll("button")) button.setAttribute("aria-pressed", String(button.dataset.size === size));
  };
  let held = "0";
  try { held = localStorage.getItem("co-chu") || "0"; } catch { /* no storage: the size holds for this page */ }
  group.hidden = false;
  set(held);
  group.addEventListener("click", (event) => {
    const size = event.target.dataset.size;
    if (size === undefined) return;
    set(size);
    try { localStorage.setItem("co-chu", size); } catch { /* as above */ }
  });
})();

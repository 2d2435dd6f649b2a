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

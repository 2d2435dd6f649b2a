// The text of an article is typed as it will be read; without scripts its HTML stands in the field.
(() => {
  const field = document.querySelector("textarea.rich");
  if (!field) return;
  const tools = document.querySelector(".rich-tools");
  const page = document.createElement("div");
  page.className = "rich-page article-text";
  for (const [name, value] of [["role", "textbox"], ["aria-multiline", "true"], ["aria-labelledby", "nhan-noi-dung"]]) {
    page.setAttribute(name, value);
  }
  field.before(page);
  field.hidden = true;
  field.required = false;
  tools.hidden = false;
  const editor = new Squire(page, {
    blockTag: "P",
    sanitizeToDOMFragment: (html) =>
      DOMPurify.sanitize(html, { RETURN_DOM_FRAGMENT: true, FORBID_TAGS: ["style", "img", "svg", "math"], FORBID_ATTR: ["style", "class", "id"] }),
  });
  editor.setHTML(field.value);

  // Blocks under the cursor become `tag`, or paragraphs again when they are that already.
  const block = (tag) =>
    editor.modifyBlocks((found) => {
      const fragment = document.createDocumentFragment();
      for (const node of [...found.childNodes]) {
        const made = document.createElement(node.nodeName === tag ? "P" : tag);
        if (/^(P|H2|H3|DIV)$/.test(node.nodeName)) made.append(...node.childNodes);
        fragment.append(made.childNodes.length ? made : node);
      }
      return fragment;
    });
  const turn = (tag, on, off) => () => (editor.hasFormat(tag) ? editor[off]() : editor[on]());
  const acts = {
    dam: turn("B", "bold", "removeBold"),
    nghieng: turn("I", "italic", "removeItalic"),
    "de-muc": () => block("H2"),
    "ds-cham": turn("UL", "makeUnorderedList", "removeList"),
    "ds-so": turn("OL", "makeOrderedList", "removeList"),
    "trich-dan": turn("BLOCKQUOTE", "increaseQuoteLevel", "decreaseQuoteLevel"),
    "bo-lien-ket": () => editor.removeLink(),
    "bo-dinh-dang": () => editor.removeAllFormatting(),
    "hoan-tac": () => editor.undo(),
    "lam-lai": () => editor.redo(),
  };
  tools.addEventListener("click", (event) => {
    const act = acts[event.target.closest("button")?.dataset.act];
    if (act) act();
    if (event.target.dataset.act) page.focus();
  });
  const link = tools.querySelector("input");
  tools.querySelector("[data-link]").addEventListener("click", () => {
    const address = link.value.trim();
    if (!/^(https?:\/\/|mailto:|\/)/.test(address)) return link.focus();
    editor.makeLink(address);
    link.value = "";
  });
  link.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    tools.querySelector("[data-link]").click();
  });
  // A picture is named by its number where it is to stand.
  for (const button of document.querySelectorAll("[data-picture]")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      editor.insertHTML(`<p>[ảnh ${button.dataset.picture}]</p>`);
      page.focus();
    });
  }
  field.form.addEventListener("submit", () => {
    field.value = editor.getHTML();
  });
})();

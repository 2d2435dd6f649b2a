// A scorecard is kept cell by cell. Without scripts its form has a button that keeps all cells.
(() => {
  const form = document.querySelector("form.scoring");
  if (!form) return;
  const told = form.querySelector(".told");
  const token = form.querySelector("[name=csrfmiddlewaretoken]").value;
  const cells = [...form.querySelectorAll("input.points")];
  const notes = [...form.querySelectorAll("input.note")];
  const noteOf = (cell) => notes.find((note) => note.dataset.noteOf === cell.dataset.cell);
  const hidden = (cell, kind) => form.querySelector(`[name="${kind}-${cell.dataset.cell}"]`);

  const say = (text, wrong) => {
    told.textContent = text;
    told.classList.toggle("soft", !wrong);
  };

  const stands = (cell, points, note, version) => {
    cell.dataset.version = version;
    hidden(cell, "v").value = version;
    hidden(cell, "b").value = points;
    hidden(cell, "m").value = note;
  };

  // Both figures are shown; nothing is kept until the person chooses.
  const choose = (cell, answer) => {
    cell.parentElement.querySelector(".conflict")?.remove();
    const box = document.createElement("div");
    box.className = "conflict message warning";
    box.setAttribute("role", "alert");
    box.append(`${answer.message} Bạn ghi ${cell.value || "trống"}. `);
    const button = (label, act) => {
      const one = document.createElement("button");
      one.type = "button";
      one.className = "button";
      one.textContent = label;
      one.addEventListener("click", () => {
        box.remove();
        act();
        cell.focus();
      });
      box.append(one);
    };
    const note = noteOf(cell);
    button("Giữ điểm đang có", () => {
      cell.value = answer.points;
      if (note) note.value = answer.note;
      stands(cell, answer.points, answer.note, answer.version);
      say("Đã giữ điểm đang có.");
    });
    button("Ghi điểm của tôi", () => {
      stands(cell, answer.points, answer.note, answer.version);
      keep(cell);
    });
    cell.parentElement.append(box);
    say(answer.message, true);
  };

  // One write of a cell after the other, so that it never meets its own earlier one.
  const lines = new Map();
  const keep = (cell) => {
    const next = (lines.get(cell) || Promise.resolve()).then(() => write(cell));
    lines.set(cell, next);
    return next;
  };

  const write = async (cell) => {
    const note = noteOf(cell);
    const points = cell.value.trim();
    const words = note ? note.value.trim() : "";
    if (points === hidden(cell, "b").value && words === hidden(cell, "m").value) return;
    const body = new URLSearchParams({ viec: "o", cell: cell.dataset.cell, points, note: words, version: cell.dataset.version });
    try {
      const response = await fetch(location.pathname, { method: "POST", body, headers: { "X-CSRFToken": token } });
      if (![200, 409, 422].includes(response.status)) throw new Error(response.status);
      const answer = await response.json();
      cell.setAttribute("aria-invalid", String(response.status === 422));
      if (response.status === 409) return choose(cell, answer);
      if (response.status === 422) return say(answer.message, true);
      stands(cell, answer.points, words, answer.version);
      if (cell.value.trim() === points) cell.value = answer.points;
      say("Đã lưu.");
    } catch {
      say("Chưa lưu được. Kiểm tra mạng rồi bấm nút lưu ở cuối bảng.", true);
    }
  };

  form.addEventListener("change", (event) => {
    const at = event.target;
    const cell = at.matches("input.points") ? at : cells.find((one) => one.dataset.cell === at.dataset.noteOf);
    if (cell) keep(cell);
  });

  form.addEventListener("keydown", (event) => {
    const column = event.target.matches("input.points") ? cells : event.target.matches("input.note") ? notes : null;
    const step = { ArrowDown: 1, Enter: 1, ArrowUp: -1 }[event.key];
    if (!column || !step) return;
    event.preventDefault();
    const next = column[column.indexOf(event.target) + step];
    if (next) {
      next.focus();
      next.select();
    } else event.target.blur();
  });
})();

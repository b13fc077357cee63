// The colours of the reader's choice, and a word while something takes long. Everything works without this file.
"use strict";
(function () {
  const key = "countermove-theme";
  const order = ["auto", "light", "dark"];
  const names = { auto: "Auto", light: "Light", dark: "Dark" };
  const says = { auto: "as the system", light: "light", dark: "dark" };

  function kept() {
    try {
      const found = localStorage.getItem(key);
      return order.includes(found) ? found : "auto";
    } catch (error) {
      return "auto";
    }
  }

  function apply(theme) {
    if (theme === "auto") document.documentElement.removeAttribute("data-theme");
    else document.documentElement.setAttribute("data-theme", theme);
  }

  apply(kept()); // at once, before anything is drawn

  document.addEventListener("DOMContentLoaded", function () {
    const button = document.getElementById("theme");
    function show(theme) {
      button.textContent = names[theme];
      button.setAttribute("aria-label", "Colours: " + says[theme]);
    }
    if (button) {
      button.hidden = false;
      show(kept());
      button.addEventListener("click", function () {
        const next = order[(order.indexOf(kept()) + 1) % order.length];
        try {
          localStorage.setItem(key, next);
        } catch (error) {
          // Kept for this page only.
        }
        apply(next);
        show(next);
      });
    }
    for (const form of document.querySelectorAll("form[data-busy]")) {
      form.addEventListener("submit", function () {
        const place = form.querySelector(".busy");
        if (place) place.textContent = form.dataset.busy;
      });
    }
    for (const form of document.querySelectorAll("form[method=get]")) {
      // What is left empty has no place in the address.
      form.addEventListener("formdata", function (event) {
        const empty = [...event.formData.keys()].filter((name) => event.formData.getAll(name).every((value) => !value));
        for (const name of new Set(empty)) event.formData.delete(name);
      });
    }
  });
})();

// The colours of the reader's choice, a word while something takes long, and a card beside a mark that says what it is
// and why. Everything works without this file: then marks lead to the list of what was found.
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

  // What the list says about a mark, in a card beside it: under the pointer, with the keyboard, or at a touch.
  function cards(prose) {
    const card = document.createElement("div");
    card.className = "card";
    card.id = "card";
    card.setAttribute("role", "note");
    let shown = null;
    let leaving = 0;

    function show(mark) {
      clearTimeout(leaving);
      const entry = document.getElementById(mark.hash.slice(1));
      if (!entry || mark === shown) return;
      shown = mark;
      card.replaceChildren(...[...entry.childNodes].map((node) => node.cloneNode(true)));
      const words = card.querySelector("a:not(.more)");
      if (words) words.removeAttribute("href"); // it would lead to where the reader is
      mark.after(card); // so that the next stop of the keyboard is its link
      const left = Math.min(mark.offsetLeft, prose.clientWidth - card.offsetWidth);
      card.style.left = Math.max(0, left) + "px";
      card.style.top = mark.offsetTop + mark.offsetHeight + 2 + "px";
    }

    function hide() {
      shown = null;
      card.remove();
    }

    function leave() {
      clearTimeout(leaving);
      leaving = setTimeout(function () {
        const at = document.activeElement;
        if (shown && at !== shown && !card.contains(at)) hide();
      }, 200);
    }

    const markOf = (event) => event.target.closest(".prose a.mark");
    for (const mark of prose.querySelectorAll("a.mark")) mark.removeAttribute("title"); // the card says it
    for (const name of ["pointerover", "focusin"]) {
      prose.addEventListener(name, function (event) {
        if (markOf(event)) show(markOf(event));
        else if (card.contains(event.target)) clearTimeout(leaving);
        else leave();
      });
    }
    prose.addEventListener("pointerleave", leave);
    prose.addEventListener("focusout", leave);
    prose.addEventListener("click", function (event) {
      const mark = markOf(event);
      if (!mark) return;
      event.preventDefault();
      mark.focus(); // not every browser does so at a click
      show(mark);
    });
    document.addEventListener("click", function (event) {
      if (shown && !prose.contains(event.target)) hide();
    });
    document.addEventListener("keydown", function (event) {
      if (event.key !== "Escape" || !shown) return;
      if (card.contains(document.activeElement)) shown.focus();
      hide();
    });
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
    for (const prose of document.querySelectorAll(".prose")) cards(prose);
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

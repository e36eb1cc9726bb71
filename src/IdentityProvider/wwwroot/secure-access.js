// What the pages gain with JavaScript; every page works without it.
"use strict";

// The errors' summary takes the focus, so that a screen reader begins there.
document.querySelector("[data-error-summary]")?.focus();

// A button beside each password field shows and hides what was typed.
for (const button of document.querySelectorAll("[data-show-password]")) {
  const field = document.getElementById(button.getAttribute("aria-controls"));
  button.hidden = false;
  button.addEventListener("click", () => {
    const shown = field.type === "password";
    field.type = shown ? "text" : "password";
    button.textContent = shown ? button.dataset.hide : button.dataset.show;
  });
  field.form.addEventListener("submit", () => {
    field.type = "password";
  });
}

// A form is sent once: a second click while the answer is on its way does nothing.
for (const form of document.querySelectorAll("form[method=post]")) {
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) {
      event.preventDefault();
    }
    form.dataset.sent = "yes";
  });
}
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) {
    delete form.dataset.sent;
  }
});

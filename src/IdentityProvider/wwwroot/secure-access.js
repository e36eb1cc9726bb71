// What the pages gain with JavaScript; every page works without it.
"use strict";

// The errors' summary takes the focus, so that a screen reader begins there.
document.querySelector("[data-error-summary]")?.focus();

// A box below each password field shows and hides what is typed.
for (const box of document.querySelectorAll("[data-show-password]")) {
  const field = document.getElementById(box.getAttribute("aria-controls"));
  box.parentElement.hidden = false;
  box.checked = false;
  box.addEventListener("change", () => {
    field.type = box.checked ? "text" : "password";
  });
  // Browsers offer to keep a password only where it is sent from a password field.
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

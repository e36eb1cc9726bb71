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

// Numbers are put into groups while they are typed: 123-45-6789, 202-555-0143. What is typed in the middle, deleted, or no number of
// this kind stays as it is; the server takes it either way.
const masks = {
  "taxpayer-number": () => [3, 2, 4],
  phone: (digits) => (digits.startsWith("1") ? [1, 3, 3, 4] : [3, 3, 4]),
};

function grouped(value, mask) {
  const digits = value.replace(/\D/g, "");
  const groups = mask(digits);
  if (/[^\d\s().-]/.test(value) || digits.length > groups.reduce((sum, size) => sum + size)) {
    return value;
  }
  let from = 0;
  return groups
    .map((size) => digits.slice(from, (from += size)))
    .filter((group) => group)
    .join("-");
}

for (const field of document.querySelectorAll("[data-mask]")) {
  const format = () => {
    const value = grouped(field.value, masks[field.dataset.mask]);
    if (value !== field.value) {
      field.value = value;
    }
  };
  field.addEventListener("input", (event) => {
    const atEnd = field.selectionStart === field.value.length;
    if (atEnd && !event.isComposing && !event.inputType?.startsWith("delete")) {
      format();
    }
  });
  field.addEventListener("change", format);
}

// Exact times are said in the browser's own time zone, by its name.
for (const time of document.querySelectorAll("[data-local-time]")) {
  time.textContent = new Intl.DateTimeFormat(document.documentElement.lang, {
    year: "numeric",
    month: "long",
    day: "numeric",
    hour: "numeric",
    minute: "2-digit",
    timeZoneName: "long",
  }).format(new Date(time.dateTime));
}

// A session that is about to end is announced, and one press keeps it (WCAG 2.2.1). Tabs tell each other when it was used.
const watch = document.querySelector("[data-session]");
if (watch) {
  const text = watch.querySelector("[data-session-text]");
  const stay = watch.querySelector("[data-session-stay]");
  const signIn = watch.querySelector("[data-session-sign-in]");
  const tabs = new BroadcastChannel("session");
  let ends = 0;
  let before = null;

  const say = (words) => {
    watch.hidden = false;
    if (text.textContent !== words) {
      text.textContent = words;
    }
  };
  const tick = () => {
    const left = ends - Date.now();
    const over = left <= 0;
    stay.hidden = over;
    signIn.hidden = !over;
    if (over) {
      say(watch.dataset.ended);
    } else if (left > watch.dataset.warnBefore * 1000) {
      watch.hidden = true;
      text.textContent = "";
    } else if (left > 60_000) {
      say(watch.dataset.minutes.replace("{0}", Math.ceil(left / 60_000)));
    } else {
      say(watch.dataset.minute);
    }
  };
  const endsAt = (time) => {
    ends = time;
    tick();
  };
  const usedNow = (seconds) => {
    endsAt(Date.now() + seconds * 1000);
    tabs.postMessage(ends);
  };

  tabs.addEventListener("message", (event) => endsAt(event.data));
  watch.addEventListener("focusin", (event) => {
    before = event.relatedTarget ?? before;
  });
  stay.addEventListener("click", async () => {
    const answer = await fetch(watch.dataset.session, { cache: "no-store" });
    if (answer.status === 401) {
      endsAt(Date.now());
    } else if (answer.ok) {
      usedNow(answer.headers.get("Session-Ends-In"));
      // The button is gone: the focus returns to where it was.
      (before ?? document.getElementById("main")).focus({ preventScroll: true });
    }
  });
  usedNow(watch.dataset.endsIn);
  setInterval(tick, 1000);
}

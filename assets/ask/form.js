/* The form that others fill in: everything it shows and asks stands in its data; nothing leaves but the sealed reply. */
"use strict";
(() => {
  const data = JSON.parse(document.getElementById("form-data").textContent);
  const { words, invitation } = data;
  const own = invitation.part === "self";
  const main = document.querySelector("main");
  const place = `nextrung.${invitation.id}`;
  const now = () => `${new Date().toISOString().slice(0, 19)}Z`;
  const fill = (text, ...values) => text.replace(/\{(\d)\}/g, (_, at) => values[Number(at)]);

  // what is kept: in this browser alone, under the invitation, so that a reload loses nothing
  let kept = { at: "start", answers: {}, examples: {}, begun: "" };
  let keeps = true;
  try {
    const found = JSON.parse(localStorage.getItem(place));
    if (found && typeof found.answers === "object") kept = { ...kept, ...found };
  } catch {
    keeps = false;
  }
  function keep() {
    try {
      localStorage.setItem(place, JSON.stringify(kept));
    } catch {
      keeps = false;
    }
  }

  function element(tag, properties, ...children) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(properties)) {
      if (name in made && name !== "role") made[name] = value;
      else made.setAttribute(name, value);
    }
    made.append(...children.filter((child) => child !== null && child !== ""));
    return made;
  }
  const button = (text, pressed, properties = {}) =>
    element("button", { type: "button", onclick: pressed, ...properties }, text);

  // the way through the form
  const answerTo = (item) => kept.answers[item.id] || {};
  const settled = (item) => {
    const given = answerTo(item);
    if (given.no_chance || given.skipped || !item.scored) return true;
    if (item.confidence.length) return Boolean(given.choice && given.confidence);
    return given.value !== undefined;
  };
  /* Evidence is asked for only where ratings claim much. */
  const isAsked = (item) => {
    if (item.scored) return true;
    const values = item.ratings.map((one) => (kept.answers[one] || {}).value).filter((value) => value !== undefined);
    return values.length > 0 && values.reduce((sum, value) => sum + value, 0) / values.length >= data.evidence_from_mean;
  };
  const asked = () => data.items.filter(isAsked);
  const scored = () => data.items.filter((item) => item.scored);

  // seconds on a question, for the person's own assessment: pauses do not count
  let spent = 0;
  let shownAt = null;
  function measured() {
    const stretch = shownAt === null ? 0 : (performance.now() - shownAt) / 1000;
    shownAt = performance.now();
    spent += stretch <= data.interruption_seconds ? stretch : 0;
    return Math.round(spent * 100) / 100;
  }
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) measured();
    shownAt = document.hidden ? null : performance.now();
  });

  function give(item, change) {
    const { note, confidence } = answerTo(item);
    const adds = "confidence" in change || "evidence" in change || "note" in change;
    // another choice leaves how sure one is, and every other answer replaces what was there; a note always stays
    const before = adds ? answerTo(item) : { note, ...("choice" in change ? { confidence } : {}) };
    kept.answers[item.id] = { ...before, ...change, seconds: measured(), at: now() };
    keep();
  }
  function takeBack(item) {
    const { note, seconds } = answerTo(item);
    kept.answers[item.id] = note ? { note, seconds, at: now() } : { seconds };
    keep();
  }

  function go(to) {
    kept.at = to;
    keep();
    show();
    main.querySelector("h1").focus();
    window.scrollTo(0, 0);
  }
  function step(by) {
    const items = asked();
    const at = items.findIndex((item) => item.id === kept.at) + by;
    go(at < 0 ? "start" : at < items.length ? items[at].id : "end");
  }
  function next(item) {
    if (settled(item)) return step(1);
    main.querySelector(".problem").textContent = answerTo(item).choice ? words.how_sure_first : item.none ? words.choose_first : words.choose_or_skip;
    return undefined;
  }

  // the pages
  function show() {
    const item = data.items.find((one) => one.id === kept.at && isAsked(one));
    spent = (item && answerTo(item).seconds) || 0;
    shownAt = performance.now();
    if (item) showItem(item);
    else if (kept.at === "end") showEnd();
    else showStart();
    document.title = main.querySelector("h1").textContent;
  }

  const heading = (text) => element("h1", { tabIndex: -1 }, text);
  const paragraph = (text, look = "") => element("p", { className: look }, text);

  function showStart() {
    const begun = Object.keys(kept.answers).length > 0;
    const first = asked().find((item) => !settled(item));
    main.replaceChildren(
      heading(words.title),
      ...words.purpose.map((text) => paragraph(text)),
      element("ul", {}, ...words.who_reads.map((text) => element("li", {}, text))),
      paragraph(keeps ? words.kept_here : words.not_kept, keeps ? "muted" : "problem"),
      element("div", { className: "foot" }, button(begun ? words.go_on : words.start, () => {
        kept.begun = kept.begun || now();
        go(first ? first.id : "end");
      }, { className: "primary" })),
    );
  }

  function top(item) {
    const all = scored();
    const number = all.filter((one) => data.items.indexOf(one) <= data.items.indexOf(item)).length;
    const left = all.filter((one) => !settled(one)).reduce((sum, one) => sum + one.planned, 0) / 60;
    const minutes = Math.max(1, Math.ceil(left));
    return [
      element("div", { className: "top" },
        paragraph(fill(minutes === 1 ? words.one_minute_left : words.where, number, all.length, minutes), "muted"),
        paragraph(words.no_network, "muted")),
      element("progress", { max: all.length, value: number, "aria-label": words.progress }),
    ];
  }

  function pick(item, choice, chosen) {
    if (item.ticks) {
      const before = (answerTo(item).evidence || []).filter((one) => one !== choice.value);
      give(item, { evidence: chosen ? [...before, choice.value] : before });
    } else if (item.confidence.length) {
      give(item, { choice: choice.value });
    } else {
      give(item, { value: Number(choice.value) });
    }
    const none = main.querySelector(".none input");
    if (none) none.checked = false;
    main.querySelector(".problem").textContent = "";
  }

  function choiceLabel(item, choice, number, name) {
    const given = answerTo(item);
    const isChosen = item.ticks ? (given.evidence || []).includes(choice.value)
      : item.confidence.length ? given.choice === choice.value : given.value === Number(choice.value) && !given.no_chance;
    const input = element("input", { type: item.ticks ? "checkbox" : "radio", name, value: choice.value, checked: isChosen });
    input.addEventListener("change", () => pick(item, choice, input.checked));
    return element("label", { className: "choice" }, input,
      element("span", { className: "key", "aria-hidden": "true" }, String(number)), element("span", {}, choice.text));
  }

  function confidenceChoices(item) {
    if (!item.confidence.length) return null;
    const taps = item.confidence.map((point, at) => {
      const input = element("input", { type: "radio", name: "confidence", value: point.value, checked: answerTo(item).confidence === point.value });
      input.addEventListener("change", () => {
        if (answerTo(item).choice) give(item, { confidence: point.value });
        else input.checked = false;
        main.querySelector(".problem").textContent = answerTo(item).choice ? "" : words.choose_or_skip;
      });
      return element("label", { className: "choice" }, input,
        element("span", { className: "key", "aria-hidden": "true" }, String(at + 1)), element("span", {}, point.text));
    });
    return element("fieldset", { className: "sure" }, element("legend", {}, data.confidence_question), ...taps);
  }

  function noneBox(item) {
    if (!item.none) return null;
    const input = element("input", { type: "checkbox", checked: Boolean(answerTo(item).no_chance) });
    input.addEventListener("change", () => {
      if (input.checked) give(item, { no_chance: true });
      else takeBack(item);
      main.querySelectorAll(".choices input").forEach((one) => { one.checked = false; });
      main.querySelector(".problem").textContent = "";
    });
    return element("label", { className: "none" }, input, item.none, element("kbd", { "aria-hidden": "true" }, "0"));
  }

  function textField(label, text, changed) {
    const area = element("textarea", { rows: 2, maxLength: data.longest_text, value: text });
    area.addEventListener("input", () => changed(area.value));
    return element("label", { className: "field" }, label, area);
  }
  function exampleField(item) {
    if (own) {
      if (!item.noted) return null;
      return textField(words.note, answerTo(item).note || "", (text) => give(item, { note: text }));
    }
    return textField(fill(words.example, item.area_name), kept.examples[item.area] || "", (text) => {
      kept.examples[item.area] = text;
      keep();
    });
  }

  function showItem(item) {
    const choices = item.choices.map((choice, at) => choiceLabel(item, choice, at + 1, "choice"));
    const skip = own && item.scored ? button(words.skip, () => { give(item, { skipped: true }); step(1); }) : null;
    main.replaceChildren(
      ...top(item),
      paragraph(item.area_name, "area"),
      heading(item.question),
      ...[item.passage && paragraph(item.passage), paragraph(item.instruction, "muted")].filter(Boolean),
      element("fieldset", { className: "choices" }, element("legend", { className: "unseen" }, item.question), ...choices),
      ...[noneBox(item), confidenceChoices(item), exampleField(item)].filter(Boolean),
      element("p", { className: "problem", role: "alert" }),
      element("div", { className: "foot asks" },
        button(words.back, () => step(-1)), skip, button(words.finish_now, () => go("end")),
        paragraph(fill(item.ticks ? words.keys_tick : words.keys, item.choices.length), "muted hint"),
        button(words.next, () => next(item), { className: "primary next" })),
    );
  }

  // the reply
  const given = (item) => {
    const answer = answerTo(item);
    if (!own) return answer.no_chance ? { item: item.id, not_seen: true } : { item: item.id, value: answer.value };
    const entry = { item: item.id, ...answer };
    if (!entry.note) delete entry.note;
    if (entry.evidence && !entry.evidence.length) delete entry.evidence;
    return entry;
  };
  const says = (item) => {
    const answer = answerTo(item);
    return Boolean(answer.no_chance || answer.skipped || answer.value !== undefined || answer.choice || (answer.evidence || []).length || (own && answer.note));
  };
  function reply() {
    const answers = data.items.filter((item) => isAsked(item) && says(item)).map(given);
    const whole = { format: "nextrung.reply", format_version: 1, invitation, begun_at: kept.begun || now(), finished_at: now() };
    if (own) {
      const { questionnaire, version, form, person } = invitation;
      return { ...whole, assessment: { format: "nextrung.assessment", format_version: 1, questionnaire: { id: questionnaire, version }, form, person, answers } };
    }
    const examples = Object.fromEntries(Object.entries(kept.examples).filter(([, text]) => text.trim()));
    return { ...whole, answers, examples };
  }

  async function seal() {
    const encrypter = new age.Encrypter();
    encrypter.addRecipient(data.recipient);
    return age.armor.encode(await encrypter.encrypt(JSON.stringify(reply())));
  }

  function showEnd() {
    const all = scored();
    const open = all.filter((item) => !settled(item));
    const problem = element("p", { className: "problem", role: "alert" });
    const make = button(words.seal, async () => {
      try {
        showSealed(await seal());
      } catch {
        problem.textContent = words.not_sealed;
      }
    }, { className: "primary" });
    main.replaceChildren(
      heading(words.end),
      paragraph(fill(words.answered, all.length - open.length, all.length)),
      paragraph(open.length ? words.some_open : words.check_first, "muted"),
      element("h2", {}, words.what_next),
      element("ol", {}, ...words.next_steps.map((step) => element("li", {}, step))),
      problem,
      element("div", { className: "foot" },
        open.length ? button(words.to_open, () => go(open[0].id)) : button(words.back, () => go(all[all.length - 1].id)), make),
    );
  }

  function showSealed(sealed) {
    const file = URL.createObjectURL(new Blob([sealed], { type: "application/octet-stream" }));
    const text = element("textarea", { className: "sealed", id: "sealed", rows: 8, readOnly: true, value: sealed });
    const said = element("p", { className: "muted", role: "status" });
    const copy = button(words.copy, async () => {
      text.select();
      try {
        await navigator.clipboard.writeText(sealed);
        said.textContent = words.copied;
      } catch {
        said.textContent = words.copy_by_hand;
      }
    });
    const forget = button(words.forget, () => {
      kept = { at: "start", answers: {}, examples: {}, begun: "" };
      try {
        localStorage.removeItem(place);
      } catch {
        keeps = false;
      }
      said.textContent = words.forgotten;
    });
    main.replaceChildren(
      heading(words.sealed),
      paragraph(words.send_it),
      element("a", { className: "button", href: file, download: data.file_name }, words.save_file),
      element("label", { className: "field" }, words.or_text, text),
      said,
      element("div", { className: "foot" }, copy, forget, button(words.back, () => go("end"))),
    );
    main.querySelector("h1").focus();
  }

  // keys: those of the program's window
  function pressNumber(item, number) {
    const sure = document.activeElement && document.activeElement.closest(".sure");
    const inputs = [...main.querySelectorAll(sure ? ".sure input" : ".choices input")];
    const input = inputs[number - 1];
    if (!input) return;
    input.focus();
    input.click();
    if (!sure && item.confidence.length) main.querySelector(".sure input").focus();
  }
  document.addEventListener("keydown", (event) => {
    const item = data.items.find((one) => one.id === kept.at && isAsked(one));
    const typing = event.target instanceof HTMLTextAreaElement;
    if (typing || event.ctrlKey || event.altKey || event.metaKey || !item) return;
    const number = "0123456789".indexOf(event.key);
    if (event.key === "Enter" && !(event.target instanceof HTMLButtonElement)) next(item);
    else if (event.key === "Backspace") step(-1);
    else if (number > 0) pressNumber(item, number);
    else if (number === 0 && event.key === "0" && item.none) main.querySelector(".none input").click();
    else return;
    event.preventDefault();
  });

  show();
})();

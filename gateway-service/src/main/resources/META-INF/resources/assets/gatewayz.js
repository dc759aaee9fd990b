"use strict";

// Everything here adds to pages that are readable without it. Text from a model or a server is only
// ever set as text, never as markup.
(() => {
  const byId = (id) => document.getElementById(id);

  function element(name, className, text) {
    const made = document.createElement(name);
    if (className) made.className = className;
    if (text !== undefined) made.textContent = text;
    return made;
  }

  // ---- Times, as how long ago

  function ago(iso) {
    const seconds = (Date.now() - Date.parse(iso)) / 1000;
    const units = [["day", 86400], ["hour", 3600], ["minute", 60], ["second", 1]];
    const [unit, size] = units.find(([, length]) => Math.abs(seconds) >= length) || units[3];
    return new Intl.RelativeTimeFormat("en", { numeric: "auto" }).format(-Math.round(seconds / size), unit);
  }

  for (const time of document.querySelectorAll("time[datetime]")) {
    time.title = time.dateTime;
    time.textContent = ago(time.dateTime);
  }

  // ---- Copying

  async function copy(button, text) {
    const label = button.textContent;
    try {
      await navigator.clipboard.writeText(text);
      button.textContent = "Copied";
    } catch {
      button.textContent = "Not allowed";
    }
    setTimeout(() => { button.textContent = label; }, 1500);
  }

  for (const button of document.querySelectorAll("[data-copy]")) {
    button.addEventListener("click", () => copy(button, button.dataset.copy));
  }
  for (const button of document.querySelectorAll("[data-copy-from]")) {
    const code = byId(button.dataset.copyFrom);
    code.textContent = code.textContent.replaceAll("http://localhost:8080", location.origin);
    button.addEventListener("click", () => copy(button, code.textContent));
  }

  // ---- Tabs: arrows move between them, the address remembers which

  const tabs = [...document.querySelectorAll("[role=tab]")];

  function show(tab, focus) {
    for (const other of tabs) {
      const chosen = other === tab;
      other.setAttribute("aria-selected", String(chosen));
      other.tabIndex = chosen ? 0 : -1;
      byId(other.getAttribute("aria-controls")).hidden = !chosen;
    }
    if (focus) tab.focus();
  }

  function fromAddress() {
    show(tabs.find((tab) => tab.hash === location.hash) || tabs[0], false);
  }

  if (tabs.length > 0) {
    for (const [index, tab] of tabs.entries()) {
      tab.addEventListener("click", (event) => {
        event.preventDefault();
        history.replaceState(null, "", tab.hash);
        show(tab, false);
      });
      tab.addEventListener("keydown", (event) => {
        const to = { ArrowRight: index + 1, ArrowLeft: index - 1, Home: 0, End: tabs.length - 1 }[event.key];
        if (event.key === " ") {
          event.preventDefault();
          tab.click();
        } else if (to !== undefined) {
          event.preventDefault();
          const next = tabs[(to + tabs.length) % tabs.length];
          history.replaceState(null, "", next.hash);
          show(next, true);
        }
      });
    }
    addEventListener("hashchange", fromAddress);
    fromAddress();
  }

  // ---- Playground

  const composer = byId("composer");
  if (!composer) return;

  const model = byId("playground").dataset.model;
  const log = byId("log");
  const key = byId("key");
  const message = byId("message");
  const send = byId("send");
  const stop = byId("stop");
  const clear = byId("clear");
  const turns = [];
  let running = null;

  const KEY = "gatewayz.api-key";
  key.value = sessionStorage.getItem(KEY) || "";
  key.addEventListener("input", () => sessionStorage.setItem(KEY, key.value.trim()));
  byId("settings").addEventListener("submit", (event) => event.preventDefault());
  byId("show-key").addEventListener("click", (event) => {
    const visible = key.type === "password";
    key.type = visible ? "text" : "password";
    event.target.textContent = visible ? "Hide" : "Show";
    event.target.setAttribute("aria-pressed", String(visible));
  });

  function addTurn(role, who) {
    byId("hint")?.remove();
    const turn = element("div", "turn " + role);
    turn.append(element("p", "who", who));
    log.append(turn);
    return turn;
  }

  // Follows the answer unless the reader has scrolled up.
  function keepInView(change) {
    const atEnd = log.scrollHeight - log.scrollTop - log.clientHeight < 60;
    change();
    if (atEnd) log.scrollTop = log.scrollHeight;
  }

  // Code blocks, closed or still being written, and code words; all else stays as it was written.
  const BLOCK = /^```[^\n]*\n([\s\S]*?)(?:^```[^\S\n]*$|(?![\s\S]))/m;

  function format(target, text) {
    const made = document.createDocumentFragment();
    for (const [index, part] of text.split(BLOCK).entries()) {
      if (index % 2 === 1) {
        const block = element("pre");
        block.tabIndex = 0;
        block.append(element("code", "", part.replace(/\n$/, "")));
        made.append(block);
      } else {
        for (const [at, word] of part.replace(/^\n+|\n+$/g, "").split(/`([^`\n]+)`/).entries()) {
          made.append(at % 2 === 1 ? element("code", "", word) : word);
        }
      }
    }
    target.replaceChildren(made);
  }

  // Shows a growing text some times a second: formatting it for every chunk would be slow.
  class Writing {
    constructor(target) {
      this.target = target;
      this.text = "";
      this.timer = null;
    }

    add(text) {
      this.text += text;
      this.timer ??= setTimeout(() => this.show(), 60);
    }

    show() {
      clearTimeout(this.timer);
      this.timer = null;
      keepInView(() => format(this.target, this.text));
    }
  }

  class Failure extends Error {
    constructor(error, response) {
      super(error.message || "The gateway answered with an error.");
      this.error = error;
      this.status = response?.status;
      this.requestId = error.request_id || response?.headers.get("x-request-id");
      this.retryAfter = response?.headers.get("retry-after");
    }
  }

  async function failureOf(response) {
    const text = await response.text();
    try {
      return new Failure(JSON.parse(text).error || {}, response);
    } catch {
      return new Failure({ message: "The gateway answered with status " + response.status + "." }, response);
    }
  }

  // The data of each event of a stream, however the bytes are cut.
  async function* events(body) {
    const reader = body.pipeThrough(new TextDecoderStream()).getReader();
    let rest = "";
    let data = [];
    for (;;) {
      const { value, done } = await reader.read();
      rest += done ? "\n\n" : value;
      const lines = rest.split(/\r\n|\n|\r(?!$)/);
      rest = lines.pop();
      for (const line of lines) {
        if (line === "") {
          if (data.length > 0) yield data.join("\n");
          data = [];
        } else if (line.startsWith("data:")) {
          data.push(line.slice(line[5] === " " ? 6 : 5));
        }
      }
      if (done) return;
    }
  }

  function parsed(data) {
    try {
      return JSON.parse(data);
    } catch {
      throw new Failure({ message: "A part of the answer could not be read." });
    }
  }

  // How each protocol asks, and what an event of its stream says: {text, thought}. What ends an answer goes into seen.
  const PROTOCOLS = {
    chat: {
      path: "/v1/chat/completions",
      ask: ({ system, maxTokens }) => ({
        stream_options: { include_usage: true },
        messages: [...(system ? [{ role: "system", content: system }] : []), ...turns],
        ...(maxTokens > 0 ? { max_tokens: maxTokens } : {}),
      }),
      read(chunk, seen) {
        if (chunk.usage) seen.usage = { input: chunk.usage.prompt_tokens, output: chunk.usage.completion_tokens };
        const choice = chunk.choices?.[0];
        seen.finish = choice?.finish_reason || seen.finish;
        return { text: choice?.delta?.content, thought: choice?.delta?.reasoning_content || choice?.delta?.reasoning };
      },
    },
    messages: {
      path: "/v1/messages",
      ask: ({ system, maxTokens }) => ({
        messages: turns,
        ...(system ? { system } : {}),
        max_tokens: maxTokens > 0 ? maxTokens : 4096,
      }),
      read(event, seen) {
        const usage = event.message?.usage || event.usage;
        if (usage) seen.usage = { input: usage.input_tokens ?? seen.usage?.input ?? 0, output: usage.output_tokens ?? 0 };
        seen.finish = event.delta?.stop_reason || seen.finish;
        seen.done ||= event.type === "message_stop";
        return { text: event.delta?.text, thought: event.delta?.thinking };
      },
    },
    responses: {
      path: "/v1/responses",
      ask: ({ system, maxTokens }) => ({
        input: turns,
        ...(system ? { instructions: system } : {}),
        ...(maxTokens > 0 ? { max_output_tokens: maxTokens } : {}),
      }),
      read(event, seen) {
        if (event.type === "response.completed" || event.type === "response.incomplete") {
          seen.done = true;
          seen.finish = event.response.incomplete_details?.reason || event.response.status;
          const usage = event.response.usage;
          if (usage) seen.usage = { input: usage.input_tokens, output: usage.output_tokens };
        }
        return {
          text: event.type === "response.output_text.delta" && event.delta,
          thought: /^response\.reasoning\w*_text\.delta$/.test(event.type) && event.delta,
        };
      },
    },
  };
  const CUT = ["length", "max_tokens", "max_output_tokens"];

  function request(protocol) {
    const provider = byId("provider").value;
    return {
      model,
      stream: true,
      ...protocol.ask({
        system: byId("system").value.trim(),
        maxTokens: Number.parseInt(byId("max-tokens").value, 10),
      }),
      ...(provider ? { provider: { only: [provider] } } : {}),
    };
  }

  async function answer(turn, signal) {
    const said = element("div", "said");
    turn.append(said);
    const began = performance.now();
    const writing = new Writing(said);
    const seen = { first: null, finish: null, usage: null, done: false };
    let thinking = null;
    const report = (headers, note) => turn.append(factsLine(seen, headers, began, note));
    let headers = new Headers();
    try {
      const protocol = PROTOCOLS[byId("protocol").value];
      const response = await fetch(protocol.path, {
        method: "POST",
        headers: { "content-type": "application/json", authorization: "Bearer " + key.value.trim() },
        body: JSON.stringify(request(protocol)),
        signal,
      });
      headers = response.headers;
      if (!response.ok) throw await failureOf(response);
      for await (const data of events(response.body)) {
        if (data === "[DONE]") {
          seen.done = true;
          break;
        }
        const event = parsed(data);
        const error = event.error || event.response?.error;
        if (error) throw new Failure(error, response);
        const { text, thought } = protocol.read(event, seen);
        if ((thought || text) && seen.first === null) seen.first = performance.now() - began;
        if (thought) {
          if (!thinking) {
            const details = element("details", "thinking");
            details.append(element("summary", "", "Thinking"), (thinking = element("p")));
            said.before(details);
          }
          thinking.append(thought);
        }
        if (text) writing.add(text);
      }
      if (!seen.done && !seen.finish) throw new Failure({ message: "The connection closed before the answer was complete." });
      writing.show();
      report(headers, CUT.includes(seen.finish) ? "cut at the token limit" : null);
    } catch (failure) {
      writing.show();
      if (failure.name === "AbortError") {
        report(headers, "stopped");
      } else {
        if (!writing.text) said.remove();
        turn.append(problem(failure));
      }
    }
    return writing.text;
  }

  function factsLine(seen, headers, began, note) {
    const line = element("p", "facts-line");
    const add = (text) => text && line.append(element("span", "", text));
    const total = performance.now() - began;
    const provider = headers.get("x-gatewayz-provider");
    const attempts = Number(headers.get("x-gatewayz-attempts"));
    add(note);
    add(provider && "by " + provider);
    add(seen.first !== null && "first token " + Math.round(seen.first) + " ms");
    add("total " + (total / 1000).toFixed(1) + " s");
    if (seen.usage) {
      const { input, output } = seen.usage;
      add(input + " tokens in, " + output + " out");
      const seconds = (total - (seen.first ?? 0)) / 1000;
      add(output > 1 && seconds > 0.05 && Math.round(output / seconds) + " tokens/s");
    }
    add(attempts > 1 && attempts + " attempts");
    return line;
  }

  function problem(failure) {
    const { error = {}, status, requestId, retryAfter } = failure;
    const box = element("div", "problem");
    box.setAttribute("role", "alert");
    const titles = {
      400: "The request was refused", 401: "The key was not accepted", 403: "Not allowed", 404: "No such model",
      408: "It took too long", 413: "The message is too long", 429: "Too many requests", 500: "The gateway failed", 502: "The provider failed",
      503: "Not available now", 504: "It took too long", 529: "Not available now",
    };
    box.append(element("h3", "", titles[status] && status !== 200 ? titles[status] : "The request failed"));
    box.append(element("p", "", failure instanceof Failure ? failure.message : "The gateway could not be reached: " + failure.message));
    if (status === 401) box.append(element("p", "", key.value ? "Check the key in the settings." : "Enter an API key of this gateway in the settings."));
    if (retryAfter) box.append(element("p", "", "Try again in " + retryAfter + " seconds."));
    const suggestions = (error.suggestions || []).map((one) => (typeof one === "string" ? one : one.id || one.model)).filter(Boolean);
    if (suggestions.length > 0) {
      const list = element("ul");
      for (const id of suggestions.slice(0, 5)) {
        const link = element("a", "", id);
        // A browser would take out dots and proxies double slashes: then the whole name is one part.
        const parts = id.split("/");
        const fragile = parts.some((part) => ["", ".", ".."].includes(part));
        link.href = "/models/" + parts.map(encodeURIComponent).join(fragile ? "%2F" : "/") + "#playground";
        const item = element("li");
        item.append(link);
        list.append(item);
      }
      box.append(element("p", "", "Models to try instead:"), list);
    }
    if (requestId) box.append(element("p", "id", "Request " + requestId));
    return box;
  }

  function setRunning(controller) {
    running = controller;
    send.disabled = controller !== null;
    clear.disabled = controller !== null;
    stop.disabled = controller === null;
    log.setAttribute("aria-busy", String(controller !== null));
  }

  composer.addEventListener("submit", async (event) => {
    event.preventDefault();
    const text = message.value.trim();
    if (!text || running) return;
    if (!key.value.trim()) {
      key.setAttribute("aria-invalid", "true");
      key.focus();
    }
    message.value = "";
    turns.push({ role: "user", content: text });
    keepInView(() => addTurn("user", "You").append(element("p", "said", text)));
    log.scrollTop = log.scrollHeight;
    const turn = addTurn("assistant", model);
    turn.classList.add("busy");
    setRunning(new AbortController());
    try {
      const said = await answer(turn, running.signal);
      if (said) turns.push({ role: "assistant", content: said });
      else turns.pop();
    } finally {
      turn.classList.remove("busy");
      setRunning(null);
      log.scrollTop = log.scrollHeight;
      if (key.value.trim()) message.focus();
    }
  });

  message.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      composer.requestSubmit();
    }
  });
  message.addEventListener("input", () => key.removeAttribute("aria-invalid"));
  stop.addEventListener("click", () => running?.abort());
  clear.addEventListener("click", () => {
    turns.length = 0;
    log.replaceChildren();
    message.focus();
  });
})();

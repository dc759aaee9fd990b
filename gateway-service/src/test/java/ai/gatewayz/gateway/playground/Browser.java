package ai.gatewayz.gateway.playground;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * A real Chromium with one tab, driven over the Chrome DevTools Protocol: keys and clicks go in as
 * input events at coordinates, as those of a person do.
 */
final class Browser implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration WAIT = Duration.ofSeconds(20);

  private final Process process;
  private final WebSocket socket;
  private final Map<Integer, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();
  private final List<String> complaints = new ArrayList<>();
  private final AtomicInteger ids = new AtomicInteger();

  private Browser(Process process, URI tab) throws Exception {
    this.process = process;
    socket =
        HttpClient.newHttpClient()
            .newWebSocketBuilder()
            .buildAsync(tab, new Listener())
            .get(WAIT.toSeconds(), TimeUnit.SECONDS);
    call("Page.enable");
    call("Runtime.enable");
    call("Log.enable");
  }

  /** The installed browser; empty where there is none. */
  static Optional<Path> find() {
    String named = System.getenv("GATEWAYZ_BROWSER");
    if (named != null) {
      return Optional.of(Path.of(named));
    }
    return Stream.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
        .flatMap(
            name ->
                Stream.of(System.getenv("PATH").split(File.pathSeparator))
                    .map(folder -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /**
   * @param profile an empty folder for the browser's own files
   */
  static Browser start(Path executable, Path profile) throws Exception {
    Process process =
        new ProcessBuilder(
                executable.toString(),
                "--headless=new",
                // The sandbox cannot be set up as root or in a container; the only site is ours.
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-background-networking",
                "--no-first-run",
                "--hide-scrollbars",
                "--window-size=1280,900",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile,
                "about:blank")
            .redirectErrorStream(true)
            .redirectOutput(profile.resolve("browser.log").toFile())
            .start();
    try {
      return new Browser(process, tab(process, profile));
    } catch (Exception e) {
      process.destroyForcibly();
      throw e;
    }
  }

  private static URI tab(Process process, Path profile) throws Exception {
    Path announced = profile.resolve("DevToolsActivePort");
    long deadline = System.nanoTime() + WAIT.toNanos();
    while (!Files.exists(announced) || Files.readAllLines(announced).size() < 2) {
      if (!process.isAlive() || System.nanoTime() > deadline) {
        throw new IOException(
            "it did not start: " + Files.readString(profile.resolve("browser.log")));
      }
      process.waitFor(50, TimeUnit.MILLISECONDS);
    }
    String port = Files.readAllLines(announced).getFirst();
    HttpResponse<String> targets =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/json")).build(),
                HttpResponse.BodyHandlers.ofString());
    for (JsonNode target : JSON.readTree(targets.body())) {
      if (target.get("type").asText().equals("page")) {
        return URI.create(target.get("webSocketDebuggerUrl").asText());
      }
    }
    throw new IOException("it has no tab: " + targets.body());
  }

  void open(String url) throws Exception {
    call("Page.navigate", "url", url);
    waitFor("document.readyState === 'complete' && location.href.startsWith(" + quote(url) + ")");
  }

  /** The value of an expression in the page, as text. */
  String evaluate(String expression) throws Exception {
    ObjectNode parameters = JSON.createObjectNode();
    parameters.put("expression", expression).put("awaitPromise", true).put("returnByValue", true);
    JsonNode result = call("Runtime.evaluate", parameters);
    if (result.has("exceptionDetails")) {
      throw new AssertionError(expression + ": " + result.get("exceptionDetails"));
    }
    return result.path("result").path("value").asText();
  }

  /** Blocks until an expression is true. */
  void waitFor(String condition) throws Exception {
    String script =
        "new Promise((done) => { const until = Date.now() + "
            + WAIT.toMillis()
            + "; const look = () => { if ("
            + condition
            + ") done('yes'); else if (Date.now() > until) done('no');"
            + " else setTimeout(look, 20); }; look(); })";
    if (!evaluate(script).equals("yes")) {
      throw new AssertionError(
          "never came: " + condition + "\nPage: " + evaluate("document.body.innerText"));
    }
  }

  /** Presses the mouse on the middle of an element, which must be in view and on top. */
  void click(String selector) throws Exception {
    waitFor("document.querySelector(" + quote(selector) + ") !== null");
    JsonNode place =
        JSON.readTree(
            evaluate(
                "(() => { const e = document.querySelector("
                    + quote(selector)
                    + "); e.scrollIntoView({block: 'nearest', behavior: 'instant'});"
                    + " const b = e.getBoundingClientRect(); const x = b.x + b.width / 2,"
                    + " y = b.y + b.height / 2; const top = document.elementFromPoint(x, y);"
                    + " return JSON.stringify({x, y, hit: e === top || e.contains(top)}); })()"));
    if (!place.get("hit").asBoolean()) {
      throw new AssertionError(selector + " cannot be clicked: something covers it");
    }
    for (String type : List.of("mousePressed", "mouseReleased")) {
      ObjectNode event = JSON.createObjectNode();
      event.put("type", type).put("button", "left").put("clickCount", 1);
      event.set("x", place.get("x"));
      event.set("y", place.get("y"));
      call("Input.dispatchMouseEvent", event);
    }
  }

  /** Types where the focus is. */
  void type(String text) throws Exception {
    call("Input.insertText", "text", text);
  }

  /** Presses a key such as {@code Enter}, {@code Tab} or {@code ArrowRight}. */
  void press(String key) throws Exception {
    int code =
        switch (key) {
          case "Enter" -> 13;
          case "Tab" -> 9;
          case "ArrowRight" -> 39;
          case "ArrowLeft" -> 37;
          case "End" -> 35;
          default -> throw new IllegalArgumentException(key);
        };
    for (String type : List.of("keyDown", "keyUp")) {
      ObjectNode event = JSON.createObjectNode();
      event.put("type", type).put("key", key).put("code", key).put("windowsVirtualKeyCode", code);
      if (key.equals("Enter")) {
        event.put("text", "\r");
      }
      call("Input.dispatchKeyEvent", event);
    }
  }

  void size(int width, int height) throws Exception {
    ObjectNode metrics = JSON.createObjectNode();
    metrics.put("width", width).put("height", height).put("deviceScaleFactor", 1);
    metrics.put("mobile", width < 600);
    call("Emulation.setDeviceMetricsOverride", metrics);
  }

  void dark(boolean dark) throws Exception {
    ObjectNode media = JSON.createObjectNode();
    media
        .putArray("features")
        .addObject()
        .put("name", "prefers-color-scheme")
        .put("value", dark ? "dark" : "light");
    call("Emulation.setEmulatedMedia", media);
  }

  void screenshot(Path file) throws Exception {
    String data = call("Page.captureScreenshot").get("data").asText();
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.write(file, Base64.getDecoder().decode(data));
  }

  /** What the page has put on the console as an error, or thrown, since the start. */
  List<String> complaints() {
    synchronized (complaints) {
      return List.copyOf(complaints);
    }
  }

  @Override
  public void close() throws Exception {
    socket.abort();
    process.destroy();
    if (!process.waitFor(5, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
  }

  private JsonNode call(String method, String... parameters) throws Exception {
    ObjectNode named = JSON.createObjectNode();
    for (int i = 0; i < parameters.length; i += 2) {
      named.put(parameters[i], parameters[i + 1]);
    }
    return call(method, named);
  }

  private JsonNode call(String method, ObjectNode parameters) throws Exception {
    int id = ids.incrementAndGet();
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    answers.put(id, answer);
    ObjectNode message = JSON.createObjectNode().put("id", id).put("method", method);
    message.set("params", parameters);
    socket.sendText(message.toString(), true).get(WAIT.toSeconds(), TimeUnit.SECONDS);
    JsonNode found = answer.get(WAIT.toSeconds() + 5, TimeUnit.SECONDS);
    if (found.has("error")) {
      throw new IOException(method + ": " + found.get("error"));
    }
    return found.get("result");
  }

  static String quote(String text) {
    return JSON.getNodeFactory().textNode(text).toString();
  }

  /** Puts the parts of messages together and hands answers to those who wait for them. */
  private final class Listener implements WebSocket.Listener {

    private final StringBuilder partial = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
      partial.append(data);
      if (last) {
        receive(partial.toString());
        partial.setLength(0);
      }
      webSocket.request(1);
      return null;
    }

    private void receive(String text) {
      JsonNode message;
      try {
        message = JSON.readTree(text);
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
      if (message.has("id")) {
        answers.remove(message.get("id").asInt()).complete(message);
        return;
      }
      String event = message.path("method").asText();
      boolean logged =
          event.equals("Log.entryAdded")
              && message.path("params").path("entry").path("level").asText().equals("error");
      if (logged || event.equals("Runtime.exceptionThrown")) {
        synchronized (complaints) {
          complaints.add(message.get("params").toString());
        }
      }
    }
  }
}

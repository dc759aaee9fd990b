package ai.gatewayz.bench.attack.kind;

import static ai.gatewayz.bench.attack.Attack.gateway;
import static ai.gatewayz.bench.attack.kind.Payloads.MEGABYTE;

import ai.gatewayz.bench.attack.Attack;
import ai.gatewayz.bench.attack.Tally;
import ai.gatewayz.bench.attack.victim.Answer;
import ai.gatewayz.bench.attack.victim.Target;
import ai.gatewayz.bench.attack.victim.Wire;
import ai.gatewayz.local.launcher.Service;
import ai.gatewayz.simulator.Fault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Bodies: what is held for them, and what is done with them. */
public final class Bodies {

  public static final String KIND = "bodies";

  private static final int HELD_MILLIS = 4_000;
  private static final String PROVIDER = "together";

  private Bodies() {}

  public static List<Attack> attacks() {
    return Stream.of(sizes(), Shapes.attacks(), Crowding.attacks(), Answers.attacks())
        .flatMap(List::stream)
        .toList();
  }

  private static List<Attack> sizes() {
    return List.of(
        gateway(KIND, "prompts of 15 MB, 6 at once", Bodies::large),
        gateway(KIND, "requests padded to 15 MB, 6 at once", Bodies::padded).onlyLong(),
        gateway(KIND, "24 bodies of 18 MB, all but the last byte, held", Bodies::held),
        gateway(KIND, "200 bodies of 18 MB, announced and never sent", Bodies::announced),
        gateway(KIND, "600 streams with prompts of 250 KB", Bodies::streams),
        gateway(KIND, "24 bodies of 18 MB without a length", Bodies::chunked),
        gateway(KIND, "bodies in chunks of one byte", Bodies::tinyChunks),
        new Attack(
            KIND,
            "bodies of 9 MB to every admin address, without a token",
            List.of(Service.CATALOG, Service.HEALTH),
            true,
            Bodies::admin));
  }

  private static String key(int i) {
    return i % 2 == 0 ? Target.KEY : Target.OTHER_KEY;
  }

  private static void large(Target target, Tally tally, double share) throws Exception {
    rounds(target, tally, Payloads.prompt(Target.MODEL, 15 * MEGABYTE, true), share);
  }

  private static void padded(Target target, Tally tally, double share) throws Exception {
    rounds(target, tally, Payloads.padded(15 * MEGABYTE), share);
  }

  private static void rounds(Target target, Tally tally, byte[] body, double share)
      throws Exception {
    int port = target.port(Service.GATEWAY);
    for (int round = 0; round < Math.ceil(2 * share); round++) {
      for (String path : Requests.posts(share)) {
        Crowd.of(
            6, i -> tally.answered("a body of 15 MB", Requests.post(port, path, key(i), body)));
      }
    }
  }

  private static void held(Target target, Tally tally, double share) throws Exception {
    byte[] body = Payloads.padded(18 * MEGABYTE);
    Crowd.of(
        24,
        i -> {
          try (Wire wire = new Wire(target.port(Service.GATEWAY), Requests.PATIENCE_MILLIS)) {
            wire.send(
                Requests.head(
                    "POST", Requests.CHAT, key(i / 12), "Content-Length: " + body.length));
            boolean taken = wire.send(java.util.Arrays.copyOf(body, body.length - 1));
            Thread.sleep(taken ? HELD_MILLIS : 0);
            if (taken && i % 2 == 0) {
              tally.count("left");
            } else {
              wire.send("}");
              tally.answered("a held body", wire.answer());
            }
          }
        });
  }

  private static void announced(Target target, Tally tally, double share) throws Exception {
    Crowd.of(
        200,
        i -> {
          try (Wire wire = new Wire(target.port(Service.GATEWAY), HELD_MILLIS)) {
            wire.send(
                Requests.head(
                    "POST",
                    Requests.POSTS.get(i % Requests.POSTS.size()),
                    key(i),
                    "Expect: 100-continue",
                    "Content-Length: " + 18 * MEGABYTE));
            Answer answer = wire.answer();
            if (answer.status() == Answer.NONE) {
              tally.count("held"); // told to go on: it has room that it does not fill
            } else {
              tally.answered("an announced body", answer);
            }
          }
        });
  }

  /** At a provider that takes its time, so that all of them are there at once. */
  private static void streams(Target target, Tally tally, double share) throws Exception {
    String model =
        target.simulator().catalog().chatIds(PROVIDER).stream()
            .filter(id -> !id.contains("Llama-3.3"))
            .findFirst()
            .orElseThrow();
    target
        .simulator()
        .faults()
        .set(PROVIDER, model, new Fault.SlowFirstToken(Duration.ofSeconds(3)));
    byte[] body = Payloads.prompt(PROVIDER + "/" + model, 250_000, true);
    try {
      Crowd.of(
          600,
          i ->
              tally.answered(
                  "a stream with a long prompt",
                  Requests.post(target.port(Service.GATEWAY), Requests.CHAT, key(i), body)));
    } finally {
      target.simulator().faults().clear(PROVIDER, model);
    }
  }

  private static void chunked(Target target, Tally tally, double share) throws Exception {
    byte[] body = Payloads.padded(18 * MEGABYTE);
    sendChunked(target, tally, 24, body, 8 * 1024);
  }

  private static void tinyChunks(Target target, Tally tally, double share) throws Exception {
    sendChunked(target, tally, 8, Payloads.padded((int) (200_000 * share)), 1);
  }

  private static void sendChunked(Target target, Tally tally, int many, byte[] body, int size)
      throws IOException, InterruptedException {
    java.io.ByteArrayOutputStream chunks = new java.io.ByteArrayOutputStream();
    for (int at = 0; at < body.length; at += size) {
      int length = Math.min(size, body.length - at);
      chunks.write((Integer.toHexString(length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
      chunks.write(body, at, length);
      chunks.write('\r');
      chunks.write('\n');
    }
    chunks.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    byte[] all = chunks.toByteArray();
    Crowd.of(
        many,
        i ->
            tally.answered(
                "a body without a length",
                Requests.exchange(
                    target.port(Service.GATEWAY),
                    Requests.bytes(
                        Requests.head(
                            "POST",
                            Requests.POSTS.get(i % Requests.POSTS.size()),
                            key(i),
                            "Transfer-Encoding: chunked")),
                    all)));
  }

  private static void admin(Target target, Tally tally, double share) throws Exception {
    byte[] body = Payloads.padded(9 * MEGABYTE);
    List<String> catalog =
        List.of(
            "/catalog/admin/rules",
            "/catalog/admin/rules/import",
            "/catalog/admin/keys",
            "/catalog/admin/keys/key_a/rotate",
            "/catalog/admin/syncs/together",
            "/catalog/admin/quarantine/together/accept");
    List<String> health =
        List.of("/health/admin/probes/together/a", "/health/admin/overrides/together/a");
    Crowd.of(
        share < 1 ? 12 : 48,
        i -> {
          tally.answered(
              "a body to the catalog",
              Requests.post(
                  target.port(Service.CATALOG), catalog.get(i % catalog.size()), "no-token", body));
          tally.answered(
              "a body to health",
              Requests.post(
                  target.port(Service.HEALTH), health.get(i % health.size()), "no-token", body));
        });
    tally.expect(tally.of("200") == 0, "a caller without a token is served");
  }
}

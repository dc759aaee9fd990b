package ai.gatewayz.bench.attack.kind;

import static ai.gatewayz.bench.attack.Attack.gateway;
import static ai.gatewayz.bench.attack.kind.Payloads.MEGABYTE;

import ai.gatewayz.bench.attack.Attack;
import ai.gatewayz.bench.attack.Tally;
import ai.gatewayz.bench.attack.victim.Target;
import ai.gatewayz.local.launcher.Service;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;

/** Bodies that are little to send and much to read: packed, deep, or of very many parts. */
final class Shapes {

  private Shapes() {}

  static List<Attack> attacks() {
    return List.of(
        gateway(Bodies.KIND, "gzip and deflate, 20 MB that become a gigabyte", Shapes::packed),
        gateway(Bodies.KIND, "a hundred thousand to millions deep", Shapes::deep),
        gateway(Bodies.KIND, "a million fields, messages, inputs, tools", Shapes::many),
        gateway(Bodies.KIND, "escapes, broken characters, names that hash alike", Shapes::odd));
  }

  private static byte[] gzip(byte[] bytes, int times) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      for (int i = 0; i < times; i++) {
        out.write(bytes);
      }
    }
    return packed.toByteArray();
  }

  private static byte[] deflate(byte[] bytes, int times) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (DeflaterOutputStream out = new DeflaterOutputStream(packed)) {
      for (int i = 0; i < times; i++) {
        out.write(bytes);
      }
    }
    return packed.toByteArray();
  }

  private record Packed(byte[] body, String coding) {}

  private static void packed(Target target, Tally tally, double share) throws Exception {
    byte[] megabyte = new byte[MEGABYTE];
    int times = (int) (1_024 * share);
    byte[] almost = Payloads.padded(17 * MEGABYTE);
    List<Packed> bodies =
        List.of(
            new Packed(gzip(megabyte, times), "gzip"),
            new Packed(deflate(megabyte, times), "deflate"),
            new Packed(gzip(gzip(megabyte, times), 1), "gzip, gzip"),
            new Packed(gzip(almost, 1), "gzip"),
            new Packed(gzip(Payloads.padded(200_000), 1), "gzip"),
            new Packed(gzip(megabyte, 1), "br"),
            new Packed(megabyte, "gzip"));
    for (Packed each : bodies) {
      send(target, tally, share, each.body(), "Content-Encoding: " + each.coding());
    }
    tally.expect(
        tally.of("200") > 0, "a compressed body of 200 KB is not accepted: " + tally.answers());
  }

  private static void deep(Target target, Tally tally, double share) throws Exception {
    for (byte[] body :
        List.of(
            Payloads.nested("[", "]", 100_000),
            Payloads.nested("{\"a\":", "}", 100_000),
            Payloads.nested("[{\"a\":", "}]", 1_000_000),
            Payloads.open(15 * MEGABYTE))) {
      send(target, tally, share, body);
    }
  }

  private static void many(Target target, Tally tally, double share) throws Exception {
    String message = "{\"role\":\"user\",\"content\":\"\"}";
    String image = "{\"type\":\"image_url\",\"image_url\":{\"url\":\"x\"}}";
    for (byte[] body :
        List.of(
            Payloads.fields(1_000_000),
            Payloads.array("messages", message, 500_000),
            Payloads.array("messages", "{\"role\":\"user\",\"content\":[" + image + "]}", 150_000),
            Payloads.array("input", "\"\"", 4_000_000),
            Payloads.array("input", "1", 4_000_000),
            Payloads.array("prompt", "[]", 4_000_000),
            Payloads.array("models", "\"a\"", 3_000_000),
            Payloads.array("tools", "{}", 4_000_000),
            Payloads.chatAnd("\"unknown\":[" + "{},".repeat(3_000_000) + "{}]"),
            Payloads.chatAnd("\"metadata\":[" + "{\"a\":0},".repeat(1_000_000) + "{}]"),
            Payloads.chatAnd(
                "\"provider\":{\"order\":[" + "\"a\",".repeat(3_000_000) + "\"b\"]}"))) {
      send(target, tally, share, body);
    }
  }

  private static void odd(Target target, Tally tally, double share) throws Exception {
    byte[] broken = Payloads.padded(8 * MEGABYTE);
    for (int i = 0; i < broken.length; i++) {
      broken[i] = broken[i] == 'x' ? (byte) (0x80 + i % 0x80) : broken[i];
    }
    for (byte[] body :
        List.of(
            Payloads.chatAnd("\"escapes\":\"" + "\\u0000".repeat(2_500_000) + "\""),
            Payloads.chatAnd("\"escapes\":\"" + "\\ud800".repeat(2_500_000) + "\""),
            Payloads.chatAnd("\"" + "\\u0061".repeat(2_500_000) + "\":1"),
            Payloads.chatAnd(" ".repeat(15 * MEGABYTE) + "\"x\":1"),
            broken,
            new byte[8 * MEGABYTE],
            Payloads.colliding(200_000))) {
      send(target, tally, share, body);
    }
  }

  /** To every address, with each key. */
  private static void send(Target target, Tally tally, double share, byte[] body, String... headers)
      throws IOException, InterruptedException {
    List<String> posts = Requests.posts(share);
    int paths = posts.size();
    Crowd.of(
        2 * paths,
        4,
        i ->
            tally.answered(
                "a hostile body",
                Requests.post(
                    target.port(Service.GATEWAY),
                    posts.get(i % paths),
                    i < paths ? Target.KEY : Target.OTHER_KEY,
                    body,
                    headers)));
  }
}

package ai.gatewayz.gateway.sse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a stream says and what the caller gets of it, however its bytes are split. */
class StreamEventsTest {

  private static final String CHUNK =
      "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"é😀\"},\"finish_reason\":null}]}";
  private static final String SECOND =
      "data: {\"choices\":[{\"index\":1,\"delta\":{\"content\":\"b\"},\"finish_reason\":null}]}";
  private static final String END =
      "data: {\"choices\":[{\"index\":0,\"finish_reason\":\"stop\"}]}";
  private static final String SECOND_END =
      "data: {\"choices\":[{\"index\":1,\"finish_reason\":\"stop\"}]}";
  private static final String USAGE =
      "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":2}}";

  /**
   * @param sent the event's lines
   * @param passed what the caller gets of them; null where it is what was sent
   */
  private record Piece(String sent, String passed) {}

  private static final List<Piece> PIECES =
      List.of(
          new Piece(CHUNK, null),
          new Piece(CHUNK, null),
          new Piece(SECOND, null),
          new Piece(END, null),
          new Piece(SECOND_END, null),
          new Piece(USAGE, ""),
          new Piece(": comment", null),
          new Piece(": before\n" + CHUNK, null),
          new Piece("data: oops", null),
          new Piece("data: oops\ndata:  again", null),
          new Piece("data:", ""),
          new Piece("data: \ndata", ""),
          new Piece("data: {\"type\":\"ping\"}", ""),
          new Piece("data: [1]", ""),
          new Piece("event: x\nid: 1", ""),
          new Piece("retry: 1\n: c\n" + CHUNK, CHUNK),
          new Piece("event: x\n" + CHUNK + "\nid", CHUNK),
          new Piece("data: o\u0000ops\ndata: x", "data: oops\ndata: x"),
          new Piece(": \u0000", ""),
          new Piece("", null));

  private record Read(List<String> said, String passed, String state) {}

  private static Read read(byte[] stream, boolean withUsage, Iterable<Integer> cuts) {
    StreamEvents events = new StreamEvents(withUsage);
    StreamProgress progress = new StreamProgress(1);
    List<String> said = new ArrayList<>();
    ByteArrayOutputStream passed = new ByteArrayOutputStream();
    int from = 0;
    for (int cut : cuts) {
      events.feed(Arrays.copyOfRange(stream, from, cut));
      from = cut;
      while (events.next()) {
        if (events.isLong()) {
          events.read();
        }
        take(events, progress, said, passed);
      }
    }
    if (events.last()) {
      take(events, progress, said, passed);
    }
    return new Read(
        said,
        passed.toString(StandardCharsets.UTF_8),
        progress.complete()
            + " "
            + progress.mayBeDone()
            + " "
            + progress.garbled()
            + " "
            + progress.written()
            + " "
            + progress.usage());
  }

  private static void take(
      StreamEvents events, StreamProgress progress, List<String> said, ByteArrayOutputStream to) {
    progress.saw(events.chunk());
    if (!(events.chunk() instanceof Chunk.Nothing)) {
      said.add(events.chunk().getClass().getSimpleName());
    }
    to.writeBytes(events.forCaller().copy());
  }

  @Test
  void howeverItIsSplitItSaysTheSame() {
    Random random = new Random(7);
    for (int run = 0; run < 3_000; run++) {
      String lineEnd = List.of("\n", "\r\n", "\r").get(random.nextInt(3));
      StringBuilder sent = new StringBuilder();
      StringBuilder passed = new StringBuilder();
      for (int i = random.nextInt(12); i > 0; i--) {
        Piece piece = PIECES.get(random.nextInt(PIECES.size()));
        String event = piece.sent.replace("\n", lineEnd) + lineEnd + lineEnd;
        sent.append(event);
        passed.append(
            piece.passed == null ? event : piece.passed.isEmpty() ? "" : piece.passed + "\n\n");
      }
      byte[] bytes = sent.toString().getBytes(StandardCharsets.UTF_8);
      Read whole = read(bytes, false, List.of(bytes.length));
      assertEquals(passed.toString(), whole.passed);
      List<Integer> cuts = new ArrayList<>();
      for (int at = 0; at < bytes.length; ) {
        at = Math.min(bytes.length, at + 1 + random.nextInt(40));
        cuts.add(at);
      }
      assertEquals(whole, read(bytes, false, cuts));
    }
  }

  @Test
  void everyCutOfAStreamWithItsEndIsRead() {
    byte[] bytes =
        String.join(
                "\n\n",
                CHUNK,
                SECOND,
                "data: {\"type\":\"ping\"}",
                END,
                SECOND_END,
                USAGE,
                "data: [DONE]")
            .getBytes(StandardCharsets.UTF_8);
    Read whole = read(bytes, true, List.of(bytes.length));
    assertEquals(List.of("Part", "Part", "Other", "Part", "Part", "Part", "Done"), whole.said);
    assertEquals(
        String.join("\n\n", CHUNK, SECOND, END, SECOND_END, USAGE, "data: [DONE]", ""),
        whole.passed);
    for (int cut = 0; cut <= bytes.length; cut++) {
      assertEquals(whole, read(bytes, true, List.of(cut, bytes.length)), "cut at " + cut);
    }
  }

  @Test
  void aUsageWithoutChoicesGetsTheListThatClientsRead() {
    for (String none : List.of("", "\"choices\":null,")) {
      byte[] bytes =
          ("data: {" + none + "\"usage\":{\"prompt_tokens\":1}}\n\n")
              .getBytes(StandardCharsets.UTF_8);
      assertEquals("", read(bytes, false, List.of(bytes.length)).passed);
      String passed = read(bytes, true, List.of(bytes.length)).passed;
      assertTrue(
          passed.contains("\"choices\":[]") && passed.contains("\"usage\":{\"prompt"), passed);
      assertTrue(passed.startsWith("data: {") && passed.endsWith("}\n\n"), passed);
    }
  }

  /** A stream that ends anywhere before its end is never taken for whole. */
  @Test
  void noPrefixOfAStreamLooksComplete() {
    byte[] bytes =
        String.join("\n\n", CHUNK, SECOND, END, CHUNK, SECOND_END, END, "")
            .getBytes(StandardCharsets.UTF_8);
    // Without its last line ends it says the same.
    for (int length = 0; length < bytes.length - 2; length++) {
      byte[] prefix = Arrays.copyOf(bytes, length);
      assertEquals("false", read(prefix, true, List.of(length)).state.split(" ")[0], "" + length);
    }
    assertEquals("true", read(bytes, true, List.of(bytes.length)).state.split(" ")[0]);
  }

  @Test
  void aStreamWithoutItsLastLineEndsGetsThemAndNoMore() {
    for (String end : List.of("", "\n", "\r\n")) {
      byte[] bytes = (CHUNK + end).getBytes(StandardCharsets.UTF_8);
      String passed = read(bytes, true, List.of(bytes.length)).passed;
      assertEquals(CHUNK + (end.isEmpty() ? "\n" : end) + "\n", passed);
    }
    byte[] torn = CHUNK.substring(0, 40).getBytes(StandardCharsets.UTF_8);
    assertEquals("", read(torn, true, List.of(torn.length)).passed);
  }

  @Test
  @Timeout(20)
  void anEventOfAMillionLinesIsReadInOnePass() {
    byte[] bytes = ("data:\n".repeat(1_000_000) + "\n").getBytes(StandardCharsets.UTF_8);
    assertEquals("", read(bytes, true, List.of(bytes.length)).passed);
  }
}

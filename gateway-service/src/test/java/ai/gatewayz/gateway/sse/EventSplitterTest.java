package ai.gatewayz.gateway.sse;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventSplitterTest {

  private final ByteArrayOutputStream raw = new ByteArrayOutputStream();

  private List<String> read(EventSplitter splitter) {
    List<String> data = new ArrayList<>();
    while (splitter.next()) {
      add(splitter, data);
    }
    return data;
  }

  private void add(EventSplitter splitter, List<String> data) {
    Bytes event = splitter.event();
    raw.writeBytes(event.copy());
    EventFields fields = new EventFields();
    fields.read(event);
    if (fields.data() != null) {
      data.add(new String(fields.data().copy(), StandardCharsets.UTF_8));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n", "\r"})
  void allLineEndsAreKnown(String end) {
    String stream =
        String.join(
            end,
            ": OPENROUTER PROCESSING",
            "",
            "event: x",
            "data:one",
            "id: 1",
            "data: two",
            "",
            "",
            "data",
            "",
            "datax: no",
            "",
            "");
    byte[] bytes = stream.getBytes(StandardCharsets.UTF_8);
    for (int cut = 0; cut <= bytes.length; cut++) {
      raw.reset();
      EventSplitter splitter = new EventSplitter();
      splitter.feed(Arrays.copyOf(bytes, cut));
      List<String> data = read(splitter);
      splitter.feed(Arrays.copyOfRange(bytes, cut, bytes.length));
      data.addAll(read(splitter));
      while (splitter.last()) {
        add(splitter, data);
      }
      assertEquals(List.of("one\ntwo", ""), data, "cut at " + cut);
      assertArrayEquals(bytes, raw.toByteArray());
    }
  }

  @Test
  void aStreamMayEndWithoutItsBlankLine() {
    EventSplitter splitter = new EventSplitter();
    splitter.feed("data: a\n\ndata: b".getBytes(StandardCharsets.UTF_8));
    assertEquals(List.of("a"), read(splitter));
    assertEquals(7, splitter.waiting());
    List<String> rest = new ArrayList<>();
    assertEquals(true, splitter.last());
    add(splitter, rest);
    assertEquals(List.of("b"), rest);
    assertEquals(false, splitter.last());
  }

  /** However the bytes are split, the events are the same and hold every byte. */
  @Test
  void anySplitGivesTheSameEvents() {
    Random random = new Random(11);
    String[] pieces = {
      "data: é😀{\"a\":1}",
      "data:x",
      ": c",
      "event: y",
      "\n",
      "\n",
      "\r\n",
      "\r",
      "id",
      "data: ",
      "data"
    };
    for (int run = 0; run < 3_000; run++) {
      StringBuilder stream = new StringBuilder();
      for (int i = random.nextInt(30); i > 0; i--) {
        stream.append(pieces[random.nextInt(pieces.length)]);
      }
      byte[] bytes = stream.toString().getBytes(StandardCharsets.UTF_8);
      EventSplitter whole = new EventSplitter();
      whole.feed(bytes);
      raw.reset();
      List<String> expected = read(whole);
      while (whole.last()) {
        add(whole, expected);
      }
      assertArrayEquals(bytes, raw.toByteArray());

      raw.reset();
      EventSplitter split = new EventSplitter();
      List<String> data = new ArrayList<>();
      for (int from = 0; from < bytes.length; ) {
        int to = Math.min(bytes.length, from + 1 + random.nextInt(7));
        split.feed(Arrays.copyOfRange(bytes, from, to));
        data.addAll(read(split));
        from = to;
      }
      while (split.last()) {
        add(split, data);
      }
      assertEquals(expected, data, () -> "stream: " + stream);
      assertArrayEquals(bytes, raw.toByteArray());
    }
  }
}

package ai.gatewayz.providers.listing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class PageReaderTest {

  private final List<JsonNode> entries = new ArrayList<>();
  private final PageReader reader = new PageReader("data", entries::add);

  private void read(String json, int piece) throws BrokenPageException {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    for (int at = 0; at < bytes.length; at += piece) {
      reader.feed(Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + piece)));
    }
    reader.end();
  }

  @Test
  void readsTheSameAtWhateverPlaceTheBytesAreSplit() throws Exception {
    String json =
        "{\"object\":\"list\",\"data\":[{\"id\":\"ä/π\",\"n\":{\"a\":[1,2.50,true,null]}},{\"id\":\"b\"}],"
            + "\"total\":2,\"links\":{\"next\":null}}";
    for (int piece = 1; piece < json.length(); piece++) {
      List<JsonNode> read = new ArrayList<>();
      PageReader split = new PageReader("data", read::add);
      byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
      for (int at = 0; at < bytes.length; at += piece) {
        split.feed(Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + piece)));
      }
      split.end();
      assertEquals(2, read.size());
      assertEquals("ä/π", read.getFirst().path("id").textValue());
      assertEquals(
          new BigDecimal("2.50"), read.getFirst().path("n").path("a").path(1).decimalValue());
      assertEquals(2, split.envelope().path("total").intValue());
      assertTrue(split.envelope().path("links").path("next").isNull());
    }
  }

  @Test
  void readsABareArrayAndAByteOrderMark() throws Exception {
    read("\uFEFF[{\"id\":\"a\"},7,\"x\",[],{\"id\":\"b\"}]", 3);
    assertEquals(5, entries.size());
    assertEquals("b", entries.getLast().path("id").textValue());
  }

  @Test
  void handsOutEachEntryAsSoonAsItIsWhole() throws Exception {
    reader.feed("{\"data\":[{\"id\":\"a\"},{\"id\":".getBytes(StandardCharsets.UTF_8));
    assertEquals(1, entries.size());
  }

  @Test
  void aHugeEntryIsHandedOutAsMissingAndTheNextIsRead() throws Exception {
    String huge = "{\"id\":\"a\",\"x\":[" + "\"0123456789\",".repeat(100_000) + "1]}";
    read("{\"data\":[" + huge + ",{\"id\":\"b\"}]}", 8192);
    assertTrue(entries.get(0).isMissingNode());
    assertEquals("b", entries.get(1).path("id").textValue());
  }

  @Test
  void aNumberThatNoneCanBeIsNoReasonToDoWithoutTheList() throws Exception {
    read(
        "{\"data\":[{\"id\":\"a\",\"price\":1E-2147483648},{\"id\":\"b\",\"price\":0e"
            + "9".repeat(300)
            + "},{\"id\":\"c\",\"price\":2}]}",
        64);
    assertEquals(3, entries.size());
    assertTrue(entries.get(0).path("price").isNull());
    assertTrue(entries.get(1).path("price").isNull());
    assertEquals(2, entries.get(2).path("price").intValue());
  }

  @Test
  void saysWhatIsWrongWithABody() {
    assertBroken("<!DOCTYPE html><html></html>", "the answer is not JSON");
    assertBroken("", "the answer is empty");
    assertBroken("{\"data\":[{\"id\":\"a\"},{\"id\":", "the list ends before it is complete");
    assertBroken("{\"data\":[{\"id\":\"a\"}", "the list ends before it is complete");
    assertBroken("{\"data\":[{\"id\":\"a\"}}", "the list is not valid JSON");
    assertBroken("{\"error\":{\"message\":\"no\"}}", "the answer has no field 'data' with a list");
    assertBroken("{\"data\":{}}", "the answer has no field 'data' with a list");
    assertBroken("\"data\"", "the answer is not a list");
    assertBroken("[1][2]", "the answer has content after the list");
  }

  private static void assertBroken(String body, String message) {
    PageReader reader = new PageReader("data", entry -> {});
    BrokenPageException broken =
        assertThrows(
            BrokenPageException.class,
            () -> {
              reader.feed(body.getBytes(StandardCharsets.UTF_8));
              reader.end();
            },
            body);
    assertEquals(message, broken.getMessage());
  }

  @Test
  void aNumberThatIsNoneIsNull() throws Exception {
    read("[{\"id\":\"a\",\"n\":NaN}]", 4);
    assertTrue(entries.getFirst().path("n").isNull());
  }

  @Test
  void whatNoEntryIsLikeCostsThatEntryOnly() throws Exception {
    String deep = "[".repeat(500) + "]".repeat(500);
    String number = "9".repeat(900);
    read("{\"data\":[{\"x\":" + deep + "},{\"n\":" + number + "},{\"id\":\"b\"}]}", 100);
    assertEquals(3, entries.size());
    assertTrue(entries.getFirst().isMissingNode());
    assertEquals("b", entries.getLast().path("id").textValue());
  }

  @Test
  void anEnvelopeOfManyFieldsIsNotKept() throws Exception {
    StringBuilder json = new StringBuilder("{\"data\":[]");
    for (int i = 0; i < 10_000; i++) {
      json.append(",\"f").append(i).append("\":{\"id\":").append(i).append('}');
    }
    read(json.append('}').toString(), 1000);
    assertTrue(reader.envelope().size() <= 50, "kept " + reader.envelope().size());
  }
}

package ai.gatewayz.providers.normalise;

import static ai.gatewayz.providers.Entries.entry;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import ai.gatewayz.catalog.contract.EventJson;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FieldsTest {

  @Test
  void anIdIsByteExactOrNone() {
    for (String id : new String[] {"a/B", "@x/ä π", "accounts/f/models/k2p6", "a/b:free", " a"}) {
      assertEquals(Optional.of(id), Fields.id(entry("{'id':'" + id + "'}"), "id"));
    }
    for (String none :
        new String[] {
          "{}",
          "{'id':7}",
          "{'id':null}",
          "{'id':''}",
          "{'id':' '}",
          "{'id':'a\\u0000b'}",
          "{'id':'a\\nb'}",
          "{'id':'a\\ud83d'}",
          "{'id':'\\ude00a'}",
          "{'id':'" + "x".repeat(501) + "'}"
        }) {
      assertEquals(Optional.empty(), Fields.id(entry(none), "id"), none);
    }
  }

  @Test
  void textIsWholeCharacters() {
    assertEquals("a b", Fields.text(entry("{'n':'\\u0000a\\tb '}"), "n"));
    assertEquals("a\uFFFD", Fields.text(entry("{'n':'a\\ud83d'}"), "n"));
    assertNull(Fields.text(entry("{'n':' \\n'}"), "n"));
    String cut = Fields.text(entry("{'n':'" + "x".repeat(299) + "😀😀'}"), "n");
    assertEquals("x".repeat(299) + "😀", cut);
    assertEquals(cut, EventJson.read(EventJson.write(cut), String.class));
  }
}

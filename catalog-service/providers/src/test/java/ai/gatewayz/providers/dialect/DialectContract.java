package ai.gatewayz.providers.dialect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.catalog.contract.EventJson;
import ai.gatewayz.providers.RequestHead;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * What holds of every provider: the test of a new one extends this class and tells what it is asked
 * for, and that is all that is written beside its package.
 */
public abstract class DialectContract extends AnswersContract {

  @Test
  void isFoundByItsName() {
    assertEquals(dialect(), provider().dialect());
    assertEquals(dialect().name().toLowerCase(Locale.ROOT), dialect().name());
  }

  @Test
  void seesNothingOfOursInPreferencesThatItTakes() throws IOException {
    BodyRules rules = dialect().body();
    byte[] json = bytes("{'order':['ours','theirs'],'ignore':['ours'],'data_collection':'deny'}");
    byte[] seen = rules.preferences(json, "ours"::equals);
    if (rules.takesPreferences()) {
      assertEquals(
          EventJson.mapper().readTree(bytes("{'order':['theirs'],'data_collection':'deny'}")),
          EventJson.mapper().readTree(seen));
    } else {
      assertNull(seen);
    }
    assertNull(rules.preferences(bytes("{'order':['theirs'],'sort':'price'}"), "ours"::equals));
  }

  @Test
  void itsSuffixesAreItsOwn() {
    Suffixes suffixes = dialect().suffixes();
    suffixes
        .words()
        .forEach(
            (word, meaning) -> {
              assertEquals(word.toLowerCase(Locale.ROOT), word);
              assertFalse(word.contains(":"), word);
              assertEquals(meaning, dialects().meaning(word), word);
              List<Dialect> understanding =
                  dialects().all().stream().filter(dialects().understanding(word)).toList();
              assertEquals(List.of(dialect()), understanding, word);
            });
    String unknown = "a-host-that-nobody-knows";
    assertEquals(suffixes.others(), dialects().understanding(unknown).test(dialect()));
    assertEquals(Suffixes.Meaning.OWN, dialects().meaning(unknown));
  }

  @Test
  void canBeAskedTheSmallestQuestion() {
    ProbeRules rules = dialect().probes();
    List<Operation> answered = new ArrayList<>();
    for (Operation operation : Operation.values()) {
      if (rules.answers(operation) && SmallestQuestion.exists(operation)) {
        answered.add(operation);
        ObjectNode question = SmallestQuestion.of(operation, "a/b");
        assertEquals("a/b", question.path("model").asText());
        assertTrue(question.has(operation.content()), question::toString);
        assertFalse(question.has("temperature"), question::toString);
      }
    }
    assertFalse(answered.isEmpty());
    for (String id : List.of("", "a/b", "a/B-7B", "a/b-999999b", "70b", "x".repeat(10_000))) {
      assertTrue(rules.units(id) >= 1, id);
    }
    assertTrue(rules.freePerMinute() == ProbeRules.ANY || rules.freePerMinute() > 0);
    assertTrue(rules.freePerDay() > 0);
  }

  @Test
  void itsKeyIsInItsHeaderAndNowhereElse() {
    RequestHead head = new RequestHead("tests/1", "application/json", "identity", true);
    Map<String, String> headers = head.to(provider());
    KeyHeader header = dialect().key();
    assertEquals(header.prefix() + KEY, headers.get(header.name()));
    headers.remove(header.name());
    assertFalse(headers.toString().contains(KEY), headers.toString());
    assertEquals(
        Set.of("content-type", "accept-encoding", "accept", "user-agent"), headers.keySet());
  }
}

package ai.gatewayz.providers.listing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class GatheredTest {

  private final Gathered gathered = new Gathered(site -> List.of());

  private static ListedOffer offer(String id) {
    return ListedOffer.of(id, "m").build();
  }

  private Map<String, Set<String>> names() {
    Map<String, Set<String>> names = new TreeMap<>();
    gathered.offers().forEach(offer -> names.put(offer.id(), offer.aliases()));
    return names;
  }

  @Test
  void anAliasIsANameOfItsTargetWhicheverIsReadFirst() {
    gathered.alias(offer("~a/latest"), "a/2");
    gathered.add(offer("a/1"));
    gathered.add(offer("a/2"));
    gathered.alias(offer("~a/newest"), "a/2");
    assertEquals(Map.of("a/1", Set.of(), "a/2", Set.of("~a/latest", "~a/newest")), names());
  }

  @Test
  void anAliasOfWhatIsNotThereIsAnOffer() {
    gathered.alias(offer("~a/latest"), "a/2");
    assertEquals(Map.of("~a/latest", Set.of()), names());
  }

  @Test
  void aliasesOfAliasesEnd() {
    gathered.alias(offer("~a"), "~b");
    gathered.alias(offer("~b"), "c");
    gathered.add(offer("c"));
    assertEquals(Map.of("c", Set.of("~a", "~b")), names());
    gathered.alias(offer("~x"), "~y");
    gathered.alias(offer("~y"), "~x");
    assertEquals(Map.of("c", Set.of("~a", "~b"), "~x", Set.of(), "~y", Set.of()), names());
  }

  /** A page that is read again may say something else. */
  @Test
  void whatItIsCanChangeWhileItIsRead() {
    gathered.open();
    gathered.add(offer("a/1"));
    gathered.alias(offer("~a/latest"), "a/1");
    gathered.add(offer("~a/latest"));
    assertEquals(Map.of("a/1", Set.of(), "~a/latest", Set.of()), names());
  }
}

package ai.gatewayz.gateway.routing;

import static ai.gatewayz.gateway.snapshot.Facts.NOON;
import static ai.gatewayz.gateway.snapshot.Facts.chat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.gatewayz.catalog.contract.Offer;
import ai.gatewayz.gateway.snapshot.ModelEntry;
import ai.gatewayz.gateway.snapshot.Snapshot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SuggestionsTest {

  private static String name(Random random, int longest) {
    StringBuilder name = new StringBuilder();
    for (int i = random.nextInt(longest) + 1; i > 0; i--) {
      name.append((char) ('a' + random.nextInt(4)));
    }
    return (random.nextBoolean() ? "v/" : "w/") + name;
  }

  private static Snapshot snapshot(int models, int longest) {
    Random random = new Random(7);
    List<Offer> offers = new ArrayList<>();
    for (int i = 0; i < models; i++) {
      offers.add(chat("together", name(random, longest)));
    }
    return Snapshot.of(NOON, offers, List.of());
  }

  /** As it is defined, without any shortcut. */
  private static int distance(String one, String other) {
    String a = one.substring(one.lastIndexOf('/') + 1);
    String b = other.substring(other.lastIndexOf('/') + 1);
    int[][] edits = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          edits[i][j] = i + j;
        } else {
          int change = edits[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
          edits[i][j] = Math.min(change, Math.min(edits[i - 1][j], edits[i][j - 1]) + 1);
        }
      }
    }
    boolean foreign =
        !one.substring(0, one.lastIndexOf('/')).equals(other.substring(0, other.lastIndexOf('/')));
    return edits[a.length()][b.length()] + (foreign ? 1 : 0);
  }

  @Test
  void whatIsFoundIsWhatIsNearest() {
    Snapshot snapshot = snapshot(400, 14);
    Random random = new Random(3);
    for (int i = 0; i < 500; i++) {
      String asked = name(random, 16).toLowerCase(Locale.ROOT);
      List<String> others =
          snapshot.models().stream().filter(model -> !model.id().equals(asked)).toList().stream()
              .map(ModelEntry::id)
              .sorted(
                  Comparator.comparingInt((String id) -> distance(asked, id))
                      .thenComparing(Comparator.naturalOrder()))
              .limit(Suggestions.MOST)
              .toList();
      assertEquals(others, Suggestions.alternatives(snapshot, asked, offer -> true), asked);
    }
  }
}

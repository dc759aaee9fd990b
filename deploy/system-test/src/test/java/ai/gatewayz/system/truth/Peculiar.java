package ai.gatewayz.system.truth;

import ai.gatewayz.simulator.lists.ListName;
import ai.gatewayz.simulator.lists.ModelLists;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** What providers list that is not as most are. */
final class Peculiar {

  static final String ALIAS = "~acme/model-latest";
  static final String TARGET = "acme/model-0";

  /** Chat models whose names speak of something else. */
  static final List<String> MISNAMED =
      List.of(
          "acme/Embed-Your-Story-8B",
          "borealis/clip-writer-13B",
          "delta-lab/bge-chat-8B",
          "fjord-ai/Sentence-Teller-13B",
          "helio/Embedded-C-Coder-8B");

  private static final String LIKE = "acme/Finetune-0-8B";
  private static final String RETIRING = "acme/retiring-";

  private Peculiar() {}

  static void misnamed(ModelLists lists) {
    for (String id : MISNAMED) {
      lists.put(ListName.FEATHERLESS, copy(lists, ListName.FEATHERLESS, LIKE, id).put("name", id));
    }
  }

  static void alias(ModelLists lists) {
    ObjectNode alias = copy(lists, ListName.OPENROUTER, TARGET, ALIAS);
    alias.putObject("alias_target").put("slug", TARGET);
    lists.put(ListName.OPENROUTER, alias);
  }

  /** Models that answer until the end of a day, as their provider tells. */
  static List<String> retiring(ModelLists lists, LocalDate last, int many) {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < many; i++) {
      String id = RETIRING + last + "-" + i;
      lists.put(
          ListName.OPENROUTER,
          copy(lists, ListName.OPENROUTER, TARGET, id).put("expiration_date", last.toString()));
      ids.add(id);
    }
    return ids;
  }

  /** A list whose prices are per token where they were per million, and the other way round. */
  static void inAnotherUnit(ModelLists lists, BigDecimal factor) {
    for (ObjectNode entry : lists.entries(ListName.FEATHERLESS)) {
      ObjectNode other = entry.deepCopy();
      ObjectNode pricing = (ObjectNode) other.get("pricing");
      for (String side : List.of("input", "output")) {
        pricing.put(side, pricing.get(side).decimalValue().multiply(factor));
      }
      lists.put(ListName.FEATHERLESS, other);
    }
  }

  private static ObjectNode copy(ModelLists lists, ListName list, String of, String id) {
    return lists.entry(list, of).orElseThrow().deepCopy().put("id", id);
  }
}

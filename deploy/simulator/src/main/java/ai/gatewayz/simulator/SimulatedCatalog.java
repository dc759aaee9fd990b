package ai.gatewayz.simulator;

import ai.gatewayz.simulator.lists.ListName;
import ai.gatewayz.simulator.lists.ModelLists;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the providers list, and what a test knows to be true of it. Safe for use by several threads.
 */
public final class SimulatedCatalog {

  private final ModelLists lists;

  SimulatedCatalog(ModelLists lists) {
    this.lists = lists;
  }

  /** All native ids of a provider, each once. */
  public List<String> ids(String provider) {
    Set<String> ids = new LinkedHashSet<>();
    for (ListName list : ListName.values()) {
      if (list.provider().equals(provider)) {
        ids.addAll(lists.ids(list));
      }
    }
    return List.copyOf(ids);
  }

  /** Native ids that chat completions may be asked of, those that are declared gone among them. */
  public List<String> chatIds(String provider) {
    return ids(provider).stream().filter(id -> lists.chats(provider, id)).toList();
  }

  /** Native ids that are listed and do not answer, by declaration. */
  public List<String> goneIds(String provider) {
    return lists.gone(provider);
  }

  public Optional<ObjectNode> entry(ListName list, String id) {
    return lists.entry(list, id);
  }

  /** Adds an entry to a list, or puts it in the place of the one with its id. */
  public void put(ListName list, ObjectNode entry) {
    lists.put(list, entry);
  }

  public void remove(ListName list, String id) {
    lists.remove(list, id);
  }
}

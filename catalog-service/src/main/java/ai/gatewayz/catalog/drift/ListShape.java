package ai.gatewayz.catalog.drift;

import ai.gatewayz.providers.listing.EntryMapper;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.TreeMap;

/**
 * The form of one list's entries, counted while they are read. Its memory is bounded however odd
 * the entries are. A page that is read again counts again: only shares matter.
 */
public final class ListShape {

  private static final int MOST_FIELDS = 400;

  private final String list;
  private final FieldTypes fields = new FieldTypes();
  private int entries;
  private int room = MOST_FIELDS;

  public ListShape(String list) {
    this.list = list;
  }

  /** Looks at each entry on its way to the mapper. */
  public EntryMapper before(EntryMapper mapper) {
    return entry -> {
      see(entry);
      return mapper.map(entry);
    };
  }

  void see(JsonNode entry) {
    entries++;
    room = fields.see(entry, 1, room);
  }

  /** What was counted so far. */
  Counted counted() {
    Map<String, Map<String, Integer>> byPath = new TreeMap<>();
    fields.collect("", byPath);
    return new Counted(list, entries, byPath);
  }

  /**
   * @param fields by path, by JSON type: in how many entries
   */
  record Counted(String list, int entries, Map<String, Map<String, Integer>> fields) {}
}

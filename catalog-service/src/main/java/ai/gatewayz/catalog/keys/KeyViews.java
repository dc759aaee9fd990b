package ai.gatewayz.catalog.keys;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;

/** Keys as operators see them: without text, without digest. */
public final class KeyViews {

  private KeyViews() {}

  /**
   * @param key its text, in the one answer that has it
   * @param formerUntil until when the text before is let in; absent where it is not
   */
  @RegisterForReflection
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record KeyView(
      String id,
      String key,
      KeyTerms terms,
      boolean disabled,
      Instant formerUntil,
      Instant created,
      Instant updated,
      long version,
      List<ActView> acts) {

    /** A text is not to be written anywhere by accident. */
    @Override
    public String toString() {
      return "KeyView[" + id + "]";
    }
  }

  @RegisterForReflection
  public record ActView(KeyAct.Kind act, String author, String reason, Instant at) {}

  /**
   * @param total how many there are in all
   */
  @RegisterForReflection
  public record KeyList(List<KeyView> data, long total) {}

  @RegisterForReflection
  public record Republished(long keys) {}

  static KeyView of(StoredKey key, Instant now) {
    return view(key, null, null, now);
  }

  static KeyView of(KeyBook.Issued issued, Instant now) {
    return view(issued.key(), issued.text(), null, now);
  }

  static KeyView of(StoredKey key, List<KeyAct> acts, Instant now) {
    return view(
        key,
        null,
        acts.stream()
            .map(each -> new ActView(each.act, each.author, each.reason, each.at))
            .toList(),
        now);
  }

  private static KeyView view(StoredKey key, String text, List<ActView> acts, Instant now) {
    return new KeyView(
        key.id,
        text,
        key.terms(),
        key.disabled,
        key.overlaps(now) ? key.formerUntil : null,
        key.created,
        key.updated,
        key.version,
        acts);
  }
}

package ai.gatewayz.catalog.caller;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A key as it is now: the value of {@code gatewayz.catalog.keys}. Whoever holds one of its texts
 * may call; here are only their digests.
 *
 * @param id says which key it is, and is no secret
 * @param digests one, or two while a new text replaces an old one
 * @param name for people
 * @param owner who answers for it; null where nobody was named
 * @param team null for none
 * @param expires when it ends; null for never
 * @param disabled whether nobody may call with it now
 * @param models which models it may use, by their canonical ids in any case
 * @param providers which providers its requests may go to, by their ids
 * @param protocols which it may speak: {@code chat}, {@code completions}, {@code embeddings},
 *     {@code images}, {@code messages}, {@code rerank}, {@code responses}, {@code speech}, {@code
 *     transcriptions}; empty for all
 * @param networks where it may be used from, as {@link Network}s; empty for anywhere
 * @param mostAtOnce requests in flight at one replica; null for the gateway's own limit
 * @param version grows with every change of any key
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CallerKey(
    String id,
    List<Digest> digests,
    String name,
    String owner,
    String team,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) Set<String> tags,
    Instant expires,
    boolean disabled,
    Patterns models,
    Patterns providers,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) Set<String> protocols,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> networks,
    Integer mostAtOnce,
    long version,
    Instant updated) {

  public CallerKey {
    digests = digests == null ? List.of() : List.copyOf(digests);
    tags = ordered(tags);
    models = models == null ? Patterns.ANY : models;
    providers = providers == null ? Patterns.ANY : providers;
    protocols = ordered(protocols);
    networks = networks == null ? List.of() : List.copyOf(networks);
  }

  /**
   * Of a text that is let in.
   *
   * @param sha256 of the text in UTF-8, as 64 lower-case hexadecimal digits
   * @param until when the text ends, where another has replaced it; null for the key's own end
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Digest(String sha256, Instant until) {}

  /** Equal keys are written as equal JSON by every process. */
  private static Set<String> ordered(Set<String> texts) {
    return texts == null || texts.isEmpty()
        ? Set.of()
        : Collections.unmodifiableSet(new TreeSet<>(texts));
  }
}

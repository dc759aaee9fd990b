package ai.gatewayz.catalog.keys;

import ai.gatewayz.catalog.caller.Patterns;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * What an operator sets of a key, all of it at once.
 *
 * @param expires null for never
 * @param models by canonical ids; null for all
 * @param providers by ids; null for all
 * @param protocols null or empty for all
 * @param networks addresses or CIDR; null or empty for anywhere
 * @param mostAtOnce requests in flight at one replica of the gateway; null for its own limit
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record KeyTerms(
    @NotBlank @Size(max = 200) String name,
    @Size(max = 200) String owner,
    @Size(max = 200) String team,
    @Size(max = 20) Set<@NotBlank @Size(max = 100) String> tags,
    Instant expires,
    @Valid Names models,
    @Valid Names providers,
    @Size(max = 10)
        Set<
                @NotNull
                @Pattern(
                    regexp =
                        "chat|completions|embeddings|images|messages|rerank|responses|speech|transcriptions")
                String>
            protocols,
    @Size(max = 50) List<@NotBlank @Size(max = 49) String> networks,
    @Min(1) @Max(100_000) Integer mostAtOnce) {

  /** Without spaces: a name with one fits nothing. */
  private static final String NAME = "[^\\s\\p{Cntrl}]+";

  /** Patterns in which a {@code *} stands for any characters. */
  @RegisterForReflection
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Names(
      @Size(max = 50) List<@NotNull @Size(max = 200) @Pattern(regexp = NAME) String> allowed,
      @Size(max = 50) List<@NotNull @Size(max = 200) @Pattern(regexp = NAME) String> forbidden) {

    static Patterns patterns(Names names) {
      return names == null ? Patterns.ANY : new Patterns(names.allowed, names.forbidden);
    }
  }
}

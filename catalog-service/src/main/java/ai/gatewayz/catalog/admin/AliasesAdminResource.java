package ai.gatewayz.catalog.admin;

import ai.gatewayz.catalog.api.ApiError;
import ai.gatewayz.catalog.api.ApiException;
import ai.gatewayz.catalog.contract.ModelAlias;
import ai.gatewayz.catalog.operator.AliasBook;
import ai.gatewayz.catalog.rules.AliasRepository.Given;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;

/** An operator's names for models. The name is a parameter: it may hold slashes. */
@Path("/catalog/admin/aliases")
@Produces(MediaType.APPLICATION_JSON)
@AdminOnly
@Tag(name = "admin")
public class AliasesAdminResource {

  /** What callers can write: without spaces and control characters, and with one star at most. */
  private static final String NAME = "[^\\s\\p{Cntrl}*]*\\*?[^\\s\\p{Cntrl}*]*";

  /** Every offer is compared with all of them. */
  private static final int MOST_ALIASES = 200;

  private final AliasBook book;
  private final UnknownModels unknown;
  private final InstantSource clock;

  AliasesAdminResource(AliasBook book, UnknownModels unknown, InstantSource clock) {
    this.book = book;
    this.unknown = unknown;
    this.clock = clock;
  }

  /**
   * @param models the first choice first; anything that callers may write for a model
   * @param policy absent: in order
   */
  @RegisterForReflection
  public record NewAlias(
      @NotNull @Size(min = 1, max = 20)
          List<@NotBlank @Size(max = 200) @Pattern(regexp = NAME) String> models,
      ModelAlias.Policy policy,
      @NotBlank @Size(max = 1000) String reason,
      @NotBlank @Size(max = 200) String author) {}

  /**
   * @param unknown those of its models that no offer and no alias goes by now; they count as soon
   *     as there is one
   */
  @RegisterForReflection
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record AliasView(
      String name,
      List<String> models,
      ModelAlias.Policy policy,
      List<String> unknown,
      String reason,
      String author,
      Instant created) {}

  @RegisterForReflection
  public record AliasList(List<AliasView> data) {}

  @GET
  @Operation(summary = "The names that stand, and which of their models nobody offers")
  public Uni<AliasList> aliases() {
    return book.standing().chain(given -> unknown.views(given)).map(AliasList::new);
  }

  @PUT
  @Operation(summary = "Give a name for models, in place of one of the same letters")
  public Uni<AliasView> put(
      @RestQuery @NotBlank @Size(max = 200) @Pattern(regexp = NAME) String name,
      @NotNull @Valid NewAlias wanted) {
    ModelAlias.Policy policy =
        Objects.requireNonNullElse(wanted.policy(), ModelAlias.Policy.IN_ORDER);
    if (policy == ModelAlias.Policy.OTHER) {
      throw refused("policy: is in_order, cheapest or fastest");
    }
    if (name.indexOf('*') < 0
        && wanted.models().stream().anyMatch(model -> model.indexOf('*') >= 0)) {
      throw refused("models: a * stands for what that of the name does, and the name has none");
    }
    Given given =
        new Given(
            new ModelAlias(name, wanted.models(), policy, 0),
            wanted.reason(),
            wanted.author(),
            clock.instant());
    return book.standing()
        .invoke(
            standing -> {
              boolean another =
                  standing.stream().noneMatch(one -> one.alias().name().equalsIgnoreCase(name));
              if (another && standing.size() >= MOST_ALIASES) {
                throw new ApiException(
                    ApiError.CONFLICT, "there are " + MOST_ALIASES + " names already");
              }
            })
        .chain(() -> book.put(given))
        .chain(() -> book.standing())
        .chain(unknown::views)
        .map(
            views ->
                views.stream().filter(view -> view.name().equals(name)).findFirst().orElseThrow());
  }

  @DELETE
  @Operation(summary = "Take a name; it means what it did before")
  public Uni<Void> end(
      @RestQuery @NotBlank @Size(max = 200) String name,
      @RestQuery @NotBlank @Size(max = 200) String author) {
    return book.end(name, author)
        .invoke(
            stood -> {
              if (!stood) {
                throw new ApiException(ApiError.NOT_FOUND, "no such name stands");
              }
            })
        .replaceWithVoid();
  }

  private static ApiException refused(String message) {
    return new ApiException(ApiError.BAD_REQUEST, message);
  }
}

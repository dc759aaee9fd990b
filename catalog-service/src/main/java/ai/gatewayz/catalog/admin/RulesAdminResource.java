package ai.gatewayz.catalog.admin;

import ai.gatewayz.catalog.api.ApiError;
import ai.gatewayz.catalog.api.ApiException;
import ai.gatewayz.catalog.operator.RuleBook;
import ai.gatewayz.catalog.rules.Pin;
import ai.gatewayz.catalog.rules.Rule;
import ai.gatewayz.providers.Providers;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** An operator's rules about offers. */
@Path("/catalog/admin/rules")
@Produces(MediaType.APPLICATION_JSON)
@AdminOnly
@Tag(name = "admin")
public class RulesAdminResource {

  private final RuleBook book;
  private final RuleViews views;
  private final Providers providers;
  private final InstantSource clock;

  RulesAdminResource(RuleBook book, RuleViews views, Providers providers, InstantSource clock) {
    this.book = book;
    this.views = views;
    this.providers = providers;
    this.clock = clock;
  }

  /**
   * @param kind block, filter or pin
   * @param provider may only be absent for a filter, which then fits all providers
   * @param target the provider's own id, byte-exact; for a filter a pattern over whole ids and
   *     canonical model ids, without regard to case: {@code *} any text, {@code ?} one character
   * @param pin for a pin, and only there
   * @param expires absent: never
   */
  @RegisterForReflection
  public record NewRule(
      @NotNull Rule.Kind kind,
      @Size(max = 100) String provider,
      @NotBlank @Size(max = 500) String target,
      @Valid Pin pin,
      @NotBlank @Size(max = 1000) String reason,
      @Size(max = 2000) String evidence,
      @NotBlank @Size(max = 200) String author,
      Instant expires) {}

  /**
   * @param offers how many stored offers it hides or pins now
   * @param ended when and by whom it was ended; absent while it stands
   */
  @RegisterForReflection
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record RuleView(
      String id,
      String kind,
      String provider,
      String target,
      Pin pin,
      String reason,
      String evidence,
      String author,
      Instant created,
      Instant expires,
      long offers,
      Instant ended,
      String endedBy) {}

  @RegisterForReflection
  public record RuleList(List<RuleView> data) {}

  @GET
  @Operation(summary = "The rules in force; with all=true also the latest that have ended")
  public Uni<RuleList> rules(@RestQuery boolean all) {
    return views.list(all).map(RuleList::new);
  }

  @POST
  @ResponseStatus(201)
  @Operation(summary = "Block an offer, filter offers by a pattern, or pin facts of an offer")
  public Uni<RuleView> add(@NotNull @Valid NewRule wanted) {
    Rule rule = rule(wanted);
    return views
        .pinned(rule)
        .invoke(
            taken -> {
              if (taken) {
                throw new ApiException(
                    ApiError.CONFLICT, "This offer is already pinned. End that pin first.");
              }
            })
        .chain(() -> book.add(rule))
        .chain(() -> views.one(rule.id()));
  }

  @DELETE
  @Path("/{id}")
  @Operation(summary = "End a rule; its offers are published as their provider lists them")
  public Uni<RuleView> end(
      @RestPath @Size(max = 100) String id, @RestQuery @NotBlank @Size(max = 200) String author) {
    return book.end(id, author)
        .invoke(
            changed -> {
              if (changed.isEmpty()) {
                throw new ApiException(ApiError.NOT_FOUND, "No rule in force has this id.");
              }
            })
        .chain(() -> views.one(id));
  }

  private Rule rule(NewRule wanted) {
    boolean filter = wanted.kind() == Rule.Kind.FILTER;
    if (!filter && wanted.provider() == null) {
      throw refused("provider: must be set for a " + wanted.kind().name().toLowerCase(Locale.ROOT));
    }
    if (wanted.provider() != null && providers.find(wanted.provider()).isEmpty()) {
      throw refused("provider: no such provider is configured");
    }
    if ((wanted.kind() == Rule.Kind.PIN) != (wanted.pin() != null)) {
      throw refused("pin: must be set for a rule of kind pin, and only there");
    }
    if (filter && wanted.target().chars().allMatch(letter -> letter == '*' || letter == '?')) {
      throw refused("target: matches every offer; disable the provider instead");
    }
    Instant now = clock.instant();
    if (wanted.expires() != null && !wanted.expires().isAfter(now)) {
      throw refused("expires: must be in the future");
    }
    return new Rule(
        UUID.randomUUID().toString(),
        wanted.kind(),
        wanted.provider(),
        wanted.target(),
        wanted.pin(),
        wanted.reason(),
        wanted.evidence(),
        wanted.author(),
        now,
        wanted.expires());
  }

  private static ApiException refused(String message) {
    return new ApiException(ApiError.BAD_REQUEST, message);
  }
}

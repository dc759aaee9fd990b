package ai.gatewayz.catalog.admin;

import ai.gatewayz.catalog.api.ApiError;
import ai.gatewayz.catalog.api.ApiException;
import ai.gatewayz.catalog.operator.Quarantine;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** An operator's decisions about quarantined changes. */
@Path("/catalog/admin/quarantine/{provider}")
@Produces(MediaType.APPLICATION_JSON)
@AdminOnly
@Tag(name = "admin")
public class QuarantineAdminResource {

  private final Quarantine quarantine;

  QuarantineAdminResource(Quarantine quarantine) {
    this.quarantine = quarantine;
  }

  /**
   * @param sync the latest sync that has held something, as {@code GET /catalog/quarantine} tells
   *     it
   * @param ids the offers it is about; absent or empty for all
   */
  @RegisterForReflection
  public record Decide(
      @NotBlank @Size(max = 100) String sync,
      @Size(max = 10_000) Set<String> ids,
      @NotBlank @Size(max = 200) String author,
      @NotBlank @Size(max = 1000) String reason) {}

  @RegisterForReflection
  public record Decided(String verdict, int changes) {}

  @POST
  @Path("/accept")
  @Operation(summary = "Accept quarantined changes: publish what the list says")
  public Uni<Decided> accept(@RestPath String provider, @NotNull @Valid Decide decide) {
    return decide(provider, Quarantine.Verdict.ACCEPTED, decide);
  }

  @POST
  @Path("/reject")
  @Operation(summary = "Reject quarantined changes: keep what is published until the list changes")
  public Uni<Decided> reject(@RestPath String provider, @NotNull @Valid Decide decide) {
    return decide(provider, Quarantine.Verdict.REJECTED, decide);
  }

  private Uni<Decided> decide(String provider, Quarantine.Verdict verdict, Decide decide) {
    Set<String> ids = decide.ids() == null ? Set.of() : decide.ids();
    return quarantine
        .decide(
            new Quarantine.Decision(
                provider, verdict, decide.sync(), ids, decide.author(), decide.reason()))
        .map(
            outcome ->
                switch (outcome) {
                  case Quarantine.Outcome.Done(int changes) -> new Decided(verdict.word(), changes);
                  case Quarantine.Outcome.Nothing() ->
                      throw new ApiException(
                          ApiError.NOT_FOUND,
                          "Nothing that matches is quarantined for this provider.");
                  case Quarantine.Outcome.MovedOn(String sync) ->
                      throw new ApiException(
                          ApiError.CONFLICT,
                          "Sync " + sync + " has quarantined other changes. Review them first.");
                });
  }
}

package ai.gatewayz.health.api;

import ai.gatewayz.health.incident.Incidents;
import io.smallrye.mutiny.Uni;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;

/** What went wrong, and when it was over. */
@Path("/health/incidents")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "incidents")
public class IncidentsResource {

  private static final int MOST = 1_000;

  private final Incidents incidents;

  IncidentsResource(Incidents incidents) {
    this.incidents = incidents;
  }

  @GET
  @Operation(
      summary = "Incidents, newest first",
      description =
          "Of offers that had answered before. Where the provider is the cause, there is one for it"
              + " rather than one for each of its offers.")
  public Uni<Incidents.Page> find(
      @RestQuery Boolean open,
      @RestQuery @Size(max = 100) String provider,
      @RestQuery @DefaultValue("100") @Min(1) @Max(MOST) int limit,
      @RestQuery @DefaultValue("0") @Min(0) int offset) {
    return incidents.find(open, provider, limit, offset);
  }
}

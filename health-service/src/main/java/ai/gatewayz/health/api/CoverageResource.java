package ai.gatewayz.health.api;

import ai.gatewayz.health.coverage.Coverage;
import ai.gatewayz.health.coverage.CoverageReader;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** How much is known, and how old it is. */
@Path("/health/coverage")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "coverage")
public class CoverageResource {

  private final CoverageReader coverage;

  CoverageResource(CoverageReader coverage) {
    this.coverage = coverage;
  }

  @RegisterForReflection
  public record CoverageView(Coverage all, List<Coverage> providers) {}

  @GET
  @Operation(
      summary =
          "The share of probeable offers with evidence of the last 1, 6 and 24 hours, and ages",
      description = "Of all offers and by provider, over all replicas.")
  public Uni<CoverageView> coverage() {
    return coverage
        .read()
        .map(rows -> new CoverageView(rows.getFirst(), rows.subList(1, rows.size())));
  }
}

package ai.gatewayz.catalog.admin;

import ai.gatewayz.catalog.operator.RuleBook;
import ai.gatewayz.catalog.rules.Pin;
import ai.gatewayz.catalog.rules.Rule;
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
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Imports the rules that were saved from the list of rules, where the database has lost them. */
@Path("/catalog/admin/rules/import")
@Produces(MediaType.APPLICATION_JSON)
@AdminOnly
@Tag(name = "admin")
public class RulesImportResource {

  private final RuleBook book;

  RulesImportResource(RuleBook book) {
    this.book = book;
  }

  /**
   * @param data as the list of rules has them; what has ended is left out
   */
  @RegisterForReflection
  public record Saved(@NotNull @Size(max = 1000) List<@NotNull @Valid SavedRule> data) {}

  @RegisterForReflection
  public record SavedRule(
      @NotBlank @Size(max = 100) String id,
      @NotNull Rule.Kind kind,
      @Size(max = 100) String provider,
      @NotBlank @Size(max = 500) String target,
      @Valid Pin pin,
      @NotBlank @Size(max = 1000) String reason,
      @Size(max = 2000) String evidence,
      @NotBlank @Size(max = 200) String author,
      @NotNull Instant created,
      Instant expires,
      Instant ended) {

    Rule rule() {
      return new Rule(id, kind, provider, target, pin, reason, evidence, author, created, expires);
    }
  }

  /**
   * @param added rules that were not there
   * @param offers how many offers they changed
   */
  @RegisterForReflection
  public record Imported(int added, int offers) {}

  @POST
  @Operation(
      summary = "Import saved rules; rules that exist already stay as they are",
      description = "The body is an answer of GET /catalog/admin/rules.")
  public Uni<Imported> take(@NotNull @Valid Saved saved) {
    List<Rule> rules =
        saved.data().stream().filter(rule -> rule.ended() == null).map(SavedRule::rule).toList();
    return book.takeBack(rules).map(back -> new Imported(back.added(), back.offers()));
  }
}

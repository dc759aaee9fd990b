package ai.gatewayz.catalog.api;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import java.math.BigDecimal;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestQuery;

/** What a caller may ask of the list of offers. */
public class OfferQuery {

  @RestQuery
  @Size(max = 200)
  @Parameter(description = "part of the id or name of a model or offer, case-insensitive")
  public String q;

  @RestQuery
  @Size(max = 100)
  @Parameter(description = "provider id")
  public String provider;

  @RestQuery
  @Size(max = 500)
  @Parameter(description = "canonical model id, case-insensitive")
  public String model;

  @RestQuery
  @Size(max = 60)
  @Parameter(description = "task, such as chat or feature-extraction")
  public String task;

  @RestQuery
  @Pattern(
      regexp =
          "(chat|completions|embeddings|messages|responses|rerank|images|speech|transcriptions|tools|vision|structured_output|reasoning)"
              + "(,(chat|completions|embeddings|messages|responses|rerank|images|speech|transcriptions|tools|vision|structured_output|reasoning)){0,12}")
  @Parameter(description = "required capabilities, separated by commas")
  public String capability;

  @RestQuery
  @Pattern(
      regexp =
          "(text|image|audio|video|file|embedding|other)"
              + "(,(text|image|audio|video|file|embedding|other)){0,6}")
  @Parameter(description = "required input modalities, separated by commas")
  public String input;

  @RestQuery
  @Pattern(
      regexp =
          "(text|image|audio|video|file|embedding|other)"
              + "(,(text|image|audio|video|file|embedding|other)){0,6}")
  @Parameter(description = "required output modalities, separated by commas")
  public String output;

  @RestQuery
  @Pattern(
      regexp =
          "(available|degraded|unavailable|cold|unknown|unprobeable)"
              + "(,(available|degraded|unavailable|cold|unknown|unprobeable)){0,5}")
  @Parameter(description = "verdicts of the health service, separated by commas")
  public String availability;

  @RestQuery("max_price")
  @PositiveOrZero
  @Parameter(
      description =
          "highest USD per million tokens, for input and for output; offers without a known price are left out")
  public BigDecimal maxPrice;

  @RestQuery("price")
  @Pattern(regexp = "per_token|free|variable|unknown")
  @Parameter(description = "kind of price")
  public String price;

  @RestQuery("min_context")
  @Positive
  @Parameter(description = "smallest context window in tokens")
  public Integer minContext;

  @RestQuery
  @DefaultValue("id")
  @Pattern(regexp = "-?(id|model|price|context|updated)")
  @Parameter(
      description = "id, model, price, context or updated; a leading minus reverses the order")
  public String sort;

  @RestQuery
  @DefaultValue("100")
  @Min(0)
  @Max(1000)
  public int limit;

  @RestQuery
  @DefaultValue("0")
  @Min(0)
  @Max(1_000_000)
  public int offset;
}

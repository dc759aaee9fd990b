package ai.gatewayz.gateway.playground;

import ai.gatewayz.catalog.contract.Capability;
import ai.gatewayz.gateway.models.ModelPath;
import ai.gatewayz.gateway.models.ModelSummary;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The page of a model.
 *
 * @param tags its task and what it can do
 * @param notice what to know before trying; null where there is nothing to say
 * @param offers the best first
 * @param providers each provider once, as its best offer stands
 * @param snippets empty where the gateway cannot call it
 */
public record ModelView(
    String id,
    String vendor,
    String vendorHref,
    RowView row,
    boolean chat,
    Set<String> tags,
    String notice,
    String maxOutput,
    String input,
    String output,
    Instant lastVerified,
    LocalDate created,
    List<OfferLine> offers,
    List<OfferLine> providers,
    List<Snippet> snippets,
    String version) {

  static ModelView of(ModelSummary model, String version) {
    List<OfferLine> offers =
        model.offers().stream()
            .sorted(Comparator.comparing(model::availabilityOf))
            .map(view -> OfferLine.of(view, model.availabilityOf(view)))
            .toList();
    Map<String, OfferLine> best = new LinkedHashMap<>();
    offers.forEach(offer -> best.putIfAbsent(offer.provider(), offer));
    return new ModelView(
        model.id(),
        model.ownedBy(),
        "/?q=" + ModelPath.encode(model.ownedBy() + "/"),
        RowView.of(model),
        model.capabilities().contains(Capability.CHAT),
        tags(model),
        Wording.notice(model.availability()),
        Wording.tokens(model.maxOutputTokens()),
        Wording.list(model.input()),
        Wording.list(model.output()),
        model.lastVerified(),
        model.created() == null ? null : LocalDate.ofInstant(model.created(), ZoneOffset.UTC),
        offers,
        List.copyOf(best.values()),
        Snippet.of(model),
        version);
  }

  private static Set<String> tags(ModelSummary model) {
    Set<String> tags = new LinkedHashSet<>();
    tags.add(Wording.words(model.task()));
    model.capabilities().forEach(capability -> tags.add(Wording.words(capability.name())));
    return tags;
  }
}

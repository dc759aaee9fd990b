package ai.gatewayz.gateway.models;

import ai.gatewayz.gateway.alias.Alias;
import ai.gatewayz.gateway.alias.Aliases;
import ai.gatewayz.gateway.alias.Aliases.Meaning;
import ai.gatewayz.gateway.routing.ModelNames;
import ai.gatewayz.gateway.routing.Reach;
import ai.gatewayz.gateway.snapshot.ModelEntry;
import ai.gatewayz.gateway.snapshot.OfferView;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The operator's names as the list shows them: with the offers of all that they stand for. */
final class AliasRows {

  private AliasRows() {}

  /**
   * Those that stand for something that is there, in the order of their names.
   *
   * @param before rows of the same names; one whose offers are the same stays
   */
  static List<ModelRow> of(ModelNames names, Reach reach, List<ModelRow> before) {
    Aliases aliases = names.aliases();
    List<ModelRow> rows = new ArrayList<>();
    for (Alias alias : aliases.names()) {
      aliases
          .named(alias.name())
          .flatMap(meaning -> row(alias.name(), meaning, names, reach))
          .map(row -> unchanged(row, before).orElse(row))
          .ifPresent(rows::add);
    }
    return rows;
  }

  private static Optional<ModelRow> unchanged(ModelRow row, List<ModelRow> before) {
    return before.stream()
        .filter(known -> known.id().equals(row.id()) && known.entry().equals(row.entry()))
        .findFirst();
  }

  /** Empty where nothing of it is there. */
  static Optional<ModelRow> row(String name, Meaning meaning, ModelNames names, Reach reach) {
    Set<OfferView> offers = new LinkedHashSet<>();
    List<String> unknown = new ArrayList<>();
    for (String model : meaning.models()) {
      List<OfferView> theirs = names.offers(model);
      if (theirs.isEmpty()) {
        unknown.add(model);
      }
      offers.addAll(theirs);
    }
    return offers.isEmpty()
        ? Optional.empty()
        : Optional.of(
            ModelRow.of(
                new ModelEntry(name, List.copyOf(offers)),
                new ModelSummary.Named(meaning, unknown),
                reach));
  }
}

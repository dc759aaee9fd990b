package ai.gatewayz.gateway.models;

import ai.gatewayz.catalog.contract.Capability;
import ai.gatewayz.catalog.contract.Offer;
import ai.gatewayz.gateway.routing.Reach;
import ai.gatewayz.gateway.snapshot.ModelEntry;
import ai.gatewayz.gateway.snapshot.OfferView;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** A model as the list shows it: its JSON, and what can be asked of it in a query. */
public final class ModelRow {

  private final ModelEntry entry;
  private final ModelSummary summary;

  // Made when first asked for: a start with tens of thousands of models is not to wait for it. Of
  // two threads that ask at once, both make the same.
  private Traits traits;
  private Written written;

  /** What the last caller saw of it who may use some of its offers: most may use the same. */
  private ModelRow narrowed;

  private ModelRow(ModelEntry entry, ModelSummary summary) {
    this.entry = entry;
    this.summary = summary;
  }

  /** What queries ask of it. */
  private record Traits(
      boolean answers,
      Reach.Obstacle obstacle,
      Set<Capability> capabilities,
      Set<Capability> verified,
      String searched,
      String letters) {}

  private record Written(byte[] json, long digest) {}

  static ModelRow of(ModelEntry entry, Reach reach) {
    return new ModelRow(entry, new ModelSummary(entry.id(), entry.offers(), reach));
  }

  /** Of an operator's name. */
  static ModelRow of(ModelEntry entry, ModelSummary.Named named, Reach reach) {
    return new ModelRow(entry, new ModelSummary(entry.id(), entry.offers(), reach, named));
  }

  /** The row with the offers of one provider only; this one where it has no others. */
  ModelRow restrictedTo(String provider, Reach reach) {
    if (entry.offers().size() == 1) {
      return this;
    }
    return restrictedTo(
        entry.offers().stream().filter(view -> view.offer().provider().equals(provider)).toList(),
        reach);
  }

  /** The row with some of its offers; this one where those are all. */
  ModelRow restrictedTo(List<OfferView> some, Reach reach) {
    return some.size() == entry.offers().size()
        ? this
        : new ModelRow(entry, new ModelSummary(entry.id(), some, reach));
  }

  /** The row with the offers that a caller may use; empty where he may use none. */
  Optional<ModelRow> permitted(Predicate<Offer> allowed, Reach reach) {
    List<OfferView> some =
        summary.offers().stream().filter(view -> allowed.test(view.offer())).toList();
    if (some.size() == summary.offers().size()) {
      return Optional.of(this);
    }
    if (some.isEmpty()) {
      return Optional.empty();
    }
    ModelRow known = narrowed;
    if (known == null || !known.summary.offers().equals(some)) {
      known = new ModelRow(entry, new ModelSummary(entry.id(), some, reach, summary.named()));
      narrowed = known;
    }
    return Optional.of(known);
  }

  /** What it was made of. */
  ModelEntry entry() {
    return entry;
  }

  public ModelSummary summary() {
    return summary;
  }

  public String id() {
    return entry.id();
  }

  /** Not to be changed. */
  byte[] json() {
    return written().json;
  }

  /** The first bits of the SHA-256 of its JSON. */
  long digest() {
    return written().digest;
  }

  private Written written() {
    Written known = written;
    if (known == null) {
      byte[] json = ModelJson.write(summary);
      known = new Written(json, EntityTags.digest(json));
      written = known;
    }
    return known;
  }

  public boolean answers() {
    return traits().answers;
  }

  boolean can(Set<Capability> wanted) {
    return traits().capabilities.containsAll(wanted);
  }

  /** Whether answers have shown that it can do all of that. */
  boolean isVerifiedFor(Set<Capability> wanted) {
    return traits().verified.containsAll(wanted);
  }

  /** Why nothing of it can be called; null where something can. */
  Reach.Obstacle obstacle() {
    return traits().obstacle;
  }

  /** Whether its id or name has that, be it with other dots, dashes and spaces. */
  boolean mentions(Term term) {
    Traits known = traits();
    return known.searched.contains(term.text())
        || !term.letters().isEmpty() && known.letters.contains(term.letters());
  }

  private Traits traits() {
    Traits known = traits;
    if (known == null) {
      String id = summary.id().toLowerCase(Locale.ROOT);
      String name = summary.name().toLowerCase(Locale.ROOT);
      boolean one = id.contains(name);
      String searched = one ? id : id + '\n' + name;
      String letters = one ? Term.letters(id) : Term.letters(id) + '\n' + Term.letters(name);
      known =
          new Traits(
              summary.answers(),
              summary.obstacle().orElse(null),
              summary.capabilities(),
              summary.verified(),
              searched,
              letters);
      traits = known;
    }
    return known;
  }
}

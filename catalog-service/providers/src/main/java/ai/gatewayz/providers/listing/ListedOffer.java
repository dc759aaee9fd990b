package ai.gatewayz.providers.listing;

import ai.gatewayz.catalog.contract.Capability;
import ai.gatewayz.catalog.contract.CapabilitySource;
import ai.gatewayz.catalog.contract.Modality;
import ai.gatewayz.catalog.contract.Offer;
import ai.gatewayz.catalog.contract.Price;
import ai.gatewayz.catalog.contract.Signal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** An offer as a list tells it, normalised: an {@link Offer} without a version. */
public record ListedOffer(
    String id,
    String model,
    String upstreamId,
    String name,
    String task,
    Map<Capability, CapabilitySource> capabilities,
    Set<Modality> input,
    Set<Modality> output,
    Price price,
    Integer contextTokens,
    Integer maxOutputTokens,
    Boolean serverless,
    Instant created,
    LocalDate deprecation,
    List<Signal> signals,
    Set<String> aliases) {

  public ListedOffer {
    aliases = aliases == null ? Set.of() : aliases;
  }

  /** The same as a versioned offer of a provider. */
  public Offer at(String provider, long version, Instant updated) {
    return new Offer(
        provider,
        id,
        model,
        upstreamId,
        name,
        task,
        capabilities,
        input,
        output,
        price,
        contextTokens,
        maxOutputTokens,
        serverless,
        created,
        deprecation,
        signals,
        null,
        aliases,
        null,
        version,
        updated);
  }

  /** What a versioned offer was made of, by {@link #at}. */
  public static ListedOffer from(Offer offer) {
    return new ListedOffer(
        offer.id(),
        offer.model(),
        offer.upstreamId(),
        offer.name(),
        offer.task(),
        offer.capabilities(),
        offer.input(),
        offer.output(),
        offer.price(),
        offer.contextTokens(),
        offer.maxOutputTokens(),
        offer.serverless(),
        offer.created(),
        offer.deprecation(),
        offer.signals(),
        offer.aliases());
  }

  /** Starts an offer of which so far only the provider's id and the canonical model are known. */
  public static Builder of(String id, String model) {
    return new Builder(id, model);
  }

  /** Starts from what is known already. */
  public Builder toBuilder() {
    Builder builder = new Builder(id, model);
    builder.upstreamId = upstreamId;
    builder.name = name;
    builder.task = task;
    builder.capabilities.putAll(capabilities);
    builder.input.addAll(input);
    builder.output.addAll(output);
    builder.price = price;
    builder.contextTokens = contextTokens;
    builder.maxOutputTokens = maxOutputTokens;
    builder.serverless = serverless;
    builder.created = created;
    builder.deprecation = deprecation;
    builder.signals.addAll(signals);
    builder.aliases.addAll(aliases);
    return builder;
  }

  /** Collects facts; what is not set stays unknown. */
  public static final class Builder {
    /** Whatever a list holds, an offer fits into an event. */
    private static final int MOST_SIGNALS = 100;

    private static final int MOST_ALIASES = 50;

    private final String id;
    private String model;
    private String upstreamId;
    private String name;
    private String task = "unknown";
    private final Map<Capability, CapabilitySource> capabilities = new EnumMap<>(Capability.class);
    private final Set<Modality> input = EnumSet.noneOf(Modality.class);
    private final Set<Modality> output = EnumSet.noneOf(Modality.class);
    private Price price = Price.UNKNOWN;
    private Integer contextTokens;
    private Integer maxOutputTokens;
    private Boolean serverless;
    private Instant created;
    private LocalDate deprecation;
    private final List<Signal> signals = new ArrayList<>(2);
    private final Set<String> aliases = new TreeSet<>();

    private Builder(String id, String model) {
      this.id = id;
      this.model = model;
      this.upstreamId = id;
      this.name = id;
    }

    public Builder model(String value) {
      model = value;
      return this;
    }

    public Builder upstreamId(String value) {
      upstreamId = value;
      return this;
    }

    /** Null keeps the name that is there. */
    public Builder name(String value) {
      name = value == null ? name : value;
      return this;
    }

    public Builder task(String value) {
      task = value;
      return this;
    }

    /** The first source to say so is kept. */
    public Builder can(Capability capability, CapabilitySource source) {
      capabilities.putIfAbsent(capability, source);
      return this;
    }

    public Builder cannot(Capability capability) {
      capabilities.remove(capability);
      return this;
    }

    public Builder input(Modality... values) {
      input.addAll(List.of(values));
      return this;
    }

    public Builder input(Set<Modality> values) {
      input.addAll(values);
      return this;
    }

    public Builder output(Modality... values) {
      output.addAll(List.of(values));
      return this;
    }

    public Builder output(Set<Modality> values) {
      output.addAll(values);
      return this;
    }

    public Builder price(Price value) {
      price = value;
      return this;
    }

    public Builder contextTokens(Integer value) {
      contextTokens = value;
      return this;
    }

    public Builder maxOutputTokens(Integer value) {
      maxOutputTokens = value;
      return this;
    }

    public Builder serverless(Boolean value) {
      serverless = value;
      return this;
    }

    public Builder created(Instant value) {
      created = value;
      return this;
    }

    public Builder deprecation(LocalDate value) {
      deprecation = value;
      return this;
    }

    /** One of each host; beyond any number of hosts that there are, they are left out. */
    public Builder signal(Signal value) {
      if (signals.size() < MOST_SIGNALS) {
        signals.add(value);
      }
      return this;
    }

    /** Another id of the provider's for it. */
    public Builder alias(String value) {
      if (aliases.size() < MOST_ALIASES) {
        aliases.add(value);
      }
      return this;
    }

    public ListedOffer build() {
      return new ListedOffer(
          id,
          model,
          upstreamId,
          name,
          task,
          capabilities,
          input,
          output,
          price,
          contextTokens,
          maxOutputTokens,
          serverless,
          created,
          deprecation,
          List.copyOf(signals),
          Collections.unmodifiableSet(aliases));
    }
  }
}

package ai.gatewayz.catalog.contract;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One model at one provider, as it is now: the value of {@code gatewayz.catalog.offers}.
 *
 * @param provider provider id, for example {@code huggingface}
 * @param id the provider's own model id, byte-exact
 * @param model canonical id {@code vendor/name}: the same for the same model at every provider
 * @param upstreamId the id to send to the provider in requests; differs from {@code id} where the
 *     provider wants a routing suffix
 * @param name display name; the id where the provider gives none
 * @param task what it is for, in the words of the HuggingFace task names: {@code chat}, {@code
 *     text-generation}, {@code feature-extraction}, {@code text-to-image}, …; {@code unknown} where
 *     the list does not tell
 * @param capabilities what it can do, with the reason to believe it; absent means "not known to"
 * @param input modalities accepted
 * @param output modalities produced
 * @param price USD per million tokens
 * @param contextTokens context window; null where unknown
 * @param maxOutputTokens output limit; null where unknown
 * @param serverless false where the provider only serves it on a deployment of one's own; null
 *     where it does not tell
 * @param created when the provider first listed it; null where unknown
 * @param deprecation the day on which the provider withdraws it; null where none is announced
 * @param signals the provider's own statement about its health, per host
 * @param probe false where an operator wants no probes of it: only live traffic and the provider's
 *     own list show whether it works; null for every other offer
 * @param aliases other ids of the provider's for it, by which callers may ask too; sorted
 * @param names of operators for models that may mean it; in the order of the alphabet
 * @param version grows with every change of this offer; a consumer ignores what is not newer than
 *     what it holds
 * @param updated when this version came to be
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Offer(
    String provider,
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
    Boolean probe,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) Set<String> aliases,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<ModelAlias> names,
    long version,
    Instant updated) {

  /** Of one id. */
  public Offer(
      String provider,
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
      Boolean probe,
      long version,
      Instant updated) {
    this(
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
        probe,
        Set.of(),
        List.of(),
        version,
        updated);
  }

  public Offer {
    capabilities = Ordered.map(Capability.class, capabilities);
    input = Ordered.set(Modality.class, input);
    output = Ordered.set(Modality.class, output);
    price = price == null ? Price.UNKNOWN : price;
    signals = signals == null ? List.of() : List.copyOf(signals);
    aliases = Ordered.texts(aliases);
    names = names == null ? List.of() : List.copyOf(names);
  }

  @JsonIgnore
  public OfferKey key() {
    return new OfferKey(provider, id);
  }

  /** The same offer at another version. */
  public Offer at(long newVersion, Instant when) {
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
        probe,
        aliases,
        names,
        newVersion,
        when);
  }

  /** The same by other names of operators. */
  public Offer named(List<ModelAlias> others) {
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
        probe,
        aliases,
        others,
        version,
        updated);
  }

  public boolean can(Capability capability) {
    return capabilities.containsKey(capability);
  }
}

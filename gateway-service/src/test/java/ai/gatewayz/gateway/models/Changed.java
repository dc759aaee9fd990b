package ai.gatewayz.gateway.models;

import ai.gatewayz.catalog.contract.Capability;
import ai.gatewayz.catalog.contract.CapabilitySource;
import ai.gatewayz.catalog.contract.Modality;
import ai.gatewayz.catalog.contract.Offer;
import ai.gatewayz.catalog.contract.Price;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;

/** An offer like another but for one thing. */
record Changed(Offer offer) {

  Offer task(String task) {
    return with(
        task,
        Map.of(),
        offer.input(),
        Set.of(Modality.IMAGE),
        offer.price(),
        offer.contextTokens(),
        offer.maxOutputTokens(),
        offer.serverless(),
        offer.deprecation());
  }

  Offer serverless(boolean serverless) {
    return with(offer.price(), offer.contextTokens(), offer.maxOutputTokens(), serverless, null);
  }

  Offer retiring(LocalDate day) {
    return with(
        offer.price(), offer.contextTokens(), offer.maxOutputTokens(), offer.serverless(), day);
  }

  Offer offering(Price price, Integer context, Integer maxOutput) {
    return with(price, context, maxOutput, offer.serverless(), null);
  }

  Offer taking(Modality... input) {
    return with(
        offer.task(),
        offer.capabilities(),
        Set.of(input),
        offer.output(),
        offer.price(),
        offer.contextTokens(),
        offer.maxOutputTokens(),
        offer.serverless(),
        offer.deprecation());
  }

  private Offer with(
      Price price, Integer context, Integer maxOutput, Boolean serverless, LocalDate deprecation) {
    return with(
        offer.task(),
        offer.capabilities(),
        offer.input(),
        offer.output(),
        price,
        context,
        maxOutput,
        serverless,
        deprecation);
  }

  private Offer with(
      String task,
      Map<Capability, CapabilitySource> capabilities,
      Set<Modality> input,
      Set<Modality> output,
      Price price,
      Integer context,
      Integer maxOutput,
      Boolean serverless,
      LocalDate deprecation) {
    return new Offer(
        offer.provider(),
        offer.id(),
        offer.model(),
        offer.upstreamId(),
        offer.name(),
        task,
        capabilities,
        input,
        output,
        price,
        context,
        maxOutput,
        serverless,
        offer.created(),
        deprecation,
        offer.signals(),
        offer.probe(),
        offer.version(),
        offer.updated());
  }
}

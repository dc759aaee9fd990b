package ai.gatewayz.providers.listing;

import com.fasterxml.jackson.databind.JsonNode;

/** Turns one entry of a list into an offer. Pure; never throws for what a provider may send. */
@FunctionalInterface
public interface EntryMapper {
  Mapped map(JsonNode entry);
}

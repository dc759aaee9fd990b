package ai.gatewayz.providers.openrouter;

import ai.gatewayz.providers.listing.PageSeen;
import ai.gatewayz.providers.listing.PageUri;
import ai.gatewayz.providers.listing.Pager;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.OptionalLong;

/**
 * Follows {@code links.next}. Only its offset is taken: the link does not repeat the filters that
 * were asked for, and what a provider sends must not choose where we go.
 */
final class OpenRouterPager implements Pager {

  @Override
  public Next after(PageSeen page) {
    JsonNode next = page.envelope().path("links").path("next");
    OptionalLong offset = next.isTextual() ? offset(next.textValue()) : OptionalLong.empty();
    if (offset.isPresent()) {
      return new Next.Page(PageUri.with(page.uri(), "offset", offset.getAsLong()));
    }
    long read = PageUri.number(page.uri(), "offset").orElse(0) + page.entries();
    OptionalLong total = total(page);
    if (total.isPresent() && read < total.getAsLong() && page.entries() > 0) {
      return new Next.Page(PageUri.with(page.uri(), "offset", read));
    }
    return total.isEmpty() && next.isTextual()
        ? new Next.Lost("the link to the next page cannot be read")
        : Next.END;
  }

  @Override
  public OptionalLong total(PageSeen page) {
    JsonNode total = page.envelope().path("total_count");
    return total.canConvertToLong() && total.isNumber()
        ? OptionalLong.of(total.longValue())
        : OptionalLong.empty();
  }

  private static OptionalLong offset(String link) {
    try {
      return PageUri.number(URI.create(link), "offset");
    } catch (IllegalArgumentException e) {
      return OptionalLong.empty();
    }
  }
}

package ai.gatewayz.providers.fireworks;

import ai.gatewayz.providers.listing.PageSeen;
import ai.gatewayz.providers.listing.PageUri;
import ai.gatewayz.providers.listing.Pager;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.OptionalLong;

/** Goes on while there is a {@code nextPageToken}; the other parameters must not change. */
final class LibraryPager implements Pager {

  @Override
  public Next after(PageSeen page) {
    String token = page.envelope().path("nextPageToken").asText("");
    return token.isEmpty() ? Next.END : new Next.Page(PageUri.with(page.uri(), "pageToken", token));
  }

  @Override
  public OptionalLong total(PageSeen page) {
    JsonNode total = page.envelope().path("totalSize");
    return total.isNumber() && total.canConvertToLong()
        ? OptionalLong.of(total.longValue())
        : OptionalLong.empty();
  }
}

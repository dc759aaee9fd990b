package ai.gatewayz.providers.portkey;

import ai.gatewayz.providers.listing.PageSeen;
import ai.gatewayz.providers.listing.PageUri;
import ai.gatewayz.providers.listing.Pager;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.OptionalLong;

/** Steps by what came, not by what was asked for: the server may allow less per page. */
final class PortkeyPager implements Pager {

  @Override
  public Next after(PageSeen page) {
    long read = PageUri.number(page.uri(), "offset").orElse(0) + page.entries();
    OptionalLong total = total(page);
    boolean more =
        total.isPresent()
            ? read < total.getAsLong()
            : page.entries() >= PageUri.number(page.uri(), "limit").orElse(Long.MAX_VALUE);
    return more && page.entries() > 0
        ? new Next.Page(PageUri.with(page.uri(), "offset", read))
        : Next.END;
  }

  @Override
  public OptionalLong total(PageSeen page) {
    JsonNode total = page.envelope().path("total");
    return total.isNumber() && total.canConvertToLong()
        ? OptionalLong.of(total.longValue())
        : OptionalLong.empty();
  }
}

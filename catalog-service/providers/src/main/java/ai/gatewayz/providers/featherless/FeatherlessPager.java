package ai.gatewayz.providers.featherless;

import ai.gatewayz.providers.listing.PageSeen;
import ai.gatewayz.providers.listing.PageUri;
import ai.gatewayz.providers.listing.Pager;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.OptionalLong;

/** Goes on until the last of {@code pagination.total_pages}, or a page that is not full. */
final class FeatherlessPager implements Pager {

  @Override
  public Next after(PageSeen page) {
    long number = PageUri.number(page.uri(), "page").orElse(1);
    long full = PageUri.number(page.uri(), "per_page").orElse(1);
    OptionalLong pages = number(page.envelope().path("pagination").path("total_pages"));
    // More than a page's worth means that paging is not understood and all is here.
    boolean more = pages.isPresent() ? number < pages.getAsLong() : page.entries() == full;
    return more ? new Next.Page(PageUri.with(page.uri(), "page", number + 1)) : Next.END;
  }

  @Override
  public OptionalLong total(PageSeen page) {
    OptionalLong items = number(page.envelope().path("pagination").path("total_items"));
    return items.isPresent() ? items : number(page.envelope().path("total"));
  }

  private static OptionalLong number(JsonNode node) {
    return node.isNumber() && node.canConvertToLong()
        ? OptionalLong.of(node.longValue())
        : OptionalLong.empty();
  }
}

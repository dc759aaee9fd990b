package ai.gatewayz.providers.huggingface;

import ai.gatewayz.providers.listing.PageSeen;
import ai.gatewayz.providers.listing.PageUri;
import ai.gatewayz.providers.listing.Pager;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Follows {@code Link: <…>; rel="next"}, the only way there is: the hub ignores {@code offset}. The
 * cursor in the address is opaque and used as it comes.
 */
final class LinkPager implements Pager {

  private static final Pattern LINK = Pattern.compile("<([^<>]{1,4000})>([^<]*)");
  private static final Pattern ODD = Pattern.compile("[\\[\\]{}|^`\"\\\\ ]");
  private static final Pattern NEXT =
      Pattern.compile(
          ";\\s*rel\\s*=\\s*(\"([^\"]*\\s)?next(\\s[^\"]*)?\"|next\\b)", Pattern.CASE_INSENSITIVE);

  @Override
  public Next after(PageSeen page) {
    Optional<String> link =
        page.links().stream().map(LinkPager::next).flatMap(Optional::stream).findFirst();
    if (link.isPresent()) {
      return address(page, link.get());
    }
    // Where a proxy drops the header, a first page looks like the whole list.
    long full = PageUri.number(page.uri(), "limit").orElse(Long.MAX_VALUE);
    return page.entries() < full
        ? Next.END
        : new Next.Lost("a full page has no link to a next one");
  }

  private static Next address(PageSeen page, String link) {
    try {
      return new Next.Page(page.uri().resolve(encoded(link)));
    } catch (IllegalArgumentException e) {
      return new Next.Lost("the link to the next page cannot be read");
    }
  }

  /** Some characters, such as brackets, stand unescaped in links. */
  private static String encoded(String link) {
    Matcher odd = ODD.matcher(link);
    return odd.replaceAll(
        found -> URLEncoder.encode(found.group(), StandardCharsets.UTF_8).replace("+", "%20"));
  }

  private static Optional<String> next(String header) {
    Matcher link = LINK.matcher(header);
    while (link.find()) {
      if (NEXT.matcher(link.group(2)).find()) {
        return Optional.of(link.group(1));
      }
    }
    return Optional.empty();
  }
}

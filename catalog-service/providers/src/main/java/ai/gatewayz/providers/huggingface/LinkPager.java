package ai.gatewayz.providers.huggingface;

import ai.gatewayz.providers.listing.PageSeen;
import ai.gatewayz.providers.listing.Pager;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Follows {@code Link: <…>; rel="next"}, the only way there is: the hub ignores {@code offset}. The
 * cursor in the address is opaque and used as it comes.
 */
final class LinkPager implements Pager {

  private static final Pattern LINK = Pattern.compile("<([^<>]{1,4000})>([^<]*)");
  private static final Pattern NEXT =
      Pattern.compile(
          ";\\s*rel\\s*=\\s*(\"([^\"]*\\s)?next(\\s[^\"]*)?\"|next\\b)", Pattern.CASE_INSENSITIVE);

  @Override
  public Next after(PageSeen page) {
    return page.links().stream()
        .map(LinkPager::next)
        .flatMap(Optional::stream)
        .findFirst()
        .<Next>map(link -> new Next.Page(page.uri().resolve(link)))
        .orElse(Next.END);
  }

  private static Optional<URI> next(String header) {
    Matcher link = LINK.matcher(header);
    while (link.find()) {
      if (NEXT.matcher(link.group(2)).find()) {
        try {
          return Optional.of(URI.create(link.group(1)));
        } catch (IllegalArgumentException e) {
          return Optional.empty();
        }
      }
    }
    return Optional.empty();
  }
}

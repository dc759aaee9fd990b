package ai.gatewayz.providers.listing;

import java.net.URI;
import java.util.OptionalLong;

/** How the pages of a list follow one another. Pure and stateless: a page tells all. */
public interface Pager {

  /** What comes after a page that was read to its end. */
  Next after(PageSeen page);

  /** How many entries the provider says the whole list has. */
  default OptionalLong total(PageSeen page) {
    return OptionalLong.empty();
  }

  /** The list is one page. */
  Pager SINGLE = page -> Next.END;

  sealed interface Next {
    record Page(URI uri) implements Next {}

    record End() implements Next {}

    /** The list goes on, or may go on, where nobody can follow it. */
    record Lost(String why) implements Next {}

    Next END = new End();
  }
}

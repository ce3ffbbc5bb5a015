// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.caller;

import com.sun.net.httpserver.HttpExchange;
import io.netty.handler.codec.http.HttpRequest;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Refuses what a web page makes a browser send: any page can send requests to any port of the machine that it is looked
 * at on. Every browser says so by {@code Origin}, by {@code Sec-Fetch-Site} or by a {@code Host} that is not ours; AWS
 * SDKs, curl and runtimes send none of these. Immutable.
 *
 * @see <a href="https://www.w3.org/TR/fetch-metadata/">Fetch Metadata Request Headers, read 2026-11-27</a>
 */
public final class CallerCheck {

    /** What a form or a script can send to another origin without asking first, and no AWS SDK sends. */
    private static final Set<String> PAGE_CONTENT_TYPES = Set.of("text/plain", "multipart/form-data");

    private final AllowedHosts hosts;
    private final boolean servesPage;

    private CallerCheck(Set<String> names, boolean servesPage) {
        this.hosts = new AllowedHosts(names);
        this.servesPage = servesPage;
    }

    /** For a port that only programs call. */
    public static CallerCheck ofApi(Set<String> allowedHosts) {
        return new CallerCheck(allowedHosts, false);
    }

    /** For a port that serves a page: what that page sends is taken, and so are links to it. */
    public static CallerCheck ofPage(Set<String> allowedHosts) {
        return new CallerCheck(allowedHosts, true);
    }

    /** Why the request is refused, in a sentence; empty where it is not. */
    public Optional<String> refusal(HttpServerRequest request) {
        return refusal(RequestHead.of(request));
    }

    /** Why the request is refused, in a sentence; empty where it is not. */
    public Optional<String> refusal(HttpRequest request) {
        return refusal(RequestHead.of(request));
    }

    /** Why the request is refused, in a sentence; empty where it is not. */
    public Optional<String> refusal(HttpExchange exchange) {
        return refusal(RequestHead.of(exchange));
    }

    private Optional<String> refusal(RequestHead head) {
        if (head.hosts().size() != 1 || !hosts.contain(head.hosts().getFirst())) {
            return Optional.of("Host is neither an address nor localhost: add the name to raygate.local.allowed-hosts");
        }
        if (!head.origins().isEmpty() && !isOwnOrigin(head)) {
            return Optional.of("Origin names another page: web pages may not call this port");
        }
        if (!head.fetch().site().isEmpty() && !isOwnFetch(head)) {
            return Optional.of("Sec-Fetch-Site names another site: web pages may not call this port");
        }
        if (head.contentTypes().stream().anyMatch(CallerCheck::isOfPages)) {
            return Optional.of("Content-Type is one that web pages may send anywhere: use application/json");
        }
        return Optional.empty();
    }

    private boolean isOwnOrigin(RequestHead head) {
        String host = head.hosts().getFirst();
        return servesPage
                && (head.origins().equals(List.of("http://" + host))
                        || head.origins().equals(List.of("https://" + host)));
    }

    private boolean isOwnFetch(RequestHead head) {
        List<String> site = head.fetch().site();
        return servesPage && (site.equals(List.of("same-origin")) || site.equals(List.of("none")) || isLink(head));
    }

    /** A link on another site that was followed: shows the page, and tells that site nothing. */
    private static boolean isLink(RequestHead head) {
        return head.method().equals("GET")
                && head.fetch().mode().equals(List.of("navigate"))
                && head.fetch().dest().equals(List.of("document"));
    }

    private static boolean isOfPages(String contentType) {
        return PAGE_CONTENT_TYPES.contains(contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT));
    }
}
